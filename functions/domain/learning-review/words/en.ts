/** What the learning review says in its own voice: about the system and priorities, never about a person. */
import { day } from '../../agenda/clock.ts'
import { type Calendar, quarterDays, usualCalendar } from '../../time/calendar.ts'
import { quarterTitle } from '../../time/quarter-title.ts'
import { calendarWords } from './en/editions.ts'
import { leastCoverage } from '../../incident/known.ts'
import { lookBackMonths } from '../../incident/recurrence.ts'
import { type Block, percent } from '../blocks.ts'
import type { SectionName } from '../inputs.ts'
import type { LearningReview, SectionFigures } from '../schema.ts'
import { actionBlocks } from './en/actions.ts'
export { hoursSentence, servicesSentence } from './en/charts.ts'
export { beside, notices } from './en/editions.ts'
export { appendixTitle, firstPage, firstPageTitle } from './en/first-page.ts'
import { forwardBlocks } from './en/forward.ts'
import { inventoryBlocks } from './en/inventory.ts'
import { patternBlocks } from './en/patterns.ts'
export { recurrenceSentence } from './en/patterns.ts'
import { pulseBlocks } from './en/pulse.ts'

export const sections: Readonly<Record<SectionName, { readonly title: string; readonly question: string }>> = {
  inventory: { title: 'Inventory', question: 'What happened, and what of it have we looked at together?' },
  patterns: { title: 'Patterns', question: 'What do these incidents have in common, and what are we not seeing?' },
  actions: {
    title: 'Action audit',
    question: 'What became of what we agreed, and what did it cost to leave the rest?',
  },
  pulse: { title: 'Pulse', question: 'How safe is it to speak up here, and what moved it?' },
  forward: { title: 'Forward risks', question: 'What is likely to happen next, and what would help most for least?' },
}

/** The sentences, lists and tables of each section. */
export const blocks: {
  readonly [Name in SectionName]: (figures: SectionFigures<Name>, calendar?: Calendar) => readonly Block[]
} = {
  inventory: inventoryBlocks,
  patterns: patternBlocks,
  actions: actionBlocks,
  pulse: pulseBlocks,
  forward: forwardBlocks,
}

/** Of '2026-Q3'. */
export const title = (quarter: string, calendar: Calendar = usualCalendar): string =>
  `Learning review ${quarterTitle(quarter, calendar)}`

const on = (date: string): string => day(`${date}T12:00:00.000Z`, 'UTC', 'en')

/** Of which days, and how final. */
export const about = ({ quarter, calendar, to, over, publishedAt, edition }: LearningReview): string => {
  const days = calendar ? quarterDays(quarter, calendar) : null
  const whole =
    calendar && days ? ` The quarter is ${on(days.first)} to ${on(days.last)}: ${calendarWords(calendar)}.` : ''
  const until = on(to)
  const published =
    publishedAt === null
      ? ''
      : ` Edition ${edition?.number ?? 1}, published on ${day(publishedAt, 'UTC', 'en')}; it no longer changes.`
  return `${over ? 'Figures' : 'The quarter still runs: figures'} up to ${until}.${whole}${published}`
}

/** How the figures are made, explained once for all of them. */
export const definitions: readonly string[] = [
  `Recurrence: each incident counts once, under its primary failure mode, and recurs if that mode was seen in the ${lookBackMonths} months before it began; the rate is that of the incidents of the last 90 days of the quarter whose failure mode is known, with its Wilson interval at 95%.`,
  `Whatever is not known of an incident leaves both sides of a figure. Where less than ${percent(leastCoverage)} is known, nothing is tested and nothing claimed.`,
  'Services: each is compared with an even share of all services that had an incident in the quarter or in the 90 days before (exact binomial test, one-sided, corrected for the number of services by Holm). An incident of several services counts for each.',
  'Hours and weekdays are those of the incident’s own time zone. Working hours are Monday to Friday, 08:00 to 18:00: 50 of the 168 hours of a week.',
  'Closure velocity: actions completed for each one opened in the quarter. Ages are whole days, at the end of the quarter.',
  'Participation: people who spoke of those who attended, added up over the meetings. Names are not kept. Gini’s coefficient says how unevenly turns were shared: 0 alike, 1 one person alone.',
  'Pulse figures are published ones, of the whole organisation; what would tell of a few people is not shown.',
]
