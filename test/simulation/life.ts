/**
 * An organisation's quarters through the whole system over HTTP: roster, pulse, mails, sealed ballots, close, harvest.
 */
import { randomBytes } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import * as z from 'zod'
import { inParallel } from '../../functions/domain/in-parallel.ts'
import { receiptsViewSchema } from '../../functions/domain/suppression/filed.ts'
import { quarterBounds, usualCalendar } from '../../functions/domain/time/calendar.ts'
import { dayMilliseconds, hourMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { type Trends, trendsSchema } from '../../functions/domain/trends/schema.ts'
import { browserOf, type LocalMail, type Story, takePart } from '../journeys/story.ts'
import { attack, collect, type Loot, type Spoils } from './attack.ts'
import { type Book, checkResult, checkTrends } from './figures.ts'
import type { Quarter } from './organisation.ts'
import { truthOf } from './truth.ts'

/** Participants at once, each with a browser. */
const atOnce = 6

const linkIn = (mails: readonly LocalMail[]): string | undefined =>
  mails.flatMap(({ links }) => links).find(link => link.includes('/answer/'))

/** A mailer's run ends before its minute is over, so a slow machine sends the rest in the next minutes. */
const mailsWithinMinutes = 15

/** To that instant, or to now if a slow machine's clock is already past it. */
export const reach = async (story: Story, at: string): Promise<void> => {
  const { status, text } = await story.call('POST', '/local/clock', { now: at }, null)
  if (status === 409) await story.passTime()
  else if (status !== 200) throw new Error(`clock: ${status} ${text}`)
}

export interface Lived {
  readonly quarter: Quarter
  readonly surveyId: string
  readonly invitations: number
  /** The serials that browsers keep. */
  readonly receipts: readonly string[]
}

/** A pulse opens three weeks into its quarter, for a week. */
export const live = async (story: Story, quarter: Quarter): Promise<Lived> => {
  const opensAt = plus(quarterBounds(quarter.quarter, usualCalendar).from, 20 * dayMilliseconds + 9 * hourMilliseconds)
  const closesAt = plus(opensAt, 7 * dayMilliseconds)
  await reach(story, plus(opensAt, -hourMilliseconds))
  const roster = await story.call('PUT', '/api/people?replace=true', quarter.members)
  if (roster.status !== 200) throw new Error(`roster: ${roster.status} ${roster.text}`)
  const instrument = quarter.instrument.id
  const pulse = { kind: 'pulse', quarter: quarter.quarter, instrument, opensAt, closesAt }
  const surveyId = await story.create('/api/surveys', pulse)
  const before = (await story.inbox()).length
  const mails = new Map<string, LocalMail[]>()
  let asked: Quarter['members'] = []
  for (let minute = 1; minute <= mailsWithinMinutes && asked.length < quarter.members.length; minute += 1) {
    await reach(story, plus(opensAt, minute * 60_000))
    const inbox = await story.inbox()
    mails.clear()
    for (const mail of inbox.slice(0, inbox.length - before)) mails.set(mail.to, [...(mails.get(mail.to) ?? []), mail])
    asked = quarter.members.filter(({ email }) => linkIn(mails.get(email) ?? []) !== undefined)
  }
  const receipts = await inParallel([...quarter.cast], atOnce, async ([email, ballots]) => {
    const link = linkIn(mails.get(email) ?? [])
    if (!link) throw new Error(`${email} was not invited`)
    const browser = browserOf(story.url, link)
    let receipt = ''
    for (const answers of ballots) receipt = await takePart(browser, { ...answers }, { pseudonym: '' })
    return receipt
  })
  // The day of the reminder, the close, and what comes eleven minutes after it.
  await reach(story, plus(closesAt, -20 * hourMilliseconds))
  for (const minutes of [0, 1, 11, 12]) await reach(story, plus(closesAt, minutes * 60_000))
  return { quarter, surveyId, invitations: asked.length, receipts }
}

export interface Report {
  readonly figures: number
  readonly hiddenSeen: number
  readonly responses: number
  readonly attacked: number
  readonly findings: readonly string[]
}

const rowSchema = z.record(z.string(), z.string())

/** A table has the same numbers in the same places as its view, and nothing else. */
const checkTable = (trends: Trends, text: string, findings: string[]): void => {
  const rows = z.array(rowSchema).parse(parse(text, { columns: true, bom: true }))
  const [headline] = trends.series
  const points = [
    ...trends.series.flatMap(({ id, points: own }) => own.map(point => ({ id, group: trends.group, point }))),
    ...trends.byGroup.flatMap(({ label, points: own }) =>
      own.map(point => ({ id: headline?.id, group: label, point })),
    ),
  ]
  if (rows.length !== points.length) findings.push(`table: ${rows.length} rows for ${points.length} points`)
  for (const [index, { id, group, point }] of points.entries()) {
    const wanted = {
      quarter: point.quarter,
      group,
      figure: id,
      invited: point.invited,
      answered: point.n,
      favourable: point.share?.value,
      favourable_low: point.share?.lo,
      favourable_high: point.share?.hi,
      mean: point.mean?.value,
      mean_low: point.mean?.lo,
      mean_high: point.mean?.hi,
      silent_favourable_low: point.silent?.favLo,
      silent_mean_high: point.silent?.meanHi,
      step_1: point.distribution?.[0],
      step_5: point.distribution?.[4],
    }
    for (const [name, value] of Object.entries(wanted)) {
      const told = value === null || value === undefined ? '' : String(value)
      if (rows[index]?.[name] !== told) findings.push(`table ${point.quarter} ${id}: ${name} ${rows[index]?.[name]}`)
    }
  }
}

/**
 * Everything that any call of the API shows of the pulses: each response against the truth, and all of them together.
 */
export const examine = async (story: Story, lived: readonly Lived[]): Promise<Report> => {
  const truths = new Map(lived.map(({ quarter }) => [quarter.quarter, truthOf(quarter)]))
  const book: Book = { truths, differences: [], seen: { figures: 0, hidden: 0 } }
  const findings: string[] = []
  const loot: Loot = new Map()
  let responses = 0

  for (const { quarter, surveyId, invitations, receipts } of lived) {
    const where = quarter.quarter
    const answered = await story.call('GET', `/api/receipts/${surveyId}`, undefined, null)
    responses += 1
    const { serials, result, digests: _digests, root: _root, ...counts } = receiptsViewSchema.parse(answered.json)
    const cast = quarter.cast.size
    const expected = { invited: quarter.members.length, issued: cast, cast, counted: cast, tried: 0, contested: 0 }
    if (JSON.stringify(counts) !== JSON.stringify(expected)) findings.push(`${where}: ${JSON.stringify(counts)}`)
    if (invitations !== quarter.members.length) findings.push(`${where}: ${invitations} invitations`)
    if (JSON.stringify(serials) !== JSON.stringify(receipts.toSorted())) findings.push(`${where}: other receipts`)
    if (result) checkResult(book, where, result)
    else findings.push(`${where}: no result`)
  }

  const read = async (query: string): Promise<Trends> => {
    const [json, csv] = [
      await story.call('GET', `/api/trends${query}`, undefined, 'leadership'),
      await story.call('GET', `/api/trends.csv${query}`, undefined, 'leadership'),
    ]
    responses += 2
    const trends = trendsSchema.parse(json.json)
    checkTrends(book, trends)
    checkTable(trends, csv.text, findings)
    collect(loot, trends)
    return trends
  }
  const whole = await read('')
  for (const group of whole.groups) await read(`?group=${encodeURIComponent(group)}`)
  for (const { id } of whole.instruments) {
    await read(`?instrument=${id}`)
    for (const group of whole.groups) await read(`?instrument=${id}&group=${encodeURIComponent(group)}`)
  }

  const spoils: Spoils = { found: [], tried: 0 }
  attack(loot, truths, spoils)
  return {
    figures: book.seen.figures,
    hiddenSeen: book.seen.hidden,
    responses,
    attacked: spoils.tried,
    findings: [...findings, ...book.differences, ...spoils.found],
  }
}

export const seedOf = (given: string | undefined): number => Number(given ?? randomBytes(4).readUInt32BE())
