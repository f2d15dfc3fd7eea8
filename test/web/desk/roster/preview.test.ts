import { expect, test } from 'vitest'
import { missingFrom, previewOf } from '../../../../web/desk/roster/preview.ts'
import { sampleWorld } from '../sample.ts'

test('a preview needs a column of addresses and a row', () => {
  expect(previewOf('  ')).toBeNull()
  expect(previewOf('name,group\nAda,Ops')?.problem).toBe('no_email_column')
  expect(previewOf('email,name')?.problem).toBe('no_rows')
  expect(previewOf('Email;Name\nada@example.com;Ada')).toMatchObject({ problem: null, heading: ['email', 'name'] })
})

test('who would be gone counts by address, whatever its case', () => {
  const { people } = sampleWorld(0)
  const preview = previewOf('email\nADA@example.com\nbo@example.com\nnew@example.com')
  expect(missingFrom(people, preview?.emails ?? [])).toBe(people.length - 2)
})
