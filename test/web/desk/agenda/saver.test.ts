import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AgendaEdit } from '../../../../functions/domain/agenda/edits.ts'
import { ApiProblem, unreachable } from '../../../../web/kit/api/problem.ts'
import { createSaver, type SaveState } from '../../../../web/desk/agenda/saver.ts'

const edit = (title: string): AgendaEdit => ({ op: 'rename', itemId: 'closing', title })
const problem = (code: string, paths: string[] = []): ApiProblem =>
  new ApiProblem(409, { code, title: code, issues: paths.map(path => ({ path, message: 'no' })) })

/** A server that answers one write after the other, and what it has. */
const server = (refusals: (Error | null)[] = []) => {
  const waiting: (() => void)[] = []
  const there = { version: 0, edits: [] as readonly AgendaEdit[], writes: 0, atOnce: 0, most: 0 }
  const put = async (version: number, edits: readonly AgendaEdit[]): Promise<number> => {
    there.writes += 1
    there.atOnce += 1
    there.most = Math.max(there.most, there.atOnce)
    await new Promise<void>(resolve => waiting.push(resolve))
    there.atOnce -= 1
    const refusal = refusals.shift()
    if (refusal) throw refusal
    if (version !== there.version) throw problem('changed_meanwhile')
    Object.assign(there, { version: version + 1, edits })
    return there.version
  }
  /** Lets one write through; after it everything that follows from it has happened. */
  const answer = async (): Promise<void> => {
    waiting.shift()?.()
    await new Promise(resolve => setImmediate(resolve))
  }
  return { there, put, answer, waiting }
}

test('whatever is changed while a write is under way, the newest list ends up on the server, one write at a time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), async steps => {
      const { there, put, answer, waiting } = server()
      const states: SaveState[] = []
      const saver = createSaver(0, put, state => states.push(state))
      const lists: (readonly AgendaEdit[])[] = []
      for (const [index, changes] of steps.entries()) {
        if (changes) {
          lists.push([...(lists.at(-1) ?? []), edit(String(index))])
          saver.save(lists.at(-1) ?? [])
        } else await answer()
      }
      while (waiting.length > 0) await answer()
      expect(there.edits).toEqual(lists.at(-1) ?? [])
      expect(there.most).toBeLessThanOrEqual(1)
      if (lists.length > 0) expect(states.at(-1)).toEqual({ state: 'saved', edits: lists.at(-1) })
    }),
  )
})

test('after somebody else’s change nothing more is written', async () => {
  const { there, put, answer } = server([problem('changed_meanwhile')])
  const states: SaveState[] = []
  const saver = createSaver(0, put, state => states.push(state))
  saver.save([edit('a')])
  await answer()
  saver.save([edit('b')])
  saver.retry()
  expect(there.writes).toBe(1)
  expect(states.at(-1)).toEqual({ state: 'changed-meanwhile' })
})

test('after a broken line the newest list is written when it is asked for again', async () => {
  const { there, put, answer } = server([unreachable()])
  const states: SaveState[] = []
  const saver = createSaver(0, put, state => states.push(state))
  saver.save([edit('a')])
  await answer()
  expect(states.at(-1)?.state).toBe('failed')
  saver.retry()
  await answer()
  expect(there.edits).toEqual([edit('a')])
})

test('edits that the agenda has outgrown are dropped, the others are kept', async () => {
  const { there, put, answer } = server([problem('edit_does_not_fit', ['edits.0'])])
  const states: SaveState[] = []
  const saver = createSaver(0, put, state => states.push(state))
  saver.save([edit('stale'), edit('new')])
  await answer()
  await answer()
  expect(there.edits).toEqual([edit('new')])
  expect(states.at(-1)).toEqual({ state: 'saved', edits: [edit('new')] })
})

test('a refusal that names no edit is told, not repeated', async () => {
  const { there, put, answer } = server([problem('edit_does_not_fit')])
  const states: SaveState[] = []
  createSaver(0, put, state => states.push(state)).save([edit('a')])
  await answer()
  expect(states.at(-1)?.state).toBe('failed')
  expect(there.writes).toBe(1)
})
