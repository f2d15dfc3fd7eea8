/** English: from the last step to the receipt, and what may stand in the way. */

export const review = {
  mine: 'What you wrote',
  /** Of an answer; its question is said after it. */
  change: 'Change',
  exception: 'How this answer may be used',
  asAbove: 'As chosen above',
  asAboveApart: 'As chosen above, never with my name',
  exact: 'Exactly what is stored, letter for letter',
  exactText: (bytes: string): string => `Filled up with spaces to ${bytes} bytes, so that its length says nothing.`,
  pseudonym: 'Made-up name',
  signed: 'Signed as',
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
  retried: 'It is tried again by itself, as long as this page is open.',
  waiting: (seconds: number): string => `The next try is in ${seconds === 1 ? '1 second' : `${seconds} seconds`}.`,
  again: 'Try now',
} as const

/** Of names in what was written. */
export const naming = {
  title: 'Names in what you wrote',
  text: 'Statements are read out in the meeting. Put a role in place of a name?',
  others: 'After the close the names of colleagues who were not asked are taken out too. This page does not know them.',
  textPulse: 'Leadership and facilitators read this. Put a role in place of a name?',
  replace: (from: string, to: string): string => `“${from}” becomes “${to}”`,
  replaceButton: 'Replace',
  replaceAll: 'Replace all',
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
    close: 'Answers close. As soon as they are filed, minutes later as a rule, the keys are destroyed.',
    read: (readers: string): string => `The agenda is ready for ${readers}.`,
    readers: 'the facilitators',
    meeting: 'The review. Nobody there can look up who wrote what.',
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
  trace: 'What those who run this survey did with it',
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
  changed: 'You have changed an answer since, and not sent that yet. What counts is what you sent last.',
  sendChanged: 'Look at it and send it',
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

/** For whoever finds their link used, and not by themselves. */
export const contested = {
  title: 'Was that not you?',
  text: {
    'pre-meeting':
      'If you did not use your link and gave it to nobody, say so. The agenda then says how many links are contested, never whose, and what people wrote is shown only if one more of them wrote. What was sent with your link stays and counts, because nobody can find it. Nobody gets a mail about it.',
    pulse:
      'If you did not use your link and gave it to nobody, say so. The published numbers then say how many links are contested, never whose. What was sent with your link stays and counts, because nobody can find it. Nobody gets a mail about it.',
  },
  press: 'That was not me',
  done: 'Noted: your link counts as contested. Whose it is stands nowhere.',
} as const

/** Where nothing can be sent any more: what comes instead, as far as this device knows it. */
export const stopped = {
  meeting: (meeting: string): string => `The review is on ${meeting}. What you saw can still be said there.`,
  write: (facilitator: string): string => `If something must be heard before, write to ${facilitator}.`,
} as const

/** Where a survey asks whoever answers to sign in: before the first box, and whenever that has to be done anew. */
export const signIn = {
  title: 'Sign in first, so that nobody answers in your place',
  text: 'Your link came by mail, and whoever else can read your mail could use it before you. So this survey takes an answer by it from the person it was sent to alone. Sign in once, with the address that the mail came to; then you are back here.',
  who: 'Who sees what',
  seen: [
    'Whoever runs the sign-in sees that you signed in to answer a survey, and when. They do not see your answers.',
    'Murmur checks once that the link is yours. It stores neither your sign-in nor your name or address with it.',
    'Your answers stay sealed, and untied to you: what lets you send them is signed blindly, so that nobody can tell whose they are. Whoever asks you is still not shown who has answered.',
  ],
  press: 'Sign in',
  pressAnother: 'Sign in as somebody else',
  back: 'Back to what I wrote',
  as: (address: string): string => `You had signed in as ${address}.`,
  going: 'The sign-in is opening…',
  failed:
    'You were not signed in. Nothing is lost: try again. If it stays, see whether the clock of this device is right, or ask whoever runs your sign-in.',
  unreachable: 'The sign-in could not be reached. Nothing is lost: try again in a minute.',
  unkept:
    'This browser keeps nothing, so it would lose your link on the way to the sign-in and back. Let it keep data of this site, or open the link from your mail in another browser or in a window that is not private. If you have written something, copy it first.',
} as const

/** What stands in the way and may be over in a moment, or is known no better; said by what the page has at once. */
export const passingTroubles = {
  offline: [
    'No connection',
    'Your answers are kept on this device. Try again when you are online; nothing counts twice.',
  ],
  try_again: ['Murmur is not answering', 'Your answers are kept on this device. Try again in a minute.'],
  internal: [
    'Something went wrong',
    'Your answers are kept on this device. Load the page again; if it stays, tell the facilitators.',
  ],
} as const

/** Never hidden behind words of the network: they stand in the first script too. */
export const graveTroubles = {
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
} as const

/** What else stands in the way, and what to do. Refusals that no participant can meet share the words of `internal`. */
export const troubles = /* @__PURE__ */ Object.assign(
  {
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
      'Your link was used there, and each link counts once. Change or finish your answer in that browser. If your invitation first went to another address, it may have been used there. What you wrote here is not sent; it is kept, and you can copy it.',
    ],
    sign_in_needed: [
      'Please sign in again',
      'Your sign-in has run out. What you wrote is kept on this device: sign in, then press “Send” once more.',
    ],
    sign_in_unchecked: [
      'Your sign-in could not be checked',
      'What it is checked with could not be had just now. Nothing is lost, and nothing was used up: your answers are kept on this device, and you stay signed in. Try again in a minute.',
    ],
    not_its_owner: [
      'This link does not go with that account',
      'It gives a place to the person it was sent to alone. Sign in with the address that the mail came to. If that was it, the link may have been replaced: look for a newer mail, or ask the facilitators. What was written stays on this device.',
    ],
    address_not_verified: [
      'Your sign-in does not vouch for your address',
      'So nobody can tell whether the link is yours. Ask whoever runs your sign-in to confirm your mail address. What you wrote is kept on this device.',
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
      'Whatever had been sent is destroyed unread. There is nothing left to do.',
    ],
    survey_not_open: ['This survey is not open yet', 'Come back by the link in your mail a little later.'],
  } as const,
  graveTroubles,
) satisfies Readonly<Record<string, readonly [title: string, todo: string]>>

export const unsent = {
  title: 'What you wrote was not sent',
  text: 'It is on this device alone. You can copy it, or forget it.',
} as const
