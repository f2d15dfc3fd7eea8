/**
 * Whoever holds a role leaves a line before anything is done, and another when it was: in one place, around every
 * operation that declares it. Without a line nothing is done.
 */
import { Refusal } from '../domain/refusal.ts'
import { reviewIdSchema, type SurveyId, surveyIdSchema } from '../domain/ids.ts'
import { dayMilliseconds, quarterSchema } from '../domain/time/instants.ts'
import {
  type About,
  type Act,
  type Chain,
  type Intention,
  restOfIt,
  type Role,
  type SettledOutcome,
  usedEveryMilliseconds,
} from '../domain/trace/trace.ts'
import { type Caller, usedRoles } from './access.ts'
import type { Answered, Declaration } from './operation.ts'
import type { Received } from './request.ts'

/**
 * What an operation leaves behind. `about` says where the ids are found: a survey or a review in the path, a review in
 * the body, a survey that is only made, a quarter in the path.
 */
export interface Traced {
  readonly act: Act
  readonly about: 'survey' | 'review' | 'review-in-body' | 'new-survey' | 'quarter' | 'nothing'
  /** Numbers of the answer that the line keeps. */
  readonly counts?: readonly string[]
  /** With this in the query it does nothing. */
  readonly unless?: Readonly<Record<string, string>>
  /** One line a day for each who does it: a page that is open asks again and again. */
  readonly daily?: true
  /** Until its survey is filed there is nothing to read by it, so it leaves no line: for a call that changes nothing. */
  readonly onceFiled?: true
}

/** Why something that changes leaves no line. */
export interface Untraced {
  readonly none: string
}

export type Trace = Traced | Untraced

type Asking = Pick<Received, 'header' | 'caller'>

/** The trace as `records/trace.ts` keeps it, with the source of new ids. */
export interface TraceKeeper {
  readonly surveyOf: (review: string) => Promise<SurveyId | null>
  readonly isSurvey: (survey: SurveyId) => Promise<boolean>
  readonly isFiled: (survey: SurveyId) => Promise<boolean>
  /** The same for a request that is sent again with its `Idempotency-Key`: its lines stand in one chain. */
  readonly drawSurvey: (request: Asking, body: unknown) => Promise<SurveyId>
  readonly intend: (
    chain: Chain,
    line: {
      readonly at: string
      readonly act: Act
      readonly by: string
      readonly roles: readonly Role[]
      readonly about: About
    },
  ) => Promise<Intention>
  readonly settle: (
    chain: Chain,
    intention: Intention,
    outcome: SettledOutcome,
    counts: Readonly<Record<string, number>>,
    at: string,
  ) => Promise<void>
  readonly hasMark: (what: string) => Promise<boolean>
  readonly putMark: (what: string) => Promise<void>
}

/** Around a handler; `drawn` is the id of a survey that is only made. */
export type Tracing = (
  declaration: Declaration,
  received: Pick<Received, 'header' | 'caller' | 'params' | 'query' | 'now' | 'requestId'>,
  body: unknown,
  handle: (drawn: SurveyId | null) => Promise<Answered>,
) => Promise<Answered>

const digest = async (parts: readonly string[]): Promise<string> => {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(parts.join('|'))))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

const textIn = (body: unknown, name: string): string | undefined => {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  return typeof value === 'string' ? value : undefined
}

interface Subject {
  readonly chain: Chain
  readonly about: About
  readonly drawn: SurveyId | null
}

const reviewSubject = async (keeper: TraceKeeper, id: string | undefined): Promise<Subject> => {
  const review = reviewIdSchema.safeParse(id).data
  const survey = review === undefined ? null : await keeper.surveyOf(review)
  return { chain: survey ?? restOfIt, about: review === undefined ? {} : { review }, drawn: null }
}

const subjectOf = async (
  keeper: TraceKeeper,
  { about }: Traced,
  { params, ...request }: Asking & Pick<Received, 'params'>,
  body: unknown,
): Promise<Subject> => {
  switch (about) {
    case 'survey': {
      const survey = surveyIdSchema.safeParse(params['id']).data
      // Nobody begins a public chain by calling an id that is none.
      return { chain: survey && (await keeper.isSurvey(survey)) ? survey : restOfIt, about: {}, drawn: null }
    }
    case 'review':
      return reviewSubject(keeper, params['id'])
    case 'review-in-body':
      return reviewSubject(keeper, textIn(body, 'reviewId'))
    case 'new-survey': {
      const drawn = await keeper.drawSurvey(request, body)
      const review = reviewIdSchema.safeParse(textIn(body, 'reviewId')).data
      const quarter = quarterSchema.safeParse(textIn(body, 'quarter')).data
      return { chain: drawn, about: { ...(review ? { review } : {}), ...(quarter ? { quarter } : {}) }, drawn }
    }
    case 'quarter': {
      const quarter = quarterSchema.safeParse(params['quarter']).data
      return { chain: restOfIt, about: quarter ? { quarter } : {}, drawn: null }
    }
    case 'nothing':
      return { chain: restOfIt, about: {}, drawn: null }
    default:
      return about satisfies never
  }
}

const countsOf = ({ counts = [] }: Traced, { json }: Answered): Record<string, number> =>
  Object.fromEntries(
    counts.flatMap(name => {
      const value: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, name) : undefined
      return Number.isSafeInteger(value) ? [[name, Number(value)] as const] : []
    }),
  )

/** A refusal is an answer; after anything else nobody knows how far it came. */
const outcomeOf = (error: unknown): SettledOutcome =>
  error instanceof Refusal && error.code !== 'try_again' ? 'refused' : 'unknown'

const periodOf = (now: string, milliseconds: number): string => String(Math.floor(Date.parse(now) / milliseconds))

const rememberedMarks = 10_000

export const tracingOf = (keeper: TraceKeeper, report: (error: Error, requestId: string) => void) => {
  /** What this process knows to be marked, as far as it is worth its memory. */
  const known = new Set<string>()
  const remember = (what: string): void => {
    if (known.size >= rememberedMarks) known.clear()
    known.add(what)
  }

  const isMarked = async (what: string): Promise<boolean> => {
    if (known.has(what)) return true
    const found = await keeper.hasMark(what)
    if (found) remember(what)
    return found
  }
  /** After the line, so that a line is never missing. */
  const mark = async (what: string): Promise<void> => {
    await keeper.putMark(what)
    remember(what)
  }

  /** What was done is done, whether or not its line can be settled: unsettled it is seen to be. */
  const settle = async (requestId: string, ...settling: Parameters<TraceKeeper['settle']>): Promise<void> => {
    try {
      await keeper.settle(...settling)
    } catch (error) {
      report(error instanceof Error ? error : new Error('what was done could not be settled'), requestId)
    }
  }

  const around: Tracing = async ({ trace, who }, { header, caller, params, query, now, requestId }, body, handle) => {
    if (!trace || 'none' in trace || !caller) return handle(null)
    if (Object.entries(trace.unless ?? {}).some(([name, value]) => query(name) === value)) return handle(null)
    const { chain, about, drawn } = await subjectOf(keeper, trace, { header, caller, params }, body)
    const { act } = trace
    const by = caller.email
    if (trace.onceFiled) {
      const isFiled = async () => chain !== restOfIt && (await keeper.isFiled(chain))
      const unread = (await isFiled()) ? null : await handle(drawn)
      // Filed while it was answered, the answer may hold what was filed: it is thrown away, and read anew behind a line.
      if (unread && !(await isFiled())) return unread
    }
    const leave = async (handle: () => Promise<Answered>): Promise<Answered> => {
      const intention = await keeper.intend(chain, { at: now, act, by, roles: usedRoles(caller, who), about })
      let answer: Answered
      try {
        answer = await handle()
      } catch (error) {
        await settle(requestId, chain, intention, outcomeOf(error), {}, now)
        throw error
      }
      await settle(requestId, chain, intention, 'done', countsOf(trace, answer), now)
      return answer
    }
    if (!trace.daily) return leave(() => handle(drawn))
    const day = [act, chain, about.review ?? '', by, periodOf(now, dayMilliseconds)]
    const [done, refused] = [await digest(['done', ...day]), await digest(['refused', ...day])]
    if (await isMarked(done)) return handle(drawn)
    // A page that waits for an agenda is refused again and again, and has left a line for that. What it is given in the
    // end leaves another before it is given.
    const given = (await isMarked(refused)) ? await handle(drawn) : null
    try {
      const answer = await leave(async () => given ?? handle(drawn))
      await mark(done)
      return answer
    } catch (error) {
      if (outcomeOf(error) === 'refused') await mark(refused)
      throw error
    }
  }

  return {
    around,

    /** That somebody used a role, once a week. */
    used: async (
      { email: by }: Pick<Caller, 'email'>,
      roles: readonly Role[],
      { now, requestId }: Pick<Received, 'now' | 'requestId'>,
    ): Promise<void> => {
      const what = await digest(['role-used', by, ...roles, periodOf(now, usedEveryMilliseconds)])
      if (await isMarked(what)) return
      const intention = await keeper.intend(restOfIt, { at: now, act: 'role-used', by, roles, about: {} })
      await settle(requestId, restOfIt, intention, 'done', {}, now)
      await mark(what)
    },
  }
}

/** Why most of what facilitators write leaves no line: nobody is asked, read or told by it. */
export const untraced = {
  facts: { none: 'what is known of an incident, which everybody who leads meetings reads and mends' },
  following: { none: 'what a meeting agreed on and taught, which its room saw and its record says' },
  meeting: { none: 'the meeting under way, which its room sees' },
  preparing: { none: 'what a quarter’s review is made of; to publish it leaves a line' },
} as const satisfies Readonly<Record<string, Untraced>>
