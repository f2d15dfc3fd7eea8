/**
 * How often a change is called over eight quarters: where there is none, and where there is one of so many points. People
 * join and leave, 60 to 90 % of those invited answer, and who does is drawn anew each quarter. What each of them would say
 * is fixed before (`fixed`), or drawn anew by chance too (`anew`): then what the invited would say changes by itself, and
 * the same test, which asks for a change among them, calls it.
 */
import { changeOfShare } from '../../functions/domain/statistics/statistics.ts'
import { randomFrom } from './organisation.ts'

type Random = ReturnType<typeof randomFrom>

const quarters = 8
/** The first quarter with the higher share. */
const changed = 5
/** About so many people; one in twenty leaves each quarter, and as many join or a few more or fewer. */
const people = 300
const leaving = 0.05
const before = 0.5

const quarterOf = (random: Random, N: number, share: number, response: number, anew: boolean) => {
  // Whoever they are, so many of those invited would answer favourably.
  const favourable = Math.floor(share * N + 0.5)
  const would = Array.from({ length: N }, (_, index) => (anew ? random() < share : index < favourable))
  const n = Math.round(response * N)
  // The first n of a shuffle answer.
  let k = 0
  for (let at = 0; at < n; at += 1) {
    const other = at + Math.floor(random() * (N - at))
    ;[would[at], would[other]] = [would[other] ?? false, would[at] ?? false]
    k += Number(would[at])
  }
  return { k, n, N }
}

export interface Rates {
  readonly rise: number
  readonly response: number
  /** Of quarters without a change since the one before, the share in which one was called. */
  readonly falseAlarms: number
  /** Of changes, the share that was called; null where there is none. */
  readonly power: number | null
}

export const ratesOf = (input: {
  readonly seed: number
  readonly runs: number
  readonly rise: number
  readonly response: number
  readonly anew: boolean
}): Rates => {
  const { seed, runs, rise, response, anew } = input
  const random = randomFrom(seed)
  const seen = { same: 0, called: 0, risen: 0, found: 0 }
  for (let run = 0; run < runs; run += 1) {
    let N = people
    let earlier = quarterOf(random, N, before, response, anew)
    for (let quarter = 2; quarter <= quarters; quarter += 1) {
      N += Math.round((random() - 0.5) * 2 * leaving * N)
      const later = quarterOf(random, N, quarter < changed ? before : before + rise, response, anew)
      const { lo, hi } = changeOfShare({ later, earlier })
      const isUp = lo !== null && lo > 0
      const isCalled = isUp || (hi !== null && hi < 0)
      if (quarter === changed && rise > 0) {
        seen.risen += 1
        seen.found += Number(isUp)
      } else {
        seen.same += 1
        seen.called += Number(isCalled)
      }
      earlier = later
    }
  }
  return { rise, response, falseAlarms: seen.called / seen.same, power: rise > 0 ? seen.found / seen.risen : null }
}

const rises = [0, 0.05, 0.1, 0.15] as const
const responses = [0.6, 2 / 3, 0.75, 0.9] as const

/** Both tables, as `docs/pulse.md` has them. */
export const tables = (seed: number, runs: number): string => {
  const cell = (value: number | null): string => (value === null ? '-' : value.toFixed(3))
  const table = (anew: boolean): string =>
    [
      `| true rise | ${responses.map(response => `${Math.round(response * 100)} % answer`).join(' | ')} |`,
      `| --- | ${responses.map(() => '---').join(' | ')} |`,
      ...rises.map(rise => {
        const rates = responses.map(response => ratesOf({ seed, runs, rise, response, anew }))
        const cells = rates.map(({ falseAlarms, power }) => `${cell(falseAlarms)}; ${cell(power)}`)
        return `| ${Math.round(rise * 100)} points | ${cells.join(' | ')} |`
      }),
    ].join('\n')
  return `${table(false)}\n\nWho answers anew by chance:\n\n${table(true)}`
}
