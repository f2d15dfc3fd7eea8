/** A changing organisation: people who join, leave and move, one reorganisation, and what each of them answers. */
import type { Answer } from '../../functions/domain/ballot/ballot.ts'
import { findInstrument } from '../../functions/domain/instrument/registry.ts'
import type { Instrument } from '../../functions/domain/instrument/schema.ts'

export interface Member {
  readonly email: string
  readonly name: string
  readonly group: string
}

export interface Quarter {
  readonly quarter: string
  readonly instrument: Instrument
  readonly members: readonly Member[]
  /** By address, for those who take part: each ballot in order; the last one counts. */
  readonly cast: ReadonlyMap<string, readonly Readonly<Record<string, Answer>>[]>
}

export interface Scale {
  readonly teams: Readonly<Record<string, number>>
  readonly quarters: readonly string[]
  /** From this quarter on the next version is asked. */
  readonly reworded: string
  readonly reorganised: string
}

/** 300 people in 14 teams of 3 to 60. */
export const wholeScale: Scale = {
  teams: {
    Checkout: 60,
    Platform: 48,
    Search: 40,
    Accounts: 32,
    Mobile: 26,
    Data: 22,
    Delivery: 18,
    Ledger: 15,
    Support: 12,
    Network: 9,
    Design: 6,
    Fraud: 5,
    Security: 4,
    Legal: 3,
  },
  quarters: ['2027-Q1', '2027-Q2', '2027-Q3', '2027-Q4', '2028-Q1', '2028-Q2', '2028-Q3', '2028-Q4'],
  reworded: '2027-Q4',
  reorganised: '2028-Q2',
}

/** Small enough for every test run. */
export const smallScale: Scale = {
  teams: { Checkout: 13, Platform: 10, Search: 9, Legal: 3 },
  quarters: ['2027-Q1', '2027-Q2', '2027-Q3'],
  reworded: '2027-Q2',
  reorganised: '2027-Q3',
}

/** mulberry32: the same organisation for the same seed. */
export const randomFrom = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
type Random = ReturnType<typeof randomFrom>

const remarks = [
  'Reviews start on time now',
  'Nobody asks the people who were on call',
  'The tone is better',
  'Too long',
]

/** Leaning teams exist so that unanimous answers occur; some people skip many questions. */
const habitsOf = (random: Random) => ({
  taking: 0.35 + 0.6 * random(),
  lean: random() < 0.25 ? 1 : random() < 0.3 ? -1 : 0,
  skipping: random() < 0.3 ? 0.35 : 0.05,
})
type Habits = ReturnType<typeof habitsOf>

const ballotOf = (instrument: Instrument, { lean, skipping }: Habits, random: Random): Record<string, Answer> => {
  const answers: Record<string, Answer> = {}
  for (const item of instrument.items) {
    if (item.kind === 'text' && random() < 0.25) {
      const text = `${remarks[Math.floor(random() * remarks.length)]} ${Math.floor(random() * 1e6)}`
      answers[item.id] = { text, choice: random() < 0.3 ? 'themes-only' : 'verbatim' }
    }
    if (item.kind !== 'scale' || random() < skipping) continue
    const steps = item.max - item.min
    const level =
      lean === 0 ? Math.round(steps * (0.25 * random() + 0.75 * random())) : steps - Math.floor(2 * random())
    const high = lean < 0 ? steps - level : level
    answers[item.id] = item.min + (item.reversed ? steps - high : high)
    // Somebody who calls the API directly: off the scale, so not an answer.
    if (random() < 0.004) answers[item.id] = item.max + 1
  }
  // An empty ballot is not sent.
  return Object.keys(answers).length > 0 ? answers : ballotOf(instrument, { lean, skipping: 0, taking: 1 }, random)
}

const reorganise = (members: readonly Member[], random: Random): Member[] => {
  const sizes = new Map<string, number>()
  for (const { group } of members) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const [largest = '', second = '', third = ''] = [...sizes].toSorted((a, b) => b[1] - a[1]).map(([name]) => name)
  return members.map(member => {
    if (member.group === third) return { ...member, group: second }
    if (member.group !== largest) return member
    return { ...member, group: `${largest} ${random() < 0.5 ? 'North' : 'South'}` }
  })
}

export const simulate = (scale: Scale, seed: number): Quarter[] => {
  const random = randomFrom(seed)
  let hired = 0
  const hire = (group: string): Member => {
    hired += 1
    return { email: `person${hired}@example.com`, name: `Person Number${hired}`, group }
  }
  let members = Object.entries(scale.teams).flatMap(([team, size]) => Array.from({ length: size }, () => hire(team)))
  const habits = new Map<string, Habits>()
  const [before, after] = [findInstrument('pulse-1'), findInstrument('pulse-2')]
  return scale.quarters.map((quarter, index) => {
    if (index > 0) {
      const teams = [...new Set(members.map(({ group }) => group))]
      const left = members.filter(() => random() < 0.05).length
      members = members.filter((_, at) => at >= left || random() < 0.2)
      // New people replace those who left, one or two more or fewer, in any team with room.
      const joining = Math.max(0, left + Math.floor(3 * random()) - 1)
      members = [
        ...members,
        ...Array.from({ length: joining }, () => hire(teams[Math.floor(random() * teams.length)] ?? '')),
      ]
      members = members.map(member =>
        random() < 0.02 ? { ...member, group: teams[Math.floor(random() * teams.length)] ?? member.group } : member,
      )
    }
    if (quarter === scale.reorganised) members = reorganise(members, random)
    for (const { group } of members) if (!habits.has(group) || random() < 0.02) habits.set(group, habitsOf(random))
    const instrument = quarter < scale.reworded ? before : after
    if (!instrument) throw new Error('an instrument is missing')
    const cast = new Map<string, Record<string, Answer>[]>()
    for (const { email, group } of members) {
      const own = habits.get(group) ?? habitsOf(random)
      if (random() > own.taking) continue
      const ballots = [ballotOf(instrument, own, random)]
      if (random() < 0.03) ballots.push(ballotOf(instrument, own, random))
      cast.set(email, ballots)
    }
    return { quarter, instrument, members, cast }
  })
}
