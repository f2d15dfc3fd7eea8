/** What happened in the quarter, by severity, service and domain, with and without a finished review. */
import { namedCounts } from '../figures/count.ts'
import {
  comparedWith,
  firstOf,
  incidentLine,
  latestFirst,
  type ReviewedIncident,
  type ReviewRecords,
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
    .toSorted((a, b) => a.severity.localeCompare(b.severity) || latestFirst(a, b))
  const planned = unfinished.filter(({ id }) => reviews.has(id)).length
  return {
    total,
    severities,
    services,
    domains,
    deploymentRelated,
    deploymentKnown,
    vendors: namedCounts(incidents.flatMap(({ vendor }) => (vendor ? [vendor] : []))).names.slice(0, vendorsAtMost),
    reviews: {
      finished: incidents.length - elsewhere - unfinished.length,
      elsewhere,
      planned,
      none: unfinished.length - planned,
    },
    unfinished: firstOf(
      unfinished.map(incident => ({
        ...incidentLine(incident),
        review: reviews.has(incident.id) ? ('planned' as const) : ('none' as const),
      })),
      unfinishedAtMost,
    ),
    before: comparedWith(records)?.incidents ?? incidentsBefore.length,
  }
}
