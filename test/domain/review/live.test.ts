import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { liveKey, observationId, reviewId } from '../../../functions/domain/ids.ts'
import { plus } from '../../../functions/domain/time/instants.ts'
import {
  batchEnd,
  boardOf,
  type Channel,
  channelBytes,
  channelClosesAt,
  filedBytes,
  filedWith,
  nothingFiled,
  type Remark,
  remarkBytes,
  remarkInputSchema,
  remarksInBatch,
  shownBatch,
  withRemark,
} from '../../../functions/domain/review/live.ts'
import { Refusal } from '../../../functions/domain/refusal.ts'
import { gateways, surroundings } from '../ballot/gateways.ts'
import { findLiveKey, liveKeyOf, spacedKey } from '../../../functions/domain/review/live-link.ts'

const noon = '2026-11-24T12:00:00.000Z'
const channel: Channel = {
  reviewId: reviewId(new Uint8Array(16)),
  title: 'Checkout outage',
  keyHash: '',
  salt: '',
  closesAt: plus(noon, 4 * 3_600_000),
  batch: 0,
  batchEndsAt: noon,
  beforeEndsAt: noon,
  inBatch: 0,
  bytes: 0,
  ended: false,
}
const idOf = (seed: number) => observationId(Uint8Array.from({ length: 16 }, (_, index) => (seed >> (index * 5)) & 31))

const refusalOf = (work: () => unknown): Refusal => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error
  }
  throw new Error('nothing was refused')
}

/** Milliseconds after noon at which remarks are accepted, in order. */
const taking = fc.array(fc.nat(120_000), { minLength: 1, maxLength: 60 }).map(all => all.toSorted((a, b) => a - b))

/** The channel after each remark, with the remark. */
const played = (times: readonly number[]) => {
  let now = channel
  return times.map((after, index) => {
    const takenAt = plus(noon, after)
    now = { ...now, ...withRemark(now, takenAt, 100), bytes: now.bytes + 100 }
    const remark: Remark = { id: idOf(index * 7919), batch: now.batch, text: `remark ${index}`, hidden: false }
    return { takenAt, channel: now, remark }
  })
}
const few = taking.filter(times =>
  [...Map.groupBy(times, time => batchEnd(plus(noon, time))).values()].every(all => all.length <= remarksInBatch),
)

describe('batches', () => {
  test('end on a quarter minute of the day, 2 to 17 seconds after a remark', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), after => {
        const takenAt = plus(noon, after)
        const wait = Date.parse(batchEnd(takenAt)) - Date.parse(takenAt)
        expect(Date.parse(batchEnd(takenAt)) % 15_000).toBe(0)
        expect(wait).toBeGreaterThanOrEqual(2000)
        expect(wait).toBeLessThan(17_000)
      }),
    )
  })

  test('no remark is visible before its batch ends, and each is from then on, whatever follows', () => {
    fc.assert(
      fc.property(few, fc.nat(140_000), (times, look) => {
        const until = played(times).filter(({ takenAt }) => Date.parse(takenAt) <= Date.parse(noon) + look)
        const last = until.at(-1)
        if (!last) return
        const now = plus(noon, look)
        const remarks = until.map(({ remark }) => remark)
        const seen = new Set(boardOf(last.channel, remarks, now, 0).remarks.map(({ id }) => id))
        for (const { takenAt, remark } of until) {
          expect(seen.has(remark.id)).toBe(Date.parse(batchEnd(takenAt)) <= Date.parse(now))
        }
      }),
    )
  })

  test('the board is identical, byte by byte, from the end of one batch to the end of the next, whoever writes', () => {
    fc.assert(
      fc.property(few, fc.nat(7), (times, index) => {
        const all = played(times)
        const boards = new Set<string>()
        const from = Date.parse(noon) + index * 15_000
        for (let now = from; now < from + 15_000; now += 500) {
          const until = all.filter(({ takenAt }) => Date.parse(takenAt) <= now)
          const state = until.at(-1)?.channel ?? channel
          boards.add(
            JSON.stringify(
              boardOf(
                state,
                until.map(({ remark }) => remark),
                new Date(now).toISOString(),
                0,
              ),
            ),
          )
        }
        expect(boards.size).toBe(1)
      }),
    )
  })

  test('are numbered without gaps: a number does not reveal how long nobody wrote', () => {
    fc.assert(
      fc.property(few, times => {
        const numbers = [...new Set(played(times).map(({ remark }) => remark.batch))]
        expect(numbers).toEqual(numbers.map((_, index) => index + 1))
      }),
    )
  })

  test('that are full say in how many seconds the next one takes remarks, and it does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12_999 }), after => {
        const full = { ...channel, batch: 3, batchEndsAt: plus(noon, 15_000), inBatch: remarksInBatch }
        const refused = refusalOf(() => withRemark(full, plus(noon, after), 100))
        expect(refused.code).toBe('too_many_remarks')
        const wait = Number(refused.fields['retryAfterSeconds'])
        expect(wait).toBeGreaterThanOrEqual(1)
        expect(withRemark(full, plus(noon, after + wait * 1000), 100)).toMatchObject({ batch: 4, inBatch: 1 })
      }),
    )
  })

  test('of a channel that can keep no more are refused for good, by another code, and a shorter remark may still fit', () => {
    const nearly = { ...channel, bytes: channelBytes - 100 }
    expect(withRemark(nearly, noon, 100)).toMatchObject({ batch: 1 })
    const refused = refusalOf(() => withRemark(nearly, noon, 101))
    expect([refused.code, refused.fields]).toEqual(['channel_full', {}])
  })

  test('what a channel takes fits one stored item of 400 KB, in any script', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 500 }), { maxLength: 30 }), texts => {
        const observations = texts.map((text, index) => ({ id: idOf(index), text }))
        const counted = filedBytes({ observations, hiddenIds: [idOf(1)] })
        expect(counted).toBe(texts.reduce((total, text) => total + remarkBytes(text), 60))
        // As DynamoDB counts: names and values in UTF-8, a byte for each element and three for each list or map.
        const stored = observations.reduce(
          (total, one) => total + 3 + 2 + 2 + one.id.length + 4 + Buffer.byteLength(one.text),
          0,
        )
        expect(counted).toBeGreaterThanOrEqual(stored)
        expect(channelBytes).toBeLessThan(400 * 1024 - 20_000)
      }),
    )
  })

  test('an overtaken request joins the batch that has begun since', () => {
    const ends = { batchEndsAt: plus(noon, 30_000), beforeEndsAt: plus(noon, 15_000) }
    const next = { ...channel, ...ends, batch: 3, inBatch: 1 }
    expect(withRemark(next, plus(noon, 1000), 100)).toEqual({ ...ends, batch: 3, inBatch: 2 })
    expect(shownBatch(next, plus(noon, 14_999))).toBe(1)
    expect(shownBatch(next, plus(noon, 15_000))).toBe(2)
    expect(shownBatch(next, plus(noon, 30_000))).toBe(3)
  })
})

describe('the board', () => {
  const remarks = [3, 1, 2].map(
    (batch, index): Remark => ({ id: idOf(index), batch, text: 'said', hidden: batch === 1 }),
  )
  const after = { ...channel, batch: 3, batchEndsAt: noon }

  test('returns what came after a batch, and counts everything hidden', () => {
    expect(boardOf(after, remarks, noon, 2)).toMatchObject({ batch: 3, remarks: [{ batch: 3 }], hidden: 1 })
    expect(boardOf(after, remarks, noon, 0).remarks.map(({ batch }) => batch)).toEqual([2, 3])
  })
})

describe('filing', () => {
  const remarks = [5, 900, 44].map(
    (seed): Remark => ({ id: idOf(seed), batch: 1, text: `s${seed}`, hidden: seed === 44 }),
  )

  test('takes each remark once, ordered by random ids, and only the number of hidden ones', () => {
    const filed = filedWith(nothingFiled, remarks)
    expect(filed.observations.map(({ id }) => id)).toEqual([idOf(5), idOf(900)].toSorted((a, b) => (a < b ? -1 : 1)))
    expect(JSON.stringify(filed)).not.toContain('s44')
    expect(filed.hiddenIds).toEqual([idOf(44)])
    expect(filedWith(filed, remarks)).toBe(filed)
    expect(filedWith(filedWith(nothingFiled, remarks.slice(1)), remarks).observations).toEqual(filed.observations)
  })
})

describe('input', () => {
  test.each([
    ['a\u0000b\u202Ec', 'abc'],
    ['  one\r\n\r\n\r\n\r\ntwo  ', 'one\n\ntwo'],
    ['👩‍🔧', '👩‍🔧'],
    ['Error:\ttimeout\vafter\f30 s', 'Error: timeout after 30 s'],
    ['one\u2028two\u0085three', 'one\ntwo\nthree'],
  ])('%j becomes %j', (text, plain) => {
    expect(remarkInputSchema.parse({ text }).text).toBe(plain)
  })

  test.each([{ text: ' \u200B ' }, { text: 7 }, {}, { text: 'a', id: 'short' }, { text: 'a', id: 'x'.repeat(65) }])(
    '%j is refused',
    input => {
      expect(remarkInputSchema.safeParse(input).success).toBe(false)
    },
  )

  test('a key is accepted as people type it from the wall', () => {
    const key = liveKey(Uint8Array.from({ length: 16 }, (_, index) => index * 9))
    for (const typed of [spacedKey(key), ` ${key.toUpperCase()} `, `https://example.org/live/#${spacedKey(key)}`]) {
      expect(liveKeyOf(typed)).toBe(key)
    }
    expect(liveKeyOf('0abc-1def-ghij')).toBe('oabcldefghij')
    expect([liveKeyOf(`${key}a`), liveKeyOf(''), liveKeyOf('#')]).toEqual([null, null, null])
  })

  test('and in its link as mail programs and gateways hand it on', () => {
    const url = 'https://example.org/live/#abcd-2345-wxyz'
    for (const [name, wrap] of Object.entries(gateways))
      for (const [around, surround] of Object.entries(surroundings).filter(([, one]) => one(url).length < 300))
        expect([name, around, findLiveKey(surround(wrap(url)))]).toEqual([name, around, 'abcd2345wxyz'])
    for (const hash of ['#abcd2345wxyz&data=05', '#abcd-2345-wxyz>', '#abcd2345wxyz.', '%23abcd2345wxyz'])
      expect(findLiveKey(hash)).toBe('abcd2345wxyz')
    expect(findLiveKey(`${url} https://example.org/live/#bbbb-2345-wxyz`)).toBeNull()
    expect(findLiveKey('#abcd2345wxyzz')).toBeNull()
  })
})

test('a channel closes four hours after the start of the meeting, or after its opening if that is later', () => {
  expect(channelClosesAt(plus(noon, 3_600_000), noon)).toBe(plus(noon, 5 * 3_600_000))
  expect(channelClosesAt(plus(noon, -3_600_000), noon)).toBe(plus(noon, 4 * 3_600_000))
})
