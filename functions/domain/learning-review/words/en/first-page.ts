/** The four questions of the first page, each with its answer in a sentence and what it rests on. */
import { fewestOpened } from '../../../statistics/learning.ts'
import { factorNames } from '../../../agenda/words/en.ts'
import type { FirstPage } from '../../first-page.ts'
import type { Said } from '../../links.ts'
import type { ModeLine } from '../../schema.ts'
import { counted, coverageOf, percentWithin, titlesOf } from './phrases.ts'

interface Answered {
  readonly question: string
  readonly answer: string
  readonly evidence: readonly Said[]
}

const modeSaid = ({ name, count, incidents, openActions }: ModeLine): Said => [
  `${name}, ${counted(count, 'incident', 'incidents')}: `,
  ...titlesOf(incidents, count),
  `; ${openActions === 0 ? 'no open action works' : counted(openActions, 'open action works', 'open actions work')} against it`,
]

const recurred = ({ recurrence, isKnown, modes }: FirstPage['recurred']): Answered => {
  const { total, recurring, classified, rate, lo, hi } = recurrence
  const answer =
    total === 0
      ? 'No incident began in the last 90 days of the quarter.'
      : isKnown
        ? `${recurring} of ${counted(classified, 'incident', 'incidents')} in 90 days ${recurring === 1 ? 'was' : 'were'} of a kind seen before${coverageOf(classified, total, 'kind')}: ${percentWithin(rate, lo, hi)}.`
        : `Not to be said: the kind of ${classified} of ${counted(total, 'incident', 'incidents')} is written down.`
  return { question: 'What recurred?', answer, evidence: modes.map(modeSaid) }
}

const closed = ({ closure, ages, implicated, changes }: FirstPage['closed']): Answered => {
  const still =
    ages.still.count === 0
      ? 'None stands still for more than 90 days.'
      : `${counted(ages.still.count, 'stands', 'stand')} still for more than 90 days.`
  const pace = closure.opened < fewestOpened ? '' : closure.net < 0 ? ' More is agreed than is done.' : ''
  return {
    question: 'What closed?',
    answer: `${counted(closure.completed, 'action', 'actions')} completed, ${closure.opened} opened, ${ages.open} open now. ${still}${pace}`,
    evidence: [
      ...changes.map(
        ({ changed, lesson, lessonId }): Said => [
          `Changed because of a review: ${changed} (lesson: `,
          ...(lessonId === null ? [lesson] : [{ text: lesson, to: { kind: 'lesson', id: lessonId } } as const]),
          ')',
        ],
      ),
      ...implicated.map(
        ({ id, text, incidents }): Said => [
          'Put aside, and then it happened: ',
          { text, to: { kind: 'action', id } },
          ' (',
          ...titlesOf(incidents, incidents.length),
          ')',
        ],
      ),
    ],
  }
}

const unseen = ({ factors, unaddressed, all, untold }: FirstPage['unseen']): Answered => {
  const answer =
    factors.length + unaddressed.length === 0
      ? untold
        ? `Not to be said: the kind of ${untold.classified} of ${counted(untold.total, 'incident', 'incidents')} is written down, so nobody can tell which of them came back.`
        : 'Nothing that these records show: what came back has an action, and what was named has a failure mode or an action.'
      : [
          factors.length === 0
            ? ''
            : `${counted(all.factors, 'factor was', 'factors were')} named in two or more incidents, and no failure mode and no open action speaks of ${all.factors === 1 ? 'it' : 'them'}.`,
          unaddressed.length === 0
            ? ''
            : `${counted(all.unaddressed, 'kind of incident', 'kinds of incident')} came back, and no open action works against ${all.unaddressed === 1 ? 'it' : 'them'}.`,
        ]
          .filter(Boolean)
          .join(' ')
  return {
    question: 'What does nobody see?',
    answer,
    evidence: [
      ...factors.map(
        ({ factor, incidents }): Said => [`${factorNames[factor]}: `, ...titlesOf(incidents, incidents.length)],
      ),
      ...unaddressed.map(({ name, count, incidents }): Said => [`${name}: `, ...titlesOf(incidents, count)]),
    ],
  }
}

const invest = ({ investments, debts }: FirstPage['invest']): Answered => {
  const [first] = investments
  return {
    question: 'What to invest in?',
    answer: first
      ? `${first.text}: it would have helped in ${counted(first.sightings, 'incident', 'incidents')}, at a cost of ${first.cost} of 5.`
      : debts.length > 0
        ? 'In the debts below, which are held likely to become incidents.'
        : 'No condition of the portfolio would help widely at a small cost without an action for it already, and no debt is held likely to become an incident.',
    evidence: [
      ...investments
        .slice(1)
        .map(
          ({ text, sightings, cost }) => `${text} (${counted(sightings, 'incident', 'incidents')}, cost ${cost} of 5)`,
        ),
      ...debts.map(({ text, service }) => `Debt: ${text}${service === null ? '' : ` (${service})`}`),
    ],
  }
}

export const firstPageTitle = 'On one page'
export const appendixTitle = 'Appendix: all tables'

export const firstPage = (page: FirstPage): Readonly<Record<keyof FirstPage, Answered>> => ({
  recurred: recurred(page.recurred),
  closed: closed(page.closed),
  unseen: unseen(page.unseen),
  invest: invest(page.invest),
})
