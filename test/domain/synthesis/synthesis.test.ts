import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { redact } from '../../../functions/domain/synthesis/redaction.ts'
import {
  type Choice,
  purposeSchema,
  type Statement,
  synthesisSchema,
} from '../../../functions/domain/synthesis/schema.ts'
import { synthesize } from '../../../functions/domain/synthesis/synthesis.ts'

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
  'No alert fired for the ingest queue until a customer called',
  'The queue alert has a threshold that nobody remembers setting',
  'The rollback runbook still names the old cluster',
  'I followed the rollback runbook and its third step does not exist any more',
  'Rollback took long because the runbook was out of date',
  'Two teams believed the other one owned the certificate',
  'Nobody was sure which team owned the certificate renewal',
  'The vendor answered our support ticket after five hours',
  'アラートが遅れました',
  'لم يصل التنبيه في الوقت',
  'ההתראה הגיעה מאוחר',
  'Die Lastverteilerkonfiguration war veraltet',
  'Die Konfiguration des Lastverteilers stimmte nicht',
  '🔥🔥🔥',
  '=HYPERLINK("http://example.com")',
  '<script>alert(1)</script> **bold** | table |',
]

const choices: Choice[] = ['verbatim', 'themes-only', 'signed']
const statements = fc
  .array(
    fc.record({
      text: fc.oneof(fc.constantFrom(...sayings), fc.string({ unit: 'grapheme', maxLength: 60 })),
      choice: fc.constantFrom(...choices),
      voice: fc.constantFrom('a', 'b', 'c', 'd', null),
      purpose: fc.constantFrom(...purposeSchema.options, null),
      apart: fc.boolean(),
    }),
    { maxLength: 24 },
  )
  .map(list =>
    list.map((fields, at) =>
      said(`s${at}`, fields.text, {
        ...fields,
        pseudonym: 'Quiet Heron',
        signedBy: fields.choice === 'signed' ? 'Ada Example' : null,
      }),
    ),
  )

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
    { numRuns: 60 },
  )
})

test('every open observation stands in exactly one theme or alone, and every other in exactly one count', () => {
  fc.assert(
    fc.property(statements, list => {
      const result = synthesisSchema.parse(synthesize(list, []))
      const placed = [...result.themes.flatMap(theme => theme.observationIds), ...result.raisedOnce]
      const open = list.filter(({ choice }) => choice !== 'themes-only').map(({ id }) => id)
      expect(placed.toSorted()).toEqual(open.toSorted())
      expect(result.observations.map(({ id }) => id).toSorted()).toEqual(open.toSorted())
      expect(result.furtherThemesOnly).toBeLessThanOrEqual(list.length - open.length)
      const byId = new Map(list.map(statement => [statement.id, statement]))
      for (const { id, text } of result.observations) expect(text).toBe(redact(byId.get(id)?.text ?? '', []))
    }),
    { numRuns: 60 },
  )
})

test('0 to 12 voices on one matter: a themes-only voice counts in the theme from two open voices on, and in the rest below', () => {
  for (let open = 0; open <= 12; open += 1) {
    for (let silent = 0; open + silent <= 12; silent += 1) {
      for (const signed of new Set([0, Math.floor(open / 2), open])) {
        const list = [
          ...Array.from({ length: open }, (_, at) =>
            said(`o${at}`, `The alert for the ingest queue came late, ${at + 1} of us saw it`, {
              choice: at < signed ? 'signed' : 'verbatim',
              signedBy: at < signed ? 'Ada Example' : null,
            }),
          ),
          ...Array.from({ length: silent }, (_, at) =>
            said(`t${at}`, 'The alert for the ingest queue came late', { choice: 'themes-only' }),
          ),
        ]
        const result = synthesize(list, [])
        const placed = [...result.themes.flatMap(theme => theme.observationIds), ...result.raisedOnce]
        expect(placed.toSorted()).toEqual(
          list
            .filter(({ choice }) => choice !== 'themes-only')
            .map(({ id }) => id)
            .toSorted(),
        )
        expect(result.themes.map(({ voices }) => voices)).toEqual(open >= 2 ? [open + silent] : [])
        expect(result.furtherThemesOnly).toBe(open >= 2 ? 0 : silent)
      }
    }
  }
})

test('one writer alone is one voice, and no theme-only voice joins them', () => {
  const list = [
    said('a', 'The alert for the ingest queue came late', { voice: 'one' }),
    said('b', 'The ingest queue alert came far too late', { voice: 'one' }),
    said('c', 'The alert for the ingest queue came late', { choice: 'themes-only' }),
  ]
  const result = synthesize(list, [])
  expect(result.themes.map(({ voices }) => voices)).toEqual([1])
  expect(result.furtherThemesOnly).toBe(1)
})

test('the text of a themes-only statement is nowhere in the result, not in a title, not in a question', () => {
  const list = [
    said('a', 'The alert for the queue came late'),
    said('b', 'The queue alert came very late'),
    said('c', 'The queue alert zanzibarwords came late', { choice: 'themes-only' }),
    said('d', 'xylophonewords are broken', { choice: 'themes-only' }),
  ]
  const text = JSON.stringify(synthesize(list, []))
  expect(text).not.toMatch(/zanzibarwords|xylophonewords/i)
})

test('what was given for themes only moves no open observation from one theme to another', () => {
  fc.assert(
    fc.property(statements, list => {
      const open = list.filter(({ choice }) => choice !== 'themes-only')
      const both = synthesize(list, [])
      const alone = synthesize(open, [])
      const partition = (result: typeof both): string[] =>
        result.themes.map(theme => theme.observationIds.join()).toSorted()
      expect(partition(both)).toEqual(partition(alone))
    }),
    { numRuns: 40 },
  )
})

test('names are gone from texts, titles and questions alike', () => {
  const people = [{ name: 'Bob Muster', email: 'bob.muster@example.com', handle: 'bobm' }]
  const list = [
    said('a', 'Bob Muster forgot to rotate the signing key'),
    said('b', 'The signing key was not rotated, ask @bobm'),
    said('c', "bob's signing key rotation is undocumented"),
  ]
  expect(JSON.stringify(synthesize(list, people))).not.toMatch(/bob|muster/i)
})

test('a signed statement carries the name alone, and what is told apart carries no pseudonym', () => {
  const list = [
    said('a', 'The queue was full', { pseudonym: 'Quiet Heron' }),
    said('b', 'I was afraid to stop the import', { pseudonym: 'Quiet Heron', apart: true }),
    said('c', 'I stopped the import', { pseudonym: 'Quiet Heron', choice: 'signed', signedBy: 'Ada Example' }),
  ]
  const labels = Object.fromEntries(
    synthesize(list, []).observations.map(({ id, pseudonym, signedBy }) => [id, [pseudonym, signedBy]]),
  )
  expect(labels).toEqual({ a: ['Quiet Heron', null], b: [null, null], c: [null, 'Ada Example'] })
})

test('nothing in gives nothing out', () => {
  expect(synthesize([], [])).toEqual({
    themes: [],
    raisedOnce: [],
    furtherThemesOnly: 0,
    observations: [],
    counterfactuals: [],
    vendorObservationIds: [],
    proposals: [],
  })
})

test('whatever a participant sends comes out whole and in one place', () => {
  const log = Array.from({ length: 300 }, (_, at) => `10:00:${at % 60} ERROR pool exhausted at node-${at}`).join('\n')
  const pieces = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.constantFrom(
      log,
      'x'.repeat(10_000),
      'should have '.repeat(833),
      '👩‍👩‍👧‍👦'.repeat(900),
      '\u202Eright to left\u202C \u0000\u0007\u001b[31m',
      '<img src=x onerror=alert(1)>',
      '| a | b |\n|---|---|\n# title\n```',
      '=1+1;@SUM(A1)',
      'التنبيه وصل متأخرا جدا',
    ),
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 6 }), texts => {
      const result = synthesize(
        texts.map((text, at) => said(`s${at}`, text)),
        [],
      )
      const ids = [...result.themes.flatMap(theme => theme.observationIds), ...result.raisedOnce]
      expect(ids.toSorted()).toEqual(texts.map((_, at) => `s${at}`).toSorted())
      for (const { id, text } of result.observations) expect(text).toBe(redact(texts[Number(id.slice(1))] ?? '', []))
    }),
    { numRuns: 40 },
  )
})

test('conditions that say the same are one candidate for a leverage point, others stand apart', () => {
  const texts = [
    'If the health check had borrowed a connection, the pool would have been seen',
    'If the health check had borrowed a connection we would have noticed the pool',
    'Had the export been paused, the backlog would have been shorter',
  ]
  const { counterfactuals } = synthesize(
    texts.map((text, at) => said(`c${at}`, text)),
    [],
  )
  expect(counterfactuals.map(({ observationIds }) => observationIds.toSorted())).toEqual([['c0', 'c1'], ['c2']])
})
