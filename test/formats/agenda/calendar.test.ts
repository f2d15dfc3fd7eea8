import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { applyEdits } from '../../../functions/domain/agenda/edits.ts'
import { oneLine } from '../../../functions/domain/agenda/plain.ts'
import { agendaCalendar } from '../../../functions/formats/agenda/calendar.ts'
import { facts, observations, synthesis } from '../../domain/agenda/fixture.ts'
import { agendaOf, nasty } from '../../domain/agenda/nasty.ts'

/** Content lines by RFC 5545 section 3.1: unfolded, split into name and value, unescaped. */
const read = (calendar: string): [string, string][] =>
  calendar
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter(line => line !== '')
    .map(line => {
      const colon = line.indexOf(':')
      const value = line
        .slice(colon + 1)
        .replace(/\\([\\;,nN])/g, (_, character: string) => (/n/i.test(character) ? '\n' : character))
      return [line.slice(0, colon), value]
    })

const names = [
  'BEGIN',
  'VERSION',
  'PRODID',
  'BEGIN',
  'UID',
  'SEQUENCE',
  'DTSTAMP',
  'DTSTART',
  'DTEND',
  'SUMMARY',
  'DESCRIPTION',
  'END',
  'END',
]

test('the entry spans the meeting and carries its outline', () => {
  const lines = new Map(read(agendaCalendar(layOutAgenda(synthesis, facts), 3)))
  expect(lines.get('SEQUENCE')).toBe('3')
  expect(lines.get('DTSTART')).toBe('20261124T140000Z')
  expect(lines.get('DTEND')).toBe('20261124T150000Z')
  expect(lines.get('UID')).toBe('rev_aaaaaaaaaaaaaaaa@murmur.invalid')
  expect(lines.get('DESCRIPTION')).toContain('15:07 Understanding (22 min)')
})

test('contains no words of a participant, not even as the title of a theme', () => {
  const renamed = applyEdits(layOutAgenda(synthesis, facts), [
    { op: 'rename', itemId: 'vendor', title: 'Quoted words' },
  ])
  expect(renamed.refused).toEqual([])
  const text = read(agendaCalendar(renamed.agenda, 1)).join('\n')
  for (const one of observations) expect(text).not.toContain(one.text)
  for (const theme of synthesis.themes) expect(text).not.toContain(theme.title)
  expect(text).not.toContain('Quoted words')
  expect(text).toContain('Theme 1')
})

test('no title adds a line, a property or an attendee, and every title arrives in full', () => {
  fc.assert(
    fc.property(fc.oneof(nasty, fc.constant('x\r\nATTENDEE:mailto:a@example.org')), title => {
      const calendar = agendaCalendar(agendaOf(['one', 'two', 'three'], title), 1)
      const lines = read(calendar)
      expect(lines.map(([name]) => name)).toEqual(names)
      expect(new Map(lines).get('SUMMARY')).toBe(`Incident review: ${oneLine(title)}`)
      for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(calendar.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    }),
  )
})

test('the file of the small fixture is as agreed', async () => {
  await expect(agendaCalendar(layOutAgenda(synthesis, facts), 0)).toMatchFileSnapshot('../../vectors/agenda/sixty.ics')
})
