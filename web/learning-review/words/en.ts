/** Words of leadership's page of learning reviews. What a review itself says is the domain's. */
import { isCovered, leastCoverage } from '../../../functions/domain/incident/known.ts'
import type { SectionFigures } from '../../../functions/domain/learning-review/schema.ts'
import type { FrameWords } from '../../kit/words/reading-en.ts'

type Recurrence = SectionFigures<'patterns'>['recurrence']

const many = (number: number, one: string, more: string): string => `${number} ${number === 1 ? one : more}`

const frame: FrameWords = {
  page: 'Learning reviews',
  title: 'What a quarter taught, and what became of it',
  lead: 'For leadership and facilitators: the learning reviews that facilitators have published. Incidents and what they have in common, actions and what became of them, the pulse, and the risks ahead.',
  noGroupTitle: 'Your account does not read learning reviews yet',
}

export const words = {
  frame,
  pageTitle: (quarter: string) => `Learning review ${quarter} · Murmur`,
  published: 'Published quarters',
  publishedOn: (day: string) => `published ${day}`,
  takenBack: 'taken back',
  takenBackTitle: (quarter: string) => `The learning review of ${quarter} was taken back`,
  takenBackWhy: (reason: string) => `The reason given: “${reason}”`,
  readTakenBack: 'Read it as it was published',
  empty: {
    title: 'None is published yet',
    lead: 'A learning review is ninety minutes at the end of a quarter in which facilitators go through its incidents, actions and figures. While they work on it, it changes with the records and is theirs alone. Once they publish it, that edition no longer changes, and stands here. What is known later stands beside it, or in a next edition.',
    meanwhile: 'Until then the trends show every figure that is published.',
    trends: 'Open the trends',
    desk: 'To publish one, open its quarter at the desk.',
    toDesk: 'Open the desk',
  },
  notPublished: (quarter: string) => `The learning review of ${quarter} is not published.`,
  notPublishedDetail: 'Its facilitators may still be at work on it, or the address may be mistyped.',
  toLatest: 'Read the latest',
  inShort: 'In short',
  sections: 'Sections',
  figures: {
    incidents: 'incidents',
    before: (count: number) => `${count} in the 90 days before the quarter`,
    recurrence: 'came back',
    recurring: ({ recurring, classified, total, lookBackMonths }: Recurrence) => {
      const known = `${classified} of ${total} with a known failure mode`
      // As an older version told it: of all.
      if (lookBackMonths === undefined)
        return `${recurring} of ${many(total, 'incident', 'incidents')} of 90 days had a failure mode seen before`
      if (!isCovered(classified, total))
        return `of 90 days, ${known}${total === 0 ? '' : `: under ${Math.round(leastCoverage * 100)}%, too few to say`}`
      return `${recurring} of ${many(classified, 'incident', 'incidents')} of 90 days had a failure mode seen in the ${lookBackMonths} months before${classified === total ? '' : ` (of ${known})`}`
    },
    closure: 'closure velocity',
    closed: (completed: number, opened: number) =>
      `${completed} completed for ${opened} opened; at 1.0 as much is done as is agreed`,
    spoke: 'spoke',
    speaking: (speakers: number, attendees: number, meetings: number) =>
      `${speakers} of ${attendees} who attended, in ${many(meetings, 'meeting', 'meetings')}`,
    changes: 'changed in the system',
    changed: 'because of a review, in the last four quarters',
  },
} as const
