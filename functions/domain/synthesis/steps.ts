/** Steps that reading one text may still take: counted where it looks, so that what a text costs is bounded and not timed. */
export class StepsSpent extends Error {
  constructor() {
    super('a text could not be read within its steps')
    this.name = 'StepsSpent'
  }
}

/** Far more than any text of a ballot takes (redaction.steps.test.ts), and a second of work at most. */
export const stepsPerStatement = 4_000_000

export interface Steps {
  /** Throws `StepsSpent` when there are not as many left. */
  readonly take: (count: number) => void
  readonly taken: () => number
}

export const stepsUpTo = (most: number): Steps => {
  let taken = 0
  return {
    take: count => {
      taken += count
      if (taken > most) throw new StepsSpent()
    },
    taken: () => taken,
  }
}
export const unbounded = (): Steps => stepsUpTo(Number.POSITIVE_INFINITY)
