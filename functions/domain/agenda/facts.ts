/** The incident and its earlier actions, as lines of the agenda. */
import { shortened } from './aloud.ts'
import { day, span, timeOfDay } from './clock.ts'
import type { AgendaFacts } from './schema.ts'
import { wordsOf } from './words/languages.ts'

const list = (names: readonly string[]): string => names.join(', ')

const dayAndTime = (facts: AgendaFacts, at: string): string =>
  wordsOf(facts).dayAndTime(day(at, facts.zone, facts.language), timeOfDay(at, facts.zone))

/** Where its hour is not known, the day as it was told: in another zone it may be the one before. */
const dayTold = ({ daysIn, language }: AgendaFacts, at: string): string | null =>
  daysIn && timeOfDay(at, daysIn) === '00:00' ? day(at, daysIn, language) : null

/** '14:05' on the day it began, with its date on any other, in the review's zone. */
export const momentIn = (facts: AgendaFacts, at: string): string => {
  if (facts.daysIn) return dayTold(facts, at) ?? dayAndTime(facts, at)
  const dayOf = (instant: string): string => day(instant, facts.zone, facts.language)
  return dayOf(at) === dayOf(facts.startedAt) ? timeOfDay(at, facts.zone) : dayAndTime(facts, at)
}

const sinceStart = (facts: AgendaFacts, at: string | null): string | null =>
  at && !facts.daysIn ? span(facts.startedAt, at, wordsOf(facts).span) : null

const moment = (facts: AgendaFacts, name: string, at: string | null): Timed[] =>
  at ? [{ at, line: wordsOf(facts).timeLine(name, momentIn(facts, at), sinceStart(facts, at)) }] : []

const startLine = (facts: AgendaFacts): string => {
  const { detectedAt, mitigatedAt, resolvedAt, startedAt, zone, daysIn, language } = facts
  const words = wordsOf(facts)
  if (!daysIn) return words.started(dayAndTime(facts, startedAt), zone)
  const isTimed = [detectedAt, mitigatedAt, resolvedAt].some(at => at && dayTold(facts, at) === null)
  return words.startedOn(day(startedAt, daysIn, language), isTimed ? zone : null)
}

interface Timed {
  /** ISO 8601 with Z; null where it has no time of its own. */
  readonly at: string | null
  readonly line: string
}

/** Times stand in the review's zone, which is named once; `told` are what people named times for, by their time. */
export const incidentLines = (facts: AgendaFacts, told: readonly Timed[] = []): string[] => {
  const words = wordsOf(facts)
  const { detected, mitigated, resolved } = words.incidentTimes
  const known = [
    { at: facts.startedAt, line: startLine(facts) },
    ...moment(facts, detected, facts.detectedAt),
    ...moment(facts, mitigated, facts.mitigatedAt),
    ...moment(facts, resolved, facts.resolvedAt),
  ]
  return [
    words.severityLine(facts.severity, list(facts.services)),
    ...[...known, ...told].toSorted((a, b) => (a.at ?? '9').localeCompare(b.at ?? '9', 'en')).map(({ line }) => line),
    ...(facts.failureModes.length > 0 ? [words.failureModes(list(facts.failureModes))] : []),
    ...(facts.deploymentRelated ? [words.deployment] : []),
    ...(facts.vendor ? [words.outside(facts.vendor)] : []),
    ...(facts.summary ? [facts.summary] : []),
  ]
}

/** Its severity and its services, as far as they are known. */
const namedBeside = ({ severity, services }: AgendaFacts): string[] => {
  const known = [...(severity === null ? [] : [severity]), ...services]
  return known.length > 0 ? [`(${list(known)})`] : []
}

/** Three lines at most: what, from when to when, and what is written of it. */
export const happenedLines = (facts: AgendaFacts): string[] => [
  [facts.title, ...namedBeside(facts)].join(' '),
  wordsOf(facts).began(
    facts.daysIn ? day(facts.startedAt, facts.daysIn, facts.language) : dayAndTime(facts, facts.startedAt),
    sinceStart(facts, facts.detectedAt),
    sinceStart(facts, facts.resolvedAt),
  ),
  ...(facts.summary ? [shortened(facts.summary, 40)] : []),
]

/** What was put aside and came back first, then the oldest. */
export const earlierActionLines = (facts: AgendaFacts): string[] => {
  const words = wordsOf(facts)
  return facts.earlierActions
    .toSorted((a, b) => Number(b.cameBack ?? false) - Number(a.cameBack ?? false) || b.openDays - a.openDays)
    .map(({ title, owner, openDays, cameBack, reason, status, incidentTitle }) => {
      const standing = cameBack
        ? words.cameBack(openDays, reason ?? null)
        : words.openFor(openDays, status === 'in_progress')
      return words.earlierAction(title, owner, standing, incidentTitle)
    })
}

export const knownConditionLines = (facts: AgendaFacts): string[] =>
  (facts.knownConditions ?? []).map(({ text, reviews, isLeveragePoint }) =>
    wordsOf(facts).namedBefore(text, reviews, isLeveragePoint),
  )

/** Where texts could not be read, figures under the rules for figures are not withheld with them. */
export const figuresAreWithheld = ({ withheld }: Pick<AgendaFacts, 'withheld'>): boolean =>
  withheld !== null && withheld.reason !== 'could_not_be_read'
