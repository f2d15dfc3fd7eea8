/** Every word of the facilitator's desk. A missing key is a type error; another language has the type of this one. */
import type { Participation } from '../../../functions/domain/survey/participation.ts'

import { count } from '../../kit/words/count.ts'
import { pulseWords } from './en-pulse.ts'
import { incidentWords } from './en-incident.ts'
import { followingWords } from './en-following.ts'
import { reviewWords } from './en-review.ts'
import { rosterWords } from './en-roster.ts'
import { signInWords } from './en-sign-in.ts'
import { words as kitWords } from '../../kit/words/en.ts'

const roleNames = { facilitator: 'facilitators', keeper: 'keepers', leadership: 'leadership' } as const

export const words = {
  ...kitWords,
  ...signInWords,
  home: {
    title: 'Reviews',
    today: 'Today',
    nothingOpen: 'Nothing needs you today.',
    all: 'All reviews',
    emptyTitle: 'Your first review',
    empty: 'Three steps, two minutes:',
    steps: [
      'Say what happened. A title and a time are enough.',
      'Set the meeting and paste the addresses of those who were in it, at least three beside those who will read the agenda.',
      'Read what will be mailed, and send the invitations.',
    ],
    after:
      'An hour before the meeting the survey closes. 15 minutes later your agenda is here, made of what people said.',
    groups: {
      meeting: 'Meeting now',
      record: 'Record to write or mail',
      agenda: 'Agenda ready',
      'not-asked': 'Nobody invited yet',
      invited: 'Being invited',
      collecting: 'Collecting answers',
      sorting: 'Closed, agenda being made',
      'followed-up': 'Past',
      cancelled: 'Cancelled',
    },
    meeting: 'Meeting',
    openAgenda: 'Open agenda',
    openMeeting: 'Open the meeting',
    openRecord: 'Open the record',
    open: 'Open',
    invite: 'Invite people',
    earlier: (number: number, more: boolean) => `Past and cancelled (${more ? `the latest ${number}` : number})`,
    showEarlier: 'Show earlier ones',
  },
  roles: {
    notYours: (roles: readonly ('facilitator' | 'keeper' | 'leadership')[]): string => {
      const held = roles.map(role => roleNames[role]).join(' and ')
      const account = held === '' ? 'in no group: it reads what reviews taught' : `in the group for ${held}`
      return `This page is for facilitators, who run reviews. Your account is ${account}. An administrator of the sign-in can add you to “facilitator”${held === '' ? '' : ' too'}.`
    },
    roster:
      'Keepers keep the roster: they add, change and remove people and groups. You can read it, and invite from it. An administrator of the sign-in can add you to the group “keeper”.',
    pulse:
      'Keepers plan, open and cancel pulses. You can see what is planned. An administrator of the sign-in can add you to the group “keeper”.',
  },
  survey: {
    status: {
      scheduled: 'Invitations going out',
      opening: 'Opening',
      open: 'Open',
      closed: 'Closed',
      harvested: 'Agenda ready',
      cancelled: 'Cancelled',
    },
    tookPart: ({ takenPart, isFinal }: Participation, invited: number) =>
      isFinal
        ? `${takenPart ?? 0} of ${invited} took part`
        : takenPart
          ? `${takenPart} or more of ${invited} took part`
          : `Fewer than 3 of ${invited} took part so far`,
    asOf: (time: string) => `as of ${time}`,
    notCounted: (invited: number) =>
      invited < 6
        ? `${count(invited, 'person', 'people')} invited. Of fewer than six nothing is counted before the close.`
        : `${count(invited, 'person', 'people')} invited. First count at the next full hour.`,
    never:
      'Counted once an hour and in steps of three, so that the count follows nobody’s answer. Who took part is never shown, to anybody. The exact count comes at the close.',
    closes: 'Closes',
    closed: 'Closed',
    opens: 'Opens',
    sorting: 'The survey is closed. The agenda is ready 15 minutes after the close; this page looks for it by itself.',
    reader: 'Who can read the agenda',
  },
  composer: {
    title: 'Prepare a review',
    new: 'New incident',
    existing: 'Already recorded',
    choose: 'Incident',
    choosePlaceholder: 'Choose an incident…',
    chooseHint: (number: number) =>
      `The latest ${number}. For an earlier one press “Prepare its review” in the list of incidents.`,
    none: 'No incident is recorded yet. Describe the new one.',
    next: 'Continue',
    more: 'More about the incident',
    locked: 'This incident was recorded a moment ago. Correct it on its own page.',
  },
  inviting: {
    step: (step: number) => `Step ${step} of 3`,
    title: 'Meeting and participants',
    about: 'About',
    change: 'Change',
    meeting: 'The meeting',
    meetingAt: 'Begins',
    duration: 'Length',
    minutes: (minutes: number) => count(minutes, 'minute', 'minutes'),
    closing: 'Survey closes',
    closingHint: 'An hour before the meeting, unless you say otherwise.',
    closingReset: 'Back to the default',
    shortWindow: 'This leaves less than four hours to answer. Mails go out at once, whatever the hour.',
    inThePast: 'This lies in the past.',
    tooFarAhead: 'This is more than a year ahead. Choose an earlier time.',
    afterMeeting: 'This is after the meeting begins.',
    facilitators: 'Facilitators',
    facilitatorsHint:
      'Participants see these names before they answer, and they alone read what people write. Name whoever may have to stand in, too: once the invitations are out, nobody can be added.',
    you: 'you',
    addFacilitator: 'Add another facilitator',
    participants: 'Participants',
    paste: 'Paste addresses',
    pasteHint:
      'From a mail, a chat or a spreadsheet: “Ada L <a@example.com>, b@example.com”. Any separators. Somebody who is not on the roster needs a domain that is allowed here, and is marked as invited by you.',
    add: 'Add',
    search: 'Or choose from the roster',
    searchHint: 'By name, address or group.',
    addGroup: (number: number, group: string) => `Add ${number} from ${group}`,
    noMatch: 'Nobody on the roster matches.',
    chosen: (number: number) => count(number, 'participant', 'participants'),
    noneYet: 'Nobody yet.',
    remove: (who: string) => `Remove ${who}`,
    removeAll: 'Remove all',
    repeated: (number: number) => `${count(number, 'address', 'addresses')} stood there twice and was taken once.`,
    added: (number: number) => `${count(number, 'address', 'addresses')} added.`,
    unread: 'Could not be read as an address',
    mendFirst: 'Not everything here is an address yet. Mend it or take it out, then go on.',
    noFacilitator: 'This is no address. Write it as ada@example.com, or take it out.',
    unreadPlace: (line: number, column: number) => `line ${line}, column ${column}`,
    tooFew: (needed: number, readers: number): string =>
      readers === 0
        ? `At least ${needed} participants are needed: with fewer, answers could be told apart.`
        : `At least ${needed} participants are needed: three beside the ${readers === 1 ? 'one' : readers} who will read the agenda and ${readers === 1 ? 'knows' : 'know'} their own words.`,
    few: 'With fewer than five participants colleagues may recognise each other by what they write. The page they answer on says so too.',
    stopped: {
      unsubscribed: 'unsubscribed: gets no mail',
      bounced: 'mail bounced: gets no mail',
      complained: 'reported our mail as spam: gets no mail',
    },
    notOnRoster: 'new on the roster',
    next: 'Check what is sent',
  },
  confirm: {
    title: 'Check, then send',
    whatTitle: 'What is mailed',
    send: 'Send invitations',
    sending: 'Sending…',
    resume: 'Go on from here',
    begun: 'Part of this is done already. You can go on: nothing happens twice.',
    done: { incident: 'Incident recorded', review: 'Review made', survey: 'Invitations on their way' },
    invitation: 'Invitation',
    invitationTo: (number: number) => `To ${count(number, 'participant', 'participants')}, each with a personal link.`,
    invitationWhen: 'From now on, between 08:00 and 18:00 in each reader’s own time zone.',
    invitationNow: 'Now: the close is too near to wait for working hours.',
    reminder: 'Reminder',
    reminderTo: 'To everybody alike, answered or not.',
    close: 'Survey closes',
    agenda: 'Agenda ready',
    agendaTo: (number: number) => `By mail to ${count(number, 'facilitator', 'facilitators')}.`,
    agendaWhen: '15 minutes after the close.',
    names:
      'Each mail names the incident, its date, the meeting, the closing time in the reader’s zone, and who can read the agenda.',
    recipients: 'Who is invited',
    skipped: (number: number) =>
      number === 1 ? 'One of them gets no mail: see below.' : `${number} of them get no mail: see below.`,
    fixed: 'After this the list can only grow, the survey can only close later, and the readers stay as they are.',
  },
  ...reviewWords,
  ...rosterWords,
  ...pulseWords,
  ...incidentWords,
  ...followingWords,
} as const
