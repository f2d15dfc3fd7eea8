/** English wordings of the pulse's items; en.ts spreads them into its `instruments`. Pinned by hash like the others. */
import type { ItemWords } from './en.ts'

const agreement: readonly [string, string] = ['Strongly disagree', 'Strongly agree']
const accuracy: readonly [string, string] = ['Very inaccurate', 'Very accurate']

const rated = (
  questions: Readonly<Record<string, string>>,
  hint: string,
  ends: readonly [string, string],
): Readonly<Record<string, ItemWords>> =>
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

const pulse = (reviewSafety: string): Readonly<Record<string, ItemWords>> => ({
  ...rated({ 'review-safety': reviewSafety, ...edmondson }, fiveHint, agreement),
  comment,
})

export const pulseWordings: Readonly<Record<string, Readonly<Record<string, ItemWords>>>> = {
  'pulse-1': pulse('I feel comfortable raising concerns during postmortems'),
  'pulse-2': pulse('I feel comfortable raising concerns during incident reviews'),
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
}
