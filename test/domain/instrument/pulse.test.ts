import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Asked, lineOf, scaleItems, scored } from '../../../functions/domain/suppression/lines.ts'
import {
  edmondson1,
  generative1,
  pulse1,
  pulse2,
  pulseInstruments,
} from '../../../functions/domain/instrument/pulse.ts'
import { wordingsIn } from '../../../functions/domain/instrument/words/languages.ts'

const mayShareLine = (one: Asked, other: Asked): boolean => lineOf(one) !== null && lineOf(one) === lineOf(other)

const pulseWordings = wordingsIn('en')

describe('every pulse instrument', () => {
  test.each(pulseInstruments)('$id has wording for each item, and names its source', instrument => {
    expect(Object.keys(pulseWordings[instrument.id] ?? {}).sort()).toEqual(instrument.items.map(({ id }) => id).sort())
    expect(instrument.source.length).toBeGreaterThan(20)
    expect(instrument.licence.length).toBeGreaterThan(20)
  })

  test.each(pulseInstruments)('$id is padded according to what it asks', ({ items, sealedBytes }) => {
    expect(sealedBytes).toBe(items.some(({ kind }) => kind === 'text') ? 16_384 : 2_048)
  })

  test.each(pulseInstruments)('$id scores only its own items, all on one scale', instrument => {
    for (const { items } of instrument.scores ?? []) {
      const found = scaleItems(instrument).filter(({ id }) => items.includes(id))
      expect(found.map(({ id }) => id)).toEqual(items)
      expect(new Set(found.map(({ min, max }) => `${min}-${max}`)).size).toBe(1)
    }
  })

  test('has its own id', () => {
    expect(new Set(pulseInstruments.map(({ id }) => id)).size).toBe(pulseInstruments.length)
  })
})

/** A purpose is not shown to participants; purposes.test.ts pins it, beside what was read. */
const asRead = (key: string, value: unknown): unknown => (key === 'purpose' || key === 'apart' ? undefined : value)
const sha256 = (value: unknown) => createHash('sha256').update(JSON.stringify(value, asRead)).digest('hex').slice(0, 16)

test('no version that was ever asked changes: add one instead of changing a hash here', () => {
  const pinned = pulseInstruments.map(({ id, items, scores, sealedBytes }) => [
    id,
    sha256([items, scores, sealedBytes, pulseWordings[id]]),
  ])
  expect(Object.fromEntries(pinned)).toEqual({
    'pulse-1': '15e4ce8dffe785f4',
    'pulse-2': '77d75e5a767c610d',
    'edmondson-1': '4085d41dee8cfd08',
    'generative-1': '43bdf28ff45a5a51',
  })
})

describe('Edmondson', () => {
  test('is reversed in items 1, 3 and 5 by their ids', () => {
    const reversed = scaleItems(edmondson1).flatMap((item, index) => (item.reversed ? [`${index + 1} ${item.id}`] : []))
    expect(reversed).toEqual(['1 mistakes', '3 different', '5 help'])
    expect(
      scaleItems(pulse2)
        .filter(item => item.reversed)
        .map(({ id }) => id),
    ).toEqual(['mistakes', 'different', 'help'])
  })

  test('gets the lowest safety score for full agreement with the reversed items', () => {
    const [mistakes, problems] = scaleItems(edmondson1)
    if (!mistakes || !problems) throw new Error('no items')
    expect([scored(mistakes, 7), scored(mistakes, 1), scored(problems, 7)]).toEqual([1, 7, 7])
  })
})

describe('one line', () => {
  const safety = { instrument: pulse2, item: 'review-safety' }

  test('never joins the two wordings of the review-safety item', () => {
    expect(mayShareLine({ instrument: pulse1, item: 'review-safety' }, safety)).toBe(false)
    expect(mayShareLine(safety, safety)).toBe(true)
  })

  test('continues through a new version for questions it leaves unchanged, and for its score', () => {
    for (const item of ['mistakes', 'skills', 'safety']) {
      expect(mayShareLine({ instrument: pulse1, item }, { instrument: pulse2, item })).toBe(true)
    }
  })

  test('ends when the scale or the scoring changes', () => {
    const turned = {
      ...pulse2,
      items: pulse2.items.map(item => ({ ...item, ...('reversed' in item ? { reversed: false } : {}) })),
    }
    const laxer = { ...pulse2, scores: pulse2.scores?.map(score => ({ ...score, minAnswered: 3 })) ?? [] }
    for (const [instrument, item] of [
      [edmondson1, 'mistakes'],
      [edmondson1, 'safety'],
      [turned, 'mistakes'],
      [turned, 'safety'],
      [laxer, 'safety'],
    ] as const) {
      expect(mayShareLine({ instrument, item }, { instrument: pulse2, item })).toBe(false)
    }
  })

  test('does not exist for a comment, or for something that is not asked', () => {
    expect(lineOf({ instrument: pulse2, item: 'comment' })).toBeNull()
    expect(mayShareLine({ instrument: pulse1, item: 'comment' }, { instrument: pulse2, item: 'comment' })).toBe(false)
    expect(mayShareLine({ instrument: generative1, item: 'x' }, { instrument: generative1, item: 'x' })).toBe(false)
  })

  test('of one sentence and one scale is one line', () => {
    const asked = pulseInstruments.flatMap(instrument =>
      scaleItems(instrument).map(({ id, wording }) => ({
        wording,
        question: pulseWordings[instrument.id]?.[id]?.question,
      })),
    )
    for (const one of asked) {
      for (const other of asked) expect(one.wording === other.wording).toBe(one.question === other.question)
    }
  })
})
