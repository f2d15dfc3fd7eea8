import { expect, test } from 'vitest'
import { isBlaming } from '../../../functions/domain/synthesis/blame.ts'
import { needsCare } from '../../../functions/domain/synthesis/care.ts'
import { isCondition } from '../../../functions/domain/synthesis/conditions.ts'
import { splitAnswer } from '../../../functions/domain/synthesis/matters.ts'
import { momentsOf } from '../../../functions/domain/synthesis/moments.ts'
import { isNonAnswer } from '../../../functions/domain/synthesis/non-answers.ts'
import { isProposal } from '../../../functions/domain/synthesis/proposals.ts'
import { plainSigns } from '../../../functions/domain/synthesis/turn.ts'
import { absentOnes, presentOnes } from './absence.cases.ts'
import { blaming, blamingApart, slighting, telling } from './blame.cases.ts'
import { calm, calmApart, hurt, hurtApart } from './care.cases.ts'
import { conditional, factual, proposing, reporting } from './changes.cases.ts'
import { answers } from './matters.cases.ts'
import { saidOtherwise, saidTimes, timed, wednesday } from './moments.cases.ts'
import { empty, passedOn, short, terse } from './non-answers.cases.ts'

/** Figures before and after the rules were mended: docs/synthesis.md. */
const read = (
  found: (text: string) => boolean,
  meant: readonly string[],
  other: readonly string[],
): { missed: number; wrong: number } => ({
  missed: meant.filter(text => !found(text)).length,
  wrong: other.filter(text => found(text)).length,
})

test('what hurts its writer is found in six languages, and the same words of systems are not', () => {
  const { missed, wrong } = read(text => needsCare(text), hurt, calm)
  expect(missed).toBeLessThanOrEqual(1)
  expect(wrong).toBeLessThanOrEqual(1)
})

test('blame is found in six languages, and none where people tell what was done', () => {
  const { missed, wrong } = read(text => isBlaming(text), blaming, telling)
  expect(missed).toBeLessThanOrEqual(2)
  expect(wrong).toBe(0)
})

test('told apart, what speaks of its writer is taken for care, and of others for blame', () => {
  const burden = read(text => needsCare(text, true), hurtApart, [...calmApart, ...blamingApart])
  expect(burden).toEqual({ missed: 0, wrong: 0 })
  const charge = read(text => isBlaming(text, true), blamingApart, [])
  expect(charge).toEqual({ missed: 0, wrong: 0 })
  expect(slighting.filter(text => !isBlaming(text))).toEqual([])
})

test('proposals are found in six languages, and few reports are taken for one', () => {
  const { missed, wrong } = read(text => isProposal(text), proposing, reporting)
  expect(missed).toBeLessThanOrEqual(2)
  expect(wrong).toBeLessThanOrEqual(1)
})

test('conditions are found in six languages, and few facts are taken for one', () => {
  const { missed, wrong } = read(text => isCondition(text), conditional, factual)
  expect(missed).toBeLessThanOrEqual(2)
  expect(wrong).toBeLessThanOrEqual(1)
})

test('who answers nothing is not shown, in eleven languages, and the shortest answer is', () => {
  expect(read(isNonAnswer, empty, terse)).toEqual({ missed: 0, wrong: 0 })
  expect(read(isNonAnswer, passedOn, short)).toEqual({ missed: 0, wrong: 0 })
  expect(absentOnes.filter(text => !isNonAnswer(text))).toEqual([])
  expect(presentOnes.filter(text => isNonAnswer(text))).toEqual([])
})

test('a time that people name becomes the instant they meant, and habits, plans and ratios none', () => {
  const instants = (text: string): (string | null)[] =>
    momentsOf(text, wednesday).map(({ at }) => at && `${at.slice(0, 16)}Z`)
  const named = timed.flatMap(([, expected]) => expected).length
  const given = timed.flatMap(([text]) => instants(text)).length
  const right = timed.flatMap(([text, expected]) => expected.filter(at => instants(text).includes(at))).length
  expect(right / named).toBeGreaterThanOrEqual(0.9)
  expect(right / given).toBeGreaterThanOrEqual(0.95)
})

test('spoken times of six languages become instants, and what only looks like a time none', () => {
  const instants = (text: string): (string | null)[] =>
    momentsOf(plainSigns(text), wednesday).map(({ at }) => at && `${at.slice(0, 16)}Z`)
  expect(saidTimes.filter(([text, expected]) => String(instants(text)) !== String(expected))).toEqual([])
  expect(saidOtherwise.filter(text => instants(text).length > 0)).toEqual([])
})

test('a clock that is not the incident’s is read where its writer tells which, and left open where not', () => {
  const at = (text: string): (string | null)[] => momentsOf(text, wednesday).map(moment => moment.at)
  expect(at('I am in the Porto office (an hour behind). At 14:30 my clock the line went dead.')).toEqual([
    '2026-03-04T14:30:00.000Z',
  ])
  expect(at('It was 20:15 Tokyo time when I woke.')).toEqual(['2026-03-04T11:15:00.000Z'])
  expect(at('Seen at 14:40 my time, 15:40 for you.')).toEqual(['2026-03-04T14:40:00.000Z'])
  expect(at('Seen at 14:40 my time.')).toEqual([null])
})

test('what is cut from an answer is a matter of its own, though not every one is cut', () => {
  const cuts = (parts: readonly string[]): number[] =>
    parts.slice(0, -1).map((_, at) => parts.slice(0, at + 1).join(' ').length)
  const pairs = answers.map(parts => ({ meant: cuts(parts), made: cuts(splitAnswer(parts.join(' '))) }))
  const meant = pairs.flatMap(pair => pair.meant).length
  const made = pairs.flatMap(pair => pair.made).length
  const right = pairs.flatMap(pair => pair.made.filter(at => pair.meant.includes(at))).length
  expect(right / made).toBeGreaterThanOrEqual(0.95)
  expect(right / meant).toBeGreaterThanOrEqual(0.4)
})
