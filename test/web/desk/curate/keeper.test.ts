import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AgendaEdit, KeptEdits, MoreEdits } from '../../../../functions/domain/agenda/edit.ts'
import { isKept, withMore } from '../../../../functions/domain/agenda/keeping.ts'
import { createKeeper, type Kept, type Keeper } from '../../../../web/desk/curate/keeper.ts'
import { ApiProblem, unreachable } from '../../../../web/kit/api/problem.ts'

const edit = (title: string): AgendaEdit => ({ op: 'rename', itemId: 'closing', title })
const nothing = { add: [], undo: [] }
const problem = (status: number, code: string): ApiProblem => new ApiProblem(status, { code, title: code, issues: [] })
const changed = (): ApiProblem => problem(409, 'changed_meanwhile')
const refusal = (): ApiProblem => problem(400, 'invalid_body')
type Line = 'through' | 'before' | 'after'

/** A server that several write to, answering one call after the other, in an order and over lines that a test draws. */
const server = () => {
  const there: { kept: KeptEdits } = { kept: { version: 0, edits: [] } }
  const waiting: ((line: Line) => void)[] = []
  const reached = <T>(work: () => T): Promise<T> =>
    new Promise((resolve, reject) =>
      waiting.push(line => {
        try {
          if (line === 'before') throw unreachable()
          const answer = work()
          if (line === 'after') throw unreachable()
          resolve(answer)
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)))
        }
      }),
    )
  const add = (by: string, more: MoreEdits): KeptEdits => {
    const { version, edits } = there.kept
    if (titles({ edits: more.add }).includes('too long')) throw refusal()
    if (more.version !== version) {
      if (isKept(edits, more)) return there.kept
      throw changed()
    }
    there.kept = { version: version + 1, edits: withMore(edits, more, by) }
    return there.kept
  }
  const answer = async (at = 0, line: Line = 'through'): Promise<void> => {
    waiting.splice(at % Math.max(1, waiting.length), 1)[0]?.(line)
    await new Promise(resolve => setImmediate(resolve))
  }
  let drawn = 0
  const opened = (by: string): { keeper: Keeper; states: Kept[] } => {
    const states: Kept[] = []
    const calls = { read: () => reached(() => there.kept), add: (more: MoreEdits) => reached(() => add(by, more)) }
    const drawId = (): string => String((drawn += 1)).padStart(8, '0')
    return { keeper: createKeeper(by, there.kept, nothing, calls, drawId, kept => states.push(kept)), states }
  }
  return { there, opened, answer, waiting }
}

const titles = ({ edits }: { edits: readonly { edit: AgendaEdit }[] }): string[] =>
  edits.map(one => (one.edit.op === 'rename' ? one.edit.title : one.edit.op))

test('whatever two facilitators do at once, over lines that break, no change is lost and none comes twice', async () => {
  const steps = fc.array(
    fc.record({
      who: fc.nat(1),
      does: fc.constantFrom('make', 'undo', 'answer', 'answer', 'look', 'retry'),
      at: fc.nat(3),
      line: fc.constantFrom<Line>('through', 'through', 'before', 'after'),
    }),
    { maxLength: 40 },
  )
  await fc.assert(
    fc.asyncProperty(steps, async drawn => {
      const { there, opened, answer, waiting } = server()
      const desks = [opened('ada@example.com'), opened('bo@example.com')]
      const wanted: string[][] = [[], []]
      for (const [index, { who, does, at, line }] of drawn.entries()) {
        const [desk, own] = [desks[who], wanted[who]]
        if (!desk || !own) continue
        if (does === 'make') {
          desk.keeper.make(edit(`${who} ${index}`))
          own.push(`${who} ${index}`)
        } else if (does === 'undo') {
          const gone = desk.keeper.undo()
          expect(gone?.op === 'rename' ? gone.title : null).toBe(own.pop() ?? null)
        } else if (does === 'answer') await answer(at, line)
        else if (does === 'look') desk.keeper.look().catch(() => {})
        else desk.keeper.retry()
      }
      for (let turn = 0; turn < 100; turn += 1) {
        for (const { keeper } of desks) if (keeper.now().saving.state === 'failed') keeper.retry()
        if (waiting.length === 0) break
        await answer()
      }
      for (const [who, own] of wanted.entries()) {
        expect(titles(there.kept).filter(title => title.startsWith(`${who} `))).toEqual(own)
        expect(titles(desks[who]?.keeper.now() ?? { edits: [] }).filter(title => title.startsWith(`${who} `))).toEqual(
          own,
        )
      }
    }),
    { numRuns: 300 },
  )
})

test('what the other changed first is fetched, one’s own is put on top, and both are told', async () => {
  const { there, opened, answer } = server()
  const [ada, bo] = [opened('ada@example.com'), opened('bo@example.com')]
  ada.keeper.make(edit('Hers'))
  await answer()
  bo.keeper.make(edit('His'))
  for (let call = 0; call < 3; call += 1) await answer()
  expect(titles(there.kept)).toEqual(['Hers', 'His'])
  expect(titles(bo.keeper.now())).toEqual(['Hers', 'His'])
  expect(bo.keeper.now().news).toMatchObject([{ by: 'ada@example.com', edit: edit('Hers'), isGone: false }])
  bo.keeper.read()
  expect(bo.keeper.now().news).toEqual([])
  const looked = ada.keeper.look()
  await answer()
  await looked
  expect(ada.keeper.now().news).toMatchObject([{ by: 'bo@example.com', edit: edit('His') }])
})

test('only one’s own last change is taken back', async () => {
  const { there, opened, answer } = server()
  const [ada, bo] = [opened('ada@example.com'), opened('bo@example.com')]
  ada.keeper.make(edit('Hers'))
  await answer()
  bo.keeper.make(edit('His'))
  for (let call = 0; call < 3; call += 1) await answer()
  const looked = ada.keeper.look()
  await answer()
  await looked
  expect(ada.keeper.undo()).toEqual(edit('Hers'))
  expect(ada.keeper.canUndo()).toBe(false)
  await answer()
  expect(titles(there.kept)).toEqual(['His'])
})

test('after a broken line it is sent again when asked, and is there once', async () => {
  const { there, opened, answer } = server()
  const { keeper, states } = opened('ada@example.com')
  keeper.make(edit('a'))
  await answer(0, 'after')
  expect(states.at(-1)?.saving.state).toBe('failed')
  expect(states.at(-1)?.unsent.add).toHaveLength(1)
  keeper.retry()
  await answer()
  expect(titles(there.kept)).toEqual(['a'])
  expect(states.at(-1)).toMatchObject({ saving: { state: 'saved' }, unsent: nothing })
})

test('a change that the API refuses is given up alone and told; what was made before and after it is there', async () => {
  const { there, opened, answer } = server()
  const { keeper, states } = opened('ada@example.com')
  keeper.make(edit('a'))
  keeper.make(edit('too long'))
  keeper.make(edit('b'))
  for (let call = 0; call < 6; call += 1) await answer()
  expect(titles(there.kept)).toEqual(['a', 'b'])
  expect(states.at(-1)).toMatchObject({ saving: { state: 'refused' }, unsent: nothing })
  keeper.make(edit('c'))
  await answer()
  expect(titles(there.kept)).toEqual(['a', 'b', 'c'])
  expect(states.at(-1)).toMatchObject({ saving: { state: 'saved' }, unsent: nothing })
})
