/** Words of the page of what people wrote in a pulse. */
import type { FrameWords } from '../../kit/words/reading-en.ts'

const frame: FrameWords = {
  page: 'In their own words',
  title: 'What people wrote in the pulse',
  lead: 'For leadership and facilitators: the comments of each quarter’s pulse, of the whole organisation, with names taken out.',
  noGroupTitle: 'Your account does not read comments yet',
}

export const words = {
  frame,
  lead: 'Of the whole organisation, in alphabetical order: no comment stands beside a figure, a group or another one by the same person. Names were taken out. Please don’t guess who wrote what: people who are guessed at write nothing the next time.',
  quarters: 'Quarters with a pulse',
  empty: {
    title: 'No pulse has been published yet',
    lead: '15 minutes after a pulse closes, what people added in their own words stands here.',
    trends: 'Open the trends',
  },
  noPulse: (quarter: string) => `There was no pulse in ${quarter}, or it is not counted yet.`,
  toLatest: 'Read the latest',
  hidden: (quarter: string, ballots: number, comments: number) =>
    `No comment of ${quarter} is shown. They are from ${ballots} answers and ${comments} comments on; whether it was fewer, or nobody wrote anything, is not told.`,
  none: 'This pulse asked for no comment.',
  count: (quoted: number) => (quoted === 1 ? '1 comment' : `${quoted} comments`),
  unquoted: (number: number) => `${number} more are counted only, as their writers chose, and are not shown.`,
  more: (left: number) => (left === 1 ? 'Show the last one' : `Show more (${left} left)`),
} as const
