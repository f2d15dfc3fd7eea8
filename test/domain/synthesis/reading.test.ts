/** What the readers of one statement hold to beside their lists (held-out.test.ts). */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBlaming } from '../../../functions/domain/synthesis/blame.ts'
import { needsCare } from '../../../functions/domain/synthesis/care.ts'
import { isCondition } from '../../../functions/domain/synthesis/conditions.ts'
import { lens } from '../../../functions/domain/synthesis/lens.ts'
import { momentsOf } from '../../../functions/domain/synthesis/moments.ts'
import { isNonAnswer } from '../../../functions/domain/synthesis/non-answers.ts'
import { isProposal } from '../../../functions/domain/synthesis/proposals.ts'
import { isStrength } from '../../../functions/domain/synthesis/strengths.ts'
import { hurt } from './care.cases.ts'
import { hostileText } from './hostile.ts'
import { wednesday } from './moments.cases.ts'

test('a time in Japanese keeps its minutes and its half of the day, and needs no space before it', () => {
  const instants = (text: string) => momentsOf(text, { ...wednesday, zone: 'Asia/Tokyo' }).map(({ at }) => at)
  expect(instants('22時40分に警報が鳴った')).toEqual(['2026-03-04T13:40:00.000Z'])
  expect(instants('警報は22時40分だった')).toEqual(['2026-03-04T13:40:00.000Z'])
  expect(instants('午後11時5分に復旧した')).toEqual(['2026-03-04T14:05:00.000Z'])
  expect(instants('最初の連絡は22:40だった')).toEqual(['2026-03-04T13:40:00.000Z'])
  expect(instants('22時半に気づいた')).toEqual(['2026-03-04T13:30:00.000Z'])
  expect(instants('復旧まで1時間かかり、2時40分間止まった')).toEqual([])
})

test('what its writer feels raises no flag', () => {
  for (const text of hurt.filter(one => needsCare(one))) expect(lens(text)).toEqual([])
})

test('self-blame is no blame, in whatever language', () => {
  for (const text of [
    'I should have checked the valve',
    'We forgot the second valve',
    'Ich hätte das Ventil prüfen müssen',
    "J'aurais dû vérifier la vanne",
    'Debería haber revisado la válvula',
    'Devia ter verificado a válvula',
    'Powinienem był sprawdzić zawór',
  ])
    expect(isBlaming(text)).toBe(false)
})

test('a sentence about blame blames nobody', () => {
  for (const text of ['Nobody is to blame for the valve', 'We run blameless reviews', 'Niemand hat Schuld'])
    expect(isBlaming(text)).toBe(false)
})

test('typographic apostrophes are read as plain ones', () => {
  expect(needsCare('I can’t sleep since')).toBe(needsCare("I can't sleep since"))
  expect(isCondition('If it hadn’t rained, we would have left')).toBe(true)
})

test('a noun phrase proposes unless the question asked what was missing, surprising or good', () => {
  const text = 'A checklist for every hand-over'
  expect(isProposal(text)).toBe(true)
  expect(isProposal(text, 'condition')).toBe(true)
  for (const purpose of ['missing-information', 'surprise', 'went-well'] as const)
    expect(isProposal(text, purpose)).toBe(false)
})

test('where conditions are asked for, one needs no "would have"', () => {
  const text = 'If the valve refused such a turn, this stops'
  expect(isCondition(text, true)).toBe(true)
})

test('what answers the question for it went well; elsewhere it has to be praised', () => {
  expect(isStrength('The yard crew', 'went-well')).toBe(true)
  expect(isStrength('The yard crew', null)).toBe(false)
  expect(isStrength('The yard crew reacted incredibly fast', null)).toBe(true)
  expect(isStrength('It did not go very well', null)).toBe(false)
})

test('a long text is an answer, whatever words it is made of', () => {
  expect(isNonAnswer('n/a')).toBe(true)
  expect(isNonAnswer('nothing '.repeat(20))).toBe(false)
  expect(isNonAnswer(' \u200b…—')).toBe(true)
})

test('a date stays for the sentences after it, and a written zone counts before that of the incident', () => {
  const instants = (text: string) => momentsOf(text, wednesday).map(({ at }) => at)
  expect(instants('On 3 March it rained. At 09:15 the gauge stuck.')).toEqual(['2026-03-03T08:15:00.000Z'])
  expect(instants('The gauge stuck at 14:30 UTC.')).toEqual(['2026-03-04T14:30:00.000Z'])
  expect(instants('The gauge stuck at 14:30.')).toEqual(['2026-03-04T13:30:00.000Z'])
})

test('each moment quotes a part of the text, and its instant is one', () => {
  const piece = fc.constantFrom(
    'At 14:25',
    ' the pump',
    '. ',
    ' on 3 March',
    '\n',
    ' half past four',
    ' 25:99',
    ' an hour later',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        hostileText,
        fc.array(piece, { maxLength: 20 }).map(parts => parts.join('')),
      ),
      text => {
        for (const { at, quote } of momentsOf(text, wednesday)) {
          expect(text).toContain(quote)
          if (at !== null) expect(new Date(at).toISOString()).toBe(at)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('any text is read, however hostile', () => {
  const readers = [needsCare, isBlaming, isCondition, isProposal, isNonAnswer, (text: string) => isStrength(text, null)]
  fc.assert(
    fc.property(hostileText, text => {
      for (const reads of readers) expect(typeof reads(text)).toBe('boolean')
    }),
    { numRuns: 60 },
  )
})
