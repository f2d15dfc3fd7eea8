/**
 * English: every word of the participant's page, the privacy page, the unsubscribe page and the terms. What the
 * questions say stands with the instruments.
 */
import type { BallotContent } from '../ballot/ballot.ts'
import type { ScorePurpose } from '../instrument/schema.ts'
import type { Choice, Factor, Flag } from '../synthesis/schema.ts'

const days = (count: number): string => (count === 1 ? '1 day' : `${count.toLocaleString('en')} days`)

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

/** In the HTML itself: there before any script. */
export const page = {
  title: 'Before the review',
  product: 'Murmur',
  heading: 'What you saw of the incident',
  skip: 'Skip to the question',
  who: 'The facilitators of this review ask you',
  sealed: 'Sealed until the close.',
  reads: 'Then the facilitators read it, under a made-up name. Nobody sees who answered.',
  facts: {
    meeting: 'Meeting',
    closes: 'Closes',
    happened: 'Happened',
    invited: 'Asked',
    readers: 'Can read the agenda',
  },
  asked: 'Who is asked, and who reads',
  stored: 'How your words are kept',
  storedList: [
    'What you write is sealed on this device before it leaves it. Until the close nobody can open it.',
    'No name, no address and no time is stored with it. Your link proves only that you were asked.',
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
      'Your sentences stand in the agenda under this made-up name, in this review alone. Colleagues may still know you by your style, or by what only you saw.',
    ],
    'themes-only': [
      'Counted only',
      'Your voice counts towards a theme. Your sentences are then destroyed and nobody reads them.',
    ],
    signed: ['With my name', 'Your sentences stand under the name you type. Nobody checks it.'],
  },
  apart: 'Word for word, without my made-up name',
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
    `Then ${readers} ${plural ? 'read' : 'reads'} it, under a made-up name. Nobody sees who answered.`,
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

export const review = {
  mine: 'What you wrote',
  /** Of an answer; its question is said after it. */
  change: 'Change',
  exception: 'How this answer may be used',
  asAbove: 'As chosen above',
  asAboveApart: 'As chosen above, never with my name',
  exact: 'Exactly what is stored, letter for letter',
  exactText: (bytes: string): string => `Filled up with spaces to ${bytes} bytes, so that its length says nothing.`,
  answers: 'What will be stored',
  pseudonym: 'Made-up name',
  signed: 'Signed as',
  names: 'Names in what you wrote',
  namesText: 'Statements are read out in the meeting. Put a role in place of a name?',
  namesOthers:
    'After the close the names of colleagues who were not asked are taken out too. This page does not know them.',
  namesTextPulse: 'Leadership and facilitators read this. Put a role in place of a name?',
  replace: (from: string, to: string): string => `“${from}” becomes “${to}”`,
  replaceButton: 'Replace',
  replaceAll: 'Replace all',
  signatureMissing: 'Type the name to sign with, or choose another use above.',
  send: 'Send',
  interrupted: 'You pressed “Send”, and it was cut off. Press it again: it counts once.',
  empty: 'You have written nothing; nothing is sent. Answer any one question, in your own words.',
  progress: {
    pass: 'Checking that you were asked…',
    sealing: 'Sealing…',
    sending: 'Sending…',
  },
  /** Of a send that did not get through. */
  waiting: (seconds: number): string =>
    `It is tried again in ${seconds === 1 ? '1 second' : `${seconds} seconds`}, as long as this page is open.`,
  again: 'Try now',
} as const

/** What becomes of something sent around the close. */
export const closing = {
  ahead: (closes: string): string =>
    `Answers close ${closes}. If you press Send before that and it reaches Murmur, you can finish or change what you send for ten minutes after it. A first press after the close comes too late: nothing is stored.`,
  begun: (until: string): string =>
    `Answers have closed. You pressed Send before that, so what you send until ${until} still counts. After that nothing is stored.`,
  late: 'Answers have closed, and nothing was sent from here before that. What you send now is not taken.',
} as const

export const receipt = {
  title: 'Thank you. It is sealed, and it counts.',
  lead: (closes: string): string =>
    `You can change it here until ${closes}, on this device; what you send within ten minutes after that still counts, and later nothing does. If a reminder still reaches you: it goes to everybody alike, and nothing is left to do.`,
  leadUnkept:
    'This browser keeps nothing: once this page is closed you can no longer change it. If a reminder still reaches you: it goes to everybody alike, and nothing is left to do.',
  next: 'What happens next',
  steps: {
    close: 'Answers close. Minutes later the link between you and your words is destroyed.',
    read: (readers: string): string => `The agenda is ready for ${readers}.`,
    readers: 'the facilitators',
    meeting: 'The review. Nobody asks who wrote what.',
    after: 'Afterwards',
    record: 'The facilitators can mail you the record: what was understood, what changes, and who does it.',
    pulse: 'Then you get a mail with the results of the whole organisation.',
  },
  help: 'If it is still with you',
  helpText: 'That is common after an incident, and it passes more easily in company.',
  helpWrite: (facilitator: string): string =>
    `You can also write to ${facilitator}. Nobody learns from that what you answered here.`,
  proof: 'Your receipt, and what was stored',
  serial: 'Your receipt',
  serialText:
    'The first stands for your pass, the second for what was sent sealed. Both are in the public list after the close, and say nothing about you.',
  list: 'The public list of receipts',
  page: 'The page that sealed it',
  pageText:
    'The SHA-256 of the page as this browser had it. The list of the release’s files says the same number beside your page’s address: another number means another page.',
  pageList: 'The list of this site’s files',
  check: 'Check whether it was counted',
  counted: 'Counted. Your receipt is in the published list.',
  notYet: 'Not yet. The list is published 15 minutes after the close.',
  missing:
    'Your receipt is not in the published list. Tell the facilitators: what was published should have been withheld.',
  altered:
    'Your receipt is in the published list, beside other answers than the last that this browser sent. If you sent none from another browser since, tell the facilitators.',
  edit: 'Change my answers',
  print: 'Print or save',
  forget: 'Forget everything on this device',
  forgetText:
    'Takes your answers, your link and your receipt out of this browser. What was sent stays and counts, but you can no longer change it or check the receipt.',
  forgetUnsent:
    'Takes your answers and your link out of this browser. Nothing was sent. With the link from your mail you can begin again only if you had not pressed Send.',
  forgetConfirm: 'Yes, forget it',
  keep: 'Keep it',
  forgotten: 'Forgotten. Nothing of this survey is left in this browser.',
  undo: 'Undo',
  stored: 'What was stored',
} as const

/** Where nothing can be sent any more: what comes instead, as far as this device knows it. */
export const stopped = {
  meeting: (meeting: string): string => `The review is on ${meeting}. What you saw can still be said there.`,
  write: (facilitator: string): string => `If something must be heard before, write to ${facilitator}.`,
} as const

/** What stands in the way, and what to do. Refusals that no participant can meet share the words of `internal`. */
export const troubles = {
  offline: [
    'No connection',
    'Your answers are kept on this device. Try again when you are online; nothing counts twice.',
  ],
  try_again: ['Murmur is not answering', 'Your answers are kept on this device. Try again in a minute.'],
  internal: [
    'Something went wrong',
    'Your answers are kept on this device. Load the page again; if it stays, tell the facilitators.',
  ],
  storage_failed: [
    'This browser keeps nothing',
    'What it had kept of your place is gone, so nothing was sent. Load the page again by the link in your mail. Copy your answers first.',
  ],
  keys_altered: [
    'The keys do not match your link',
    'What was delivered is not what your link stands for, so nothing was sent. Open the link from your mail again; if it stays, tell the facilitators by another way.',
  ],
  terms_altered: [
    'The terms have changed',
    'The terms of a survey never change once it is open. Nothing was sent. Tell the facilitators by another way.',
  ],
  other_questions: [
    'These are other questions',
    'Your survey asks another set of questions than this page. Nothing was sent. Open the link from your mail again, whole.',
  ],
  too_long: ['Too long', 'Shorten an answer, then send again. Nothing was cut off.'],
  nothing_to_send: ['Nothing to send yet', 'Answer any one question first.'],
  unknown_link: [
    'This link is not known',
    'It may have been cut off: open the link from your mail again, whole. Or your invitation was withdrawn. Ask the facilitators which it is; what you wrote is kept on this device.',
  ],
  unknown_survey: [
    'This survey is not known',
    'The link may have been cut off: open the one in your mail again, whole. If it stays, ask whoever invited you.',
  ],
  wrong_cohort: ['This link was altered', 'Open the link from your mail again, whole.'],
  pass_already_issued: [
    'You have answered from another browser or device',
    'Your link was used there, and each link counts once. Change or finish your answer in that browser. What you wrote here is not sent; it is kept, and you can copy it.',
  ],
  invalid_signature: [
    'The pass does not hold',
    'Nothing was stored. Load the page again and send once more; if it stays, tell the facilitators.',
  ],
  invalid_body: ['This page is out of date', 'Load the page again and send once more. Your answers are kept.'],
  body_too_large: ['Too long', 'Shorten an answer, then send again. Nothing was cut off.'],
  ballot_malformed: ['This page is out of date', 'Load the page again and send once more. Your answers are kept.'],
  ballot_changed: [
    'A newer version was sent',
    'Another window of yours was faster. Load the page again to go on from there.',
  ],
  survey_closed: [
    'This survey has closed',
    'Nothing can be sent or changed from here any more. Whoever had begun to send before the close could finish for ten minutes after it; whatever came later was not stored. What was sent in time is counted.',
  ],
  survey_cancelled: [
    'This survey was cancelled',
    'Whatever had been sent was destroyed unread. There is nothing left to do.',
  ],
  survey_not_open: ['This survey is not open yet', 'Come back by the link in your mail a little later.'],
} as const satisfies Readonly<Record<string, readonly [title: string, todo: string]>>

export const unsent = {
  title: 'What you wrote was not sent',
  text: 'It is on this device alone. You can copy it, or forget it.',
} as const

/** What each field of a ballot holds: a new field without words does not compile. */
const stored: Readonly<Record<keyof BallotContent, string>> = {
  instrument: 'which set of questions you answered',
  language: 'in which language',
  pseudonym: 'a pseudonym such as “Quiet Heron”, drawn by your browser for this survey alone',
  signature: 'the name you sign with, if you sign an answer',
  answers: 'your answers, each with the use you allowed for it',
  mayBeRead: 'whether a model may read them',
}

export const terms = {
  stored,
  heading: 'Terms of this survey',
  storedHeading: 'What is stored',
  storedLead: 'Sealed together in your browser, and filled up to one length for everybody:',
  beside:
    'Beside it stand the survey, its group, a serial number and a checksum. No name, no address, no time, no device and no order of arrival is stored with it.',
  questions: (words: number, ticks: number, scales: number): string => {
    const parts = [
      ...(words > 0 ? [`${words} to answer in your own words`] : []),
      ...(ticks > 0 ? [`${ticks} to tick`] : []),
      ...(scales > 0 ? [`${scales} on a scale`] : []),
    ]
    return `It asks ${words + ticks + scales} questions, all optional: ${parts.join(', ')}.`
  },
  untilHeading: 'Until the close',
  until:
    'Your answers stay sealed: no function reads them, and no person short of the administrator of the account it runs in. Whoever runs the survey sees in steps of three how many have taken part at least, never who, and nothing where fewer than six were asked. You can change your answers in the browser you began in.',
  whoHeading: 'Who reads it after the close',
  who: {
    'pre-meeting':
      'The facilitators of this review, named above, read the statements and bring them to the meeting. A statement that is to be counted only adds a voice to a theme; its text is destroyed. A signed statement stands under the name given, which nobody verifies. What you give to the facilitators alone, and what a program takes for distress, they see on their screen, without a pseudonym, in no agenda, print or mail.',
    pulse:
      'Nobody reads single answers. Figures of the whole organisation go to everybody who was asked; leadership and facilitators see those of groups beside them, where a group is large enough.',
  },
  roles: {
    'pre-meeting':
      'Facilitators invite, and read what comes out of their own reviews. Keepers add, change and remove people on the roster. One person may hold both roles.',
    pulse:
      'Keepers keep the roster and its groups, and plan pulses. Facilitators and leadership read the figures. One person may hold several of these roles: whoever moves people between groups and reads the figures of two quarters can compare the two, so that at least 45 days lie between them.',
  },
  minimum: (writers: number, readers: number): string =>
    `Unless at least ${writers} people wrote something, no text, and nothing derived from one, is kept or shown.${
      readers === 0
        ? ''
        : ` That is three beside the ${readers === 1 ? 'one' : readers} of those asked who can read it: ${readers === 1 ? 'that person knows' : 'they know'} their own words, and ${readers === 1 ? 'is' : 'are'} taken to have written.`
    }`,
  groupMinimum: (count: number): string => `A figure is shown only where it stands for ${count} people or more.`,
  pulseMinimum: (count: number, detail: number): string =>
    `A figure is shown only where it stands for ${count} people or more who answered, and only where nothing shown can be taken from it to leave fewer. How answers spread over the scale is shown from ${detail}. Groups with too few invited are counted together as “Other” before anything is asked.`,
  pulseComments: (comments: number, ballots: number): string =>
    `What you write in your own words is read by leadership and facilitators, word for word after names are taken out, never beside a rating or a group, and only where at least ${comments} wrote something and ${ballots} answered.`,
  readerHeading: 'A model reads',
  reader: (model: string, regions: readonly string[]): string =>
    `After the close a language model reads statements once, and proposes to the facilitators which of them belong together: ${model}, run by Amazon Bedrock for the account that this survey runs in, in ${regions.join(', ')}. No other model is asked, and none anywhere else.`,
  readerRules: [
    'You can say that no model may read what you write. Nothing else changes with it.',
    'It is given what you wrote after names are taken out, each matter for itself: not your pseudonym, not your other answers beside it, not who was invited.',
    'It is never given what is to be counted only, signed, or written where you might hesitate, nor what a program takes for distress.',
    'It decides nothing. A program counts voices, checks each quote, and marks the model’s own words in the agenda.',
    'It is not asked where that account keeps a log of such calls, or where it cannot be told whether it does.',
  ],
  whenHeading: 'What is destroyed, and when',
  immediately: 'as soon as the answers are filed, minutes after the close',
  after: (count: number): string => (count === 0 ? terms.immediately : `${days(count)} after the close`),
  kinds: {
    ballot: 'The sealed answers and the key that opens them',
    slot: 'The record that an invitation was used',
    invitation: 'Who was invited',
    mail: 'Which mails were sent',
    survey: 'Times, counts, public keys and these terms',
  },
  promised: (count: number): string =>
    `Whatever goes wrong, the key that opens your answers is gone ${days(count)} after the close at the latest. If they could not be filed by then, they are destroyed unread, and everybody who was asked is told.`,
  kept: {
    'pre-meeting': 'What was filed for the meeting stays until the facilitators delete it.',
    pulse: 'What was published stays, so that later quarters can be compared with it.',
  },
  matching:
    'After the close nobody can match an answer to a person better than by guessing among those invited. Your style, or a fact that only you know, may still give you away: write with that in mind.',
} as const

export const privacy = {
  title: 'How Murmur keeps what you say',
  lead: 'In plain words: what is guaranteed, how you can check it, and what stays open.',
  sections: [
    {
      heading: 'What happens to an answer',
      paragraphs: [
        'Your invitation holds a secret in its last part, behind the #. A browser never sends that part to a server. The page uses it once, to get a pass.',
        'The pass is signed blindly: the server signs a covered number that it can’t see, your browser takes the cover off, and the signature still holds. So the server knows that one of the invited asked for a pass, and later that a valid pass came with an answer, but not which belongs to which.',
        'Your answers are sealed in your browser to a key that nothing reads before the close. They are all filled up to the same length and sent without a name, an address or a cookie.',
        'After the close a program opens them, shuffles them, takes names out, and files the statements for the meeting. Then the sealed answers, the record of used invitations and the keys are destroyed.',
      ],
    },
    {
      heading: 'What you can rely on',
      list: [
        'Stored without a name, and not matchable to you after the close better than by guessing among those invited.',
        'Sealed until the close. Facilitators see in steps of three how many have taken part at least, never who. Reminders go to everybody alike.',
        'One person, one ballot. A lost connection, a double click or a second tab never counts twice.',
        'Unless at least three people write something, beside those who will read it, no statement is filed at all.',
        'In the pulse, groups under 5 are never shown.',
        'The terms you see are frozen: they have a fingerprint, which stands in your mail too, and can’t change while the survey is open.',
        'Your receipt is in the published list, and nothing is published if the numbers don’t add up.',
      ],
    },
    {
      heading: 'What stays open',
      paragraphs: ['No tool can promise everything. These ways remain, and you should know them:'],
      list: [
        'Whoever serves this page, or can change its code, while the survey is open.',
        'Whoever holds the device you answer on. “Forget everything on this device” clears this browser.',
        'Your style of writing, and facts that only one person knows. Colleagues in a small group may recognise each other.',
        'Whoever owns several invitations of one group, or its signing key, can take their own answers out of the count.',
        'Two kinds of keys and a copy of the data, stolen together while the survey is open. No single part of Murmur can read both.',
        'A pre-meeting survey is pseudonymous: what you write stands under a made-up name, side by side with your other answers. What you give as “counted only”, or under “anything you would hesitate to say”, does not.',
      ],
    },
    {
      heading: 'Signing',
      paragraphs: [
        'You may sign an answer with your name. It is then shown under that name, without the pseudonym, marked as signed and not verified: a ballot without a name on it can’t prove who wrote it.',
      ],
    },
    {
      heading: 'How to check it',
      list: [
        'Keep your receipt. After the close the page looks it up in the public list, and anybody can fetch the whole list.',
        'The list also shows how many were invited, how many passes were issued and how many ballots were counted.',
        'Compare the fingerprint of the terms with the one in your mail, or with a colleague’s.',
        'Your receipt says which page sealed your answers. This site’s list of files (hashes.txt) has the same number, and so has anybody who builds the same release: npm run verify compares all of it. That shows what you and they were served, not what somebody else is.',
        'The code is open, and so are the tests that try to break each of these sentences.',
      ],
    },
    {
      heading: 'What this browser keeps',
      paragraphs: [
        'Your draft, your link, your pass and your receipt stay in this browser’s storage until you press “Forget everything on this device”. Nothing is loaded from anywhere else, there are no cookies, and nobody is told that you opened a mail or a link.',
      ],
    },
  ],
} as const

/** Where a model reads: beside the button that sends. */
export const reading = {
  title: 'A model reads after the close',
  text: 'The terms name it. It is given what you wrote after names are taken out, matter by matter, to propose what belongs together. It is never given what is counted only, signed, or written where you might hesitate.',
  refuse: 'No model may read what I write. Nothing else changes with that.',
} as const

/** In the HTML of the pulse's page itself; what it shares with the pre-meeting page stands under `page`. */
export const pulse = {
  title: 'How safe is it to speak up?',
  who: 'Everybody is asked, every quarter',
  heading: 'How safe is it to speak up?',
  reads: 'Nobody reads single answers, and nobody sees who answered.',
  facts: { group: 'Your answers are counted in', readers: 'Can read the results' },
  readers: 'Everybody in leadership, the facilitators, and everybody who was asked',
  storedList: [
    'Your answers are sealed on this device before they leave it. Until the close nobody can open them.',
    'No name, no address and no time is stored with them, and nothing that joins this quarter to another.',
    'Afterwards the keys are destroyed. Nobody can match an answer to a person better than by guessing.',
  ],
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
  /** Of '2026-Q4'. */
  title: (quarter: string): string => `Results of ${quarter.split('-').toReversed().join(' ')}`,
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
