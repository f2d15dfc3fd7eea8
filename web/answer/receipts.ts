/** What is published after the close: the list of receipts, and of a pulse the whole organisation's figures. For anybody. */
import { type Guarded, isCalendar, list, nullable, number, object, oneOf, optional, text } from '../kit/plain/shape.ts'
import { call, type Participant } from './form.ts'
import type { KeptBallot } from './keep.ts'
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
  calendar: isCalendar,
  withheld: nullable(oneOf(['counts_do_not_add_up', 'too_few_ballots', 'failed_audit'])),
  groupMinimum: number,
  invited: number,
  answered: nullable(number),
  figures: list(isFigure),
})
export type Result = Guarded<typeof isResult>
export type ResultFigure = Result['figures'][number]

const isPage = object({
  serials: list(text),
  digests: optional(list(text)),
  pages: optional(number),
  result: optional(isResult),
})

export interface Published {
  /** The digest of each; empty where an older version filed none. */
  readonly digests: ReadonlyMap<string, string>
  /** Null for a pre-meeting survey. */
  readonly result: Result | null
}

/** Null before the harvest. */
export const readPublished = async (
  caller: Pick<Participant, 'fetch' | 'site'>,
  surveyId: string,
): Promise<Published | null> => {
  const address = `/api/receipts/${surveyId}`
  const digests = new Map<string, string>()
  let result: Result | null = null
  try {
    // All pages, also behind the one a receipt is on: which page was the last one asked for would tell something of it.
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const answer = await call(caller, 'GET', page === 1 ? address : `${address}?page=${page}`)
      if (!isPage(answer)) throw new Trouble('try_again')
      for (const [at, serial] of answer.serials.entries()) digests.set(serial, answer.digests?.[at] ?? '')
      pages = answer.pages ?? 1
      result ??= answer.result ?? null
    }
    return { digests, result }
  } catch (error) {
    if (error instanceof Trouble && error.code === 'not_harvested') return null
    throw error
  }
}

/** What a browser has of a ballot that was stored. */
export type OwnReceipt = Pick<KeptBallot, 'receipt' | 'digest'>

/** Whether the receipt is in the list, for what this browser sent. */
export const foundIn = ({ digests }: Published, { receipt, digest }: OwnReceipt): 'counted' | 'missing' | 'altered' => {
  const listed = digests.get(receipt ?? '')
  if (listed === undefined) return 'missing'
  return listed === '' || listed === digest ? 'counted' : 'altered'
}

/** After the close. */
export const checkReceipt = async (
  participant: Participant,
  own: OwnReceipt,
): Promise<ReturnType<typeof foundIn> | 'not_yet'> => {
  const published = await readPublished(participant, participant.link.surveyId)
  return published ? foundIn(published, own) : 'not_yet'
}
