/** Words of the page of what those who hold a role did. */
import type { Act, Role, SettledOutcome } from '../../../functions/domain/trace/trace.ts'
import { count } from '../../kit/words/count.ts'
import type { FrameWords } from '../../kit/words/reading-en.ts'

const frame: FrameWords = {
  page: 'The trace',
  title: 'What those who hold a role did',
  lead: 'For leadership: who scheduled, moved, cancelled, invited, withdrew, read or downloaded an agenda, changed the roster or published.',
  noGroupTitle: 'Your account does not read the trace yet',
}

const acts: Readonly<Record<Act, string>> = {
  'survey-scheduled': 'scheduled a survey',
  'close-moved': 'moved the close of a survey',
  'survey-cancelled': 'cancelled a survey',
  'cancellation-stopped': 'stopped the cancelling of a pulse',
  'people-invited': 'invited people to a survey',
  'people-withdrawn': 'withdrew invitations',
  'address-corrected': 'sent an invitation to another address',
  'stop-lifted': 'lifted a stop and sent an invitation again',
  'mail-tried-again': 'tried mail again at once that was stuck',
  'record-mailed': 'mailed the record of a meeting',
  'meeting-planned': 'planned a meeting',
  'meeting-moved': 'changed a meeting',
  'meeting-cancelled': 'cancelled a meeting and its survey',
  'meeting-handed-over': 'handed a meeting over',
  'agenda-read': 'read an agenda',
  'agenda-downloaded': 'downloaded an agenda',
  'agenda-edited': 'arranged an agenda',
  'pulses-planned': 'planned the pulses',
  'roster-changed': 'changed the roster',
  'roster-restored': 'undid that the roster was replaced',
  'person-erased': 'erased a person, on the account that Murmur runs in',
  'quarter-published': 'published a quarter’s learning review',
  'edition-taken-back': 'took back an edition of a quarter’s learning review',
  'leadership-asked': 'wrote what a quarter asks of leadership',
  'leadership-answered': 'answered, for everybody to read, what a quarter has said',
  'answer-taken-back': 'took back an answer of leadership',
  'role-used': 'used a role this week',
}

const outcomes: Readonly<Record<SettledOutcome, string>> = {
  done: 'Done',
  refused: 'Refused',
  unknown: 'Not known',
}

const roles: Readonly<Record<Role, string>> = {
  facilitator: 'facilitator',
  keeper: 'keeper',
  leadership: 'leadership',
}

const counts: Readonly<Record<string, (number: number) => string>> = {
  added: number => `${number} added`,
  changed: number => `${number} changed`,
  removed: number => `${number} removed`,
  invited: number => `${number} invited in all`,
  lists: number => count(number, 'list of people to ask changed', 'lists of people to ask changed'),
  restored: number => `${number} brought back`,
  reset: number => `${number} as before`,
  left: number => `${number} left as they are`,
  erased: number => `${number} entries erased`,
  withdrawn: number => `${number} withdrawn in all`,
  dropped: number => `${number} taken off before they were invited`,
  number: number => `edition ${number}`,
  mailed: number => count(number, 'mail', 'mails'),
}

export const words = {
  frame,
  lead: 'Whoever holds a role leaves a line before they do something, and another when it was done. Of those who are asked there is no line, and none names them. Nobody can change a line or take one away without that being found.',
  acts,
  outcomes,
  unsettled: 'Intended; nobody knows what became of it',
  as: (held: readonly Role[]) => (held.length === 0 ? [] : [`as ${held.map(role => roles[role]).join(' and ')}`]),
  survey: (id: string) => `survey ${id}`,
  review: (id: string) => `review ${id}`,
  counts,
  cancelling: (title: string) => `The pulse of ${title} is about to be cancelled`,
  cancellingWhy: (when: string) =>
    `Unless somebody stops that until ${when}, whatever has been answered is destroyed unread. Who asked for it stands below.`,
  keep: 'Stop that, keep the pulse',
  kept: (title: string) => `The pulse of ${title} goes on.`,
  list: 'What was done, the latest first',
  none: 'Nobody has done anything yet.',
  more: 'Show earlier ones',
  check: 'How to check it',
  checking:
    'npm run trace, on the account that Murmur runs in, checks every line. The lines about one survey are public under its id: npm run verify -- record, with the address of this site and that id.',
} as const
