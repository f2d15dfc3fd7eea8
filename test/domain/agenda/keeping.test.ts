import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AgendaEdit, KeptEdit } from '../../../functions/domain/agenda/edit.ts'
import { isKept, withMore } from '../../../functions/domain/agenda/keeping.ts'

const edit = (title: string): AgendaEdit => ({ op: 'rename', itemId: 'closing', title })
const made = (id: string) => ({ id: id.padStart(8, '0'), edit: edit(id) })

test('whatever two facilitators add and take back, each edit is there until its maker takes it back', () => {
  const people = ['ada@example.com', 'bo@example.com']
  fc.assert(
    fc.property(fc.array(fc.record({ who: fc.nat(1), adds: fc.boolean() }), { maxLength: 30 }), steps => {
      let kept: KeptEdit[] = []
      const mine: string[][] = [[], []]
      for (const [index, { who, adds }] of steps.entries()) {
        const own = mine[who] ?? []
        if (adds) own.push(made(`e${index}`).id)
        const undo = adds ? [] : own.splice(-1)
        const more = { version: 0, add: adds ? [made(`e${index}`)] : [], undo }
        kept = withMore(kept, more, people[who] ?? '')
        expect(isKept(kept, more)).toBe(true)
        expect(withMore(kept, more, people[who] ?? '')).toEqual(kept)
      }
      expect(kept.map(({ id }) => id).sort()).toEqual(mine.flat().sort())
    }),
  )
})

test('somebody else’s edit is not taken back; one of before its maker was kept may be', () => {
  const kept = withMore([], { version: 0, add: [made('a')], undo: [] }, 'ada@example.com')
  const undo = { version: 1, add: [], undo: [made('a').id] }
  expect(() => withMore(kept, undo, 'bo@example.com')).toThrow(expect.objectContaining({ code: 'edit_does_not_fit' }))
  expect(
    withMore(
      kept.map(one => ({ ...one, by: '' })),
      undo,
      'bo@example.com',
    ),
  ).toEqual([])
})

test('a full list takes no more, and lets what is there be taken back', () => {
  const long = { id: 'long0000', edit: edit('я'.repeat(180_000)) }
  const add = { version: 0, add: [long], undo: [] }
  expect(() => withMore([], add, 'ada@example.com')).toThrow(expect.objectContaining({ code: 'edit_does_not_fit' }))
  const full = [{ ...long, by: 'ada@example.com' }]
  expect(withMore(full, { version: 0, add: [], undo: [long.id] }, 'ada@example.com')).toEqual([])
})
