import { expect, test } from 'vitest'
import { differences, draftSchema, emptyValues, problemsOf } from '../../../../web/kit/form/fields.ts'
import { words } from '../../../../web/kit/words/en.ts'

const fields = {
  name: { kind: 'text', label: 'Name', longest: 5 },
  note: { kind: 'long', label: 'Note', optional: true },
  at: { kind: 'time', label: 'At', zone: 'Europe/Berlin' },
  zone: { kind: 'zone', label: 'Zone' },
  size: {
    kind: 'choice',
    label: 'Size',
    options: [
      { value: 's', text: 'Small' },
      { value: 'l', text: 'Large' },
    ],
  },
  tags: { kind: 'names', label: 'Tags' },
  done: { kind: 'yes', label: 'Done' },
} as const

const filled = { ...emptyValues(fields), name: 'Ann', at: '2026-11-20T09:00', zone: 'UTC' }

test('an empty form has a value of its kind for each field', () => {
  expect(emptyValues(fields)).toEqual({ name: '', note: '', at: '', zone: '', size: 's', tags: [], done: false })
})

test('each field tells what is wrong with it, and nothing once it is right', () => {
  const { required, noZone, tooLong, noTime } = words.form
  expect(problemsOf(fields, emptyValues(fields))).toEqual({ name: required, at: required, zone: noZone })
  expect(problemsOf(fields, { ...filled, name: 'Annabel', at: '2026-02-30T09:00' })).toEqual({
    name: tooLong,
    at: noTime,
  })
  expect(problemsOf(fields, { ...filled, name: '\u200b \u2060' })).toEqual({ name: required })
  expect(problemsOf(fields, filled)).toEqual({})
})

test('differences are told in the words of the form, in its order', () => {
  const after = { ...filled, name: ' Ann ', size: 'l', tags: ['a', 'b'], done: true, at: '2026-11-20T10:00' }
  expect(differences(fields, filled, after)).toEqual([
    { label: 'At', before: '2026-11-20 09:00', after: '2026-11-20 10:00' },
    { label: 'Size', before: 'Small', after: 'Large' },
    { label: 'Tags', before: '', after: 'a, b' },
    { label: 'Done', before: words.form.no, after: words.form.yes },
  ])
})

test('a draft of another shape is not taken up again', () => {
  expect(draftSchema(fields).safeParse(filled).success).toBe(true)
  expect(draftSchema(fields).safeParse({ ...filled, tags: 'a' }).success).toBe(false)
  expect(draftSchema(fields).safeParse({ name: 'Ann' }).success).toBe(false)
})
