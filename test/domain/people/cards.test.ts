import { describe, expect, test } from 'vitest'
import { cardFormatOf } from '../../../functions/domain/people/cards.ts'
import { readRosterFile } from '../../../functions/domain/roster/read.ts'

const read = (text: string) => readRosterFile(text, { columns: {}, zones: {} }).rows.map(({ row }) => row)

test.each(['CONSTRUCTOR', '__proto__', 'TOSTRING'])(
  'a vCard with a property called %s is read like any other',
  name => {
    const card = `BEGIN:VCARD\r\nVERSION:3.0\r\n${name}:x\r\nFN:Ann Roe\r\nEMAIL:ann@corp.example\r\nEND:VCARD\r\n`
    expect(read(card)).toMatchObject([{ email: 'ann@corp.example', name: 'Ann Roe' }])
  },
)

describe('a table is no calendar', () => {
  test.each(['Attendee;E-Mail;Department', 'Organizer;E-Mail;Department'])('though it begins with %s', header => {
    const table = `${header}\r\nAnn Roe;ann@corp.example;Storage\r\n`
    expect(cardFormatOf(table)).toBeNull()
    expect(read(table)).toMatchObject([{ email: 'ann@corp.example', group: 'Storage' }])
  })

  test.each([
    'ATTENDEE:mailto:ann@corp.example',
    'ATTENDEE;CN=Ann Roe:mailto:ann@corp.example',
    'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;\r\n CN=Ann Roe:mailto:ann@corp.example',
  ])('and a line of a calendar is one: %s', line => {
    expect(cardFormatOf(line)).toBe('ics')
    expect(read(line)).toMatchObject([{ email: 'ann@corp.example' }])
  })
})
