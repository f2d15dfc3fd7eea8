/** Five figures that a quarter is asked about first, each with the section that says more. */
import type { JSX } from 'preact'
import { decimal, percent } from '../../functions/domain/learning-review/blocks.ts'
import type { SectionName } from '../../functions/domain/learning-review/inputs.ts'
import type { LearningReview } from '../../functions/domain/learning-review/schema.ts'
import { fewestOpened } from '../../functions/domain/statistics/learning.ts'
import { addressOf } from '../kit/learning-review/place.ts'
import { words } from './words/en.ts'

const text = words.figures

interface Figure {
  readonly section: SectionName
  readonly value: string
  readonly name: string
  readonly about: string
}

const figuresOf = ({ sections }: LearningReview): Figure[] => {
  const { inventory, patterns, actions, pulse } = sections
  const { recurrence } = patterns.figures
  const { closure, citations } = actions.figures
  const { participation } = pulse.figures
  return [
    {
      section: 'inventory',
      value: String(inventory.figures.total),
      name: text.incidents,
      about: text.before(inventory.figures.before),
    },
    {
      section: 'patterns',
      value: percent(recurrence.rate),
      name: text.recurrence,
      about: text.recurring(recurrence),
    },
    {
      section: 'actions',
      value: closure.opened < fewestOpened ? '–' : decimal(closure.velocity),
      name: text.closure,
      about: text.closed(closure.completed, closure.opened),
    },
    {
      section: 'pulse',
      value: percent(participation.ratio),
      name: text.spoke,
      about: text.speaking(participation.speakers, participation.attendees, participation.meetings),
    },
    {
      section: 'actions',
      value: String(citations.changes.lines.length + citations.changes.further),
      name: text.changes,
      about: text.changed,
    },
  ]
}

interface Props {
  readonly review: LearningReview
  /** As the address names it. */
  readonly edition: number | null
}

export const InShort = ({ review, edition }: Props): JSX.Element => (
  <section class="card in-short" aria-labelledby="in-short">
    <h2 id="in-short">{words.inShort}</h2>
    <ul>
      {figuresOf(review).map(({ section, value, name, about }) => (
        <li key={name}>
          <a href={addressOf(review.quarter, section, edition)}>
            <strong>{value}</strong> {name}
          </a>
          <span class="quiet">{about}</span>
        </li>
      ))}
    </ul>
  </section>
)
