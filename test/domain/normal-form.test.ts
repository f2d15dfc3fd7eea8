import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupKey, tidyName, usualSpellings } from '../../functions/domain/normal-form.ts'

test.each([
  ['composed and decomposed letters', 'Sécurité', 'Se\u0301curite\u0301'],
  ['capitals', 'Platform', 'PLATFORM'],
  ['capitals that are two letters', 'Straße', 'STRASSE'],
  ['capitals of Turkish', 'İnsan Kaynakları', 'insan kaynakları'],
  ['a final sigma', 'ΟΔΟΣ', 'οδος'],
  ['a no-break blank', 'Data\u00A0Platform', 'Data Platform'],
  ['two blanks, and those around', ' Data  Platform ', 'Data Platform'],
  ['a wide blank and wide letters', 'ＳＲＥ　一', 'sre 一'],
  ['a sign without width', 'Plat\u200Bform', 'Platform'],
  ['a soft hyphen', 'Plat\u00ADform', 'Platform'],
  ['a hyphen that does not break', 'on\u2011call', 'on-call'],
])('%s do not make another group', (_what, one, other) => {
  expect(groupKey(one)).toBe(groupKey(other))
})

test.each([
  ['C++', 'C#'],
  ['R&D', 'RD'],
  ['Search', 'Research'],
  ['Côte', 'Cote'],
])('%s and %s are two groups', (one, other) => {
  expect(groupKey(one)).not.toBe(groupKey(other))
})

test.each(['علی\u200Cرضا', 'ක්\u200Dරිස්', 'Ada 👩🏽\u200D🚀', 'Ada 🏳\uFE0F\u200D🌈'])(
  'joiners that belong to how a name is written stay: %s',
  name => {
    expect(tidyName(name)).toBe(name)
  },
)

test.each(['Ada\u200D L', '\u200CAda L', 'A\u200Cda L', 'Ada L\uFE0F'])(
  'a joiner between other letters is dropped',
  name => {
    expect(tidyName(name)).toBe('Ada L')
  },
)

test('a key is its own key, and what is shown has the key of what was given', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), name => {
      expect(groupKey(groupKey(name))).toBe(groupKey(name))
      expect(groupKey(tidyName(name))).toBe(groupKey(name))
    }),
    { numRuns: 2000 },
  )
})

test('a name is shown as most write it, whatever the order', () => {
  const names = ['ops', 'Ops', 'OPS', 'Ops', 'Search', '', ' ']
  expect(usualSpellings(names)).toStrictEqual(
    new Map([
      ['ops', 'Ops'],
      ['search', 'Search'],
    ]),
  )
  expect(Object.fromEntries(usualSpellings(names.toReversed()))).toStrictEqual(
    Object.fromEntries(usualSpellings(names)),
  )
})
