/** What was agreed and found before, where its failure mode comes back: for the incident's page and for its agenda. */
import { type Action, ageDays, isOpen } from '../domain/action.ts'
import { type Counterfactual, isLeveragePoint } from '../domain/counterfactual.ts'
import type { AgendaFacts } from '../domain/agenda/schema.ts'
import { failureModes as modesOf } from '../domain/failure-mode.ts'
import { type IncidentId, incidentIdSchema } from '../domain/ids.ts'
import { type Incident, primaryModeKey } from '../domain/incident.ts'
import { firstThatFit } from '../domain/page.ts'
import type { Review } from '../domain/review.ts'
import { writtenBefore } from '../domain/vendor.ts'
import type { LearningStores } from './stores.ts'

/** An agenda looks no further back than so many incidents. */
const incidentsLookedAt = 100
/** More of them nobody weighs. */
const actionsTold = 200
/** More of them nobody weighs in a few minutes. */
const conditionsTold = 5
/** What the vendor did to us longer ago than so many incidents is another system's story. */
const vendorSectionsLookedAt = 10
const vendorSectionsTold = 2

export type EarlierStores = Pick<LearningStores, 'store' | 'actions' | 'counterfactuals' | 'failureModes' | 'vendors'>

/** Earlier incidents with the same primary failure mode, by whatever name, the latest first, and the keys of it. */
const likeIncidents = async ({ failureModes }: Pick<EarlierStores, 'failureModes'>, incident: Incident) => {
  const mode = primaryModeKey(incident)
  if (mode === null) return { keys: [], incidentIds: [] }
  const keys = modesOf(await failureModes.listFailureModes()).keysOf(mode)
  const found = await Promise.all(keys.map(key => failureModes.sightingsOf(key, { to: incident.startedAt })))
  const incidentIds = found
    .flat()
    .filter(({ id, startedAt }) => id !== incident.id && startedAt < incident.startedAt)
    .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
    .slice(0, incidentsLookedAt)
    .map(({ id }) => incidentIdSchema.parse(id))
  return { keys, incidentIds }
}

/** Deprioritised before the incident began: nobody worked on it, and what it was against came back. */
const cameBack = (action: Action, incident: Incident): boolean =>
  action.status === 'deprioritised' && action.closedAt !== null && action.closedAt <= incident.startedAt

/**
 * Of earlier incidents with this one's failure mode: those that came back, then those under way; the oldest first, as
 * many as an answer has room for.
 */
export const earlierActionsOf = async (
  stores: Pick<EarlierStores, 'actions' | 'failureModes'>,
  incident: Incident,
  like?: Awaited<ReturnType<typeof likeIncidents>>,
): Promise<Action[]> => {
  const { keys, incidentIds } = like ?? (await likeIncidents(stores, incident))
  const [ofIncidents, loose] = await Promise.all([
    stores.actions.actionsOfIncidents(incidentIds),
    stores.actions.actionsOfModes(keys),
  ])
  const told = [...ofIncidents, ...loose]
    .filter(action => isOpen(action.status) || cameBack(action, incident))
    .toSorted((a, b) => Number(isOpen(a.status)) - Number(isOpen(b.status)) || a.openedAt.localeCompare(b.openedAt))
  return firstThatFit(told, actionsTold)
}

const titlesOf = async ({ store }: EarlierStores, ids: readonly IncidentId[]): Promise<Map<string, string>> => {
  const incidents = await Promise.all([...new Set(ids)].map(id => store.readIncident(id)))
  return new Map(incidents.flatMap(incident => (incident ? [[incident.id, incident.title]] : [])))
}

/** The latest of them that say what should happen, or what follows. */
const vendorBefore = async (stores: EarlierStores, ids: readonly IncidentId[]): Promise<string[]> => {
  const latest = ids.slice(0, vendorSectionsLookedAt)
  const read = await Promise.all(latest.map(id => stores.vendors.readVendorSection(id)))
  const told = read
    .flatMap(section => (section && (section.desiredBehaviour || section.outcome) ? [section] : []))
    .slice(0, vendorSectionsTold)
  const titles = await titlesOf(
    stores,
    told.map(({ incidentId }) => incidentId),
  )
  const lines = await Promise.all(
    told.map(async section => {
      const { outcome, incidentId } = section
      const action = outcome?.kind === 'action' ? await stores.actions.readAction(outcome.actionId) : null
      return writtenBefore(section, titles.get(incidentId) ?? '', action)
    }),
  )
  return lines.filter(line => line !== null)
}

export type KnownBefore = Pick<AgendaFacts, 'earlierActions' | 'knownConditions' | 'vendorBefore'>

/** As the agenda of the review tells them: besides, what is under way for this very incident, agreed elsewhere. */
export const knownBefore = async (
  stores: EarlierStores,
  incident: Incident,
  review: Review,
  now: string,
): Promise<KnownBefore> => {
  const like = await likeIncidents(stores, incident)
  const [earlier, own] = await Promise.all([
    earlierActionsOf(stores, incident, like),
    stores.actions.actionsOfIncident(incident.id),
  ])
  const elsewhere = own.filter(({ status, reviewId }) => isOpen(status) && reviewId !== review.id)
  const all = [...earlier, ...elsewhere]
  const [titles, conditions, vendorLines] = await Promise.all([
    titlesOf(
      stores,
      all.flatMap(({ incidentId }) => (incidentId ? [incidentId] : [])),
    ),
    Promise.all([...like.incidentIds, incident.id].map(id => stores.counterfactuals.counterfactualsOf(id))),
    vendorBefore(stores, like.incidentIds),
  ])
  const known = new Map<string, Counterfactual>(conditions.flat().map(condition => [condition.id, condition]))
  return {
    earlierActions: all.map(action => ({
      title: action.text,
      owner: action.owner,
      openDays: ageDays(action, now),
      status: action.status,
      incidentTitle: titles.get(action.incidentId ?? '') ?? '',
      cameBack: !isOpen(action.status),
      reason: action.reason,
    })),
    vendorBefore: vendorLines,
    knownConditions: [...known.values()]
      .map(condition => ({
        text: condition.text,
        reviews: condition.sightings.filter(({ reviewId }) => reviewId !== review.id).length,
        isLeveragePoint: isLeveragePoint(condition),
      }))
      .filter(({ reviews }) => reviews > 0)
      .toSorted((a, b) => Number(b.isLeveragePoint) - Number(a.isLeveragePoint) || b.reviews - a.reviews)
      .slice(0, conditionsTold),
  }
}
