/**
 * English: the mails that carry a participant's own link. They are alike but for a sentence at their beginning, and go
 * to everybody alike. A person asks by name; nothing in them hurries, and nothing asks to be believed without a check.
 */
import { people } from './en-afterwards.ts'
import { listed } from './en-handed-over.ts'
import type { MailFacts, MailWords } from './en.ts'

const minutes = ({ pulse }: MailFacts): string => (pulse ? 'two' : 'three')

const takes = (mail: MailFacts): string =>
  `It takes about ${minutes(mail)} minutes. Every question may be skipped, and you can change your answers until the close.`

/** A time in its reader's zone, and in the meeting's where that reads differently. */
const inBothZones = (here: string, there: string | null): string => (there === null ? here : `${here} (${there})`)

const openUntil = (mail: MailFacts): string => `Open until ${inBothZones(mail.closesAt, mail.closesThere)}.`

const meeting = (mail: MailFacts): string => {
  const about = `about "${mail.title}"${mail.startedAt ? `, which began on ${mail.startedAt}` : ''}.`
  if (mail.meetingAt === null) return `We are to meet ${about}`
  return `On ${inBothZones(mail.meetingAt, mail.plannedAt)} we meet ${about}`
}

const whyYou = (mail: MailFacts): string =>
  mail.asker
    ? `You are one of ${people(mail.invited)} asked. Before we sit down I would like to know what it looked like from your seat.`
    : `You are one of ${people(mail.invited)} asked what it looked like from their seat, before the review meets.`

const body = (mail: MailFacts): string[] =>
  mail.pulse
    ? [`You are one of ${people(mail.invited)} asked how safe it is to speak up here: ${mail.title}.`, takes(mail)]
    : [meeting(mail), whyYou(mail), takes(mail)]

const readBy = (mail: MailFacts) => ({
  heading: 'Who reads it',
  text: [
    mail.pulse
      ? `Nobody is shown single ratings. Figures are shown only for groups of ${mail.groupMinimum} or more who answered: those of the whole organisation to everybody who was asked, those of groups to leadership and facilitators. What you write in your own words these two read as it stands, after names are taken out, never beside a rating or a group.`
      : mail.asker
        ? `The agenda made of it is ready 15 minutes after the close, and is read by ${listed(mail.asker.readers)}. What is quoted in the meeting stands without your name, unless you signed it.`
        : 'The agenda made of it is ready 15 minutes after the close, and is read by those who facilitate the review. What is quoted in the meeting stands without your name, unless you signed it.',
    'Until then it stays sealed, and nobody is ever shown who answered: whoever runs the survey sees in steps of three how many have taken part at least. Afterwards nobody can match an answer to you better than by guessing among those invited.',
    ...(mail.pulse
      ? []
      : [`Unless at least ${mail.minimumBallots} of those asked write something, no text is kept at all.`]),
    'Your style, or a fact that only you know, may still give you away.',
  ].join(' '),
})

const ownLink = ({ signIn }: MailFacts) => ({
  heading: 'The link is yours alone',
  text: signIn
    ? 'Before you answer you are asked to sign in, with the address that this mail came to, so that nobody else who reads your mail can answer in your place. Whoever runs that sign-in sees that you did, and when, and nothing of what you write.'
    : 'Whoever has it can answer in your place, so please do not pass it on.',
})

const isItReal = (mail: MailFacts) => ({
  heading: 'Is this mail real?',
  text: [
    'You need not trust it.',
    mail.asker
      ? `Ask ${mail.asker.name} in person, in your chat or by a new mail. A reply goes to whoever sent this one, and an entry that it put into your calendar came with it: neither proves anything.`
      : 'Ask whoever runs Murmur in your organisation, by a way that you know already.',
    mail.signIn
      ? 'The page itself never asks for a password: it leads to the sign-in that you know from your work.'
      : 'The page never asks for a password.',
  ]
    .filter(Boolean)
    .join(' '),
})

const youSaid = ({ replies }: MailFacts) =>
  replies === null
    ? []
    : [
        {
          heading: 'You said, we did',
          text: `What leadership answered to earlier pulses and learning reviews, for everybody to read, without a sign-in: ${replies}`,
        },
      ]

const question = (mail: MailFacts): string =>
  mail.pulse ? `How safe is it to speak up? ${mail.title}` : `What did you see of "${mail.title}"?`

const subjectOf = (mail: MailFacts): string =>
  mail.pulse || mail.meetingDay === null
    ? question(mail)
    : `${question(mail)} Three minutes before ${mail.meetingDay}'s review`

/** `first` is the sentence by which these mails differ. */
const mailOf = (mail: MailFacts, subject: string, first: string | null): MailWords => ({
  subject,
  heading: mail.pulse ? 'How safe is it to speak up?' : 'What did you see?',
  opening: [...(first === null ? [] : [first]), ...body(mail)],
  facts: [],
  closing: [],
  button: mail.pulse ? 'Answer the survey' : 'Say what you saw',
  after: [openUntil(mail)],
  notes: [...youSaid(mail), readBy(mail), ownLink(mail), isItReal(mail)],
  thanks: mail.pulse ? 'Thank you.' : 'Thank you. What you saw may be what nobody else did.',
  signedBy: mail.asker ? { name: mail.asker.name, role: 'Facilitator of the review' } : null,
  foot: [
    `All ${people(mail.invited)} asked get the same mail and the same reminder, whether they have answered or not.`,
    `The terms stand in full before the first question and cannot change. Their fingerprint, to compare with the page (SHA-256): ${mail.termsHash}`,
  ],
})

export const asking = {
  invitation: (mail: MailFacts) => mailOf(mail, subjectOf(mail), null),

  reminder: (mail: MailFacts) =>
    mailOf(
      mail,
      `Reminder: ${subjectOf(mail)}`,
      'This is the one reminder. It goes to everybody alike, since nobody is shown who has answered; if you have, nothing is left to do.',
    ),

  moved: (mail: MailFacts) =>
    mailOf(
      mail,
      `Review moved: ${mail.title}`,
      'The review has moved, and the times below hold now. What you have sent stays as it is, and your link is the same as before.',
    ),

  later: (mail: MailFacts) =>
    mailOf(
      mail,
      `Open longer: ${question(mail)}`,
      'This survey stays open longer than you were told; the time below holds now. What you have sent stays as it is, and your link is the same as before.',
    ),
} as const
