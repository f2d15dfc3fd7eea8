import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAddresses } from '../../../../web/desk/inviting/addresses.ts'

const emails = (text: string): string[] => readAddresses(text).people.map(person => person.email)
const named = (text: string): string[][] => readAddresses(text).people.map(person => [person.name, person.email])

test.each([
  [
    'a mix',
    'Ada L <a@example.com>, b@example.com',
    [
      ['Ada L', 'a@example.com'],
      ['', 'b@example.com'],
    ],
  ],
  [
    'blanks',
    'a@example.com b@example.com\tc@example.com',
    [
      ['', 'a@example.com'],
      ['', 'b@example.com'],
      ['', 'c@example.com'],
    ],
  ],
  [
    'semicolons as mail programs write them',
    'Doe, John <j@example.com>; Roe, Jane <r@example.com>',
    [
      ['Doe, John', 'j@example.com'],
      ['Roe, Jane', 'r@example.com'],
    ],
  ],
  [
    'a quoted name',
    '"Doe, John" <j@example.com>, r@example.com',
    [
      ['Doe, John', 'j@example.com'],
      ['', 'r@example.com'],
    ],
  ],
  ['a name before a bare address', 'Ada Lovelace a@example.com', [['Ada Lovelace', 'a@example.com']]],
  ['a dash between a name and its address', '• Ada Lovelace – a@example.com', [['Ada Lovelace', 'a@example.com']]],
  ['brackets of double width', 'Ada L＜a＠example.com＞', [['Ada L', 'a@example.com']]],
  [
    'the link of a chat',
    'Ada L <mailto:a@example.com|a@example.com>\nBo <mailto:b@example.com|b@example.com>',
    [
      ['Ada L', 'a@example.com'],
      ['Bo', 'b@example.com'],
    ],
  ],
  [
    'a sentence, which joins two addresses',
    'a@example.com and b@example.com.',
    [
      ['', 'a@example.com'],
      ['', 'b@example.com'],
    ],
  ],
  [
    'the comma of another script',
    'ليلى <a@example.com>، Bo <b@example.com>',
    [
      ['ليلى', 'a@example.com'],
      ['Bo', 'b@example.com'],
    ],
  ],
  ['an address that stands for a name', "'a@example.com' <a@example.com>", [['', 'a@example.com']]],
  [
    'a name as it travels in a mail’s head',
    '=?utf-8?Q?J=C3=BCrgen_L?= <a@example.com>',
    [['Jürgen L', 'a@example.com']],
  ],
  [
    'the same in another way',
    '=?UTF-8?B?SsO8cmdlbg==?= =?UTF-8?B?IEw=?= <a@example.com>',
    [['Jürgen L', 'a@example.com']],
  ],
  [
    'a list of a program',
    '[{"name":"Ada L","email":"a@example.com"},{"name":"Bo","email":"b@example.com"}]',
    [
      ['Ada L', 'a@example.com'],
      ['Bo', 'b@example.com'],
    ],
  ],
  [
    'rows without a heading',
    'Ada,a@example.com\nb@example.com;Bo Li\n',
    [
      ['Ada', 'a@example.com'],
      ['Bo Li', 'b@example.com'],
    ],
  ],
  ['a table with a heading', 'email,name,group\nA@example.com,"Lo, Ada",Ops\n', [['Lo, Ada', 'a@example.com']]],
  ['a table with semicolons', 'Name;E-Mail\nAda;a@example.com', [['Ada', 'a@example.com']]],
  [
    'links and brackets',
    '(mailto:a@example.com), <b@example.com>.',
    [
      ['', 'a@example.com'],
      ['', 'b@example.com'],
    ],
  ],
])('reads %s', (_title, text, expected) => {
  expect(named(text)).toEqual(expected)
  expect(readAddresses(text).unreadable).toEqual([])
})

const mia = [['Mia Berg', 'mia@example.com']]

test.each([
  [
    'a vCard',
    'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Berg;Mia;;;\r\nFN:Mia Berg\r\nEMAIL;TYPE=WORK:mia@example.com\r\nEND:VCARD',
    mia,
  ],
  [
    'a vCard of old',
    'BEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE:Berg;M=C3=ADa\nEMAIL:mia@example.com\nEND:VCARD',
    [['Mía Berg', 'mia@example.com']],
  ],
  [
    'attendees',
    'ATTENDEE;CN=Mia Berg;ROLE=REQ-PARTICIPANT:mailto:mia@exam\n ple.com\nATTENDEE;CUTYPE=ROOM;CN=Hall:mailto:hall@example.com',
    mia,
  ],
  [
    'an attendee in quotes',
    'ATTENDEE;CN="Berg, Mia";RSVP=TRUE:MAILTO:mia@example.com',
    [['Berg, Mia', 'mia@example.com']],
  ],
  [
    'an entry of a directory',
    'dn: uid=mia,dc=example\nobjectClass: person\ncn: Mia Berg\nmail: mia@example.com\n',
    mia,
  ],
  ['a link of Markdown', 'See [Mia Berg](mailto:mia@example.com "write").'.replace('See ', ''), mia],
  ['a link of HTML', '<a href="mailto:mia@example.com?subject=Hi">Mia Berg</a>', mia],
  ['a link that names the address', '[mia@example.com](mailto:mia@example.com)', [['', 'mia@example.com']]],
  [
    'a wide @ and wide separators',
    'mia＠example.com；bo＠example.com',
    [
      ['', 'mia@example.com'],
      ['', 'bo@example.com'],
    ],
  ],
  ['signs without width', '\u200BMia Berg <mia@exam\u00ADple.com>\uFEFF', mia],
  ['a domain with umlauts', 'Mia Berg <mia@grün.example>', [['Mia Berg', 'mia@xn--grn-ioa.example']]],
  [
    'bullets',
    '• Mia Berg <mia@example.com>\n2. Bo Li bo@example.com',
    [
      ['Mia Berg', 'mia@example.com'],
      ['Bo Li', 'bo@example.com'],
    ],
  ],
  ['two columns of names', 'First name\tSurname\tE-mail\nMia\tBerg\tmia@example.com', mia],
  ['two columns of names in another order', 'Nachname;Vorname;E-Mail;Abteilung\nBerg;Mia;mia@example.com;Ops', mia],
  ['two columns of names without a heading', '12,Mia,Berg,mia@example.com,Ops', mia],
  ['bars between', 'Mia Berg | mia@example.com', mia],
  [
    'the head of a mail',
    'To: Mia Berg <mia@example.com>; bo@example.com\nCc: "Li, Cy" <cy@example.com>\nAn: di@example.com',
    [
      ['Mia Berg', 'mia@example.com'],
      ['', 'bo@example.com'],
      ['Li, Cy', 'cy@example.com'],
      ['', 'di@example.com'],
    ],
  ],
])('reads every address with its whole name: %s', (_what, text, expected) => {
  expect(named(text)).toEqual(expected)
  expect(readAddresses(text).unreadable).toEqual([])
})

test('any text is read or left to be mended, and never makes it fail', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      'BEGIN:VCARD',
      'ATTENDEE:',
      'dn: x',
      'mail:: /',
      'a@example.com',
      '\n',
      '"',
      '<',
      ';',
      'N:=',
      '[x](mailto:',
      'email,name',
    ),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
      for (const { email } of readAddresses(pieces.join('')).people) expect(email).toMatch(/^[!-~]+@[a-z0-9.-]+$/)
    }),
    { numRuns: 500 },
  )
})

test('an address is taken once, with the name it has anywhere', () => {
  const reading = readAddresses('a@example.com\nAda <A@Example.com>\na@example.com')
  expect(reading.people).toEqual([{ email: 'a@example.com', name: 'Ada' }])
  expect(reading.repeated).toBe(2)
})

test('what is no address is named by line and column', () => {
  const reading = readAddresses('a@example.com\n  b@nowhere, Bo\nthe whole team')
  expect(reading.people).toEqual([{ email: 'a@example.com', name: '' }])
  expect(reading.unreadable).toEqual([
    { text: 'b@nowhere', line: 2, column: 3, why: 'not_an_address' },
    { text: 'Bo', line: 2, column: 14, why: 'no_address' },
    { text: 'the whole team', line: 3, column: 1, why: 'no_address' },
  ])
})

test('a row of a table without an address is named by its line', () => {
  expect(readAddresses('name,email\nAda,\nBo,b@example.com').unreadable).toEqual([
    { text: 'Ada', line: 2, column: 1, why: 'no_address' },
  ])
})

const letters = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'.split('')),
  minLength: 1,
  maxLength: 8,
})
const address = fc.tuple(letters, letters).map(([local, domain]) => `${local}@${domain}.example.com`)
const name = fc
  .tuple(letters, letters)
  .map(parts => parts.map(part => part[0]?.toUpperCase() + part.slice(1)).join(' '))
const entry = fc.record({
  email: address,
  name: fc.option(name, { nil: '' }),
  style: fc.constantFrom('bracket', 'quoted'),
})
const separator = fc.constantFrom(', ', ',', '; ', ';', '\n', '\r\n', '\t', ' \n\n ')

test('whatever separates them, every person is found once, in order, and nothing is left over', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { selector: one => one.email, minLength: 1, maxLength: 30 }),
      fc.infiniteStream(separator),
      (entries, separators) => {
        const text = entries
          .map(one => {
            const shown = one.style === 'quoted' ? `"${one.name}"` : one.name
            return `${one.name ? `${shown} <${one.email}>` : one.email}${separators.next().value ?? ','}`
          })
          .join('')
        const reading = readAddresses(text)
        expect(reading.people).toEqual(entries.map(one => ({ email: one.email, name: one.name })))
        expect(reading.unreadable).toEqual([])
      },
    ),
  )
})

test('bare addresses are found behind blanks as well', () => {
  fc.assert(
    fc.property(fc.uniqueArray(address, { minLength: 1 }), fc.constantFrom(' ', '  ', ' , '), (list, between) => {
      expect(emails(list.join(between))).toEqual(list)
    }),
  )
})

test('no text is refused with an exception, and every sign of an address is found or named', () => {
  const noise = fc.string({ unit: fc.constantFrom(...'a@.,;<>"\n\t: (b)'.split(''), '👩‍🚒'), maxLength: 60 })
  fc.assert(
    fc.property(fc.oneof(noise, fc.string()), text => {
      const reading = readAddresses(text)
      if (text.includes('@')) expect(reading.people.length + reading.unreadable.length).toBeGreaterThan(0)
      for (const one of reading.unreadable) expect(one.line).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length)
    }),
    { numRuns: 1_000 },
  )
})

test('what was read, written out and read again is the same', () => {
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: one => one.email }), entries => {
      const { people } = readAddresses(entries.map(one => `${one.name} ${one.email}`).join('\n'))
      const again = readAddresses(people.map(one => (one.name ? `${one.name} <${one.email}>` : one.email)).join(', '))
      expect(again.people).toEqual(people)
    }),
  )
})
