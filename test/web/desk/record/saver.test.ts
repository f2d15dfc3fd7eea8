import { describe, expect, test, vi } from 'vitest'
import type { RecordContent } from '../../../../functions/domain/review/record.ts'
import { createRecordSaver, type SaveState } from '../../../../web/desk/record/saver.ts'
import { ApiProblem, unreachable } from '../../../../web/kit/api/problem.ts'

const content = (understanding: string): RecordContent => ({ understanding, factors: [], decisions: [] })
const conflict = () => new ApiProblem(409, { code: 'changed_meanwhile', title: '', issues: [] })

/** A server with one record. `lose` are the writes, from the first, whose reply never arrives. */
const serverWith = (lose: readonly number[] = []) => {
  const stored = { version: 0, ...content('') }
  let writes = 0
  const put = async (version: number, next: RecordContent): Promise<number> => {
    if (version !== stored.version) throw conflict()
    Object.assign(stored, next, { version: version + 1 })
    if (lose.includes(++writes)) throw unreachable()
    return stored.version
  }
  const states: SaveState[] = []
  const merges: [string, boolean][] = []
  let typed = content('')
  const saver = createRecordSaver(
    { first: structuredClone(stored), put, read: async () => structuredClone(stored) },
    {
      typed: () => typed,
      state: state => void states.push(state),
      merged: (content_, both) => {
        typed = content_
        merges.push([content_.understanding, both])
      },
    },
  )
  const type = (next: RecordContent): void => {
    typed = next
    saver.save(next)
  }
  return { stored, states, merges, saver: { save: type } }
}
const told = (states: readonly SaveState[], state: SaveState) => vi.waitFor(() => expect(states.at(-1)).toBe(state))

describe('a record that saves itself', () => {
  test('keeps what came last while a write was under way', async () => {
    const { stored, states, saver } = serverWith()
    saver.save(content('a'))
    saver.save(content('ab'))
    saver.save(content('abc'))
    await told(states, 'saved')
    expect(stored).toMatchObject({ understanding: 'abc', version: 2 })
  })

  test('goes on after a reply that was lost, and calls nobody else the writer of its own words', async () => {
    const { stored, states, saver } = serverWith([1])
    saver.save(content('a'))
    await told(states, 'failed')
    saver.save(content('ab'))
    await told(states, 'saved')
    expect(stored).toMatchObject({ understanding: 'ab', version: 2 })
  })

  test('takes in what somebody else wrote, loses nothing of either, says so, and goes on', async () => {
    const { stored, states, merges, saver } = serverWith()
    Object.assign(stored, content('theirs'), { version: 1 })
    saver.save(content('mine'))
    await told(states, 'saved')
    expect(stored).toMatchObject({ understanding: 'theirs\n\nmine', version: 2 })
    expect(merges).toEqual([['theirs\n\nmine', true]])
    saver.save(content('theirs\n\nmine, and more'))
    await told(states, 'saved')
    await vi.waitFor(() => expect(stored).toMatchObject({ understanding: 'theirs\n\nmine, and more', version: 3 }))
    expect(merges).toHaveLength(1)
  })

  test('takes it in too where a reply was lost and somebody else wrote after it', async () => {
    const { stored, states, saver } = serverWith([1])
    saver.save(content('a'))
    await told(states, 'failed')
    Object.assign(stored, content('a, and theirs'), { version: 2 })
    saver.save(content('ab'))
    await told(states, 'saved')
    expect(stored.understanding).toContain('a, and theirs')
    expect(stored.understanding).toContain('ab')
  })

  test('sends nothing that is too long once both are joined, cuts nothing off, and goes on once it is shortened', async () => {
    const { stored, states, merges, saver } = serverWith()
    const [theirs, mine] = ['t'.repeat(15_000), 'm'.repeat(15_000)]
    Object.assign(stored, content(theirs), { version: 1 })
    saver.save(content(mine))
    await told(states, 'too_long')
    expect(merges).toEqual([[`${theirs}\n\n${mine}`, true]])
    expect(stored).toMatchObject({ understanding: theirs, version: 1 })
    saver.save(content(`${theirs}\n\nm`))
    await told(states, 'saved')
    expect(stored).toMatchObject({ understanding: `${theirs}\n\nm`, version: 2 })
  })

  test('writes what was typed while theirs was read', async () => {
    const { stored, states, saver } = serverWith()
    Object.assign(stored, { factors: [{ text: 'No owner', confirmed: true }] }, { version: 1 })
    saver.save(content('mine'))
    saver.save(content('mine, and more'))
    await told(states, 'saved')
    expect(stored).toMatchObject({ understanding: 'mine, and more', factors: [{ text: 'No owner', confirmed: true }] })
  })
})
