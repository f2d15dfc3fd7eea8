import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { incidentId, reviewId } from '../../../../functions/domain/ids.ts'
import type { Meeting } from '../../../../functions/domain/review/meeting.ts'
import { ApiProblem, unreachable } from '../../../../web/kit/api/problem.ts'
import { mergedNotes, sameNotes } from '../../../../web/desk/meeting/merge.ts'
import { createMeetingSaver, type SaveState, type Wanted } from '../../../../web/desk/meeting/saver.ts'

const blank: Meeting = {
  reviewId: reviewId(new Uint8Array(16)),
  incidentId: incidentId(new Uint8Array(16)),
  meetingAt: '2026-11-24T12:00:00.000Z',
  attendees: 0,
  speakers: 0,
  turns: [],
  notes: {},
  endedAt: null,
  version: 0,
}
const refusal = (code: string): ApiProblem => new ApiProblem(409, { code, title: code, issues: [] })

/** A server in memory that refuses what does not follow its version; each of `failures` is thrown once. */
const world = (server: Meeting, failures: Error[] = []) => {
  const told: SaveState['state'][] = []
  const merged: [Record<string, string>, readonly string[]][] = []
  const there = { meeting: server }
  const posts: Wanted[] = []
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
          notes: { ...wanted.notes },
          endedAt: wanted.ended ? 'now' : there.meeting.endedAt,
          version: base.version + 1,
        }
        return there.meeting
      },
    },
    {
      state: ({ state }) => told.push(state),
      saved: () => {},
      merged: (notes, both) => merged.push([notes, both]),
    },
  )
  return { saver, told, merged, there, posts }
}
const settled = async (told: readonly string[]): Promise<void> => {
  await expect.poll(() => told.at(-1)).not.toBe('saving')
}

describe('saving', () => {
  test('writes the newest, one at a time', async () => {
    const { saver, told, there, posts } = world(blank)
    for (const text of ['o', 'on', 'one']) saver.save({ notes: { a: text }, ended: null })
    await settled(told)
    expect(there.meeting.notes).toEqual({ a: 'one' })
    expect(posts.length).toBe(2)
  })

  test('waits without a connection, and sends when it is tried again', async () => {
    const { saver, told, there } = world(blank, [unreachable()])
    saver.save({ notes: { a: 'kept' }, ended: null })
    await settled(told)
    expect([told.at(-1), there.meeting.version]).toEqual(['waiting', 0])
    saver.retry()
    await settled(told)
    expect([told.at(-1), there.meeting.notes]).toEqual(['saved', { a: 'kept' }])
  })

  test('what is refused for good is told and not tried again by itself', async () => {
    const { saver, told } = world(blank, [refusal('review_cancelled')])
    saver.save({ notes: {}, ended: null })
    await settled(told)
    expect(told).toEqual(['saving', 'refused'])
  })

  test('over another’s version nothing of either is lost, and the other’s numbers stay', async () => {
    const theirs = { ...blank, version: 3, attendees: 5, speakers: 4, notes: { a: 'theirs', b: 'also theirs' } }
    const { saver, told, there, merged } = world(theirs)
    saver.save({ notes: { a: 'mine', c: 'only mine' }, ended: null })
    await settled(told)
    expect(there.meeting).toMatchObject({
      version: 4,
      attendees: 5,
      notes: { a: 'theirs\n\nmine', b: 'also theirs', c: 'only mine' },
    })
    expect(merged.map(([, both]) => both)).toEqual([['a']])
  })

  test('the end goes along with whatever is merged', async () => {
    const { saver, told, there } = world({ ...blank, version: 1, notes: { b: 'theirs' } })
    saver.save({ notes: { a: 'mine' }, ended: { attendees: 3, speakers: 2, turns: [2, 1] } })
    await settled(told)
    expect(there.meeting).toMatchObject({ endedAt: 'now', speakers: 2, notes: { a: 'mine', b: 'theirs' } })
  })
})

describe('merging', () => {
  const notes = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('', 'one', 'two', 'three'))

  test('keeps every text that either side wrote, and drops only what a side took away', () => {
    fc.assert(
      fc.property(notes, notes, notes, (base, mine, theirs) => {
        const merged = mergedNotes(base, mine, theirs)
        for (const side of [mine, theirs]) {
          for (const [id, text] of Object.entries(side)) {
            if (text !== (base[id] ?? '')) expect(merged.notes[id]).toContain(text)
          }
        }
        if (sameNotes(mine, base)) expect(sameNotes(merged.notes, theirs)).toBe(true)
        if (sameNotes(theirs, base)) expect(sameNotes(merged.notes, mine)).toBe(true)
      }),
    )
  })
})
