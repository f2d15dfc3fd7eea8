/** What happened in the quarter, by severity, service and domain, with and without a finished review. */
import { namedCounts } from '../figures/count.ts'
import { hasReviewElsewhere, hasService, hasVendor } from '../incident/known.ts'
import {
  comparedWith,
  firstOf,
  incidentLine,
  type ReviewedIncident,
  type ReviewRecords,
  severestFirst,
} from './records.ts'
import type { SectionFigures } from './schema.ts'

const unfinishedAtMost = 20
const vendorsAtMost = 20

export const inventoryOf = (records: ReviewRecords): SectionFigures<'inventory'> => {
  const { incidents, incidentsBefore, reviews, figures } = records
  const { total, severities, services, domains, deploymentRelated, deploymentKnown = total } = figures.incidents
  const isElsewhere = ({ id, reviewedElsewhere }: ReviewedIncident): boolean =>
    Boolean(reviewedElsewhere) && !reviews.has(id)
  const elsewhere = incidents.filter(isElsewhere).length
  const unfinished = incidents
    .filter(incident => reviews.get(incident.id) !== 'finished' && !isElsewhere(incident))
    .toSorted(severestFirst)
  const stateOf = (incident: ReviewedIncident): 'planned' | 'none' | 'unknown' =>
    reviews.has(incident.id) ? 'planned' : hasReviewElsewhere(incident) ? 'none' : 'unknown'
  const states = unfinished.map(stateOf)
  const inState = (state: string): number => states.filter(each => each === state).length
  return {
    total,
    severities,
    services,
    domains,
    deploymentRelated,
    deploymentKnown,
    serviceKnown: incidents.filter(hasService).length,
    domainKnown: incidents.filter(one => one.domains.length > 0).length,
    vendorKnown: incidents.filter(hasVendor).length,
    vendors: namedCounts(incidents.flatMap(({ vendor }) => (vendor ? [vendor] : []))).names.slice(0, vendorsAtMost),
    reviews: {
      finished: incidents.length - elsewhere - unfinished.length,
      elsewhere,
      planned: inState('planned'),
      none: inState('none'),
      unknown: inState('unknown'),
    },
    unfinished: firstOf(
      unfinished.map(incident => ({
        ...incidentLine(incident),
        review: stateOf(incident),
      })),
      unfinishedAtMost,
    ),
    before: comparedWith(records)?.incidents ?? incidentsBefore.length,
  }
}
