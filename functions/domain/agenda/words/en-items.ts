/** English: the items of an agenda, and what it says in its own voice: about the system, never about a person. */
import type { Purpose } from '../../synthesis/schema.ts'
import type { ItemKind } from '../schema.ts'

type Wording = { title: string; question: string; notes: readonly string[] }

export const wording: Readonly<Record<ItemKind, Wording>> = {
  opening: {
    title: 'Opening and ground rules',
    question: 'What do we need from each other today to speak plainly?',
    notes: [
      'To begin with: "Thank you for being here. Each of us saw a part of this from where we stood; today we put the parts together."',
      'Read the rules aloud, then ask whether anybody wants one added.',
      'Say who is in the room and why. Nobody is here to be examined.',
    ],
  },
  'check-in': {
    title: 'Check-in, one voice after another',
    question: 'Where were you when you first noticed something, and what did you notice?',
    notes: [
      'One sentence each, no replies yet. Passing is fine; ask again at the end of the round.',
      'Facilitator and the most senior speak last, so that nobody has to disagree with them first.',
      'If it is silent: begin with yourself, in one sentence, and say what you did not see.',
      'If it turns personal: "We come to the decisions later; for now only what you saw from where you were."',
    ],
  },
  facts: {
    title: 'What happened, and when',
    question: 'What is missing from this timeline, or stands at the wrong time?',
    notes: [
      'Correct the facts, do not explain them yet.',
      'If times differ, write both down with where each was seen.',
      'If it is silent: "Which of these times did you see yourself, and on which screen?"',
      'If it turns personal: write down what happened and when, and leave out at whose hand.',
    ],
  },
  /** The theme's own title and question stand in place of these two. */
  theme: { title: 'Theme', question: '', notes: [] },
  'raised-once': {
    title: 'Statement by statement',
    question: 'Which of these do others recognise, now that they stand here?',
    notes: [
      'Give everybody a minute to read in silence; then ask for recognition, not for the writer.',
      'One voice may be the only one that was placed to see it. Do not vote on these.',
      'If it is silent: "Which of these would surprise somebody from another team?"',
      'If it turns personal: "What does this tell us of the place from which it was seen?"',
    ],
  },
  live: {
    title: 'Added during the meeting',
    question: 'What of this changes what we have understood?',
    notes: [
      'Nobody asks who typed it.',
      'If it is silent: read one aloud and ask what it adds.',
      'If it turns personal: "What of this holds whoever sits there?"',
    ],
  },
  factors: {
    title: 'Contributing factors',
    question: 'Which conditions made this possible or made it last, and how did they act together?',
    notes: [
      'Ask for several. If one "root cause" is offered: "What else had to be true for it to matter?"',
      'If it is silent: "Which of these was there last week too, without an incident?"',
      'If it turns personal: ask what the tools, the rota or the goals of that week asked of people.',
    ],
  },
  decisions: {
    title: 'Decisions and trade-offs',
    question: 'Which decisions were taken with what was known then, and what did each weigh against what?',
    notes: [
      'Collect the choices that were open at each moment, the ones not taken included.',
      'If hindsight enters: "What was on the screen at that minute?"',
      'If it is silent: "At which moment could you have gone another way, and what spoke against it?"',
      'If it turns personal: "Which other choice would have looked as good with the same information?"',
    ],
  },
  counterfactuals: {
    title: 'Leverage points',
    question: 'Which of these conditions can we change, would it help beyond this incident, and at what cost?',
    notes: [
      'Rate each from 1 to 5 for how widely it would help and for its cost.',
      'A leverage point can be changed, helps widely (4 or more) and costs little (3 or less).',
      'If it is silent: everybody writes two numbers for each, then all show them at once.',
      'If it turns personal: "What would make this true whoever is on duty?"',
    ],
  },
  vendor: {
    title: 'When the failure lies outside',
    question: 'Given that this failure will happen again, what should the system do, and does it?',
    notes: [
      'If the talk stays with the vendor: "That is theirs to mend. What was ours to decide?"',
      'End with an action or with a decision to accept it, written down.',
      'If it is silent: "What would our users have seen if it had lasted a day?"',
      'If it turns personal: "Their people sat in front of screens too. What does our side see of theirs?"',
    ],
  },
  proposals: {
    title: 'What we change',
    question: 'Which few changes to the system do we take on, which team takes each, and when do we look again?',
    notes: [
      'Few and finished beats many and open. Each needs a team, a date and a sign that it worked.',
      'If it is silent: each writes down the one change they would miss most, then read them out.',
      'If it turns personal ("be more careful"): "What would make the careful way the easy way?"',
    ],
  },
  'earlier-actions': {
    title: 'Still open from earlier incidents',
    question: 'Would any of these have changed this incident, and what happens to each of them now?',
    notes: [
      'Age says something about priorities, not about the team that owns it.',
      'Do it, hand it over or close it with its reason; none stays as it is by default.',
      'If it is silent: "What has come before this one every week since?"',
      'If it turns personal: "What would have to give way for this to be done?"',
    ],
  },
  'open-questions': {
    title: 'What each of us saw',
    question: 'What did you see, and when?',
    notes: [
      'Go round; after each voice ask what that person could not see from where they were.',
      'If it is silent: two minutes of writing alone, then read out what you like.',
      'If it turns personal: "Put anybody else in that seat, with the same screen at the same hour. What would they have done?"',
    ],
  },
  closing: {
    title: 'Closing round and record',
    question: 'What do you take with you, and what is still open for you?',
    notes: [
      'Count how many different people spoke today; the number is kept, their names are not.',
      'Read the record aloud before anybody leaves, and correct it on the spot.',
    ],
  },
}

/** By the question it answers: what stands alone, and what the room is asked about it. */
export const alone: Readonly<Record<Purpose | 'none', { readonly title: string; readonly question: string }>> = {
  moment: {
    title: 'What people saw',
    question: 'Who saw the same hour from another place, and what did it look like from there?',
  },
  reasons: {
    title: 'What made sense at the time',
    question: 'Which screens, rules and habits would have led others in that seat to do the same?',
  },
  condition: {
    title: 'What people would change',
    question: 'Which of these would have helped soonest, and what has been in the way of it?',
  },
  'missing-information': {
    title: 'What people did not know',
    question: 'Where was this known, and along which way could it have reached those who needed it?',
  },
  surprise: {
    title: 'What surprised people',
    question: 'What had we been used to, so that this was a surprise?',
  },
  vendor: { title: 'What lay outside', question: 'Which of these could be seen from our side, and when?' },
  'went-well': { title: 'What went well', question: 'Which of these was luck, and which can we count on again?' },
  anything: { title: 'Given apart', question: '' },
  none: { title: 'Further statements', question: 'Which of these do others recognise?' },
}

/** Where something was given apart. */
export const apartNote =
  'What was given apart is read beforehand, and not aloud: bring the condition it speaks of, in words of your own.'

/** For the themes in turn, so that the third one does not sound like the first. */
export const themeNotes: readonly (readonly string[])[] = [
  [
    'If it is silent: read one statement aloud and ask what others saw of it, from where they were.',
    'If it turns personal: "Put anybody else in that seat, with the same screen at the same hour. What would they have done?"',
  ],
  [
    'If it is silent: "What would a newcomer have found surprising here?"',
    'If it turns personal: ask which tools, goals and habits made the step look right.',
  ],
  [
    'If it is silent: "How does this usually go well, and what was different this time?"',
    'If it turns personal: say back what was said with the system as its subject, then go on from there.',
  ],
  [
    'If it is silent: "Which signal did you trust here, and which one did you leave aside?"',
    'If it turns personal: "What would have happened to somebody who had done the opposite that day?"',
  ],
  [
    'If it is silent: ask two people who sat in different places to tell the same ten minutes.',
    'If it turns personal: ask what the step was good for on every other day.',
  ],
]

/** For a theme that is mostly wishes. */
export const changeNotes: readonly string[] = [
  'Stay with what was seen; which of these changes are taken on is decided later.',
  'If it is silent: "When did one of you last miss this, and how did you manage without it?"',
  'If it turns personal: "What would have to be different for anybody in that place to find it easy?"',
]

/** For an item that several themes share. */
export const pickSome = (most: number): string =>
  most < 2
    ? 'Let the room pick one; what is left can be read afterwards.'
    : 'Let the room pick one or two; the others can be read afterwards.'
export const notInThePlan =
  'These have no minutes: five themes are as many as a meeting holds. They stand with the statements.'
export const sharedNotes: readonly string[] = [
  'If it is silent: a minute to read the list, then each says which one surprises them most.',
  'If it turns personal: go back to the title, which speaks of the system, and ask from there.',
]

/** Of an item that takes a second one's business in. */
export const factorsAndDecisions = 'Contributing factors and decisions'

export const raisedAlone: Pick<Wording, 'question' | 'notes'> = {
  question: 'Do others recognise this, now that it stands here?',
  notes: [
    'Let everybody read it in silence; then ask for recognition, not for the writer.',
    'One voice may be the only one that was placed to see it. Do not vote on it.',
    'If it is silent: "What of this would surprise somebody from another team?"',
    'If it turns personal: "What does this tell us of the place from which it was seen?"',
  ],
}

/** Statements of the theme that stand without a pseudonym. */
export const givenApart = (count: number): string => `And ${count === 1 ? 'one' : count} given apart`

export const differing = 'Accounts differ here: ask what each could see from where they were. Both may be true.'

/** The most needed first: a short meeting reads the first three. */
export const groundRules: readonly string[] = [
  'We are here to learn how the system made this possible, not to find a person.',
  'Everybody acted sensibly with what they knew, saw and were asked to do at that time.',
  'What was written beforehand belongs to the room. Nobody asks who wrote it, nobody guesses aloud.',
  'Two accounts that differ may both be true; each was seen from somewhere.',
  'We ask "what" and "how"; hindsight is named when it enters.',
]

export const rated = (mean: string, answers: number): string =>
  `Asked beforehand how comfortable they feel to raise concerns (1 to 5): mean ${mean} of ${answers} answers.`

export const breakOf = (minutes: number): string => `Then a break of ${minutes} minutes, which is part of this item.`

/** Where nobody's seniority is known. */
export const checkInOrder = 'Order: least senior first where that is known, otherwise drawn by lot'

export const hasTable = 'The appendix opens with a table of themes by factor.'

/** Where nothing was written down of a vendor's part. */
export const vendorQuestions = {
  untilKnown: 'How long until we knew that it lay outside, and what told us?',
  usersSaw: 'What did our users see meanwhile?',
  guards: 'Did breakers, time limits and fallbacks do what we expected of them?',
}

/** For whoever has less than 25 minutes. */
export const tooShort =
  'There is time to understand, hardly to decide: if a theme opens up, stay with it and agree on a second meeting.'

/** Titles and questions for a meeting that has nothing written to start from; the most needed first. */
export const standingQuestions: readonly { title: string; question: string }[] = [
  { title: 'What each of us saw', question: 'What did you see, and when?' },
  {
    title: 'What made sense at the time',
    question: 'What were you trying to do, what did you know, and why did it make sense at the time?',
  },
  {
    title: 'Surprises, missing information, and what went well',
    question: 'What surprised you, which information was missing or misleading, and what went well?',
  },
  {
    title: 'What would have had to be true',
    question: 'What would have had to be true for this not to happen, or to end sooner?',
  },
]

export const record: readonly string[] = [
  'Spoke, of those present:',
  'Our shared understanding:',
  'Contributing factors we agree on:',
  'Decisions and trade-offs we discussed:',
  'Actions, each with its team and date:',
  'Still open:',
]

export const furtherThemes = { together: 'What several of you saw', rest: 'Further themes' }

export const furtherThemesQuestion = 'Which of these needs the room now?'

export const tookFor = (criterion: string | undefined): string[] =>
  criterion === undefined ? [] : [`What the model took for belonging here: ${criterion}`]
