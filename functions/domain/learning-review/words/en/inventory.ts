import { day } from '../../../agenda/clock.ts'
import { isCovered } from '../../../incident/known.ts'
import { type Block, percent, sentence } from '../../blocks.ts'
import { charted, counted, incidentNamed, listed, ofKnown, table } from './phrases.ts'
import type { SectionFigures } from '../../schema.ts'

const reviewStates = { planned: 'planned or not ended', none: 'none', unknown: 'not recorded' } as const

const changeWords = (total: number, before: number): string =>
  total === before
    ? `as many as in the 90 days before the quarter`
    : `${counted(Math.abs(total - before), total > before ? 'more' : 'fewer', total > before ? 'more' : 'fewer')} than in the 90 days before the quarter (${before})`

const deploymentWords = (related: number, known: number, total: number): string => {
  if (known === 0) return 'Of none is it recorded whether a deployment played a part.'
  if (!isCovered(known, total))
    return `Of ${total - known} of ${total} it is not recorded whether a deployment played a part.`
  return known === total
    ? `A deployment played a part in ${related}.`
    : `A deployment played a part in ${related} of the ${known} of which that is recorded.`
}

/** Names stand however many are known, for each of them is a fact; how many there are is another matter. */
const vendorWords = (vendors: SectionFigures<'inventory'>['vendors'], known: number, total: number): string => {
  const rest = known === total ? '' : ` Of ${total - known} of ${total} it is not recorded whether it did.`
  if (vendors.length === 0)
    return rest === '' ? '' : ` Of no incident is it recorded that its cause lay outside.${rest}`
  return ` The cause lay outside with ${listed(vendors.map(({ name, count }) => `${name} (${count})`))}.${rest}`
}

export const inventoryBlocks = (inventory: SectionFigures<'inventory'>): Block[] => {
  const { total, severities, services, domains, deploymentRelated, vendors, reviews, unfinished, before } = inventory
  const { deploymentKnown = total, vendorKnown = total, serviceKnown = total, domainKnown = total } = inventory
  if (total === 0)
    return [
      sentence(
        `No incident was recorded; there ${before === 1 ? 'was' : 'were'} ${before} in the 90 days before the quarter.`,
      ),
    ]
  const severityKnown = severities.P1 + severities.P2 + severities.P3
  const rows = (names: readonly { name: string; count: number }[], known: number) =>
    names.map(({ name, count }) => [name, String(count), isCovered(known, total) ? percent(count / known) : '–'])
  const title = (by: string, known: number): string => `By ${by}${ofKnown(known, total)}`
  return [
    sentence(
      `${counted(total, 'incident', 'incidents')}, ${changeWords(total, before)}. ${deploymentWords(deploymentRelated, deploymentKnown, total)}` +
        vendorWords(vendors, vendorKnown, total),
    ),
    sentence(
      `${reviews.finished} of ${total} have a finished review${reviews.elsewhere > 0 ? `, ${reviews.elsewhere} reviewed elsewhere` : ''}, ${counted(reviews.planned, 'has', 'have')} one planned or not ended, ${counted(reviews.none, 'has', 'have')} none${reviews.unknown > 0 ? `; of ${reviews.unknown} that were imported it is not recorded` : ''}.`,
    ),
    ...(severityKnown > 0
      ? charted(
          title('severity', severityKnown),
          ['Severity', '#Incidents', '#Share'],
          rows(
            Object.entries(severities).map(([name, count]) => ({ name, count })),
            severityKnown,
          ),
        )
      : [sentence(`None of ${total} has a known severity.`)]),
    ...(services.names.length > 0
      ? charted(
          title('service', serviceKnown),
          ['Service', '#Incidents', '#Share'],
          rows(services.names, serviceKnown),
          services.further,
        )
      : []),
    ...(domains.names.length > 0
      ? charted(
          title('domain', domainKnown),
          ['Domain', '#Incidents', '#Share'],
          rows(domains.names, domainKnown),
          domains.further,
        )
      : []),
    ...(unfinished.lines.length > 0
      ? [
          table(
            'Without a finished review',
            ['Incident', 'Severity', 'Began on', 'Review'],
            unfinished.lines.map(line => [
              [incidentNamed(line)],
              line.severity ?? 'not known',
              day(line.startedAt, 'UTC', 'en'),
              reviewStates[line.review],
            ]),
            unfinished.further,
          ),
        ]
      : []),
  ]
}
