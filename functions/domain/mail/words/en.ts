/**
 * English: every word of every mail. Another language is a file with the same keys, and one that lacks a key does not
 * compile. Plain letters and straight quotes alone, so that a mail stays readable in its raw form.
 */
import type { MailKind } from '../mail.ts'
import { asking } from './en-asking.ts'

export { handedOver } from './en-handed-over.ts'
import type { Ask, QuarterPage } from '../../trends/quarter-page.ts'
import { agreedOf, type RecordLetter } from '../../review/record.ts'
import type { ActionDue } from '../told.ts'

/** What a mail can name; times are readable, in its reader's zone. */
export interface MailFacts {
  readonly pulse: boolean
  /** The incident's title; of a pulse its own. */
  readonly title: string
  readonly startedAt: string | null
  readonly meetingAt: string | null
  /** The same in the zone it was planned in, where that reads differently. */
  readonly plannedAt: string | null
  /** In the reader's zone, with its name; `closesThere` in the meeting's, where that reads differently. */
  readonly closesAt: string
  readonly closesThere: string | null
  /** The weekday of the meeting, for its reader. */
  readonly meetingDay: string | null
  /** What the meeting is called in a calendar. */
  readonly calendarTitle: string
  /** Of a survey that was cancelled by itself. */
  readonly meetingStands: boolean
  /** Who asks, and everybody who can read the agenda; null where no person asks. */
  readonly asker: { readonly name: string; readonly readers: readonly string[] } | null
  /** For somebody who leads and reads no statement. */
  readonly forRoom: boolean
  /** How many were never reached, by reason. */
  readonly notReached: Readonly<Record<string, number>>
  readonly invited: number
  readonly counted: number
  /** The root of the published record; null before it is, and where an older version published it. */
  readonly record: { readonly root: string; readonly survey: string } | null
  readonly minimumBallots: number
  readonly groupMinimum: number
  readonly termsHash: string
  /** Of leadership's mail. */
  readonly page: QuarterPage | null
}

/** The parts of a mail in their order; `button` is the link's label, null where a mail has no link. */
export interface MailWords {
  readonly subject: string
  /** Above the greeting in HTML; the subject where it is absent. */
  readonly heading?: string
  readonly opening: readonly string[]
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly closing: readonly string[]
  readonly button: string | null
  /** Below the link. */
  readonly after?: readonly string[]
  readonly notes: readonly {
    readonly heading: string
    readonly text: string
    readonly code?: string
    readonly list?: readonly string[]
  }[]
  readonly thanks?: string
  readonly signedBy?: { readonly name: string; readonly role: string } | null
  /** Small print. */
  readonly foot?: readonly string[]
}

export const greeting = (name: string): string => (name ? `Hello ${name},` : 'Hello,')

export const unsubscribe = 'To stop all mail from Murmur to your address:'

/** Some mail gateways change what a button leads to, and lose the part behind its #; they leave text alone. */
export const copyLink = 'It leads to'

/** Where the organisation says nothing of its own. */
export const sender = 'Sent by Murmur.'

export const plain = 'No pictures, no tracking.'

/** How the sender of a mail is named that a person asks for. */
export const through = (person: string, sender: string): string => `${person} through ${sender}`

export const calendarTitle = (title: string): string => `Review: ${title}`

export const calendarNote =
  'Before it, everybody invited is asked by mail what they saw. Your own mail has the link; it is in no calendar.'

/** A time with the place whose clock shows it. */
export const inPlace = (time: string, place: string): string => `${time} in ${place}`

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`)

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

export const letters: Readonly<Record<MailKind, (mail: MailFacts) => MailWords>> = {
  ...asking,

  cancelled: mail => ({
    subject: mail.pulse || mail.meetingStands ? `Survey cancelled: ${mail.title}` : `Review cancelled: ${mail.title}`,
    opening: [
      mail.pulse || mail.meetingStands
        ? 'This survey was cancelled. What had been sent was destroyed unread, and your link no longer works.'
        : 'The review of this incident was cancelled, and its survey with it. What had been sent was destroyed unread, and your link no longer works.',
      mail.meetingStands ? 'The meeting takes place as planned.' : 'Nothing is left to do.',
    ],
    facts: facts(mail.meetingStands ? mail : { ...mail, meetingAt: null }, ''),
    closing: [],
    button: null,
    notes: [],
  }),

  'agenda-ready': mail => ({
    subject: mail.forRoom ? `Plan of the meeting ready: ${mail.title}` : `Agenda ready: ${mail.title}`,
    opening: [
      `The survey has closed: ${mail.counted} of ${mail.invited} answered.`,
      ...neverReached(mail),
      mail.counted < mail.minimumBallots
        ? `With fewer than ${mail.minimumBallots} answers no statement may be shown, so the agenda is made of what else is known, and says why.`
        : mail.forRoom
          ? "The plan of the meeting is made of what they said. You lead with what the room's screen shows of it: the title and the question of each item, and two quotes with it at most."
          : 'The agenda of the meeting is made of what they said. You can rename, merge, reorder and time its items.',
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
    notes: [],
  }),

  counted: mail => ({
    subject: `Answers closed: ${mail.title}`,
    opening: [
      `The survey has closed: ${mail.counted} of ${people(mail.invited)} answered. The agenda of the meeting is made of what they said, as far as the terms let it be shown. Who said what nobody can tell any more: the links and the keys are destroyed.`,
      'This mail goes to all who were asked, whether they answered or not. Nothing is left to do.',
    ],
    facts: facts(mail, 'Closed'),
    closing: [
      'If you answered, your link opens your receipt in the browser you answered in: the page looks it up in the public list and says whether it was counted.',
    ],
    button: null,
    notes: recordNote(mail),
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
        text: 'It goes to all who were asked, whether they answered or not: nobody can see who did. The answers themselves, the links and the keys are destroyed.',
      },
      ...recordNote(mail),
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

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`)

const dueIn = (left: number): string =>
  left === 0 ? 'Due today' : left > 0 ? `Due in ${days(left)}` : `Overdue by ${days(-left)}`

/** `dueOn` as its reader's language writes a day. */
export const actionDue = (action: ActionDue, dueOn: string): MailWords => ({
  subject: `${dueIn(action.daysLeft)}: ${action.text}`,
  opening: ['This was agreed after an incident, and your team or role took it on.'],
  facts: [
    ['Action', action.text],
    ['Owner', action.owner],
    ['Due', action.daysLeft === 0 ? `${dueOn}, today` : dueOn],
    ['Open for', days(action.openDays)],
  ],
  closing: [
    action.daysLeft < 0
      ? 'What waits this long tells of priorities, not of people. If it is not worth doing any more, say so: a reason is as good as a result.'
      : 'If it is done, is to be done later, or is not worth doing any more, say so: a reason is as good as a result.',
    'A facilitator notes it here:',
  ],
  button: 'Open the action',
  notes: [],
})

const bulleted = (heading: string, list: readonly string[]) => (list.length > 0 ? [{ heading, text: '', list }] : [])

/** `meetingAt` and each `dueOn` are readable; `lessons` come with the address to cite each by. */
export const meetingRecord = (letter: RecordLetter, meetingAt: string, addresses: readonly string[]): MailWords => {
  const paragraphs = letter.understanding.split(/\n+/).filter(line => line.trim() !== '')
  const [only] = paragraphs
  const agreed = agreedOf(letter)
  const decided = (list: RecordLetter['decisions']) =>
    list.map(({ text, tradeOffs }) => (tradeOffs ? `${text.replace(/[.!?]$/, '')}. ${tradeOffs}` : text))
  return {
    subject: `Record of the review: ${letter.title}`,
    opening: [
      'You were invited to say what you saw of this incident. This is the record of its review; everybody invited gets the same mail.',
    ],
    facts: [
      ['Incident', letter.title],
      ['Review', meetingAt],
    ],
    closing: [],
    button: null,
    notes: [
      ...(paragraphs.length === 1 && only !== undefined
        ? [{ heading: 'What we understand now', text: only }]
        : bulleted('What we understand now', paragraphs)),
      ...bulleted(
        'Contributing factors the room agreed on',
        agreed.factors.map(({ text }) => text),
      ),
      ...bulleted('Decisions the room agreed on, and what they weighed', decided(agreed.decisions)),
      ...bulleted('Written down, not agreed on one by one', [
        ...letter.factors.filter(({ confirmed }) => !confirmed).map(({ text }) => text),
        ...decided(letter.decisions.filter(({ confirmed }) => !confirmed)),
      ]),
      ...bulleted(
        'Lessons, each with the address to cite it by',
        letter.lessons.map(({ text }, index) => `${text} ${addresses[index] ?? ''}`.trim()),
      ),
      ...bulleted(
        'What we change',
        letter.actions.map(({ text, owner, dueOn }) => `${text}: ${owner}, by ${dueOn}`),
      ),
    ],
  }
}
