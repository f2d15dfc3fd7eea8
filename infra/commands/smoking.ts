/**
 * The steps of `npm run smoke`: a survey that asks one mailbox under three addresses, answered through the site as anybody
 * would, filed, looked up, and taken away again. It belongs to no review, so nothing counts it.
 */
import { randomBytes } from 'node:crypto'
import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { findLink } from '../../functions/domain/ballot/find-link.ts'
import { type Link, parseFragment } from '../../functions/domain/ballot/link.ts'
import { drawPseudonym } from '../../functions/domain/ballot/pseudonyms.ts'
import { everyUndo } from '../../functions/domain/handed-on.ts'
import { type SurveyId, surveyId as makeSurveyId } from '../../functions/domain/ids.ts'
import { defaultInstrument, findInstrument } from '../../functions/domain/instrument/registry.ts'
import { mailboxOf } from '../../functions/domain/people/mailbox.ts'
import { personInputSchema } from '../../functions/domain/people/person.ts'
import { withoutNames } from '../../functions/domain/survey/life.ts'
import { scheduledSurvey } from '../../functions/domain/survey/request.ts'
import type { Survey } from '../../functions/domain/survey/survey.ts'
import { hourMilliseconds, minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { surveyClaims } from '../../functions/records/claims.ts'
import { expiresAtSeconds } from '../../functions/records/kind.ts'
import { chunkName, participants, person, unsubscribe } from '../../functions/records/people.ts'
import { survey as surveyKind } from '../../functions/records/survey.ts'
import { held } from '../../functions/records/writing.ts'
import { type TableName, tables as everyTable } from '../../functions/tables.ts'
import { inTurn, type Participant, readForm } from '../../web/answer/form.ts'
import { submit } from '../../web/answer/participant.ts'
import { everyItem, type Installed, type Item, recordsIn } from './installed.ts'
import { erasePerson, findPerson } from './person-records.ts'

export interface Smoking {
  readonly parts: Pick<Installed, 'documents' | 'tables'>
  readonly site: string
  /** Whoever operates it, or a mailbox of SES's simulator. */
  readonly operator: string
  readonly now: () => Promise<string>
  /** Lets time pass until it holds; throws with the words where that takes too long. */
  readonly until: (what: string, holds: () => Promise<boolean>) => Promise<void>
  /** Texts in which the links of these addresses stand; null where nobody can read them. */
  readonly readMail: ((addresses: readonly string[]) => Promise<readonly string[]>) | null
  /** Somebody pastes the mails once they have them all; else they are read until the last one has come. */
  readonly isPasted?: boolean
  readonly tell: (line: string) => void
}

const openMinutes = 30
const howMany = 3

/** Three addresses of one mailbox. */
export const addressesOf = (operator: string): string[] => {
  const mailbox = mailboxOf(operator)
  const at = mailbox.lastIndexOf('@')
  return Array.from({ length: howMany }, (_, index) => `${mailbox.slice(0, at)}+murmur${index + 1}${mailbox.slice(at)}`)
}

const begin = async ({ parts, operator, now }: Smoking): Promise<SurveyId> => {
  const records = recordsIn(parts)
  const opensAt = await now()
  const closesAt = plus(opensAt, openMinutes * minuteMilliseconds)
  const emails = addressesOf(operator)
  for (const email of emails) {
    const id = randomBytes(16).toString('base64url')
    await held(records.overwrite(unsubscribe, { id }, { email }))
    const added = { ...personInputSchema.parse({ email }), unsubscribeId: id }
    await held(records.add(person, { email }, added))
  }
  const instrument = findInstrument(defaultInstrument['pre-meeting'])
  if (!instrument) throw new Error('there are no questions to ask')
  const survey = makeSurveyId(randomBytes(16))
  const expiring = { expiresAtSeconds: expiresAtSeconds(participants, closesAt) }
  await held(records.add(participants, { survey, chunk: chunkName(0) }, { emails }, expiring))
  const plan = {
    kind: 'pre-meeting',
    instrument,
    reviewId: null,
    quarter: null,
    title: 'A try of Murmur',
    startedAt: null,
    meetingAt: plus(closesAt, hourMilliseconds),
    meetingMinutes: 60,
    zone: 'UTC',
    reviewVersion: null,
    opensAt,
    closesAt,
  } as const
  const row = { ...scheduledSurvey(survey, plan, emails.length), synthetic: mailboxOf(operator) }
  if (!(await surveyClaims(records).publishSurvey(row))) throw new Error('the survey could not be written')
  return survey
}

const read = ({ parts }: Pick<Smoking, 'parts'>, survey: SurveyId): Promise<Survey | null> =>
  recordsIn(parts).get(surveyKind, { survey })

const mailSchema = z.object({ outcome: z.string().nullable() })

const sentMails = async ({ parts }: Smoking, survey: SurveyId): Promise<number> => {
  let sent = 0
  for await (const item of everyItem(parts, 'people'))
    if (item['pk'] === `mail#${survey}` && mailSchema.safeParse(item).data?.outcome === 'sent') sent += 1
  return sent
}

const address = /https?:\/\/[^\s<>"]+\/answer\/[^\s<>"]+/g

/** The links of one text: of a mail as it came, in whatever way it is wrapped, or of several as they are shown. */
const linksOf = (text: string): Link[] => {
  const found = findLink(text, everyUndo)
  if (found === null) return []
  if (found !== 'several') return [found.link]
  return (text.match(address) ?? []).flatMap(link => parseFragment(new URL(link).hash) ?? [])
}

/** Every link to this survey in the texts, each once. */
export const linksIn = (texts: readonly string[], survey: string): Link[] => {
  const found = texts.flatMap(linksOf).filter(({ surveyId }) => surveyId === survey)
  return [...new Map(found.map(link => [link.token, link])).values()]
}

const answer = async (site: string, link: Link, number: number): Promise<string> => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  const participant: Participant = { link, site, fetch, storage, exclusively: inTurn() }
  const form = await readForm(participant)
  const { receipt } = await submit(participant, form, {
    instrument: form.instrument,
    language: 'en',
    pseudonym: drawPseudonym(randomBytes(2)),
    signature: null,
    answers: { saw: { text: `The lamp of a try, seen from place ${number}.`, choice: 'verbatim' } },
  })
  if (!receipt) throw new Error('an answer was taken without a receipt')
  return receipt
}

const receiptsSchema = z.object({ invited: z.int(), counted: z.int(), serials: z.array(z.string()) })

/** That SES took a mail does not say that it has arrived. */
const waitForLinks = async (
  { operator, until, isPasted }: Smoking,
  survey: SurveyId,
  readMail: NonNullable<Smoking['readMail']>,
): Promise<Link[]> => {
  let links: Link[] = []
  const areThere = async (): Promise<boolean> => {
    links = linksIn(await readMail(addressesOf(operator)), survey)
    return links.length >= howMany
  }
  if (isPasted) await areThere()
  else await until(`${howMany} links are found in the mail`, areThere)
  if (links.length !== howMany) throw new Error(`${links.length} of ${howMany} links were found in the mail`)
  return links
}

const throughTheSite = async (smoking: Smoking, survey: SurveyId, links: readonly Link[]): Promise<void> => {
  const { site, tell, until, now } = smoking
  const receipts: string[] = []
  for (const [index, link] of links.entries()) receipts.push(await answer(site, link, index + 1))
  tell(`proved  ${howMany} answers were sealed and sent through ${site}, each with its receipt`)
  await until('the survey is filed', async () => (await read(smoking, survey))?.status === 'harvested')
  const published = await fetch(`${site}/api/receipts/${survey}`)
  if (!published.ok) throw new Error(`the list of receipts answers ${published.status}`)
  const { counted, serials } = receiptsSchema.parse(await published.json())
  if (counted !== howMany || receipts.some(receipt => !serials.includes(receipt)))
    throw new Error(`${counted} of ${howMany} answers were counted, and not every receipt is in the list`)
  tell(`proved  it closed, was filed by ${await now()}, and every receipt is in the published list`)
}

/** Ended by its row, as anything is that is cancelled. */
const cancel = async (smoking: Smoking, survey: SurveyId): Promise<void> => {
  const changes = { status: 'cancelled', cancelledAt: await smoking.now(), ...withoutNames } as const
  await held(recordsIn(smoking.parts).change(surveyKind, { survey }, changes, { status: 'open' }))
}

const remove = async ({ parts }: Smoking, table: TableName, item: Item): Promise<void> => {
  const { partitionKey, sortKey } = everyTable[table]
  const Key = { [partitionKey]: item[partitionKey], [sortKey]: item[sortKey] }
  await parts.documents.send(new DeleteCommand({ TableName: parts.tables[table], Key }))
}

/** Takes away everything that a try left. Throws while it is not over: its keys would be nobody's. */
export const clear = async (smoking: Smoking, survey: SurveyId): Promise<void> => {
  const { parts, operator } = smoking
  const row = await read(smoking, survey)
  if (row && !row.destroyedAt) throw new Error(`${survey} is not over: its keys and ballots are still there`)
  // Another operator may have begun it.
  for (const email of addressesOf(row?.synthetic ?? operator)) {
    const { people } = await findPerson(parts.documents, parts.tables, email)
    await erasePerson(parts.documents, parts.tables.people, people, email)
  }
  for (const table of ['people', 'learning', 'surveys'] as const)
    for await (const item of everyItem(parts, table))
      if (String(item['pk']).includes(survey) || (item['pk'] === 'survey' && item['sk'] === survey))
        await remove(smoking, table, item)
}

/** Surveys of earlier tries that were cut off. */
export const leftOver = async ({ parts }: Pick<Smoking, 'parts'>): Promise<Survey[]> =>
  (await recordsIn(parts).list(surveyKind, {})).filter(({ synthetic }) => synthetic !== undefined)

/** Throws with what does not work. Whatever comes of it, `clear` takes it away once it is over. */
export const smoke = async (smoking: Smoking): Promise<void> => {
  const { tell, until, readMail, operator } = smoking
  for (const { surveyId } of await leftOver(smoking)) await clear(smoking, surveyId)
  const survey = await begin(smoking)
  tell(`begun   ${survey} asks ${addressesOf(operator).join(', ')}`)
  await until('the survey is open', async () => (await read(smoking, survey))?.status === 'open')
  tell('proved  keys were made, and the survey opened')
  await until('the mails are sent', async () => (await sentMails(smoking, survey)) >= howMany)
  tell(`proved  SES took ${howMany} mails`)
  if (readMail) await throughTheSite(smoking, survey, await waitForLinks(smoking, survey, readMail))
  else {
    await cancel(smoking, survey)
    tell('not     proved: that a link in a mailbox opens, that an answer is taken, sealed, counted and filed')
  }
  await until('keys and ballots are destroyed', async () => Boolean((await read(smoking, survey))?.destroyedAt))
  await until('everybody was told', async () => {
    const row = await read(smoking, survey)
    return row?.status === 'cancelled' || row?.announcedAt != null
  })
  await clear(smoking, survey)
  tell('removed every row of it; its mails are still in your mailbox')
}
