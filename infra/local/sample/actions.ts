/** The sample's actions: what was agreed after each incident. */
import { type Action, actionSchema, changeAction } from '../../../functions/domain/action/action.ts'
import { failureModeKey } from '../../../functions/domain/incident/failure-mode.ts'
import * as ids from '../../../functions/domain/ids.ts'
import { dayMilliseconds, hourMilliseconds, plus } from '../../../functions/domain/time/instants.ts'
import { bytesOf, type Draw } from './draw.ts'
import { type SampleAction, sampleConditions, type SampleIncident } from './data.ts'
import type { Happened } from './happened.ts'

/** Teams of the roster. */
const teams = {
  commerce: 'Payments',
  fulfilment: 'Fulfilment',
  catalogue: 'Catalogue',
  platform: 'Platform',
  finance: 'Data',
} as const

const ownerOf = ({ domain }: SampleIncident, [category]: SampleAction): string =>
  category === 'communication' ? 'Support' : category === 'playbooks' ? 'On-call rota' : teams[domain]

/** Building something takes longer than writing it down. */
const dueDays = ([category]: SampleAction): number =>
  category === 'architecture' || category === 'automation' ? 120 : 60

const earlier = (one: string, other: string): string => (one < other ? one : other)

/** Derived from the action's text, which is unique. */
export const actionIdOf = (text: string) => ids.actionId(bytesOf(`action ${text}`))

/** Derived from the condition's text, which is unique. */
export const conditionIdOf = (text: string) => ids.counterfactualId(bytesOf(`condition ${text}`))

const conditionOf = (text: string) => sampleConditions.find(({ action }) => action === text)

/** Half of the open actions were discussed in the last two months; the other half have not moved. */
const noted = (action: Action, until: string, draw: Draw): Action => {
  const lately = plus(until, -(4 + draw(50)) * dayMilliseconds)
  if (action.text.length % 2 === 1 || lately <= action.progressAt) return action
  return changeAction(action, { note: 'Begun; waits for the next release.' }, lately)
}

export const actionsOf = (happened: readonly Happened[], until: string, draw: Draw): Action[] =>
  happened.flatMap(({ told, incident, review }) =>
    told.actions.map((given, nth) => {
      const [category, text, status = 'completed', reason = null] = given
      const condition = conditionOf(text)
      const openedAt = plus(review?.meetingAt ?? incident.startedAt, hourMilliseconds)
      const opened = actionSchema.parse({
        id: actionIdOf(text),
        version: 1,
        text,
        owner: ownerOf(told, given),
        ownerEmail: null,
        dueOn: plus(openedAt, dueDays(given) * dayMilliseconds).slice(0, 10),
        category,
        incidentId: incident.id,
        reviewId: review?.id ?? null,
        counterfactualId: condition ? conditionIdOf(condition.text) : null,
        failureMode: told.mode === null ? null : failureModeKey(told.mode),
        status: 'open',
        reason: null,
        openedAt,
        progressAt: openedAt,
        closedAt: null,
        notes: [],
      })
      const movedAt = plus(openedAt, (8 + draw(status === 'in_progress' ? 20 : 60) + nth) * dayMilliseconds)
      const moved = status === 'open' ? opened : changeAction(opened, { status, reason }, earlier(movedAt, until))
      const action = status === 'in_progress' ? noted(moved, until, draw) : moved
      return { ...action, version: 1 + action.changes.length + action.notes.length }
    }),
  )
