/** The first page of a learning review: four questions, each with one answer and the records it rests on. */
import type { LearningReview, ModeLine, SectionFigures } from './schema.ts'

type Patterns = SectionFigures<'patterns'>
type Audit = SectionFigures<'actions'>
type Forward = SectionFigures<'forward'>

export interface FirstPage {
  /** `isKnown`: of enough incidents the kind is written down for the share to be said. */
  readonly recurred: {
    readonly recurrence: Patterns['recurrence']
    readonly isKnown: boolean
    /** Kinds that stand twice or more in the quarter. */
    readonly modes: readonly ModeLine[]
  }
  readonly closed: {
    readonly closure: Audit['closure']
    readonly ages: Audit['ages']
    readonly implicated: Audit['implicated']['lines']
    readonly changes: Audit['citations']['changes']['lines']
  }
  readonly unseen: {
    readonly factors: Patterns['unseen']
    readonly unaddressed: readonly ModeLine[]
    /** How many there are in all, of which those are the first. */
    readonly all: { readonly factors: number; readonly unaddressed: number }
    /** Of so few incidents the kind is written down that what came back may be any. */
    readonly untold: { readonly classified: number; readonly total: number } | null
  }
  readonly invest: {
    readonly investments: Forward['investments']['lines']
    readonly debts: Forward['debts']
  }
}

/** As much evidence as fits under each answer; the sections have all of it. */
const shown = 3

export const firstPageOf = ({ sections: { patterns, actions, forward } }: LearningReview): FirstPage => {
  const { recurrence, modes, unseen } = patterns.figures
  const { closure, ages, implicated, citations } = actions.figures
  const { unaddressed, investments, debts } = forward.figures
  return {
    recurred: {
      recurrence,
      isKnown: recurrence.rate !== null,
      modes: modes.lines.slice(0, shown),
    },
    closed: {
      closure,
      ages,
      implicated: implicated.lines.slice(0, shown),
      changes: citations.changes.lines.slice(0, shown),
    },
    unseen: {
      factors: unseen.slice(0, shown),
      unaddressed: unaddressed.lines.slice(0, shown),
      all: { factors: unseen.length, unaddressed: unaddressed.lines.length + unaddressed.further },
      untold: recurrence.total > 0 && recurrence.rate === null ? recurrence : null,
    },
    invest: {
      investments: investments.lines.slice(0, shown),
      debts: debts.filter(({ potential }) => potential === 'high').slice(0, shown),
    },
  }
}
