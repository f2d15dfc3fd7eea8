/** Whom the mail reached, in memory: what the API answers about it, and what mends it. */
import { type Delivery, type DeliveryRow, deliveryStates } from '../../../functions/domain/mail/delivery.ts'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'
import type { StubWorld } from './stub-api.ts'

interface Call {
  readonly method: string
  readonly body: string
}

export const row = (address: string, changes: Partial<DeliveryRow> = {}): DeliveryRow => ({
  address,
  name: '',
  state: 'sent',
  reason: null,
  words: 'Sent.',
  at: '2026-11-02T09:00:00.000Z',
  until: null,
  remedy: null,
  ...changes,
})

const rowsOf = (world: StubWorld, { id }: SurveyView): DeliveryRow[] => world.deliveries.get(id) ?? []

const view = (world: StubWorld, survey: SurveyView): Delivery => {
  const rows = rowsOf(world, survey).toSorted(
    (a, b) => deliveryStates.indexOf(a.state) - deliveryStates.indexOf(b.state) || (a.name < b.name ? -1 : 1),
  )
  const counts = Object.fromEntries(
    deliveryStates.map(state => [state, rows.filter(one => one.state === state).length]),
  ) as Delivery['counts']
  return {
    surveyId: survey.id,
    invited: survey.invited,
    withdrawn: counts.withdrawn ?? 0,
    counts,
    notReached: { bounced: counts.bounced ?? 0, refused: 0, complained: 0, unsubscribed: 0, aside: 0, left: 0 },
    rows,
    others: 0,
    addedSinceCount: 0,
    unreadable: 0,
  }
}

const set = (world: StubWorld, survey: SurveyView, address: string, changes: Partial<DeliveryRow>): void => {
  const rows = rowsOf(world, survey).map(one => (one.address === address ? { ...one, ...changes } : one))
  world.deliveries.set(survey.id, rows)
}

const onItsWay = {
  state: 'queued',
  reason: null,
  words: 'Goes out within a few minutes.',
  at: null,
  remedy: null,
} as const

export const deliveryCall = (world: StubWorld, call: Call, survey: SurveyView, what: string): Delivery => {
  const { address = '', from = '', to = '' } = call.method === 'POST' && call.body ? JSON.parse(call.body) : {}
  if (what === '/delivery/again') set(world, survey, address, onItsWay)
  if (what === '/delivery/now') world.healths.delete(survey.id)
  if (what === '/delivery/correct') set(world, survey, from, { address: to, ...onItsWay })
  return view(world, survey)
}

export const withdrawCall = (world: StubWorld, call: Call, survey: SurveyView) => {
  const { participants }: { participants: string[] } = JSON.parse(call.body)
  for (const address of participants) {
    set(world, survey, address, { state: 'withdrawn', words: 'Withdrawn.', remedy: 'reinvite' })
  }
  return { invited: survey.invited, withdrawn: view(world, survey).withdrawn }
}

/** Whoever is invited again after a withdrawal. */
export const backFromWithdrawn = (world: StubWorld, call: Call, survey: SurveyView): void => {
  const { participants }: { participants: (string | { email: string })[] } = JSON.parse(call.body)
  for (const one of participants) set(world, survey, typeof one === 'string' ? one : one.email, onItsWay)
}
