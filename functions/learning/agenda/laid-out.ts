/** The agenda of a review as it stands now, for those who read it, and as the room's screen shows it. */
import { layOutAgenda } from '../../domain/agenda/agenda.ts'
import { applyEdits } from '../../domain/agenda/edits.ts'
import { withLive } from '../../domain/agenda/live.ts'
import { agendaFacts, agendaSource } from '../../domain/agenda/of-review.ts'
import { roomAgenda, type RoomAgenda } from '../../domain/agenda/room.ts'
import type { Agenda } from '../../domain/agenda/schema.ts'
import { failureModes, namesNow } from '../../domain/incident/failure-mode.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { vendorKnown, vendorView } from '../../domain/incident/vendor.ts'
import { words } from '../../domain/incident/words/languages.ts'
import { languageOf } from '../../domain/language/language.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Reading, readingForRoom } from '../../domain/review/reading.ts'
import type { Review } from '../../domain/review/review.ts'
import type { SurveyStore } from '../items/surveys.store.ts'
import { liveObservations } from '../reviews/live-closing.ts'
import type { LiveStore } from '../reviews/live.store.ts'
import type { ReviewStore } from '../reviews/reviews.store.ts'
import { type EarlierStores, knownBefore } from './known-before.ts'

const vendorKnownOf = async ({ vendors, actions }: EarlierStores, incident: Incident, { language }: Review) => {
  const section = incident.vendor ? await vendors.readVendorSection(incident.id) : null
  if (!section) return {}
  const action = section.outcome?.kind === 'action' ? await actions.readAction(section.outcome.actionId) : null
  return { vendorKnown: vendorKnown(vendorView(section, incident), action, words[languageOf(language)]) }
}

/** An agenda is made from opened answers, for an incident that still exists. */
export const planRefusals = ['unknown_incident', 'survey_not_closed', 'not_harvested'] as const

export interface AgendaStores extends EarlierStores {
  readonly reviews: ReviewStore
  readonly surveys: SurveyStore
  readonly live: LiveStore
}

/** Uses the names that failure modes have now. */
const asItIsCalled = async ({ failureModes: store }: AgendaStores, incident: Incident): Promise<Incident> => {
  if (incident.failureModes.length === 0) return incident
  const modes = failureModes(await store.listFailureModes())
  return { ...incident, failureModes: namesNow(incident.failureModes, modes) }
}

const layOut = async (stores: AgendaStores, reading: Reading, now: string): Promise<Agenda> => {
  const { review } = reading
  const { incidents, surveys } = stores
  const [recorded, survey] = await Promise.all([incidents.readIncident(review.incidentId), surveys.surveyOf(review.id)])
  if (!recorded) throw new Refusal('unknown_incident')
  const incident = await asItIsCalled(stores, recorded)
  const source = agendaSource(survey, review, now)
  const [before, vendorKnown] = await Promise.all([
    knownBefore(stores, recorded, review, now),
    vendorKnownOf(stores, recorded, review),
  ])
  const known = { ...before, ...vendorKnown }
  if (typeof source === 'string' || !survey) {
    const reason = typeof source === 'string' ? source : 'no_survey'
    return layOutAgenda(null, { ...agendaFacts(incident, review, survey, reason), ...known })
  }
  const filed = await surveys.readStatements(reading, survey)
  if (!filed) throw new Refusal('not_harvested')
  return layOutAgenda(filed.synthesis, { ...agendaFacts(incident, review, survey, filed), ...known })
}

/** Includes what was added during the meeting, once its channel has closed. */
const generate = async (stores: AgendaStores, reading: Reading, now: string): Promise<Agenda> => {
  const [agenda, added] = await Promise.all([
    layOut(stores, reading, now),
    liveObservations(stores.live, reading.review.id, now),
  ])
  return withLive(agenda, added)
}

const edit = async (stores: AgendaStores, reading: Reading, now: string): Promise<Agenda> => {
  const [generated, saved] = await Promise.all([generate(stores, reading, now), stores.reviews.readEdits(reading)])
  // Edits that no longer fit, because the meeting moved or got shorter, are passed over: an agenda is better than none.
  const { agenda } = applyEdits(
    generated,
    (saved?.edits ?? []).map(one => one.edit),
  )
  return agenda
}

/** Before any edit. */
export const generatedAgenda = (stores: AgendaStores, reading: Reading<'reader'>, now: string): Promise<Agenda> =>
  generate(stores, reading, now)

export const editedAgenda = (stores: AgendaStores, reading: Reading<'reader'>, now: string): Promise<Agenda> =>
  edit(stores, reading, now)

/** The plan, and the words of a statement that somebody who reads it has put on the wall by its id. */
export interface ForRoom {
  readonly plan: RoomAgenda
  /** Null for what was hidden or judges somebody: it is on no screen, whoever has put it there. */
  readonly wordsOf: (id: string) => string | null
}

/** For whoever leads the review, in the terms or not: nothing else of the agenda leaves this file. */
export const agendaForRoom = async (stores: AgendaStores, review: Review, now: string): Promise<ForRoom> => {
  const agenda = await edit(stores, readingForRoom(review), now)
  const shown = agenda.appendix.filter(({ hidden, question }) => !hidden && question === null)
  const told = new Map<string, string>(shown.map(({ id, text }) => [id, text]))
  return { plan: roomAgenda(agenda), wordsOf: id => told.get(id) ?? null }
}

/** Which edits the plan stands on: it changes with each of them, and says nothing else of them. */
export const planVersion = async ({ reviews }: AgendaStores, review: Review): Promise<number> =>
  (await reviews.readEdits(readingForRoom(review)))?.version ?? 0
