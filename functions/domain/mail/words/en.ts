/**
 * English: every word of every mail. Another language is a file with the same keys, and one that lacks a key does not
 * compile. Plain letters and straight quotes alone, so that a mail stays readable in its raw form.
 */
import type { MailKind } from '../mail.ts'
import { afterwards } from './en-afterwards.ts'
import { asking } from './en-asking.ts'

export { handedOver } from './en-handed-over.ts'
export { editionPublished } from './en-edition.ts'
export { ownerUnreached } from './en-owner.ts'
import type { QuarterPage } from '../../trends/quarter-page.ts'
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
  /** Where the trace of the survey stands, and that of everything else; null before it was kept. */
  readonly trace: {
    readonly survey: string
    readonly heads: { readonly survey: string; readonly rest: string }
  } | null
  /** Who asked for the end of a pulse, and until when that can be stopped. */
  readonly cancelling: { readonly by: string; readonly until: string } | null
  readonly minimumBallots: number
  readonly groupMinimum: number
  /** Whoever answers signs in first. */
  readonly signIn: boolean
  readonly termsHash: string
  /** Of leadership's mail. */
  readonly page: QuarterPage | null
  /** Where everybody reads what leadership answered; null where it has answered nothing. */
  readonly replies: string | null
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
export const letters: Readonly<Record<MailKind, (mail: MailFacts) => MailWords>> = { ...asking, ...afterwards }

const bulleted = (heading: string, list: readonly string[]) => (list.length > 0 ? [{ heading, text: '', list }] : [])

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`)

const dueIn = (left: number): string =>
  left === 0 ? 'Due today' : left > 0 ? `Due in ${days(left)}` : `Overdue by ${days(-left)}`

const listedDue = ({ text, owner, dueOn, daysLeft }: ActionDue['others'][number]): string =>
  `${text}: ${owner}, ${dueOn} (${dueIn(daysLeft).toLowerCase()})`

/** Each `dueOn` as its reader's language writes a day. */
export const actionDue = (action: ActionDue, dueOn: string): MailWords => ({
  subject: `${dueIn(action.daysLeft)}: ${action.text}${
    action.others.length > 0 ? `, and ${action.others.length + action.further} more` : ''
  }`,
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
  button: action.others.length > 0 ? 'Open the actions' : 'Open the action',
  notes: bulleted('Also due', [
    ...action.others.map(listedDue),
    ...(action.further > 0 ? [`and ${action.further} more`] : []),
  ]),
})

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
