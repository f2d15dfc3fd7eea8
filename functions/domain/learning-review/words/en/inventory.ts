import { day } from '../../../agenda/clock.ts'
import { type Block, percent, sentence } from '../../blocks.ts'
import { charted, counted, incidentNamed, listed, table } from './phrases.ts'
import type { SectionFigures } from '../../schema.ts'

const changeWords = (total: number, before: number): string =>
  total === before
    ? `as many as in the 90 days before the quarter`
    : `${counted(Math.abs(total - before), total > before ? 'more' : 'fewer', total > before ? 'more' : 'fewer')} than in the 90 days before the quarter (${before})`

const deploymentWords = (related: number, known: number, total: number): string => {
  if (known === 0) return 'Of none is it recorded whether a deployment played a part.'
  return known === total
    ? `A deployment played a part in ${related}.`
    : `A deployment played a part in ${related} of the ${known} of which that is recorded.`
}

export const inventoryBlocks = (inventory: SectionFigures<'inventory'>): Block[] => {
  const { total, severities, services, domains, deploymentRelated, vendors, reviews, unfinished, before } = inventory
  const { deploymentKnown = total } = inventory
  if (total === 0)
    return [
      sentence(
        `No incident was recorded; there ${before === 1 ? 'was' : 'were'} ${before} in the 90 days before the quarter.`,
      ),
    ]
  const shareOf = (count: number): string => percent(count / total)
  const rows = (names: readonly { name: string; count: number }[]) =>
    names.map(({ name, count }) => [name, String(count), shareOf(count)])
  return [
    sentence(
      `${counted(total, 'incident', 'incidents')}, ${changeWords(total, before)}. ${deploymentWords(deploymentRelated, deploymentKnown, total)}` +
        (vendors.length > 0
          ? ` The cause lay outside with ${listed(vendors.map(({ name, count }) => `${name} (${count})`))}.`
          : ''),
    ),
    sentence(
      `${reviews.finished} of ${total} have a finished review${reviews.elsewhere > 0 ? `, ${reviews.elsewhere} reviewed elsewhere` : ''}, ${counted(reviews.planned, 'has', 'have')} one planned or not ended, ${counted(reviews.none, 'has', 'have')} none.`,
    ),
    ...charted(
      'By severity',
      ['Severity', '#Incidents', '#Share'],
      [
        ['P1', String(severities.P1), shareOf(severities.P1)],
        ['P2', String(severities.P2), shareOf(severities.P2)],
        ['P3', String(severities.P3), shareOf(severities.P3)],
      ],
    ),
    ...(services.names.length > 0
      ? charted('By service', ['Service', '#Incidents', '#Share'], rows(services.names), services.further)
      : []),
    ...(domains.names.length > 0
      ? charted('By domain', ['Domain', '#Incidents', '#Share'], rows(domains.names), domains.further)
      : []),
    ...(unfinished.lines.length > 0
      ? [
          table(
            'Without a finished review',
            ['Incident', 'Severity', 'Began on', 'Review'],
            unfinished.lines.map(line => [
              [incidentNamed(line)],
              line.severity,
              day(line.startedAt, 'UTC', 'en'),
              line.review === 'planned' ? 'planned or not ended' : 'none',
            ]),
            unfinished.further,
          ),
        ]
      : []),
  ]
}
