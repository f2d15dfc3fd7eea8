import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { meetingCalendar, type MeetingEntry } from '../../../functions/formats/mail/calendar.ts'

const entry: MeetingEntry = {
  method: 'REQUEST',
  reviewId: 'rev_aaaaaaaaaaaaaaaa',
  sequence: 3,
  start: '2026-12-02T10:00:00.000Z',
  end: '2026-12-02T11:00:00.000Z',
  stamp: '2026-11-30T08:00:00.000Z',
  title: 'Review: Production database directory deleted',
  description: 'One, two; three\nand a back\\slash',
  organizer: { name: 'Ingrid "Inge" Solheim', email: 'ingrid@example.com' },
  attendee: { name: 'Hannah Vögel', email: 'hannah@example.com' },
}
const unfolded = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n')

test('says what RFC 5546 asks of a request', () => {
  const lines = unfolded(meetingCalendar(entry))
  for (const line of [
    'METHOD:REQUEST',
    'UID:rev_aaaaaaaaaaaaaaaa@murmur.invalid',
    'SEQUENCE:3',
    'DTSTAMP:20261130T080000Z',
    'DTSTART:20261202T100000Z',
    'DTEND:20261202T110000Z',
    'DESCRIPTION:One\\, two\\; three\\nand a back\\\\slash',
    'STATUS:CONFIRMED',
    `ORGANIZER;CN="Ingrid 'Inge' Solheim":mailto:ingrid@example.com`,
    'ATTENDEE;CN="Hannah Vögel";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:hannah@example.com',
  ])
    expect(lines).toContain(line)
})

test('a cancellation has the same UID', () => {
  const lines = unfolded(meetingCalendar({ ...entry, method: 'CANCEL', sequence: 4 }))
  expect(lines).toEqual(
    expect.arrayContaining([
      'METHOD:CANCEL',
      'STATUS:CANCELLED',
      'SEQUENCE:4',
      'UID:rev_aaaaaaaaaaaaaaaa@murmur.invalid',
    ]),
  )
})

test('no title or name, in whatever script, makes a line too long, ends it, or begins another', () => {
  const properties = (text: string): string[] => unfolded(text).map(line => /^[A-Z]+/.exec(line)?.[0] ?? '')
  const wanted = properties(meetingCalendar(entry))
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom('', '\r\nATTACH:https://evil.example', '\nEND:VEVENT', '東京'.repeat(60), '😀'.repeat(50)),
      (some, more) => {
        const title = some + more
        const text = meetingCalendar({
          ...entry,
          title,
          organizer: { name: title, email: 'a@example.com' },
          attendee: { name: `x${title}`, email: 'b@example.com' },
        })
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
        expect(properties(text)).toEqual(wanted)
      },
    ),
  )
})
