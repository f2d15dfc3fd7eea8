/**
 * The meeting as a calendar invitation inside a mail (RFC 5545 and 5546): in UTC, which every program shows in its
 * reader's zone. One UID for each review, the one its agenda's calendar has too; a move raises SEQUENCE, and a
 * cancellation takes the entry away. It names what the mail's subject names, one attendee, and no link.
 */

interface CalendarPerson {
  readonly name: string
  readonly email: string
}

export interface MeetingEntry {
  readonly method: 'REQUEST' | 'CANCEL'
  readonly reviewId: string
  /** Increases with each change of the review. */
  readonly sequence: number
  /** Instants, ISO 8601 with Z. */
  readonly start: string
  readonly end: string
  readonly stamp: string
  readonly title: string
  readonly description: string
  readonly organizer: CalendarPerson
  readonly attendee: CalendarPerson
}

/** RFC 5545, section 3.1: lines of at most 75 octets; what is broken goes on after a line break and a space. */
const longestOctets = 75

const folded = (line: string): string => {
  const lines: string[] = []
  let current = ''
  for (const character of line) {
    if (Buffer.byteLength(current + character) > longestOctets) {
      lines.push(current)
      current = ' '
    }
    current += character
  }
  return [...lines, current].join('\r\n')
}

/** Section 3.3.11. */
const text = (value: string): string =>
  value
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ')

/** Section 3.2: a quoted parameter holds neither quotes nor controls. */
const parameter = (value: string): string => `"${value.replaceAll('"', "'").replace(/\p{Cc}/gu, ' ')}"`

const instant = (at: string): string => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '')

const person = (property: string, { name, email }: CalendarPerson, parameters = ''): string =>
  `${property}${name ? `;CN=${parameter(name)}` : ''}${parameters}:mailto:${email.replace(/[\s\p{Cc}]/gu, '')}`

export const meetingCalendar = (entry: MeetingEntry): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Murmur//mail//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${entry.method}`,
    'BEGIN:VEVENT',
    `UID:${entry.reviewId}@murmur.invalid`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${instant(entry.stamp)}`,
    `DTSTART:${instant(entry.start)}`,
    `DTEND:${instant(entry.end)}`,
    `SUMMARY:${text(entry.title)}`,
    `DESCRIPTION:${text(entry.description)}`,
    `STATUS:${entry.method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    person('ORGANIZER', entry.organizer),
    // No answer is asked for: one would tell its organizer who had opened the mail.
    person('ATTENDEE', entry.attendee, ';ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE'),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n')
