/** What is published after the close: the list of receipts, and of a pulse the whole organisation's figures. For anybody. */
import { type Guarded, list, nullable, number, object, oneOf, optional, text } from '../kit/plain/shape.ts'
import { call, type Participant } from './form.ts'
import { Trouble } from './trouble.ts'

/** Of a share the figure stands under `share` where it is exact. Open to more fields, as all guards here. */
const isMeasure = object({
  kind: oneOf(['exact', 'atMost', 'atLeast']),
  value: optional(number),
  share: optional(number),
  lo: optional(nullable(number)),
  hi: optional(nullable(number)),
})
export type Measure = Guarded<typeof isMeasure>

const isFigure = object({
  id: text,
  kind: oneOf(['item', 'score']),
  reversed: (value): value is boolean => typeof value === 'boolean',
  scale: object({ min: number, max: number, favourableFrom: number }),
  organisation: object({ n: nullable(number), mean: nullable(isMeasure), favourable: nullable(isMeasure) }),
})
const isResult = object({
  quarter: text,
  withheld: nullable(oneOf(['counts_do_not_add_up', 'too_few_ballots', 'failed_audit'])),
  groupMinimum: number,
  invited: number,
  answered: nullable(number),
  figures: list(isFigure),
})
export type Result = Guarded<typeof isResult>
export type ResultFigure = Result['figures'][number]

const isPage = object({ serials: list(text), pages: optional(number), result: optional(isResult) })

export interface Published {
  readonly serials: ReadonlySet<string>
  /** Null for a pre-meeting survey. */
  readonly result: Result | null
}

/** Null before the harvest. */
export const readPublished = async (
  caller: Pick<Participant, 'fetch' | 'site'>,
  surveyId: string,
): Promise<Published | null> => {
  const address = `/api/receipts/${surveyId}`
  const serials = new Set<string>()
  let result: Result | null = null
  try {
    // All pages, also behind the one a receipt is on: which page was the last one asked for would tell something of it.
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const answer = await call(caller, 'GET', page === 1 ? address : `${address}?page=${page}`)
      if (!isPage(answer)) throw new Trouble('try_again')
      for (const serial of answer.serials) serials.add(serial)
      pages = answer.pages ?? 1
      result ??= answer.result ?? null
    }
    return { serials, result }
  } catch (error) {
    if (error instanceof Trouble && error.code === 'not_harvested') return null
    throw error
  }
}

/** After the close: whether the receipt of this browser is in the published list. */
export const checkReceipt = async (
  participant: Participant,
  receipt: string,
): Promise<'counted' | 'missing' | 'not_yet'> => {
  const published = await readPublished(participant, participant.link.surveyId)
  if (!published) return 'not_yet'
  return published.serials.has(receipt) ? 'counted' : 'missing'
}
