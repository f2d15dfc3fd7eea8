import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { needsCare } from '../../../functions/domain/synthesis/care.ts'
import { isNonAnswer } from '../../../functions/domain/synthesis/non-answers.ts'
import { redact } from '../../../functions/domain/synthesis/redaction.ts'
import {
  choiceSchema,
  purposeSchema,
  type Statement,
  synthesisSchema,
} from '../../../functions/domain/synthesis/schema.ts'
import { careMinimum, synthesize } from '../../../functions/domain/synthesis/synthesis.ts'
import { mostTitleWords } from '../../../functions/domain/synthesis/titles.ts'
import { wordsOf } from '../../../functions/domain/synthesis/words.ts'
import { hurt } from './care.cases.ts'
import { conditional, proposing, reporting } from './changes.cases.ts'
import { contradicting } from './disagreement.pairs.ts'
import { hostileText } from './hostile.ts'
import { empty } from './non-answers.cases.ts'

const said = (id: string, text: string, rest: Partial<Statement> = {}): Statement => ({
  id,
  text,
  item: null,
  purpose: null,
  apart: false,
  voice: id,
  choice: 'verbatim',
  pseudonym: null,
  signedBy: null,
  ...rest,
})

const sayings = [
  'The alert for the ingest queue fired forty minutes late',
  'The alert for the ingest queue fired far too late',
  'No alert fired for the ingest queue until a customer called',
  'The queue alert has a threshold that nobody remembers setting',
  'The rollback runbook still names the old cluster',
  'The rollback runbook names the old cluster, and its third step does not exist',
  'Rollback took long because the runbook was out of date',
  'Two teams believed the other one owned the certificate',
  'The vendor answered our support ticket after five hours',
  'アラートが遅れました',
  'לא הייתה התראה',
  'Die Lastverteilerkonfiguration war veraltet',
  'Die veraltete Lastverteilerkonfiguration stand im Runbook',
  '=HYPERLINK("http://example.com")',
  '<script>alert(1)</script> **bold** | table |',
  ...hurt.slice(0, 6),
  ...empty.slice(0, 6),
  ...conditional.slice(0, 4),
  ...proposing.slice(0, 4),
  ...reporting.slice(0, 4),
  ...contradicting.slice(0, 4).flat(),
]

const statements = fc
  .array(
    fc.record({
      text: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...sayings) },
        fc.string({ unit: 'grapheme', maxLength: 60 }),
      ),
      choice: fc.constantFrom(...choiceSchema.options),
      voice: fc.constantFrom('writer-a', 'writer-b', 'writer-c', 'writer-d', 'writer-e', 'writer-f', null),
      purpose: fc.constantFrom(...purposeSchema.options, null),
      apart: fc.boolean(),
    }),
    { maxLength: 24 },
  )
  .map(list =>
    list.map((fields, at) =>
      said(`s${at}`, fields.text, {
        ...fields,
        pseudonym: fields.voice && `Heron of ${fields.voice.slice(-1)}`,
        signedBy: fields.choice === 'signed' ? 'Ada Example' : null,
      }),
    ),
  )

/** What becomes of one statement. */
const fateOf = ({ text, choice, apart }: Statement): 'nothing' | 'care' | 'silent' | 'shown' => {
  if (isNonAnswer(text)) return 'nothing'
  if (choice === 'facilitator' || needsCare(redact(text, []), apart)) return 'care'
  return choice === 'themes-only' ? 'silent' : 'shown'
}

test('the same set gives the same bytes in whatever order it comes', () => {
  fc.assert(
    fc.property(
      statements.chain(list =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
      ),
      ([list, shuffled]) => {
        expect(JSON.stringify(synthesize(shuffled, []))).toBe(JSON.stringify(synthesize(list, [])))
      },
    ),
    { numRuns: 40 },
  )
})

test('each statement is shown in exactly one place, or counted once as care, as silent or as no answer', () => {
  fc.assert(
    fc.property(statements, list => {
      const result = synthesisSchema.parse(synthesize(list, []))
      const placed = [...result.themes.flatMap(theme => theme.observationIds), ...result.raisedOnce]
      const of = (fate: ReturnType<typeof fateOf>) => list.filter(one => fateOf(one) === fate)
      const shown = of('shown').map(({ id }) => id)
      expect(placed.toSorted()).toEqual(shown.toSorted())
      expect(result.observations.map(({ id }) => id).toSorted()).toEqual(shown.toSorted())
      expect(result.care.count).toBe(of('care').length)
      expect(result.nonAnswers).toBe(of('nothing').length)
      const besideThemes = result.themes.reduce((sum, theme) => sum + theme.voices + theme.apart, 0)
      expect(result.furtherThemesOnly).toBeLessThanOrEqual(of('silent').length)
      expect(besideThemes).toBeLessThanOrEqual(list.length)
      const byId = new Map(list.map(one => [one.id, one]))
      for (const { id, text } of result.observations) expect(text).toBe(redact(byId.get(id)?.text ?? '', []))
    }),
    { numRuns: 40 },
  )
})

test('what needs care, was given for themes only or answers nothing is nowhere but where it may be', () => {
  fc.assert(
    fc.property(statements, list => {
      const { care, ...rest } = synthesize(list, [])
      const ids = new Set(list.filter(one => fateOf(one) !== 'shown').map(({ id }) => id))
      const mayStand = new Set(list.filter(one => fateOf(one) === 'shown').map(({ text }) => redact(text, [])))
      const shown = JSON.stringify(rest)
      for (const id of ids) expect(shown).not.toContain(`"${id}"`)
      for (const text of sayings)
        if (text.length > 12 && ![...mayStand].some(other => other.includes(text)))
          expect(shown).not.toContain(JSON.stringify(text).slice(1, -1))
      const cared = list.filter(one => fateOf(one) === 'care' && one.choice !== 'themes-only').map(({ text }) => text)
      for (const text of care.texts) expect(cared.map(one => redact(one, []))).toContain(text)
    }),
    { numRuns: 40 },
  )
})

test('every title, quote, condition and proposal is letter by letter part of a statement it names', () => {
  fc.assert(
    fc.property(statements, list => {
      const { themes, observations, conditions, proposals, disagreements } = synthesize(list, [])
      const textOf = new Map(observations.map(({ id, text }) => [id, text]))
      for (const { title, observationIds, quotes } of themes) {
        expect(observationIds.some(id => textOf.get(id)?.includes(title))).toBe(true)
        expect(wordsOf(title).length).toBeLessThanOrEqual(mostTitleWords)
        expect(quotes.length).toBeGreaterThan(0)
        for (const { observationId, text } of quotes) {
          expect(observationIds).toContain(observationId)
          expect(textOf.get(observationId)).toContain(text)
        }
      }
      for (const { text, observationIds } of [...conditions, ...proposals])
        expect(observationIds.map(id => textOf.get(id))).toContain(text)
      for (const { observationId, text } of disagreements.flatMap(({ a, b }) => [a, b]))
        expect(textOf.get(observationId)).toContain(text)
    }),
    { numRuns: 40 },
  )
})

test('only different writers disagree, and each theme tells as many voices as it has writers that may be told apart', () => {
  fc.assert(
    fc.property(statements, list => {
      const { themes, disagreements } = synthesize(list, [])
      const byId = new Map(list.map(one => [one.id, one]))
      const voiceOf = (id: string): string | null | undefined => byId.get(id)?.voice
      for (const { a, b } of disagreements) expect(voiceOf(a.observationId)).not.toBe(voiceOf(b.observationId))
      for (const { voices, observationIds } of themes) {
        const told = observationIds
          .flatMap(id => byId.get(id) ?? [])
          .filter(one => one.choice === 'verbatim' && !one.apart)
        const unknown = told.filter(({ voice }) => voice === null).length
        expect(voices).toBe(new Set(told.flatMap(({ voice }) => voice ?? [])).size + unknown)
        expect(voices).toBeGreaterThan(1)
      }
    }),
    { numRuns: 40 },
  )
})

test('no id of a writer is filed, and no pseudonym on what is given apart or signed', () => {
  fc.assert(
    fc.property(statements, list => {
      const result = synthesize(list, [])
      expect(JSON.stringify(result)).not.toMatch(/writer-|"voice"/)
      const byId = new Map(list.map(one => [one.id, one]))
      for (const { id, pseudonym, signedBy } of result.observations) {
        const one = byId.get(id)
        expect(pseudonym === null || (one?.choice === 'verbatim' && !one.apart)).toBe(true)
        expect(signedBy === null || one?.choice === 'signed').toBe(true)
      }
    }),
    { numRuns: 40 },
  )
})

test('below six writers what needs care is counted, and its text is nowhere', () => {
  for (let writers = 1; writers <= 8; writers += 1) {
    const list = Array.from({ length: writers }, (_, at) =>
      said(`s${at}`, at === 0 ? (hurt[0] ?? '') : `The gauge on tank ${at} stuck`),
    )
    const result = synthesize(list, [])
    expect(result.care).toEqual({ texts: writers < careMinimum ? [] : [hurt[0]], count: 1 })
  }
})

test('a writer of many statements is one of the six, not six', () => {
  const list = [hurt[0] ?? '', ...reporting.slice(0, 9)].map((text, at) => said(`s${at}`, text, { voice: 'one' }))
  expect(synthesize(list, []).care.texts).toEqual([])
})

test('a themes-only statement is told beside the theme it evidently belongs to, and shapes nothing', () => {
  const open = [sayings[0] ?? '', sayings[1] ?? ''].map((text, at) => said(`o${at}`, text))
  const silent = said('t', 'The alert for the ingest queue fired late', { choice: 'themes-only' })
  const alone = synthesize(open, [])
  const { themes, furtherThemesOnly, ...rest } = synthesize([...open, silent], [])
  expect(themes).toEqual(alone.themes.map(theme => ({ ...theme, apart: 1 })))
  expect(themes).toHaveLength(1)
  expect({ ...rest, furtherThemesOnly }).toEqual({ ...alone, themes: undefined })
  expect(synthesize([silent], []).furtherThemesOnly).toBe(1)
})

test('one writer alone is no theme, however often they say it', () => {
  const list = [sayings[0] ?? '', sayings[1] ?? ''].map((text, at) => said(`s${at}`, text, { voice: 'one' }))
  expect(synthesize(list, [])).toMatchObject({ themes: [], raisedOnce: ['s1', 's0'] })
})

test('any set is answered, however hostile', () => {
  fc.assert(
    fc.property(fc.array(hostileText, { maxLength: 6 }), texts => {
      const list = texts.map((text, at) => said(`s${at}`, text))
      synthesisSchema.parse(synthesize(list, [{ name: 'Ada Example' }]))
    }),
    { numRuns: 15 },
  )
})

test('below six writers only what was given to the facilitators alone is shown to them; the rest is counted', () => {
  const heavy = hurt
    .slice(0, 5)
    .map((text, index) => said(`s${index}`, text, { choice: index === 0 ? 'facilitator' : 'verbatim' }))
  expect(synthesize(heavy, []).care).toEqual({ texts: [heavy[0]?.text], count: 5 })
  const sixth = said('s5', 'The rollback runbook still names the old cluster', { choice: 'facilitator' })
  const all = synthesize([...heavy, sixth], [])
  expect(all.care.count).toBe(6)
  expect(all.care.texts.length).toBe(6)
  expect(all.observations).toEqual([])
})
