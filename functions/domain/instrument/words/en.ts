/**
 * English: what the questions of each instrument say. A wording that was ever shown is never changed: a new version of
 * the instrument is added. Pinned by hash in test/domain/words.test.ts.
 */
import type { ItemWords, Wordings } from '../schema.ts'

const agreement: readonly [string, string] = ['Strongly disagree', 'Strongly agree']
const accuracy: readonly [string, string] = ['Very inaccurate', 'Very accurate']

/* @__NO_SIDE_EFFECTS__ */
const rated = <Id extends string>(
  questions: Readonly<Record<Id, string>>,
  hint: string,
  ends: readonly [string, string],
): Readonly<Record<Id, ItemWords>> =>
  // The very ids of what was given, which the compiler does not follow through entries.
  Object.fromEntries(
    Object.entries<string>(questions).map(([id, question]) => [id, { question, hint, ends }]),
  ) as Record<Id, ItemWords>

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

/* @__NO_SIDE_EFFECTS__ */
const withReviewSafety = (reviewSafety: string) => ({
  ...rated({ 'review-safety': reviewSafety, ...edmondson }, fiveHint, agreement),
  comment,
})

export const instruments = {
  'pre-meeting-1': {
    saw: {
      question: 'What did you see, and when?',
      hint: 'Screens, messages, alarms. Rough times will do.',
    },
    sense: {
      question: 'What made your actions make sense at the time?',
      hint: 'What you knew, expected, and had on your hands.',
    },
    differently: {
      question: 'What would have had to be true for this not to happen?',
      hint: 'Conditions rather than people: a signal, a limit, a check, more time.',
    },
    information: {
      question: 'Which information was missing or misleading?',
      hint: 'What you looked for and did not find, or found and could not trust.',
    },
    surprised: {
      question: 'What surprised you?',
      hint: 'Where the system, or the day, did not do what you expected.',
    },
    harder: {
      question: 'What made it harder?',
      hint: 'Tick whatever applies.',
    },
    outside: {
      question: 'If somebody outside failed, how did our own system behave?',
      hint: 'A supplier, a network, a service we use.',
    },
    well: {
      question: 'What went well?',
      hint: 'What helped, and should stay as it is.',
    },
    hesitate: {
      question: 'Is there anything you would hesitate to say in the room?',
      hint: 'Shown without your pseudonym: nothing joins it to your other answers.',
    },
    comfortable: {
      question: 'I can say openly in the review what I saw and did.',
      hint: 'From 1, not at all, to 5, entirely.',
      ends: ['Not at all', 'Entirely'],
    },
  },
  'pulse-1': withReviewSafety('I feel comfortable raising concerns during postmortems'),
  'pulse-2': withReviewSafety('I feel comfortable raising concerns during incident reviews'),
  'edmondson-1': rated(edmondson, 'From 1, very inaccurate, to 7, very accurate.', accuracy),
  /** dora.dev/capabilities/generative-organizational-culture */
  'generative-1': rated(
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
  ),
} as const satisfies Wordings
