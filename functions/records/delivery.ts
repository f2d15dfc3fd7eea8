/** What is known of how a survey's mail was delivered, for those who show it. */
import * as z from 'zod'
import { inParallel } from '../domain/in-parallel.ts'
import type { DeliveredMail, ListChanges } from '../domain/mail/delivery.ts'
import type { DeliveryFacts } from '../domain/mail/standing.ts'
import type { Invitation } from '../domain/people/invitation.ts'
import { expiresAtSeconds, part, retentionDays } from './kind.ts'
import { deliveredMail, mail } from './mail.ts'
import { addressee, chunksOf, invitations, listChanges, person, returned, stop } from './people.ts'
import type { Records } from './records.ts'

const chunksAtOnce = 10
const rowsAtOnce = 40
/** Up to this many people are looked up one by one; beyond that the whole roster is read. */
const lookedUpSingly = 200

interface InvitingSurvey {
  readonly surveyId: string
  readonly opensAt: string
  readonly closesAt: string
  readonly roster: { readonly run: string; readonly chunks: number } | null
  readonly addedChunks: readonly string[]
}

const chosen = <Value>(
  rows: readonly { readonly sk: string; readonly value: Value }[],
  addresses: ReadonlySet<string>,
) => new Map(rows.filter(({ sk }) => addresses.has(sk)).map(({ sk, value }) => [sk, value]))

const isOver = (of: typeof invitations, instant: string, now: string): boolean =>
  expiresAtSeconds(of, instant) * 1000 <= Date.parse(now)

/**
 * Whether nobody can rely any more on the list of those invited: its retention was reckoned from the close as it stood
 * when it was frozen, which may have moved since, but never to before the opening.
 */
export const mayListBeGone = ({ opensAt }: Pick<InvitingSurvey, 'opensAt'>, now: string): boolean =>
  isOver(invitations, opensAt, now)

const joinedRow = part(person, z.object({ sk: z.string(), also: z.array(z.string()).catch([]) }))

/**
 * By each address that was joined with another of the same person the one that the roster has. What was sent to it before
 * goes on there, and not to the other: whoever joined them could be the reader of that one. Reads the whole roster.
 */
export const readJoined = async ({ list }: Pick<Records, 'list'>): Promise<ReadonlyMap<string, string>> =>
  new Map((await list(joinedRow, {})).flatMap(({ sk, also }) => also.map(email => [email, sk] as const)))

export const deliveryReads = ({ get, getReadable, list }: Pick<Records, 'get' | 'getReadable' | 'list'>) => {
  /** Rejects if they cannot be read: nobody who was withdrawn is taken for invited. */
  const readListChanges = (survey: string): Promise<ListChanges | null> => getReadable(listChanges, { survey })

  /**
   * The frozen list of a survey and its committed additions, always in the same order. Null once its retention is over,
   * whether or not DynamoDB has removed it.
   */
  const readChunks = async (survey: InvitingSurvey, now: string): Promise<Invitation[][] | null> => {
    if (isOver(invitations, survey.closesAt, now)) return null
    const chunks = await inParallel(survey.roster ? chunksOf(survey) : [], chunksAtOnce, async place => {
      const chunk = await get(invitations, { survey: survey.surveyId, ...place })
      if (!chunk && !mayListBeGone(survey, now)) throw new Error('a committed chunk of the roster is missing')
      return chunk?.people ?? null
    })
    const found = chunks.filter(chunk => chunk !== null)
    return found.length === chunks.length ? found : null
  }

  const onRosterAmong = async (addresses: readonly string[]): Promise<ReadonlySet<string>> => {
    const people =
      addresses.length <= lookedUpSingly
        ? await inParallel(addresses, rowsAtOnce, email => get(addressee, { email }))
        : await list(addressee, {})
    const found = new Set(people.flatMap(one => one?.email ?? []))
    if (addresses.every(email => found.has(email))) return found
    return new Set([...found, ...(await readJoined({ list })).keys()])
  }

  /** Null once nobody knows any more who was invited. */
  const readDelivery = async (survey: InvitingSurvey, now: string): Promise<DeliveryFacts | null> => {
    const people = (await readChunks(survey, now))?.flat()
    if (!people) return null
    const sorted = [...new Set(people.map(({ email }) => email).filter(email => email !== ''))].toSorted()
    const between = [sorted.at(0) ?? ' ', sorted.at(-1) ?? ' '] as const
    const addresses = new Set(sorted)
    const [mails, changes, stops, back, onRoster] = await Promise.all([
      list(deliveredMail, { about: survey.surveyId }),
      readListChanges(survey.surveyId),
      list(stop, {}, { between }),
      list(returned, {}, { between }),
      onRosterAmong(sorted),
    ])
    return {
      invitations: people,
      mails: mails satisfies DeliveredMail[],
      withdrawn: changes?.withdrawn ?? [],
      since: changes?.since ?? [],
      stops: chosen(
        stops.map(one => ({ sk: one.sk, value: one })),
        addresses,
      ),
      returned: chosen(
        back.map(one => ({ sk: one.sk, value: one })),
        addresses,
      ),
      onRoster,
      mailKeptDays: retentionDays(mail),
    }
  }

  return { readListChanges, readChunks, readDelivery }
}
