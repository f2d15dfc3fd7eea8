import { expect, test } from 'vitest'
import { applyEdits } from '../../../../functions/domain/agenda/edits.ts'
import type { Agenda } from '../../../../functions/domain/agenda/schema.ts'
import { fits, step } from '../../../../web/desk/curate/moves.ts'
import { sampleWorld } from '../sample.ts'

const agenda = sampleWorld(Date.parse('2026-11-22T12:00:00Z')).agenda
if (!agenda) throw new Error('the sample has an agenda')

const order = (one: Agenda): string[] => one.parts.flatMap(part => part.items.map(item => item.id))
const movable = agenda.parts
  .filter(part => part.name !== 'Opening' && part.name !== 'Closing')
  .flatMap(part => part.items.map(item => item.id))

test.each(movable)('%s goes one place down and back up, over the end of its part too', id => {
  const down = step(agenda, id, 1)
  if (!fits(agenda, down)) return expect(id).toBe(movable.at(-1))
  const moved = applyEdits(agenda, [down]).agenda
  expect(order(moved)).not.toEqual(moved === agenda ? [] : undefined)
  const up = step(moved, id, -1)
  expect(fits(moved, up)).toBe(true)
  const back = up ? applyEdits(moved, [up]).agenda : moved
  expect(order(back)).toEqual(order(agenda))
})

test('the frame of the meeting keeps its place', () => {
  for (const id of ['opening', 'check-in', 'closing'])
    for (const by of [1, -1] as const) expect(fits(agenda, step(agenda, id, by))).toBe(false)
})
