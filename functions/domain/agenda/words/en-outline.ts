/** English: what every format of an agenda says around its items. */
import type { Agenda } from '../schema.ts'

/** The headings of the first page. */
export const briefTitles = {
  brief: 'In short',
  happened: 'What happened',
  differing: 'Where accounts differ',
  told: 'In people’s words',
  alone: 'Seen by one person alone',
  proposals: 'What people propose',
  wentWell: 'What went well',
}

export const partNames: Readonly<Record<Agenda['parts'][number]['name'], string>> = {
  Opening: 'Opening',
  Understanding: 'Understanding',
  Alignment: 'Alignment',
  Action: 'Action',
  Closing: 'Closing',
}

/** By their numbers in the appendix. */
export const statements = (numbers: readonly number[]): string =>
  `${numbers.length === 1 ? 'statement' : 'statements'} ${numbers.join(', ')}`

/** Somebody's words, and where they stand; `at` is when it was, where that is known. */
export const quotedLine = (text: string, statements: string, at: string | null = null): string =>
  `${at === null ? '' : `${at} `}“${text}” (${statements})`

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** `each`: of several statements that stand alone. */
export const voices = (count: number, each: boolean): string =>
  `${counted(count, 'voice', 'voices')}${each ? ' each' : ''}`
export const accountsDiffer = 'accounts differ'
/** Above two accounts on one matter. */
/** A heading of two accounts that differ. */
export const bothAccounts = (one: string, other: string): string => `“${one}” / “${other}”`
export const differingOn = (title: string): string => `Accounts differ: ${title}`
/** What is told of something, behind its title. */
export const withTold = (title: string, told: string): string => `${title} (${told})`
export const signed = (name: string): string => `${name} (signed, not verified)`
/** `unused`: passes with which nothing was sent that could be counted. */
export const answered = (count: number, invited: number, unused: number): string =>
  `${count} of ${invited} invited answered${unused > 0 ? `, ${unused} more began to send and nothing of it was counted` : ''}`
export const contested = (count: number): string =>
  `${counted(count, 'link was', 'links were')} contested: whoever was invited by it says that somebody else had used it. What was sent with it is among the answers, since nobody can find it, so that before anything written is shown ${counted(count, 'more writer was', 'more writers were')} needed.`
export const further = (count: number): string =>
  `${counted(count, 'further statement was', 'further statements were')} counted only, as their writers chose: shown nowhere.`
export const unanswered = (count: number): string =>
  `${counted(count, 'answer', 'answers')} said that there was nothing to say.`
export const unread = (count: number): string =>
  `${counted(count, 'text', 'texts')} could not be read: counted here, shown nowhere.`
export const hidden = (count: number): string =>
  `${counted(count, 'statement is', 'statements are')} kept back by the facilitators: counted where they stand, shown nowhere.`

const instead = 'The questions below ask the room instead.'
const answers = (count: number): string => `${counted(count, 'answer was', 'answers were')} counted`

/** Why nothing that was written is shown. */
export const withheld: Readonly<Record<NonNullable<Agenda['withheld']>['reason'], (count: number) => string>> = {
  too_few_ballots: count =>
    `${answers(count)}. With so few, nothing written is shown and nothing is derived from it, since it would be plain whose it is. ${instead}`,
  too_few_writers: count =>
    `${answers(count)}, and too few of them say anything in words: nothing written is shown, since it would be plain whose it is. ${instead}`,
  counts_do_not_add_up: count =>
    `${answers(count)}, which is more than were issued or invited: until that is explained nothing written is shown. ${instead}`,
  could_not_be_read: count =>
    `What was written could not be read: ${counted(count, 'text is', 'texts are')} withheld, after three tries that failed. The answers were counted, and the figures stand. ${instead}`,
  never_read: () =>
    `The answers could not be filed within the promised time, so the key that opens them was destroyed and nobody has read them. ${instead}`,
  survey_cancelled: () => `The survey was cancelled and its answers were destroyed unread. ${instead}`,
  no_survey: () => `Nobody was asked before this meeting. ${instead}`,
}

/** What says of an agenda that a model had a part in it. */
export const modelWords = {
  title: 'title by a model',
  question: 'question by a model',
  both: 'title and question by a model',
  read: (model: string): string =>
    `A model (${model}) read the statements that may be read by one, and proposed what belongs together. Code checked each of its quotes and counted the voices; its own words are marked.`,
} as const
