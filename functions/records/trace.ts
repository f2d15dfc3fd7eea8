/**
 * The trace as it is stored: a line is put where none is and never written again, by whoever has the grant to put one. A
 * put without its condition could lie over a line, which no grant can forbid; the chain then shows it.
 */
import * as z from 'zod'
import { inParallel } from '../domain/in-parallel.ts'
import type { SurveyId } from '../domain/ids.ts'
import type { AskedPage, Page } from '../domain/page.ts'
import { Refusal } from '../domain/refusal.ts'
import { dayMilliseconds, plus } from '../domain/time/instants.ts'
import { beginningOf, type Head, lineAfter } from '../domain/trace/chain.ts'
import {
  type Chain,
  chainSchema,
  type Intention,
  intentionSchema,
  isIntention,
  type Line,
  lineSchema,
  type NewLine,
  type Role,
  type SettledOutcome,
  type Settlement,
  usedEveryMilliseconds,
  usedWithinDays,
} from '../domain/trace/trace.ts'
import { surveyClaims } from './claims.ts'
import { kind, part, untilDeleted } from './kind.ts'
import { idsOf } from './reading.ts'
import type { Records } from './records.ts'
import { survey as surveyKind } from './survey.ts'
import { drawMark } from './writing.ts'

const kept = {
  row: 'traceLine',
  holds:
    'what somebody who holds a role set out to do, with their address, and what became of it; of participants their number',
  ...untilDeleted,
}

/** Padded, so that they sort like their numbers. */
const placeOf = (number: number): string => String(number).padStart(10, '0')

/** In the index `latest` stands what was intended: what became of it is found from there. */
const intended = 'intention'

export const traceLine = kind({
  table: 'trace',
  name: 'traceLine',
  partition: '{chain}',
  sort: '{place}',
  schema: lineSchema,
  kept,
  indexed: line => (isIntention(line) ? { latest: [intended, line.at] } : {}),
})

const intentionLine = kind({
  table: 'trace',
  name: 'traceLine',
  partition: traceLine.partition,
  sort: traceLine.sort,
  schema: intentionSchema,
  kept,
})

/** Read by key and hash alone: a line that somebody spoilt does not keep others from leaving theirs. */
const lastLine = kind({
  table: 'trace',
  name: 'traceLine',
  partition: traceLine.partition,
  sort: traceLine.sort,
  schema: z.object({ place: z.string(), hash: z.string().catch('') }),
  kept,
  attributes: ['chain', 'place', 'hash'],
})

/** That a line was left for this already: digests alone. */
export const traceMark = kind({
  table: 'trace',
  name: 'traceMark',
  partition: 'marks',
  sort: '{what}',
  schema: z.object({}),
  kept: {
    row: 'traceMark',
    holds: 'digest of an address and what it did, so that one line says so for a day or a week',
    ...untilDeleted,
  },
})

/** Whatever stands in it: what it was is read elsewhere. */
const filedSurvey = part(surveyKind, z.object({ filed: z.unknown().optional() }))

/** Each time somebody else was faster, so there is an end to it. */
const attempts = 60
/** An act is settled while the request lasts that it was done by; so few other lines come in between. */
const settledWithin = 200
const settlementsAtOnce = 10

/** A line, and what became of it; null if nobody settled it. */
export interface Traced {
  readonly chain: Chain
  readonly line: Intention
  readonly settled: Settlement | null
}

export type TraceStore = ReturnType<typeof traceOf>

export const traceOf = (records: Records) => {
  const { add, get, last, list, page } = records

  const headOf = async (chain: Chain): Promise<Head> => {
    const found = await last(lastLine, { chain })
    return found ? { number: Number(found.place), hash: found.hash } : beginningOf(chain)
  }

  const isThere = async (chain: Chain, { number, hash }: Line): Promise<boolean> =>
    (await get(lastLine, { chain, place: placeOf(number) }))?.hash === hash

  /**
   * A put whose answer was lost may land as late as until something else stands in its place. So its place is looked at
   * after the head was read: if the head is beyond it, it has landed there or never will, and if not, the same line is put
   * to the same place. Refuses `try_again`.
   */
  const append = async <L extends Line>(chain: Chain, line: NewLine): Promise<L> => {
    let tried: Line | null = null
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const head = await headOf(chain)
      if (tried && (await isThere(chain, tried))) return tried as L
      tried = lineAfter(head, line)
      if ((await add(traceLine, { chain, place: placeOf(tried.number) }, tried)) === 'done') return tried as L
    }
    if (tried && (await isThere(chain, tried))) return tried as L
    throw new Refusal('try_again')
  }

  const settlementOf = async (chain: Chain, { number }: Intention): Promise<Settlement | null> => {
    const between = [placeOf(number + 1), placeOf(number + settledWithin)] as const
    const lines = await list(traceLine, { chain }, { between })
    return lines.flatMap(line => (isIntention(line) ? [] : [line])).find(({ settles }) => settles === number) ?? null
  }

  return {
    headOf,

    /** The survey of a review; null if it has none. */
    surveyOf: (review: string): Promise<SurveyId | null> =>
      surveyClaims(records).readClaim({ kind: 'review', of: review }),

    isSurvey: async (survey: SurveyId): Promise<boolean> => (await get(filedSurvey, { survey })) !== null,

    /** False also where there is no such survey. */
    isFiled: async (survey: SurveyId): Promise<boolean> => Boolean((await get(filedSurvey, { survey }))?.filed),

    intend: (
      chain: Chain,
      line: Pick<Intention, 'at' | 'act' | 'by' | 'about'> & { readonly roles: readonly Role[] },
    ): Promise<Intention> => append(chain, { ...line, roles: [...line.roles], id: drawMark() }),

    settle: async (
      chain: Chain,
      { number }: Intention,
      outcome: SettledOutcome,
      counts: Readonly<Record<string, number>>,
      at: string,
    ): Promise<void> => {
      await append(chain, { at, id: drawMark(), settles: number, outcome, counts })
    },

    hasMark: async (what: string): Promise<boolean> => (await get(traceMark, { what })) !== null,

    /** That nothing came of it costs a second line and no more. */
    putMark: async (what: string): Promise<void> => {
      await add(traceMark, { what }, {})
    },

    /** All lines of a chain, the first one first. */
    linesOf: (chain: Chain): Promise<Line[]> => list(traceLine, { chain }),

    /** What was intended in any chain, the latest first, each with what became of it. */
    latest: (asked: AskedPage): Promise<Page<Traced>> =>
      page(
        intentionLine,
        {
          index: 'latest',
          value: intended,
          newestFirst: true,
          show: lines =>
            inParallel(lines, settlementsAtOnce, async line => {
              const chain = chainSchema.safeParse(idsOf(intentionLine, line)?.chain).data
              return chain === undefined ? null : { chain, line, settled: await settlementOf(chain, line) }
            }),
        },
        asked,
      ),

    /** Who used a role in the last 90 days, by address, with the roles. A use may be so much later than its line. */
    usersSince: async (now: string): Promise<ReadonlyMap<string, readonly Role[]>> => {
      const from = plus(now, -(usedWithinDays * dayMilliseconds + usedEveryMilliseconds))
      const lines = await records.everyOf(intentionLine, 'latest', intended, { from })
      const used = Map.groupBy(
        lines.filter(({ act }) => act === 'role-used'),
        ({ by }) => by,
      )
      return new Map([...used].map(([by, own]) => [by, [...new Set(own.flatMap(line => line.roles))]]))
    },
  }
}
