/**
 * English wordings of the pulse's items, which en.ts names among its `instruments`, pinned by hash like the others, and
 * the words of the pulse's page. Calls are marked as pure: a page that shows none of these sentences carries none of them.
 */
import type { ScorePurpose } from '../instrument/schema.ts'

export interface ItemWords {
  readonly question: string
  readonly hint: string
  /** Ends of a scale, lowest first. */
  readonly ends?: readonly [string, string]
}

const agreement: readonly [string, string] = ['Strongly disagree', 'Strongly agree']
const accuracy: readonly [string, string] = ['Very inaccurate', 'Very accurate']

type Wordings = Readonly<Record<string, ItemWords>>

const rated = (questions: Readonly<Record<string, string>>, hint: string, ends: readonly [string, string]): Wordings =>
  Object.fromEntries(Object.entries(questions).map(([id, question]) => [id, { question, hint, ends }]))

const fiveHint = 'From 1, strongly disagree, to 5, strongly agree.'

/** Edmondson (1999), Administrative Science Quarterly 44:350-383, appendix. */
const edmondson = {
  mistakes: 'If you make a mistake on this team, it is often held against you.',
  problems: 'Members of this team are able to bring up problems and tough issues.',
  different: 'People on this team sometimes reject others for being different.',
  risk: 'It is safe to take a risk on this team.',
  help: 'It is difficult to ask other members of this team for help.',
  efforts: 'No one on this team would deliberately act in a way that undermines my efforts.',
  skills: 'Working with members of this team, my unique skills and talents are valued and utilized.',
}

const comment: ItemWords = {
  question: 'Is there anything you would like to add?',
  hint: 'Shown for the whole organisation, never beside your ratings. Leave out names.',
}

const withReviewSafety = (reviewSafety: string): Wordings => ({
  ...rated({ 'review-safety': reviewSafety, ...edmondson }, fiveHint, agreement),
  comment,
})

export const pulse1: Wordings = /* @__PURE__ */ withReviewSafety(
  'I feel comfortable raising concerns during postmortems',
)
export const pulse2: Wordings = /* @__PURE__ */ withReviewSafety(
  'I feel comfortable raising concerns during incident reviews',
)

export const edmondson1: Wordings = /* @__PURE__ */ rated(
  edmondson,
  'From 1, very inaccurate, to 7, very accurate.',
  accuracy,
)

/** dora.dev/capabilities/generative-organizational-culture */
export const generative1: Wordings = /* @__PURE__ */ rated(
  {
    sought: 'On my team, information is actively sought.',
    messengers: 'Messengers are not punished when they deliver news of failures or other bad news.',
    responsibilities: 'On my team, responsibilities are shared.',
    collaboration: 'On my team, cross-functional collaboration is encouraged and rewarded.',
    failures: 'On my team, failure causes inquiry.',
    ideas: 'On my team, new ideas are welcomed.',
    inquiry: 'On my team, failures are treated primarily as opportunities to improve the system.',
  },
  'From 1, strongly disagree, to 7, strongly agree.',
  agreement,
)

/** In the HTML of the pulse's page itself; what it shares with the pre-meeting page stands under `page`. */
export const pulse = {
  title: 'How safe is it to speak up?',
  kicker: 'Every quarter, everybody is asked',
  heading: 'How safe is it to speak up?',
  facts: { group: 'Your answers are counted in', readers: 'Can read the results' },
  readers: 'Everybody in leadership, the facilitators, and everybody who was asked',
  storedText:
    'Your answers alone, sealed in this browser until the close. Not your name, not your address, not the time, and nothing that joins this quarter to another.',
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
  minimum: (people: number): string =>
    `Nobody is shown a figure of fewer than ${people} people who answered. Comments are read by leadership and facilitators, for the whole organisation only.`,
} as const

/** After the close, on the same page. */
export const pulseResults = {
  /** Of '2026-Q4'. */
  title: (quarter: string): string => `Results of ${quarter.split('-').toReversed().join(' ')}`,
  lead: 'Of the whole organisation, as leadership sees them. Higher is better everywhere: where agreeing is a bad sign, the figures are turned round.',
  counted: 'Your ballot was counted: your receipt is in the public list.',
  missing:
    'Your receipt is not in the public list. Tell the facilitators: what was published should have been withheld.',
  elsewhere:
    'To check that your ballot was counted, open this page in the browser you answered in. If you did not answer, there is nothing to check.',
  notYet: 'The answers are being counted. The results are there a few minutes after the close.',
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
