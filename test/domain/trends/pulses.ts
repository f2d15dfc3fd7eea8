/** Pulses with known answers, published the way the harvest does. */
import type { Instrument } from '../../../functions/domain/instrument/schema.ts'
import { pulse2 } from '../../../functions/domain/instrument/pulse.ts'
import type { PulseRelease } from '../../../functions/domain/suppression/release.ts'
import { publishPulse } from '../../../functions/domain/suppression/publish.ts'
import type { PulseBallot } from '../../../functions/domain/suppression/tally.ts'
import { countsOf, materialOf } from '../suppression/organisation.ts'

export interface Team {
  readonly label: string
  readonly invited: number
  /** Answers to the review-safety item, one for each ballot. */
  readonly safety: readonly number[]
  /** Answers to the other items; by default a ballot answers only the first. */
  readonly others?: PulseBallot['answers']
}

export const pulse = (
  quarter: string,
  teams: readonly Team[],
  before: readonly PulseRelease[] = [],
  instrument: Instrument = pulse2,
): PulseRelease => {
  const groups = teams.map(({ invited, safety, others = {} }) => ({
    invited,
    ballots: safety.map(value => ({ ...others, 'review-safety': value })),
  }))
  const made = materialOf(groups, instrument, quarter)
  const cohorts = made.cohorts.map((cohort, index) => ({ ...cohort, label: teams[index]?.label ?? cohort.label }))
  return publishPulse(countsOf(made), { ...made, cohorts }, before)
}

/** `counts`: the number of answers for each step of the scale, worst first. */
export const answers = (...counts: readonly number[]): number[] =>
  counts.flatMap((count, step) => Array.from({ length: count }, () => step + 1))

/** Everybody as one group. */
export const whole = (
  quarter: string,
  invited: number,
  safety: readonly number[],
  before: readonly PulseRelease[] = [],
  instrument?: Instrument,
): PulseRelease => pulse(quarter, [{ label: 'all', invited, safety }], before, instrument)

export type Held = (before: readonly PulseRelease[]) => PulseRelease

/** Publishes each pulse beside those before it. */
export const history = (...pulses: Held[]): PulseRelease[] => {
  const made: PulseRelease[] = []
  for (const publish of pulses) made.push(publish(made))
  return made
}
