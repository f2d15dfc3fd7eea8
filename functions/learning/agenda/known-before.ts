/** What earlier reviews agreed and found about a failure mode that comes back, for the agenda. */
import { ageDays, isOpen } from '../../domain/action/action.ts'
import type { AgendaFacts } from '../../domain/agenda/schema.ts'
import { type Counterfactual, isLeveragePoint } from '../../domain/condition/condition.ts'
import type { IncidentId } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { writtenBefore } from '../../domain/incident/vendor.ts'
import { words } from '../../domain/incident/words/languages.ts'
import { languageOf } from '../../domain/language/language.ts'
import type { Review } from '../../domain/review/review.ts'
import type { ActionStore } from '../actions/actions.store.ts'
import { earlierActionsOf } from '../actions/earlier.ts'
import type { CounterfactualStore } from '../conditions/conditions.store.ts'
import type { FailureModeStore } from '../incidents/failure-modes.store.ts'
import type { IncidentStore } from '../incidents/incidents.store.ts'
import { likeIncidents } from '../incidents/like.ts'
import type { VendorStore } from '../vendors/vendors.store.ts'

/** Nobody weighs more of them than this in a few minutes. */
const conditionsTold = 5
/** What the vendor did to us longer ago than this many incidents concerns a different system. */
const vendorSectionsLookedAt = 10
const vendorSectionsTold = 2

export interface EarlierStores {
  readonly incidents: IncidentStore
  readonly actions: ActionStore
  readonly counterfactuals: CounterfactualStore
  readonly failureModes: FailureModeStore
  readonly vendors: VendorStore
}

const titlesOf = async ({ incidents }: EarlierStores, ids: readonly IncidentId[]): Promise<Map<string, string>> => {
  const found = await Promise.all([...new Set(ids)].map(id => incidents.readIncident(id)))
  return new Map(found.flatMap(incident => (incident ? [[incident.id, incident.title]] : [])))
}

/** The latest sections that say what should happen or what follows. */
const vendorBefore = async (
  stores: EarlierStores,
  ids: readonly IncidentId[],
  { language }: Pick<Review, 'language'>,
): Promise<string[]> => {
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
      return writtenBefore(section, titles.get(incidentId) ?? '', action, words[languageOf(language)])
    }),
  )
  return lines.filter(line => line !== null)
}

/** A condition of several incidents is found with each of them. */
const distinct = (conditions: readonly Counterfactual[]): Counterfactual[] => [
  ...new Map(conditions.map(condition => [condition.id, condition])).values(),
]

type KnownBefore = Pick<AgendaFacts, 'earlierActions' | 'knownConditions' | 'vendorBefore'>

/** For the agenda of the review. Also includes what is under way for this very incident but was agreed elsewhere. */
export const knownBefore = async (
  stores: EarlierStores,
  incident: Incident,
  review: Review,
  now: string,
): Promise<KnownBefore> => {
  const like = await likeIncidents(stores.failureModes, incident)
  const [earlier, own] = await Promise.all([
    earlierActionsOf(stores.actions, incident, like),
    stores.actions.actionsOfIncident(incident.id),
  ])
  const elsewhere = own.filter(({ status, reviewId }) => isOpen(status) && reviewId !== review.id)
  const all = [...earlier, ...elsewhere]
  const [titles, conditions, vendorLines] = await Promise.all([
    titlesOf(
      stores,
      all.flatMap(({ incidentId }) => (incidentId ? [incidentId] : [])),
    ),
    Promise.all([...like.incidentIds, incident.id].map(id => stores.counterfactuals.counterfactualsOf(id))).then(
      found => stores.counterfactuals.withCounted(distinct(found.flat())),
    ),
    vendorBefore(stores, like.incidentIds, review),
  ])
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
    knownConditions: conditions
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
