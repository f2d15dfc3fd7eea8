import { expect, test } from 'vitest'
import { ApiProblem, unreachable } from '../../../../web/kit/api/problem.ts'
import { importIdSchema } from '../../../../functions/domain/ids.ts'
import {
  insistently,
  mappingOf,
  noCounts,
  notBegun,
  type Progress,
  takeAll,
  undoAll,
} from '../../../../web/desk/import/steps.ts'

const importId = importIdSchema.parse('imp_aaaaaaaaaaaaaaaa')
const part = (added: number, next: number | null) => ({ taken: { ...noCounts, added }, next, importId })

test('an import stopped anywhere goes on from there and adds up to the same', async () => {
  for (const stopped of [0, 1, 2]) {
    const told: Progress[] = []
    const asked: number[] = []
    const send = async (from: number) => {
      if (asked.length === stopped) {
        asked.push(-1)
        throw unreachable()
      }
      asked.push(from)
      return part(2, from < 4 ? from + 2 : null)
    }
    await expect(takeAll(notBegun, send, progress => told.push(progress))).rejects.toThrow('unreachable')
    await takeAll(told.at(-1) ?? notBegun, send, progress => told.push(progress))
    expect(asked.filter(from => from >= 0)).toStrictEqual([0, 2, 4])
    expect(told.at(-1)).toStrictEqual({ counts: { ...noCounts, added: 6 }, next: null, importId })
  }
})

test('an undo gathers what stays over its steps', async () => {
  const kept = { id: 'inc_aaaaaaaaaaaaaaaa', title: 'One', reasons: ['review'] } as const
  const told: unknown[] = []
  const send = async (from: number) =>
    from === 0
      ? { removed: 2, restored: 1, kept: [], next: 250 }
      : { removed: 1, restored: 2, kept: [structuredClone(kept)], next: null }
  // @ts-expect-error the id of an answer is checked where it is parsed
  await undoAll({ removed: 0, restored: 0, kept: [], next: 0 }, send, undone => told.push(undone))
  expect(told.at(-1)).toStrictEqual({ removed: 3, restored: 3, kept: [kept], next: null })
})

test('a part without an answer is sent four times in all; a refusal is not sent again', async () => {
  const pauses: number[] = []
  const pause = async (milliseconds: number) => {
    pauses.push(milliseconds)
  }
  let sent = 0
  const failing = (error: unknown, times: number) => async () => {
    sent += 1
    if (sent <= times) throw error
    return sent
  }
  expect(await insistently(failing(unreachable(), 3), pause)).toBe(4)
  expect(pauses).toStrictEqual([1000, 3000, 9000])
  sent = 0
  await expect(insistently(failing(unreachable(), 4), pause)).rejects.toThrow('unreachable')
  sent = 0
  const refusal = new ApiProblem(400, { code: 'rows_unreadable', title: '', issues: [] })
  await expect(insistently(failing(refusal, 1), pause)).rejects.toThrow('rows_unreadable')
  expect(sent).toBe(1)
})

test('what says that a record was none is asked for by its column and words, or left to what is known', () => {
  const choice = {
    columns: {},
    zone: 'UTC',
    severity: '',
    source: '',
    severities: {},
    held: {},
    list: '',
    dateOrder: '',
    anyTime: false,
    months: {},
  } as const
  const none = { column: 'Status', words: ' Merged, False alarm;; Merged ' }
  expect(JSON.parse(mappingOf({ ...choice, none })).notCounted).toStrictEqual({
    column: 'Status',
    values: ['Merged', 'False alarm'],
  })
  expect(JSON.parse(mappingOf({ ...choice, none: null })).notCounted).toBeNull()
})
