/** English: what the pulse’s page says otherwise than that of a review. */
import type { ScorePurpose } from '../instrument/schema.ts'

/** In the HTML of the pulse's page itself; what it shares with the pre-meeting page stands under `page`. */
export const pulse = {
  title: 'How safe is it to speak up?',
  who: 'Everybody is asked, every quarter',
  heading: 'How safe is it to speak up?',
  reads: 'Nobody is shown single ratings, or who answered.',
  facts: { group: 'Your answers are counted in', readers: 'Can read the results' },
  readers: 'Everybody in leadership, the facilitators, and everybody who was asked',
  storedList: [
    'Your answers are sealed on this device before they leave it. Until the close Murmur opens them for nobody; only the administrator of the account that it runs in could get round that.',
    'No name, no mail address, no device and no time is stored with them, and nothing that joins this quarter to another.',
    'Afterwards the keys are destroyed. Nobody can match an answer to a person better than by guessing.',
  ],
  /** Only where leadership has answered. */
  said: 'Leadership has answered earlier pulses:',
  youSaid: 'You said, we did',
  questions: 'Your team, as you see it',
  finish: 'What you chose, then send',
  optional: 'Every question is optional. Two minutes are enough.',
  /** In the results. */
  scores: {
    'psychological-safety': 'The seven questions about the team as one score',
    'generative-culture': 'The seven questions as one score',
  } satisfies Record<ScorePurpose, string>,
} as const

/** Filled in by the first script. */
export const pulseFacts = {
  title: (quarter: string): string => `${quarter}: how safe is it to speak up?`,
  group: (label: string, invited: number): string => `${label}, ${invited} people`,
  whole: 'the whole organisation, without groups',
  last: 'Last: look it over, then send',
  minimum: (people: number): string =>
    `Nobody is shown a figure of fewer than ${people} people who answered. Comments are read by leadership and facilitators, for the whole organisation only.`,
} as const

/** After the close, on the same page. */
export const pulseResults = {
  /** Of 'Q4 2026'. */
  title: (quarter: string): string => `Results of ${quarter}`,
  lead: 'Of the whole organisation, as leadership sees them. Higher is better everywhere: where agreeing is a bad sign, the figures are turned round.',
  counted: 'Your ballot was counted: your receipt is in the public list.',
  missing:
    'Your receipt is not in the public list. Tell the facilitators: what was published should have been withheld.',
  elsewhere:
    'To check that your ballot was counted, open this page in the browser you answered in. If you did not answer, there is nothing to check.',
  notYet: 'The answers are being counted. The results are there 15 minutes after the close.',
  again: 'Look again',
  answered: (answered: number, invited: number): string => `${answered} of ${invited} answered.`,
  invited: (invited: number): string => `${invited} were asked.`,
  withheld: {
    too_few_ballots: (minimum: number): string => `Fewer than ${minimum} answered, so nothing is shown to anybody.`,
    counts_do_not_add_up: (): string =>
      'The numbers of invitations, passes and ballots do not add up, so nothing is shown. The facilitators know.',
    failed_audit: (): string =>
      'Beside what was published before, these figures could tell something of a few people, so nothing is shown.',
  },
  question: 'Question',
  favourable: (from: number, to: number): string => `Rated ${from}-${to}`,
  mean: 'Mean',
  number: (n: number): string => `${n} answered`,
  hidden: 'not shown',
  reversed: 'turned round',
  atLeast: (figure: string): string => `${figure} or more`,
  atMost: (figure: string): string => `${figure} or less`,
  interval: (lo: string, hi: string): string => `${lo} to ${hi}`,
  intervals: 'Small figures are 95 % intervals: where the whole organisation probably stands, given who answered.',
} as const
