import { expect, test } from 'vitest'
import * as z from 'zod'
import { run } from '../../../infra/commands/synthesize.ts'

const now = '2030-05-06T08:00:00Z'
const document = JSON.stringify({
  participants: [{ name: 'Bob Muster', email: 'bob.muster@example.com', handle: 'bobm' }],
  observations: [
    { id: 'a', text: 'The alert for the ingest queue came late' },
    { id: 'b', text: 'The ingest queue alert came forty minutes late' },
    { id: 'c', text: 'Bob forgot to rotate the signing key' },
  ],
})

const output = z.object({
  themes: z.array(z.object({ title: z.string(), question: z.string(), observations: z.array(z.string()) })),
  raisedOnce: z.array(z.string()),
  observations: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      flags: z.array(z.string()),
      factor: z.string().nullable(),
      question: z.string().nullable(),
    }),
  ),
})

test('themes and single voices contain every id once, and names are removed', () => {
  const result = output.parse(JSON.parse(run(document, 'json', now)))
  expect([...result.themes.flatMap(theme => theme.observations), ...result.raisedOnce].toSorted()).toEqual([
    'a',
    'b',
    'c',
  ])
  expect(result.themes.map(theme => theme.observations)).toEqual([['a', 'b']])
  expect(result.observations.find(({ id }) => id === 'c')?.text).toBe('A colleague forgot to rotate the signing key')
  expect(result.observations.find(({ id }) => id === 'c')?.flags).toEqual(['blame'])
})

test('the agenda is printed with every observation, and without facts that nobody provided', () => {
  const markdown = run(document, 'markdown', now)
  expect(markdown).toContain('forgot to rotate the signing key')
  expect(markdown).toContain('forty minutes late')
  expect(markdown).not.toContain('Bob')
  expect(markdown).not.toContain('Severity')
})

test('given facts appear in the agenda', () => {
  const given = {
    ...z.record(z.string(), z.unknown()).parse(JSON.parse(document)),
    facts: { title: 'Queue stall', startedAt: '2030-05-01T10:00:00Z', severity: 'P1', durationMinutes: 30 },
  }
  const markdown = run(JSON.stringify(given), 'markdown', now)
  expect(markdown).toContain('Queue stall')
  expect(markdown).toContain('Severity P1')
})

test('a repeated id and an invalid shape are refused', () => {
  expect(() =>
    run(
      JSON.stringify({
        observations: [
          { id: 'a', text: 'x' },
          { id: 'a', text: 'y' },
        ],
      }),
      'json',
      now,
    ),
  ).toThrow(z.ZodError)
  expect(() => run('{"observations":[{"id":1}]}', 'json', now)).toThrow(z.ZodError)
  expect(() => run('not json', 'json', now)).toThrow(SyntaxError)
})

const judged = (observation: object, more: object = {}) => {
  const text = 'The pump kept its pressure'
  const given = JSON.stringify({ ...more, observations: [{ id: 'a', text, pseudonym: 'Calm Otter', ...observation }] })
  const { observations } = z
    .object({
      observations: z.array(z.object({ purpose: z.string().nullable(), pseudonym: z.string().nullable() })),
    })
    .parse(JSON.parse(run(given, 'json', now)))
  return { purpose: observations[0]?.purpose, pseudonym: observations[0]?.pseudonym }
}

test('the purpose of an observation comes from its item, or from itself', () => {
  const plain = { purpose: null, pseudonym: 'Calm Otter' }
  expect(judged({})).toEqual(plain)
  expect(judged({ item: 'saw' })).toEqual({ ...plain, purpose: 'moment' })
  expect(judged({ item: 'outside' })).toEqual({ ...plain, purpose: 'vendor' })
  expect(judged({ item: 'differently' })).toEqual({ ...plain, purpose: 'condition' })
  expect(judged({ item: 'hesitate' })).toEqual({ purpose: 'anything', pseudonym: null })
  expect(judged({ item: 'other', purpose: 'vendor', apart: false })).toEqual({ ...plain, purpose: 'vendor' })
  expect(judged({ apart: true })).toEqual({ purpose: null, pseudonym: null })
})

test('an item that the instrument does not have appears without its writer’s pseudonym', () => {
  expect(judged({ item: 'invented' }).pseudonym).toBeNull()
  expect(judged({ item: 'saw' }, { instrument: 'pulse-2' }).pseudonym).toBeNull()
})
