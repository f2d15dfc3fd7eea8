import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { incidentId, reviewId } from '../../../../functions/domain/ids.ts'
import { type Captured, capturedSchema, type Meeting } from '../../../../functions/domain/review/meeting.ts'
import { ApiProblem, unreachable, unreadable } from '../../../../web/kit/api/problem.ts'
import { mergedWritten, sameWritten, type Written } from '../../../../web/desk/meeting/merge.ts'
import { createMeetingSaver, type SaveState, type Wanted } from '../../../../web/desk/meeting/saver.ts'

const blank: Meeting = {
  reviewId: reviewId(new Uint8Array(16)),
  incidentId: incidentId(new Uint8Array(16)),
  meetingAt: '2026-11-24T12:00:00.000Z',
  attendees: 0,
  speakers: 0,
  turns: [],
  notes: {},
  captured: [],
  endedAt: null,
  version: 0,
}
const refusal = (code: string): ApiProblem => new ApiProblem(409, { code, title: code, issues: [] })

const entry = (id: string, text: string): Captured => capturedSchema.parse({ id, kind: 'note', itemId: 'one', text })
const written = (notes: Record<string, string>): Written => ({ notes, captured: [] })
const sorted = ({ notes, captured }: Written) => [
  Object.entries(notes)
    .filter(([, text]) => text !== '')
    .map(([id, text]) => `${id} ${text}`)
    .toSorted(),
  captured.map(({ id, text }) => `${id} ${text}`).toSorted(),
]

/** A server in memory that refuses what does not follow its version; each of `failures` is thrown once. */
const world = (server: Meeting, failures: Error[] = []) => {
  const told: SaveState['state'][] = []
  const merged: [Written, boolean][] = []
  const there = { meeting: server }
  const posts: Wanted[] = []
  const here = { written: written({}) }
  const saver = createMeetingSaver(
    blank,
    {
      read: async () => there.meeting,
      post: async (wanted, base) => {
        posts.push(wanted)
        const failure = failures.shift()
        if (failure) throw failure
        if (base.version !== there.meeting.version) throw refusal('changed_meanwhile')
        there.meeting = {
          ...there.meeting,
          ...wanted.ended,
          notes: { ...wanted.written.notes },
          captured: [...wanted.written.captured],
          endedAt: wanted.ended ? 'now' : there.meeting.endedAt,
          version: base.version + 1,
        }
        return there.meeting
      },
    },
    {
      written: () => here.written,
      state: ({ state }) => told.push(state),
      saved: () => {},
      merged: (words, both) => {
        here.written = words
        merged.push([words, both])
      },
    },
    () => 'drawn-anew',
  )
  const save = (wanted: Wanted): void => {
    here.written = wanted.written
    saver.save(wanted)
  }
  return { saver: { ...saver, save }, told, merged, there, posts, here }
}
const settled = async (told: readonly string[]): Promise<void> => {
  await expect.poll(() => told.at(-1)).not.toBe('saving')
}

describe('saving', () => {
  test('writes the newest, one at a time', async () => {
    const { saver, told, there, posts } = world(blank)
    for (const text of ['o', 'on', 'one']) saver.save({ written: written({ a: text }), ended: null })
    await settled(told)
    expect(there.meeting.notes).toEqual({ a: 'one' })
    expect(posts.length).toBe(2)
  })

  test('waits where the answer is of another version: it may have been carried out', async () => {
    const { saver, told, posts } = world(blank, [unreadable()])
    saver.save({ written: written({ one: 'a' }), ended: null })
    await vi.waitFor(() => expect(told.at(-1)).toBe('waiting'))
    saver.retry()
    await vi.waitFor(() => expect(told.at(-1)).toBe('saved'))
    expect(posts).toHaveLength(2)
  })

  test('waits without a connection, and sends when it is tried again', async () => {
    const { saver, told, there } = world(blank, [unreachable()])
    saver.save({ written: written({ a: 'kept' }), ended: null })
    await settled(told)
    expect([told.at(-1), there.meeting.version]).toEqual(['waiting', 0])
    saver.retry()
    await settled(told)
    expect([told.at(-1), there.meeting.notes]).toEqual(['saved', { a: 'kept' }])
  })

  test('what is refused for good is told and not tried again by itself', async () => {
    const { saver, told } = world(blank, [refusal('review_cancelled')])
    saver.save({ written: written({}), ended: null })
    await settled(told)
    expect(told).toEqual(['saving', 'refused'])
  })

  test('over another’s version nothing of either is lost, and the other’s numbers stay', async () => {
    const theirs = { ...blank, version: 3, attendees: 5, speakers: 4, notes: { a: 'theirs', b: 'also theirs' } }
    const { saver, told, there, merged } = world(theirs)
    saver.save({ written: written({ a: 'mine', c: 'only mine' }), ended: null })
    await settled(told)
    expect(there.meeting).toMatchObject({
      version: 4,
      attendees: 5,
      notes: { a: 'theirs\n\nmine', b: 'also theirs', c: 'only mine' },
    })
    expect(merged.map(([, both]) => both)).toEqual([true])
  })

  test('the end goes along with whatever is merged', async () => {
    const { saver, told, there } = world({ ...blank, version: 1, notes: { b: 'theirs' } })
    saver.save({ written: written({ a: 'mine' }), ended: { attendees: 3, speakers: 2, turns: [2, 1] } })
    await settled(told)
    expect(there.meeting).toMatchObject({ endedAt: 'now', speakers: 2, notes: { a: 'mine', b: 'theirs' } })
  })
})

describe('looking', () => {
  test('takes in what another has written, and nothing while something of one’s own is on its way', async () => {
    const { saver, told, there, merged } = world({ ...blank, version: 2, captured: [entry('theirs-01', 'theirs')] })
    await saver.look()
    expect(merged.map(([{ captured }]) => captured.map(({ text }) => text))).toEqual([['theirs']])
    saver.save({ written: { ...written({}), captured: [entry('mine-0001', 'mine')] }, ended: null })
    await saver.look()
    await settled(told)
    expect(there.meeting.captured.map(({ text }) => text)).toEqual(['mine'])
    expect(merged).toHaveLength(1)
  })
})

describe('words that are written while the server is asked', () => {
  test('stay when another’s come in', async () => {
    const { saver, there, merged, here } = world({ ...blank, version: 2, captured: [entry('theirs-01', 'theirs')] })
    const looked = saver.look()
    here.written = { ...written({}), captured: [entry('mine-0001', 'mine')] }
    await looked
    expect(merged.at(-1)?.[0].captured.map(({ text }) => text)).toEqual(['theirs', 'mine'])
    expect(there.meeting.version).toBe(2)
  })

  test('stay when another was faster', async () => {
    const { saver, told, there, here } = world({ ...blank, version: 2, notes: { a: 'theirs' } })
    saver.save({ written: written({ b: 'mine' }), ended: null })
    here.written = written({ b: 'mine, and more' })
    await settled(told)
    expect(there.meeting.notes).toEqual({ a: 'theirs', b: 'mine, and more' })
    expect(here.written.notes).toEqual({ a: 'theirs', b: 'mine, and more' })
  })
})

describe('merging', () => {
  const notes = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('', 'one', 'two', 'three'))
  const captured = fc
    .uniqueArray(fc.constantFrom('entry-aa', 'entry-bb', 'entry-cc', 'entry-dd'))
    .chain(ids => fc.tuple(...ids.map(id => fc.constantFrom('one', 'two', 'three').map(text => entry(id, text)))))
  const sides = fc.record({ notes, captured })

  test('keeps every text that either side wrote, and drops only what a side took away', () => {
    fc.assert(
      fc.property(sides, sides, sides, (base, mine, theirs) => {
        let drawn = 0
        const { written: merged } = mergedWritten(base, mine, theirs, () => `drawn-${(drawn += 1)}`)
        for (const side of [mine, theirs]) {
          for (const [id, text] of Object.entries(side.notes)) {
            if (text !== (base.notes[id] ?? '')) expect(merged.notes[id]).toContain(text)
          }
          for (const one of side.captured) {
            const before = base.captured.find(({ id }) => id === one.id)
            if (before?.text !== one.text) expect(merged.captured.map(({ text }) => text)).toContain(one.text)
          }
        }
        expect(new Set(merged.captured.map(({ id }) => id)).size).toBe(merged.captured.length)
        if (sameWritten(mine, base)) expect(sorted(merged)).toEqual(sorted(theirs))
        if (sameWritten(theirs, base)) expect(sorted(merged)).toEqual(sorted(mine))
      }),
    )
  })

  test('of an entry that both changed keeps both', () => {
    const of = (text: string): Written => ({ notes: {}, captured: [entry('entry-aa', text)] })
    const { written: merged, both } = mergedWritten(of('one'), of('two'), of('three'), () => 'drawn-01')
    expect(merged.captured.map(({ id, text }) => [id, text])).toEqual([
      ['entry-aa', 'three'],
      ['drawn-01', 'two'],
    ])
    expect(both).toBe(true)
  })
})
