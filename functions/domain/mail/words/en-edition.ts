/** English: leadership is told that an edition of a quarter's learning review was published. */
import type { EditionPublished } from '../told.ts'
import { quarterTitle } from '../../time/quarter-title.ts'
import type { MailWords } from './en.ts'

/** `publishedOn` is readable; `site` is where the pages are. */
export const editionPublished = (
  { quarter, yearStartsIn, number, reason }: EditionPublished,
  publishedOn: string,
  site: string,
): MailWords => {
  const name = quarterTitle(quarter, { yearStartsIn })
  return {
    subject:
      number === 1
        ? `The learning review of ${name} is published`
        : `Edition ${number} of the learning review of ${name} is published`,
    opening: [
      'Its first page says what recurred, what closed, what nobody sees, and what to invest in, each with its evidence.',
    ],
    facts: [
      ['Quarter', name],
      ['Edition', `${number}, published on ${publishedOn}`],
      ...(reason === null ? [] : [['What is new', reason] as const]),
    ],
    closing: ['This is the one mail about this edition.'],
    button: 'Read the first page',
    notes: [
      {
        heading: 'What is asked of you',
        text: `It stands on the quarter's page, and so does the place for your answer, which everybody who was asked can read: ${site}/quarter/#${quarter}`,
      },
    ],
  }
}
