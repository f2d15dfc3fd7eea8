/**
 * What both kinds of survey need to be told under faults: people who try again when they are told to, minutes that pass
 * one by one, and what has to hold when the faults are over.
 */
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { inParallel } from '../../functions/domain/in-parallel.ts'
import type { Answer } from '../../functions/domain/ballot/ballot.ts'
import { minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import type { FaultKind, FaultSettings } from '../../infra/local/hostile/faults.ts'
import { codeOf } from '../../web/answer/trouble.ts'
import { type Answered, browserOf, type LocalMail, type Story, takePart } from '../journeys/story.ts'

export const reportSchema = z.object({
  refused: z.array(z.string()),
  met: z.record(z.string(), z.number()),
})
export type Met = Readonly<Partial<Record<FaultKind, number>>>

export interface Lived {
  readonly findings: readonly string[]
  readonly met: Readonly<Record<string, number>>
}

/** What is promised of the fifteen minutes after the faults. */
export const calmMinutes = 15
const tries = 40
const minutesUntilInvited = 30

export const faulty = (story: Story) => {
  const findings: string[] = []

  const post = async (target: string, body: unknown): Promise<Answered> => story.call('POST', target, body, null)

  const set = async (faults: FaultSettings | null): Promise<void> => {
    const { status, text } = await post('/local/hostile', faults)
    if (status !== 200) throw new Error(`faults: ${status} ${text}`)
  }

  /** So many minutes from now, or from an instant. */
  const minutes = async (count: number, now?: string): Promise<string> => {
    const { status, text, json } = await post('/local/clock', { minutes: count, ...(now ? { now } : {}) })
    if (status !== 200) throw new Error(`clock: ${status} ${text}`)
    return String(json['now'])
  }

  /** Tried again until it is done, as whoever reads “try again” does. Each third time a minute passes first. */
  const insist = async (work: () => Promise<Answered>, isDone = ({ status }: Answered) => status < 300) => {
    let last = await work()
    for (let attempt = 1; attempt < tries && !isDone(last); attempt += 1) {
      // A fault of AWS is none of ours: whoever asked is told to try again.
      if (last.status === 500) findings.push(`answered with 500: ${last.text.slice(0, 120)}`)
      if (attempt % 3 === 0) await minutes(1)
      last = await work()
    }
    if (!isDone(last)) throw new Error(`not in ${tries} attempts: ${last.status} ${last.text.slice(0, 200)}`)
    return last
  }

  /** The id of what was created, once however often it was asked for. */
  const create = async (target: string, body: unknown): Promise<string> => {
    const headers = { 'idempotency-key': randomBytes(12).toString('hex') }
    const { json } = await insist(() => story.call('POST', target, body, 'facilitator', headers))
    return String(json['id'])
  }

  /** A survey has no such key: whoever is told that there is one looks for it. */
  const createSurvey = async (body: { readonly reviewId?: string; readonly quarter?: string }): Promise<string> => {
    const ids = async (): Promise<string[]> =>
      (await story.dump()).tables.surveys.flatMap(row =>
        row['pk'] === 'survey' &&
        row['reviewId'] === (body.reviewId ?? null) &&
        row['quarter'] === (body.quarter ?? null)
          ? [String(row['sk'])]
          : [],
      )
    await insist(
      () => story.call('POST', '/api/surveys', body),
      ({ status, json }) => status === 201 || (status === 409 && /_has_survey|quarter/.test(String(json['code']))),
    )
    const found = await ids()
    if (found.length !== 1) findings.push(`${found.length} surveys of one`)
    return found[0] ?? ''
  }

  const mailsByAddress = async (): Promise<ReadonlyMap<string, LocalMail[]>> => {
    const by = new Map<string, LocalMail[]>()
    for (const mail of await story.inbox()) by.set(mail.to, [...(by.get(mail.to) ?? []), mail])
    return by
  }

  const linkIn = (mails: readonly LocalMail[] = []): string | undefined =>
    mails.flatMap(({ links }) => links).find(link => /\/answer\/.*#.*\..*\./.test(link))

  /** Mails that were perhaps handed over twice and are set aside: shown, and an alarm. Addresses, by kind. */
  const setAside = async (): Promise<ReadonlySet<string>> =>
    new Set(
      (await story.dump()).tables.people.flatMap(row =>
        row['reason'] === 'reply_lost' ? [`${String(row['kind'])} ${String(row['to'])}`] : [],
      ),
    )

  /** Minute by minute until everybody has a link. */
  const untilInvited = async (emails: readonly string[], opensAt: string): Promise<ReadonlyMap<string, string>> => {
    await minutes(1, plus(opensAt, -minuteMilliseconds))
    for (let minute = 0; minute < minutesUntilInvited; minute += 1) {
      await minutes(1)
      const by = await mailsByAddress()
      if (emails.every(email => linkIn(by.get(email)))) break
    }
    const [by, aside] = [await mailsByAddress(), await setAside()]
    const links = emails.flatMap((email): [string, string][] => {
      const link = linkIn(by.get(email))
      if (!link && !aside.has(`invitation ${email}`)) findings.push(`not invited: ${email}`)
      return link ? [[email, link]] : []
    })
    return new Map(links)
  }

  /** Receipts by address. A browser keeps what it has, and presses again. */
  const answered = async (
    links: ReadonlyMap<string, string>,
    saidBy: (email: string) => Record<string, Answer>,
    atOnce: number,
  ): Promise<ReadonlyMap<string, string>> => {
    const receipts = new Map<string, string>()
    await inParallel([...links], atOnce, async ([email, link]) => {
      const browser = browserOf(story.url, link)
      let last: unknown
      for (let attempt = 1; attempt <= tries; attempt += 1) {
        try {
          receipts.set(email, await takePart(browser, saidBy(email)))
          return
        } catch (error) {
          last = error
          if (attempt % 5 === 0) await minutes(1)
        }
      }
      findings.push(`open, and cannot be answered: ${codeOf(last)}`)
    })
    return receipts
  }

  const rowOf = async (surveyId: string): Promise<Record<string, unknown>> =>
    (await story.dump()).tables.surveys.find(({ pk, sk }) => pk === 'survey' && sk === surveyId) ?? {}

  /**
   * Through the close and the first runs of the harvest with faults, then without: within fifteen minutes it is harvested,
   * announced and swept, and the mail about it is sent.
   */
  const untilHarvested = async (surveyId: string, closesAt: string): Promise<void> => {
    await minutes(3, closesAt)
    await minutes(4, plus(closesAt, 10 * minuteMilliseconds))
    await set(null)
    const isOver = async (): Promise<boolean> => {
      const { tables } = await story.dump()
      const row = tables.surveys.find(({ pk, sk }) => pk === 'survey' && sk === surveyId)
      const waits = tables.people.some(one => one['queue'] !== undefined && String(one['pk']).startsWith('mail#'))
      return row?.['status'] === 'harvested' && Boolean(row['announcedAt']) && !waits
    }
    for (let minute = 0; minute < calmMinutes; minute += 1) {
      await minutes(1)
      if (await isOver()) return
    }
    const { status, announcedAt, filed } = await rowOf(surveyId)
    const stands = JSON.stringify({ status, announcedAt, isFiled: Boolean(filed) })
    findings.push(`stuck ${calmMinutes} minutes after the faults: ${stands}`)
  }

  /** Each receipt counted once, and nothing left that could be read or linked. */
  const checkCounts = async (surveyId: string, receipts: ReadonlyMap<string, string>, invited: number) => {
    const { json } = await story.call('GET', `/api/receipts/${surveyId}`, undefined, null)
    const serials = z.array(z.string()).catch([]).parse(json['serials'])
    const wanted = [...receipts.values()].toSorted()
    if (JSON.stringify(serials) !== JSON.stringify(wanted)) {
      findings.push(`${serials.length} serials of ${wanted.length} receipts`)
    }
    const { invited: asked, issued, cast, counted } = json
    if (JSON.stringify([asked, issued, cast, counted]) !== JSON.stringify([invited, ...Array(3).fill(wanted.length)])) {
      findings.push(
        `counts ${JSON.stringify({ asked, issued, cast, counted })}, ${invited} invited, ${wanted.length} answered`,
      )
    }
    const { tables, parameters } = await story.dump()
    const left = [parameters.length, tables.slots.length, tables.ballots.length]
    if (left.some(count => count > 0)) findings.push(`keys, slots and ballots left: ${left.join()}`)
  }

  /** Of each kind one or two to everybody who was asked, and nothing to anybody else. */
  const checkMails = async (emails: readonly string[], others: readonly string[], kinds: number): Promise<void> => {
    const [by, aside] = [await mailsByAddress(), await setAside()]
    for (const email of emails) {
      const counts = new Map<string, number>()
      for (const { subject } of by.get(email) ?? []) counts.set(subject, (counts.get(subject) ?? 0) + 1)
      const missing = [...aside].filter(one => one.endsWith(` ${email}`)).length
      if (counts.size + missing < kinds) findings.push(`forgotten: ${email} has ${[...counts.keys()].join(' | ')}`)
      for (const [subject, count] of counts) if (count > 2) findings.push(`${count} times to ${email}: ${subject}`)
    }
    for (const email of others) if (by.has(email)) findings.push(`mailed without being asked: ${email}`)
  }

  const ended = async (secrets: readonly string[]): Promise<Lived> => {
    const logs = (await story.dump()).logs.join('\n')
    for (const secret of secrets) if (logs.includes(secret)) findings.push(`in a log line: ${secret}`)
    const { refused, met } = reportSchema.parse((await story.call('GET', '/local/hostile', undefined, null)).json)
    findings.push(...refused.map(words => `not granted: ${words}`))
    return { findings, met }
  }

  return {
    answered,
    checkCounts,
    checkMails,
    create,
    createSurvey,
    ended,
    findings,
    insist,
    minutes,
    set,
    untilHarvested,
    untilInvited,
  }
}
