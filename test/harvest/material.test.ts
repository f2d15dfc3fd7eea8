import { describe, expect, test } from 'vitest'
import type { Answer } from '../../functions/domain/ballot/ballot.ts'
import { pseudonymNumber } from '../../functions/domain/ballot/pseudonyms.ts'
import { preMeeting1 } from '../../functions/domain/instrument/pre-meeting.ts'
import { shuffled, statementsOf } from '../../functions/harvest/material.ts'
import { otherPreMeeting, underOtherIds } from '../domain/instrument/renamed.ts'

const draw = () => 'Drawn Animal'
const calmOtter = pseudonymNumber('Calm Otter')
const ballot = (answers: Record<string, Answer>, signature: string | null = null, pseudonym = calmOtter) => ({
  serial: 'serial',
  digest: 'digest',
  cohort: 'all',
  content: { pseudonym, signature, answers },
})
const said = (text: string, choice: 'verbatim' | 'themes-only' | 'signed' = 'verbatim') => ({ text, choice })
const material = (...ballots: ReturnType<typeof ballot>[]) => statementsOf(ballots, preMeeting1, draw).statements

describe("one writer's statements", () => {
  test('share a voice and a pseudonym if the writer allowed it', () => {
    const [one, other] = material(ballot({ saw: said('first'), well: said('second') }))
    expect(one?.voice).toBe(other?.voice)
    expect([one?.pseudonym, other?.pseudonym]).toEqual(['Calm Otter', 'Calm Otter'])
  })

  test.each([
    ['what one would hesitate to say', 'hesitate', 'verbatim'],
    ['what is signed', 'well', 'signed'],
  ] as const)('are not joined to %s: no pseudonym, and a voice of its own', (_, item, choice) => {
    const statements = material(ballot({ saw: said('first'), [item]: said('apart', choice) }, 'Ada Example'))
    const first = statements.find(({ text }) => text === 'first')
    const apart = statements.find(({ text }) => text === 'apart')
    expect(apart?.pseudonym).toBeNull()
    expect(apart?.voice).not.toBe(first?.voice)
    expect(first?.signedBy).toBeNull()
  })

  test('are not joined to something another instrument keeps apart, whatever its id', () => {
    const { content, ...rest } = ballot({ saw: said('first'), hesitate: said('apart') })
    const other = { ...rest, content: { ...content, answers: underOtherIds(content.answers) } }
    const { statements } = statementsOf([other], otherPreMeeting, draw)
    const [first, apart] = ['first', 'apart'].map(text => statements.find(statement => statement.text === text))
    expect([first?.pseudonym, apart?.pseudonym]).toEqual(['Calm Otter', null])
    expect(apart?.voice).not.toBe(first?.voice)
    expect(apart).toMatchObject({ apart: true, purpose: 'anything' })
  })

  test('have ids, voices and an order that reveal nothing about their ballot', () => {
    const ballots = Array.from({ length: 40 }, (_, index) => ballot({ saw: said(`statement ${index}`) }, null, index))
    const statements = material(...ballots)
    expect(statements.map(({ text }) => text)).not.toEqual(ballots.map((_, index) => `statement ${index}`))
    expect(JSON.stringify(statements)).not.toContain('serial')
    expect(new Set(statements.map(({ id }) => id)).size).toBe(40)
  })
})

test('a pseudonym drawn by two writers goes to one of them', () => {
  const names = material(ballot({ saw: said('one') }), ballot({ saw: said('two') })).map(({ pseudonym }) => pseudonym)
  expect(new Set(names)).toEqual(new Set(['Calm Otter', 'Drawn Animal']))
})

test('a shuffle neither loses nor duplicates anything', () => {
  const items = Array.from({ length: 100 }, (_, index) => index)
  expect(shuffled(items).toSorted((a, b) => a - b)).toEqual(items)
})
