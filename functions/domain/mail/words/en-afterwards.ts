/** English: the mails about a survey that carry no participant's link, after its close or its end. */
import type { Ask } from '../../trends/quarter-page.ts'
import type { MailKind } from '../mail.ts'
import type { MailFacts, MailWords } from './en.ts'

export const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`)

const unreached: Readonly<Record<string, string>> = {
  bounced: 'came back',
  refused: 'refused',
  complained: 'reported as unwanted',
  unsubscribed: 'wanted no mail',
  aside: 'could not be made',
  left: 'off the roster',
}

/** Where there are none of them, nothing. */
const neverReached = ({ notReached }: MailFacts): string[] => {
  const parts = Object.entries(notReached).filter(([reason, count]) => count > 0 && unreached[reason])
  const sum = parts.reduce((total, [, count]) => total + count, 0)
  if (sum === 0) return []
  const said = parts.map(([reason, count]) => `${count} ${unreached[reason]}`).join(', ')
  return [
    `${sum === 1 ? '1 of them was' : `${sum} of them were`} never reached by mail (${said}), so they could hardly answer.`,
  ]
}

const facts = (mail: MailFacts, open: string): [string, string][] => [
  [mail.pulse ? 'Quarter' : 'Incident', mail.title],
  ...(mail.startedAt ? [['Began', mail.startedAt] satisfies [string, string]] : []),
  ...(mail.meetingAt ? [['Review', mail.meetingAt] satisfies [string, string]] : []),
  ...(mail.meetingAt && mail.plannedAt ? [['Planned as', mail.plannedAt] satisfies [string, string]] : []),
  ...(open ? [[open, mail.closesAt] satisfies [string, string]] : []),
]

/** What is asked of whoever leads, each a sentence or two that can be done. */
const asks: Readonly<Record<Ask, string>> = {
  'answer-back':
    'Within two weeks, tell everybody what you read here, and name one thing that changes because of it. What is asked and never answered is not answered the next time.',
  'ask-why':
    'It fell. Ask in your own meetings what has made it harder to speak up: about the situation, never about persons.',
  'give-time':
    'Fewer than half of those asked took part. Give them time for it in working hours, and say what came of the last time.',
  'make-room':
    'Nothing can be shown this quarter, so that nobody can be found out. Say so, give people time for the next one, and do not ask again before it.',
  'no-hunt':
    'Ask nobody what they answered, or whether they did, and do not rank teams. A figure that is missing is missing to protect people, and says nothing about them.',
  review:
    'Bring this page to the quarterly learning review, and decide there what is tried next. Once it is published you read it beside the trend, under “Learning reviews”.',
}

/** What makes sure that everybody is shown the same record. */
const recordNote = ({ record }: MailFacts): MailWords['notes'] =>
  record === null
    ? []
    : [
        {
          heading: 'The fingerprint of the count',
          text: `It stands for the public list of receipts and the numbers beside it, and is the same in everybody's mail. Whoever wants to check the list against it: npm run verify -- record, with the address of this site and ${record.survey}.`,
          code: record.root,
        },
      ]

/** What those in charge did can be checked against this, however the survey ended. */
const traceNote = ({ trace }: MailFacts): MailWords['notes'] =>
  trace === null
    ? []
    : [
        {
          heading: 'What those in charge did',
          text: `Whoever leads a review, keeps the roster or reads the trend leaves a line for what they do: inviting, moving, cancelling, reading or downloading an agenda. The lines about this survey are open to whoever has ${trace.survey}. Each is tied to the one before it, and this code stands for all of them up to now: npm run verify -- trace, with the address of this site and ${trace.survey}, and with this code after --head, shows whether any was changed or taken away since.`,
          code: trace.heads.survey,
        },
        {
          heading: 'And what they did besides',
          text: 'The same for the lines about everything else, which leadership reads and whoever operates this installation can check.',
          code: trace.heads.rest,
        },
      ]

type Kind = Exclude<MailKind, 'invitation' | 'reminder' | 'moved' | 'later'>

export const afterwards: Readonly<Record<Kind, (mail: MailFacts) => MailWords>> = {
  cancelling: mail => ({
    subject: `About to be cancelled: ${mail.title}`,
    opening: [
      `${mail.cancelling?.by || 'Somebody who keeps the roster'} asked for this survey to be cancelled. Unless somebody stops that until ${mail.cancelling?.until ?? 'tomorrow'}, whatever has been answered is destroyed unread, and all who were asked are told.`,
      'Until then it stays open, and nobody who was asked is told anything. If you know why it is to end, nothing is left for you to do.',
    ],
    facts: facts(mail, 'Open until'),
    closing: [
      'Everybody who used the role of a keeper or of leadership in the last 90 days, and everybody whom the pulse plan names as a leader, gets this mail. One of you is enough to stop it.',
    ],
    button: 'Look, and stop it',
    notes: [],
  }),

  cancelled: mail => ({
    subject: mail.pulse || mail.meetingStands ? `Survey cancelled: ${mail.title}` : `Review cancelled: ${mail.title}`,
    opening: [
      mail.pulse || mail.meetingStands
        ? 'This survey was cancelled. What had been sent is destroyed unread, and your link no longer works.'
        : 'The review of this incident was cancelled, and its survey with it. What had been sent is destroyed unread, and your link no longer works.',
      mail.meetingStands ? 'The meeting takes place as planned.' : 'Nothing is left to do.',
    ],
    facts: facts(mail.meetingStands ? mail : { ...mail, meetingAt: null }, ''),
    closing: [],
    button: null,
    notes: traceNote(mail),
  }),

  'agenda-ready': mail => ({
    subject: mail.forRoom ? `Plan of the meeting ready: ${mail.title}` : `Agenda ready: ${mail.title}`,
    opening: [
      `The survey has closed: ${mail.counted} of ${mail.invited} answered.`,
      ...neverReached(mail),
      mail.counted < mail.minimumBallots
        ? `With fewer than ${mail.minimumBallots} answers no statement may be shown, so the agenda is made of what else is known, and says why.`
        : mail.forRoom
          ? "The plan of the meeting is made of what they said, as far as the terms let it be shown. You lead with what the room's screen shows of it: the title and the question of each item, and two quotes with it at most."
          : 'The agenda of the meeting is made of what they said, as far as the terms let it be shown. You can rename, merge, reorder and time its items.',
    ],
    facts: facts(mail, ''),
    closing: [],
    button: mail.forRoom ? 'Open the plan' : 'Open the agenda',
    notes: [],
  }),

  unread: mail => ({
    subject: `Your answers were destroyed unread: ${mail.title}`,
    opening: [
      `The survey has closed, and what was written could not be filed in the time that its terms promise. So the key that opens the answers was destroyed: nobody has read them, and nobody can.`,
      `This mail goes to everybody who was asked, ${people(mail.invited)} in all, whether they answered or not.`,
    ],
    facts: facts(mail, 'Closed'),
    closing: [
      mail.pulse
        ? 'There are no results of this survey. Nothing is left to do.'
        : 'The meeting takes place without them, and its agenda says so. What you want said there you can still say in the room.',
    ],
    button: null,
    notes: traceNote(mail),
  }),

  counted: mail => ({
    subject: `Answers closed: ${mail.title}`,
    opening: [
      `The survey has closed: ${mail.counted} of ${people(mail.invited)} answered. The agenda of the meeting is made of what they said, as far as the terms let it be shown. Your link gives no answer any more, and the keys are destroyed: nobody can match an answer to a person better than by guessing from what it says.`,
      'This mail goes to all who were asked, whether they answered or not. Nothing is left to do.',
    ],
    facts: facts(mail, 'Closed'),
    closing: [
      'If you answered, your link opens your receipt in the browser you answered in: the page looks it up in the public list and says whether it was counted.',
    ],
    button: null,
    notes: [...recordNote(mail), ...traceNote(mail)],
  }),

  results: mail => ({
    subject: `The results are there: ${mail.title}`,
    opening: [
      `The survey has closed, and its results are there for everybody who was asked, ${people(mail.invited)} in all: the figures of the whole organisation, as leadership sees them.`,
    ],
    facts: facts(mail, 'Closed'),
    closing: [
      'If you answered, open them in the browser you answered in: the page looks up your receipt in the public list and says whether your ballot was counted.',
    ],
    button: 'See the results',
    notes: [
      {
        heading: 'Everybody gets this mail',
        text: 'It goes to all who were asked, whether they answered or not: nobody can see who did. The answers themselves and the keys are destroyed.',
      },
      ...recordNote(mail),
      ...traceNote(mail),
    ],
  }),

  quarter: mail => ({
    subject: `How safe is it to speak up? Leadership's page for ${mail.title}`,
    opening: ['One page a quarter, to read, to print and to bring along.'],
    facts: [
      ...facts(mail, 'Closed'),
      ['Safety', mail.page?.safety ?? ''],
      ['Participation', mail.page?.participation ?? ''],
      ...(mail.page?.groups ? [['Groups', mail.page.groups] satisfies [string, string]] : []),
    ],
    closing: ['What is asked of you:', ...(mail.page?.asked ?? []).map((ask, index) => `${index + 1}. ${asks[ask]}`)],
    button: 'Open the trend',
    notes: [],
  }),
}
