/** A quarter of an organisation with many incidents, and what the years before left behind. */
import { actionSchema } from '../../functions/domain/action/action.ts'
import { counterfactualSchema } from '../../functions/domain/condition/condition.ts'
import { incidentSchema } from '../../functions/domain/incident/incident.ts'
import { quarterBounds, quarterOf, usualCalendar } from '../../functions/domain/time/calendar.ts'
import { actionItem, counterfactualItem } from '../keys.ts'

export const modeCount = 150

export const letters = (number: number): string =>
  String(number)
    .replace(/\d/g, digit => 'abcdefghij'.charAt(Number(digit)))
    .padStart(16, 'k')
const day = 86_400_000
const instant = (at: number): string => new Date(at).toISOString()
export const numbers = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index)

const pick = <Value>(values: readonly [Value, ...Value[]], at: number): Value => values[at % values.length] ?? values[0]
/** A moment in the quarter, spread over its first 85 days. */
const momentOf = (quarter: string, number: number): string =>
  instant(Date.parse(quarterBounds(quarter, usualCalendar).from) + ((number * 7919) % (85 * 24 * 60)) * 60_000)
const modeOf = (number: number): string => `failure mode ${number % modeCount}`
const keyOf = (name: string): string => name.replaceAll(' ', '-')

export const incidentOf = (quarter: string, number: number) =>
  incidentSchema.parse({
    id: `inc_${letters(number)}`,
    version: 1,
    title: `Incident ${number} of the service`,
    severity: pick(['P1', 'P2', 'P3'], number),
    services: [`service ${number % 40}`, `service ${(number * 3) % 40}`],
    domains: [`domain ${number % 9}`],
    zone: pick(['UTC', 'Europe/Berlin', 'America/New_York'], number),
    startedAt: momentOf(quarter, number),
    failureModes: [modeOf(number)],
    deploymentRelated: number % 4 === 0,
    vendor: null,
    summary: 'What happened, in a few sentences that somebody wrote down. '.repeat(6),
  })

export const incidentItem = (quarter: string, number: number) => {
  const incident = incidentOf(quarter, number)
  return {
    pk: `incident#${incident.id}`,
    sk: 'incident',
    kind: `incident#${quarter}`,
    at: incident.startedAt,
    facet: `mode#${keyOf(modeOf(number))}`,
    facetAt: incident.startedAt,
    ...incident,
  }
}

type Status = 'open' | 'in_progress' | 'completed' | 'deprioritised'

export const plantedAction = (
  quarter: string,
  number: number,
  status: Status = pick(['open', 'in_progress', 'completed', 'completed', 'deprioritised'], number),
) => {
  const openedAt = instant(Date.parse(quarterBounds(quarter, usualCalendar).from) + (number % 88) * day)
  const closedAt = status === 'completed' || status === 'deprioritised' ? instant(Date.parse(openedAt) + day) : null
  return actionItem(
    actionSchema.parse({
      id: `act_${letters(number)}`,
      version: 3,
      text: `Let the job of service ${number % 40} watch its own queue and stop before it is full`,
      owner: 'Platform',
      ownerEmail: 'platform@example.com',
      dueOn: '2026-12-01',
      category: 'monitoring',
      incidentId: `inc_${letters(number % 2000)}`,
      reviewId: null,
      counterfactualId: null,
      failureMode: keyOf(modeOf(number)),
      status,
      reason: status === 'deprioritised' ? 'no room this quarter' : null,
      openedAt,
      progressAt: closedAt ?? openedAt,
      closedAt,
      notes: [{ at: openedAt, text: 'Looked at with the team that owns it; waits for the new queue.' }],
      changes: closedAt === null ? [] : [{ at: closedAt, status }],
    }),
  )
}

export const modeItem = (number: number) => {
  const name = modeOf(number)
  const key = keyOf(name)
  return {
    pk: `failure-mode#${key}`,
    sk: 'failure-mode',
    kind: 'failure-mode',
    at: key,
    key,
    name,
    mergedInto: null,
    version: 1,
  }
}

export const conditionItem = (number: number, rated: boolean) =>
  counterfactualItem(
    counterfactualSchema.parse({
      id: `cfa_${letters(number)}`,
      version: 1,
      text: `If the job of service ${number % 40} had stopped before its queue was full`,
      sightings: [
        { incidentId: `inc_${letters(number)}`, reviewId: `rev_${letters(number)}`, at: '2025-05-01T00:00:00.000Z' },
      ],
      generalisability: rated ? 5 : null,
      cost: rated ? 2 : null,
      changeable: rated ? true : null,
      intervention: 'monitoring',
    }),
  )

export const reviewItems = (quarter: string, number: number) => {
  const incident = incidentOf(quarter, number)
  const reviewId = `rev_${letters(number)}`
  const meetingAt = instant(Date.parse(incident.startedAt) + 2 * day)
  return [
    {
      pk: `review#${reviewId}`,
      sk: 'review',
      kind: 'review',
      at: meetingAt,
      id: reviewId,
      incidentId: incident.id,
      status: 'planned',
    },
    {
      pk: `review#${reviewId}`,
      sk: 'meeting',
      kind: `meeting#${quarterOf(meetingAt, usualCalendar)}`,
      at: meetingAt,
      reviewId,
      attendees: 9,
      speakers: 6,
      turns: [4, 3, 2, 2, 1, 1],
      endedAt: meetingAt,
    },
  ]
}
