import { describe, expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { applyEdits } from '../../../functions/domain/agenda/edits.ts'
import { outlineOf, runs } from '../../../functions/domain/agenda/outline.ts'
import { withheldReasonSchema } from '../../../functions/domain/agenda/schema.ts'
import { facts, synthesis } from './fixture.ts'

const agenda = layOutAgenda(synthesis, facts)

test('runs of three and more numbers are named by their ends, no number is lost', () => {
  expect(runs([])).toEqual([])
  expect(runs([1, 2, 4, 6, 7, 8, 9, 12])).toEqual([
    [1, 1],
    [2, 2],
    [4, 4],
    [6, 9],
    [12, 12],
  ])
})

describe('the clock', () => {
  test('runs through the items without a gap, in the zone of the review', () => {
    const outline = outlineOf(agenda)
    expect([outline.from, outline.to, outline.day]).toEqual(['15:00', '16:00', 'Tuesday 24 November 2026'])
    const times = outline.parts.flatMap(part => part.items.map(entry => entry.from))
    expect(times.slice(0, 4)).toEqual(['15:00', '15:02', '15:07', '15:10'])
  })

  test('follows daylight saving when the hour is doubled during the meeting', () => {
    const night = outlineOf(layOutAgenda(synthesis, { ...facts, meetingAt: '2026-10-25T00:30:00Z' }))
    expect([night.from, night.to]).toEqual(['02:30', '02:30'])
  })

  test('a zone that nobody knows any more takes nothing else with it: its times are in UTC', () => {
    const lost = JSON.stringify(outlineOf({ ...agenda, zone: 'Europe/Nowhere' }))
    const inUtc = JSON.stringify(outlineOf({ ...agenda, zone: 'UTC' }))
    expect(lost.replaceAll('Europe/Nowhere', 'UTC')).toBe(inUtc)
  })
})

test('the numbers of statements outlive every edit', () => {
  const edited = applyEdits(agenda, [
    { op: 'move', itemId: 'raised-once', part: 'Understanding', position: 0 },
    { op: 'merge', itemId: 'theme-1', from: 'theme-2' },
  ]).agenda
  const numbersOf = (one: typeof agenda) =>
    new Map(outlineOf(one).groups.flatMap(group => group.statements.map(said => [said.text, said.number])))
  expect(Object.fromEntries(numbersOf(edited))).toEqual(Object.fromEntries(numbersOf(agenda)))
})

test('a signed statement shows its name and that nobody has verified it, any other its pseudonym or nothing', () => {
  const by = outlineOf(agenda).groups.flatMap(group => group.statements.map(said => said.by))
  expect(by).toContain('Robin Example (signed, not verified)')
  expect(by).toContain('Amber Otter')
  expect(by).toContain(null)
})

test.each(withheldReasonSchema.options)('withheld for %s is said in a sentence of its own', reason => {
  const said = outlineOf(layOutAgenda(null, { ...facts, withheld: { reason, count: 1 } })).withheld
  expect(said?.length).toBeGreaterThan(40)
})

test('a title that ends like a reference stays a title', () => {
  const line = {
    ...synthesis,
    conditions: [{ text: 'See statement 99', observationIds: [synthesis.raisedOnce[1] ?? ''] }],
  }
  const entry = outlineOf(layOutAgenda(line, facts))
    .parts.flatMap(part => part.items)
    .find(one => one.item.id === 'counterfactuals')
  expect(entry?.lines).toEqual([{ text: '“See statement 99” (statement ', statements: [8], after: ')' }])
  const action = { title: 'As in statement 2', owner: 'A', openDays: 1, status: 'open', incidentTitle: 'statement 1' }
  const earlier = outlineOf(layOutAgenda(synthesis, { ...facts, earlierActions: [action] }))
    .parts.flatMap(part => part.items)
    .find(one => one.item.id === 'earlier-actions')
  expect(earlier?.lines.map(one => one.statements)).toEqual([[]])
})

test('where texts could not be read the figures stand, and one text that could not is told beside the others', () => {
  const rating = { n: 6, mean: 3.5 }
  const plain = layOutAgenda(null, { ...facts, rating, withheld: { reason: 'could_not_be_read', count: 7 } })
  expect(outlineOf(plain).withheld).toContain('7 texts are withheld')
  expect(JSON.stringify(plain)).toContain('mean 3.5 of 6 answers')
  expect(outlineOf(layOutAgenda({ ...synthesis, unread: 1 }, facts)).told.join(' ')).toContain(
    '1 text could not be read',
  )
  expect(outlineOf(layOutAgenda(synthesis, facts)).told.join(' ')).not.toContain('could not be read')
})

test('a number behind a reference that somebody wrote is no reference', () => {
  const knownConditions = [
    { text: 'retries as in statement 4 are not capped', reviews: 4, isLeveragePoint: false },
    { text: 'see statement 12', reviews: 1, isLeveragePoint: false },
  ]
  const lines = outlineOf(layOutAgenda(synthesis, { ...facts, knownConditions }))
    .parts.flatMap(part => part.items)
    .flatMap(one => one.lines)
    .filter(({ text }) => text.startsWith('Named before'))
  expect(lines.map(({ text, statements }) => [text, statements])).toEqual([
    ['Named before: retries as in statement 4 are not capped (in 4 reviews)', []],
    ['Named before: see statement 12 (in 1 review)', []],
  ])
})
