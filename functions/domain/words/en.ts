/**
 * English: every word of the participant's page, the privacy page, the unsubscribe page and the terms. What the
 * questions say stands with the instruments.
 */
import type { Choice, Factor, Flag } from '../synthesis/schema.ts'

export * from './en-among.ts'
export * from './en-sending.ts'
export * from './en-terms.ts'
export * from './en-pulse.ts'
export * from './en-replies.ts'

export const factors: Readonly<Record<Factor, string>> = {
  automation: 'Automation',
  monitoring: 'Monitoring',
  documentation: 'Documentation',
  ownership: 'Ownership',
  deployment: 'Deployment',
  communication: 'Communication',
  playbooks: 'Playbooks',
  vendor: 'A supplier',
  capacity: 'Capacity',
  time_pressure: 'Time pressure',
  testing: 'Testing',
  safeguards: 'Safeguards',
  knowledge: 'Knowledge',
}

export const choices: Readonly<Record<Choice, string>> = {
  verbatim: 'Word for word, under my made-up name',
  'themes-only': 'Counted only',
  signed: 'With my name',
  facilitator: 'For the facilitators alone',
}

/** Of what is kept apart, in place of the first. */
export const verbatimApart = 'Word for word, without my made-up name'

/** In the HTML itself: there before any script. */
export const page = {
  title: 'Before the review',
  product: 'Murmur',
  heading: 'What you saw of the incident',
  skip: 'Skip to the question',
  who: 'The facilitators of this review ask you',
  sealed: 'Sealed until the close.',
  reads: 'Then the facilitators read it, under a made-up name. Nobody is shown who answered.',
  facts: {
    meeting: 'Meeting',
    closes: 'Closes',
    happened: 'Happened',
    invited: 'Asked',
    readers: 'Can read the agenda',
  },
  asked: 'Who is asked, and who reads',
  counted: 'Who else is asked',
  stored: 'How your words are kept',
  storedList: [
    'What you write is sealed on this device before it leaves it. Until the close Murmur opens it for nobody; only the administrator of the account that it runs in could get round that.',
    'No mail address, no device and no time is stored with it, and no name unless you sign. Your link proves only that you were asked.',
    'Afterwards the keys are destroyed. Nobody can match an answer to a person better than by guessing from what it says.',
    'Unless at least three people write something, beside those who will read it, no word is shown to anybody.',
  ],
  terms: 'All terms of this survey',
  termsHash: 'SHA-256',
  privacy: 'How it works, and what stays open',
  next: 'Next',
  skipOne: 'Skip',
  back: 'Back',
  done: 'To the end',
  use: 'How may we use your words?',
  useLegend: 'One choice for all of them. You can make an exception below.',
  uses: {
    verbatim: [
      'Word for word, as',
      'Your sentences stand in the agenda under this made-up name, which is for this review alone, and may be shown in the meeting. Colleagues may still know you by your style, or by what only you saw.',
    ],
    'themes-only': [
      'Counted only',
      'Your voice counts towards a theme. Your sentences are then destroyed and nobody reads them.',
    ],
    signed: ['With my name', 'Your sentences stand under the name you type. Nobody checks it.'],
  },
  more: 'If you have another minute',
  noAnswer: 'No answer',
  redraw: 'Draw another name',
  signature: 'Your name',
  signatureHint: 'Stands under the answers you sign, and under no other.',
  kept: 'Kept on this device as you type.',
  noScript:
    'Your answers are sealed by a script in this page before they leave it. Switch JavaScript on for this page to answer.',
} as const

/** What only the survey knows: filled in once it is there. */
export const known = {
  /** `others` are those asked beside the reader. */
  asks: (others: number): string =>
    others < 1 ? ' asks you' : ` asks you and ${others === 1 ? 'one other' : `${others} others`}`,
  before: (meeting: string): string => `, before the review on ${meeting}`,
  sealed: (closes: string): string => `Sealed until ${closes}.`,
  elsewhere: (time: string, city: string): string => ` (${time} in ${city})`,
  reads: (readers: string, plural: boolean): string =>
    `Then ${readers} ${plural ? 'read' : 'reads'} it, under a made-up name. Nobody is shown who answered.`,
  andOthers: (reader: string, others: number): string => `${reader} and ${others} others`,
  invited: (count: number): string => (count === 1 ? '1 person' : `${count} people`),
  readersUnknown: 'The facilitators of this review',
  closed: 'closed',
  closesIn: (hours: number, minutes: number): string =>
    hours >= 48
      ? `in ${Math.floor(hours / 24)} days`
      : hours >= 1
        ? `in ${hours} h ${minutes} min`
        : `in ${minutes} min`,
  yourTime: 'your time',
} as const

/** Filled in by the first script. */
export const facts = {
  /** After a window's title. */
  product: ' · Murmur',
  step: (at: number, of: number): string =>
    at === 1 ? `1 of ${of} · three minutes · skip what you like` : `${at} of ${of}`,
  more: (at: number, of: number): string => `More questions: ${at} of ${of}`,
  last: 'Last: your choice, then send',
  /** Of the window, with what the step asks. */
  titled: (step: string, asked: string): string => `${step}: ${asked}`,
  left: (characters: string): string => `Room for about ${characters} more characters.`,
  over: (characters: string): string =>
    `Too long by about ${characters} characters. Shorten an answer before you send.`,
  keptNot: 'Not kept: write and send in one sitting.',
  unkept:
    'This browser keeps nothing. You can answer, but in one sitting: what is not sent when you close or reload this page is gone. Your link stays in the address bar.',
  sent: 'You have answered on this device already, and it counts. You can change it here until the close: a change counts once you send it again.',
  offline: 'No connection. What you write is kept on this device; load the page again when you are online.',
} as const

/** A quiet line under an answer that speaks in a way that closes a conversation. */
export const hints: Readonly<Record<Flag, string>> = {
  blame: 'This may read as being about a person. What made it make sense at the time?',
  hindsight: 'This may be clearer now than it was then. What could be seen at the time?',
  counterfactual: 'Good to know. What would have made it possible?',
  vendor: 'Given that they may fail again: what did our own system do?',
}

/** Under an answer that seems to weigh on its writer. */
export const care = {
  ask: 'This sounds as if it weighs on you. Should the facilitators alone read it, on their screen, or would you rather not send it?',
  alone: 'For the facilitators alone',
  chosen: 'The facilitators alone will read this: without your made-up name, in no agenda, print or mail.',
  leaveOut: 'Leave it out',
  leftOut: 'Left out. Nothing of it is sent.',
  back: 'Put it back',
  support:
    'If it stays with you, talk to somebody: a colleague you trust, your doctor, or whoever your organisation names for it.',
} as const

/** Where a link has lost its last part, or this browser keeps answers to several surveys. */
export const links = {
  title: 'Open your link',
  text: 'The last part of the link is missing: some mail programs cut it off. Copy the link from your mail and paste it here. You can paste the whole mail: the link is looked for in it, and nothing of it leaves this device.',
  label: 'Your link from the mail',
  button: 'Open',
  empty: 'Paste the link from your mail first.',
  wrong:
    'There is no whole link in this. It holds a # with a long row of letters and digits behind it; copy it to its very end.',
  several: 'There are different links in this. Paste the one you mean, alone.',
  resume: 'Or go on with what this browser keeps',
  unnamed: 'A survey begun here',
} as const

/** Where a model reads: beside the button that sends. */
export const reading = {
  title: 'A model reads after the close',
  text: 'The terms name it. It is given what you wrote after names are taken out, matter by matter, to propose what belongs together. It is never given what is counted only, signed, or written where you might hesitate.',
  refuse: 'No model may read what I write. Nothing else changes with that.',
} as const

export const unsubscribe = {
  title: 'No more mail from Murmur',
  lead: 'Press the button and this address gets no further mail: no invitation, no reminder, no news of a review.',
  note: 'Surveys you were invited to stay open to you by the link you have.',
  button: 'Stop mail to me',
  working: 'One moment…',
  done: 'Done. No further mail goes to this address.',
  undo: 'Send me mail again',
  undone: 'Mail goes to this address again.',
  stays: 'This address stays stopped: mail to it came back, or was reported. Ask a facilitator to look into it.',
  failed: 'That did not work. Check your connection and press again.',
  unknown: 'This link is not whole. Open it from the foot of a mail again.',
} as const
