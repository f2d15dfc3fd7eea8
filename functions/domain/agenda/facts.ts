/** The incident and its earlier actions, as lines of the agenda. */
import { shortened } from './brief.ts'
import { day, span, timeOfDay } from './clock.ts'
import type { AgendaFacts } from './schema.ts'

const list = (names: readonly string[]): string => names.join(', ')

/** '14:05' on the day it began, with its date on any other, in the review's zone. */
export const momentIn = (facts: AgendaFacts, at: string): string => {
  const sameDay = day(at, facts.zone) === day(facts.startedAt, facts.zone)
  return sameDay ? timeOfDay(at, facts.zone) : `${day(at, facts.zone)}, ${timeOfDay(at, facts.zone)}`
}

const moment = (facts: AgendaFacts, name: string, at: string | null): string[] => {
  if (!at) return []
  const when = momentIn(facts, at)
  const after = span(facts.startedAt, at)
  return [`${name}: ${when}${after ? ` (${after} after the start)` : ''}`]
}

/** Times stand in the review's zone, which is named once. */
export const incidentLines = (facts: AgendaFacts): string[] => [
  [`Severity ${facts.severity}`, ...(facts.services.length > 0 ? [`services: ${list(facts.services)}`] : [])].join(
    '; ',
  ),
  `Started: ${day(facts.startedAt, facts.zone)}, ${timeOfDay(facts.startedAt, facts.zone)} (${facts.zone})`,
  ...moment(facts, 'Detected', facts.detectedAt),
  ...moment(facts, 'Mitigated', facts.mitigatedAt),
  ...moment(facts, 'Resolved', facts.resolvedAt),
  ...(facts.failureModes.length > 0 ? [`Failure modes: ${list(facts.failureModes)}`] : []),
  ...(facts.deploymentRelated ? ['A deployment played a part'] : []),
  ...(facts.vendor ? [`Outside the house: ${facts.vendor}`] : []),
  ...(facts.summary ? [facts.summary] : []),
]

/** Three lines at most: what, from when to when, and what is written of it. */
export const happenedLines = (facts: AgendaFacts): string[] => {
  const lasted = facts.resolvedAt ? span(facts.startedAt, facts.resolvedAt) : null
  const noticed = facts.detectedAt ? span(facts.startedAt, facts.detectedAt) : null
  return [
    `${facts.title} (${facts.severity}${facts.services.length > 0 ? `, ${list(facts.services)}` : ''})`,
    [
      `Began ${day(facts.startedAt, facts.zone)}, ${timeOfDay(facts.startedAt, facts.zone)}`,
      ...(noticed ? [`noticed after ${noticed}`] : []),
      ...(lasted ? [`over after ${lasted}`] : []),
    ].join(', '),
    ...(facts.summary ? [shortened(facts.summary, 40)] : []),
  ]
}

const standing = (action: AgendaFacts['earlierActions'][number]): string => {
  const days = `${action.openDays} ${action.openDays === 1 ? 'day' : 'days'}`
  if (!action.cameBack) return `${action.status === 'in_progress' ? 'in progress, ' : ''}open for ${days}`
  const reason = action.reason ? ` (reason then: ${action.reason})` : ''
  return `deprioritised after ${days}${reason}, and since then this failure mode came back`
}

/** What was put aside and came back first, then the oldest. */
export const earlierActionLines = (facts: AgendaFacts): string[] =>
  facts.earlierActions
    .toSorted((a, b) => Number(b.cameBack ?? false) - Number(a.cameBack ?? false) || b.openDays - a.openDays)
    .map(action =>
      [
        `${action.title}: ${action.owner}, ${standing(action)}`,
        ...(action.incidentTitle ? [`from "${action.incidentTitle}"`] : []),
      ].join(', '),
    )

export const knownConditionLines = (facts: AgendaFacts): string[] =>
  (facts.knownConditions ?? []).map(
    ({ text, reviews, isLeveragePoint }) =>
      `Named before: ${text} (in ${reviews} ${reviews === 1 ? 'review' : 'reviews'}${isLeveragePoint ? ', a leverage point' : ''})`,
  )

/** Where texts could not be read, figures under the rules for figures are not withheld with them. */
export const figuresAreWithheld = ({ withheld }: Pick<AgendaFacts, 'withheld'>): boolean =>
  withheld !== null && withheld.reason !== 'could_not_be_read'
