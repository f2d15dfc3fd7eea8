/** Where a review stands, and what it needs. */
import { count } from '../../kit/words/count.ts'

export const courseWords = {
  stagesLabel: (step: number) => `Stages of this review: step ${step} of 6`,
  stages: {
    invited: 'Invited',
    collecting: 'Collecting',
    agenda: 'Agenda',
    meeting: 'Meeting',
    record: 'Record',
    'followed-up': 'Followed up',
  },
  until: (when: string) => `until ${when}`,
  stopped: 'Cancelled here',
  menu: 'Change this review',
  now: 'Now',
  needsYou: 'One thing needs you',
  unreached: {
    title: (number: number) =>
      number === 1 ? 'One person has not been reached' : `${number} people have not been reached`,
    why: 'Their mail came back or was refused, or they are off the roster. Mended now, there is still time to answer.',
    mend: 'Mend the invitations',
  },
  nothing: 'Nothing needs you now',
  nothingCollecting: 'The reminder and the close come by themselves; the agenda is mailed to you when it is ready.',
  nothingInvited: 'The invitations go out by themselves.',
  nothingLater: 'What happens next is below.',
  nothingDone: 'Its record is mailed, and nothing of it is overdue.',
  said: {
    'not-asked': 'Nobody has been invited yet',
    invited: (invited: number) =>
      `${count(invited, 'person is', 'people are')} invited; the mails go out within working hours`,
    collecting: (invited: number) => `${count(invited, 'person is', 'people are')} invited; nobody is counted yet`,
    sorting: 'The answers are closed and being put together',
    agenda: 'The agenda is ready',
    agendaOf: (taken: number, invited: number) => `The agenda is ready: ${taken} of ${invited} took part`,
    meeting: 'The meeting is on',
    record: 'The meeting is over',
    'followed-up': 'The record is mailed',
    cancelled: 'This review was cancelled',
  },
  actions: (open: number, done: number, given: number) =>
    open + done + given === 0
      ? 'Nothing was agreed to be done.'
      : [
          ...(done > 0 ? [`${count(done, 'action is', 'actions are')} done`] : []),
          ...(open > 0 ? [`${count(open, 'is', 'are')} under way`] : []),
          ...(given > 0 ? [`${count(given, 'was', 'were')} given up`] : []),
        ].join(', '),
  toDo: 'Still to do',
  toDoNone: 'Nothing is left to do.',
  by: (when: string) => `By ${when}`,
  overdue: (when: string) => `Overdue ${when}`,
  keyTimes: 'Key times',
  times: {
    sent: 'Invitations go out',
    reminder: 'Reminder, to everybody alike',
    closes: 'Answers close',
    agenda: 'Agenda ready, by mail to you',
    meeting: 'Meeting',
    mailed: 'Record mailed',
  },
  sealed: (when: string, who: string) => `Sealed until ${when}. Then the agenda is read by ${who}, by nobody else.`,
  readBy: (who: string) => `The agenda is read by ${who}, by nobody else.`,
  happened: 'What happened',
  readIncident: 'Read the incident',
  needs: {
    invite: () => ({ title: 'Invite people', why: 'Nobody has been asked yet.' }),
    'ask-more': (number: number) => ({
      title: number === 1 ? 'Ask one person more' : `Ask ${number} people more`,
      why: 'Somebody who reads the agenda is asked as well. Until three others are, beside each such person, no invitation goes out: nothing of it could be shown.',
    }),
    'detected-at': () => ({
      title: 'Say when it was detected',
      why: 'The incident has no such time yet; its figures need it.',
    }),
    'go-through-agenda': () => ({ title: 'Go through the agenda', why: 'About ten minutes, before the meeting.' }),
    'hold-meeting': () => ({ title: 'Open the meeting', why: 'Round, clock, notes and the anonymous channel.' }),
    'end-meeting': () => ({ title: 'End the meeting', why: 'Say how many came and spoke; its live channel closes.' }),
    'write-record': () => ({ title: 'Write the record', why: 'Nothing is agreed until somebody writes it down.' }),
    'mail-record': () => ({ title: 'Mail the record', why: 'Everybody invited gets what the room agreed on.' }),
    'late-action': (number: number) => ({
      title: number === 1 ? 'Ask about an overdue action' : `Ask about ${number} overdue actions`,
      why: 'What stands in the way, rather than who.',
    }),
    'unmoved-action': (number: number) => ({
      title: number === 1 ? 'Ask about an action that stands still' : `Ask about ${number} actions that stand still`,
      why: 'Nothing was noted for more than 90 days.',
    }),
    'unreminded-action': (number: number) => ({
      title: number === 1 ? 'Say who is reminded of an action' : `Say who is reminded of ${number} actions`,
      why: 'Nobody’s address is on it, so no reminder goes out.',
    }),
    'vendor-section': () => ({
      title: 'Finish the vendor section',
      why: 'What our own system should do when it happens again.',
    }),
    'rate-conditions': (number: number) => ({
      title: number === 1 ? 'Rate a condition' : `Rate ${number} conditions`,
      why: 'What it would prevent, and what it would cost.',
    }),
  },
  strip: {
    label: (span: string) => `The course of the incident, ${span} at true scale`,
    times: {
      startedAt: 'It begins',
      suspectedAt: 'Somebody first says that something is wrong',
      actedAt: 'Somebody acts on that',
      detectedAt: 'It is detected',
      mitigatedAt: 'The worst is over',
      resolvedAt: 'It is over',
    },
    missing: (names: string) => `Not recorded yet: ${names}.`,
    missingNames: { detectedAt: 'when it was detected', resolvedAt: 'when it was over' },
    correct: 'Add the times',
  },
  today: {
    greeting: {
      morning: (name: string) => (name ? `Good morning, ${name}` : 'Good morning'),
      afternoon: (name: string) => (name ? `Good afternoon, ${name}` : 'Good afternoon'),
      evening: (name: string) => (name ? `Good evening, ${name}` : 'Good evening'),
    },
    prepare: 'Prepare a review',
    first: 'First',
    afterwards: 'Then',
    forReview: (title: string) => `For “${title}”`,
    none: 'Nothing needs you today.',
    next: (title: string, when: string) => `Next: “${title}”, ${when}.`,
    wait: (number: number) => `${count(number, 'more that', 'more that')} can wait`,
    week: 'Your week',
    weekNothing: 'Nothing is planned in the next seven days.',
    closes: 'Answers close',
    reminder: 'Reminder goes out by itself',
    agenda: 'Agenda ready',
    meeting: (title: string) => `Review: ${title}`,
    reviews: 'Your reviews',
  },
} as const
