/**
 * A link that lets nobody answer, the same for everybody, to see what an organisation's mail makes of one: of the length
 * and with all the letters of a personal link. `npm run doctor -- --mail ADDRESS` sends it; `/link-test/` reads it.
 */
import { type Link, linkFragment } from './link.ts'

export const testLink: Link = {
  surveyId: 'srv_test0link0lets00',
  cohort: 'all',
  token: 'This-link_opens-nothing_and-lets_nobody-ans',
  keysHash: '0-9_aBcDeFgHiJkLmNoPqRsTuVwXyZ-_0123456789a',
  namesKey: '__--It-only_shows--what_a-mail-makes-_of-it',
}

export const testLinkPath = '/link-test/'

export const testLinkUrl = (siteUrl: string): string => `${siteUrl}${testLinkPath}#${linkFragment(testLink)}`
