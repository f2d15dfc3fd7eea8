import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lens } from '../../../functions/domain/synthesis/lens.ts'
import { asksForChange, neutralQuestion, themeQuestion } from '../../../functions/domain/synthesis/questions.ts'
import { redact } from '../../../functions/domain/synthesis/redaction.ts'
import { factorSchema, purposeSchema } from '../../../functions/domain/synthesis/schema.ts'
import { isStopword, stemOf, wordsOf } from '../../../functions/domain/synthesis/words.ts'
import { cases, heldOut } from './lens.cases.ts'

const people = [
  { name: 'Bob Muster', email: 'bob.muster@example.com', handle: 'bobm' },
  { name: 'Grace Beispiel', email: 'grace@example.com', handle: 'gbei' },
  { name: 'Priya Ejemplo', email: 'priya@example.com', handle: 'priya' },
  { name: 'Tomasz Przykład', email: 'tomasz@example.com', handle: 'tprz' },
]
const names = /bob|muster|grace|beispiel|priya|ejemplo|tomasz|przyk/i
const forbidden = /who|should have|should not have|shouldn't have|fail|fault|blam/i

const contentOf = (text: string): Set<string> =>
  new Set(
    wordsOf(text)
      .filter(({ text: word }) => !isStopword(word))
      .map(({ text: word }) => stemOf(word)),
  )

const holdsTheLaw = (input: string): void => {
  const question = neutralQuestion(redact(input, people))
  expect(question.endsWith('?')).toBe(true)
  expect(question).not.toMatch(forbidden)
  expect(question).not.toMatch(names)
  expect(lens(question)).toEqual([])
}
const keepsAWord = (input: string): boolean => {
  const own = contentOf(input)
  return [...contentOf(neutralQuestion(redact(input, people)))].some(stem => own.has(stem))
}

const who = fc.constantFrom(
  'Bob',
  'Grace Beispiel',
  '@priya',
  'Somebody',
  'The database team',
  'I',
  'They',
  'A colleague',
  'tomasz',
  'The on-call engineer',
  'You',
)
const did = fc.constantFrom(
  'forgot to rotate the signing keys',
  'should have checked the replica lag',
  'failed to update the runbook',
  "didn't test the restore procedure",
  'broke the billing export',
  'ignored the disk alert',
  'rushed the schema migration',
  'skipped the canary',
  'was careless with the firewall rules',
  'should not have merged the branch',
  'missed the certificate warning',
  'is to blame for the slow queries',
)
const asked = fc.constantFrom(
  'Who deployed this?',
  'who approved the firewall change',
  "Why didn't we catch this in review?",
  'Whose idea was the cutover?',
  'Who turned off the alarm?',
  'who pushed the config at night?',
)
const past = fc.constantFrom(
  'If we had tested the restore, the outage would have been shorter',
  'In hindsight the pool size was too small',
  'Human error during the failover',
  'A canary would have caught the broken header',
  'The vendor did not tell us about the maintenance window',
  'AWS had an outage in the region',
  'It was obvious that the queue would overflow',
)
const flagged = fc.oneof(
  fc.tuple(who, did).map(([person, act]) => `${person} ${act}`),
  asked,
  past,
  fc.tuple(who, did, past).map(([person, act, more]) => `${person} ${act}. ${more}.`),
  fc.tuple(who, did).map(([person, act]) => `${person} ${act}`.toUpperCase()),
)

test('the law: a question without names, without blame, without a flag, that keeps a word of what was said', () => {
  fc.assert(
    fc.property(flagged, input => {
      holdsTheLaw(input)
      expect(keepsAWord(input)).toBe(true)
    }),
    { numRuns: 400 },
  )
})

test('the law holds for every invented statement, flagged or not, and for any text at all', () => {
  for (const [text] of [...cases, ...heldOut]) holdsTheLaw(text)
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => holdsTheLaw(text)))
})

test('who did it becomes what was known to whoever did it', () => {
  expect(neutralQuestion('who deployed this?')).toBe(
    'What information was available to the person deploying this, and would others have done the same with it?',
  )
  expect(neutralQuestion("Why didn't we catch this in review?")).toBe(
    'What would review have needed to look like for this class of problem to be detectable?',
  )
})

test('the question under a theme keeps the law, whatever its title', () => {
  for (const factor of [...factorSchema.options, null])
    for (const title of [
      'Pod failures',
      'Whole cluster',
      'Vendor outage',
      'Backup jobs and restore',
      'DNS',
      'AWS outage',
      'API server',
      'Blame',
      'Segmentation fault',
    ]) {
      for (const purpose of [...purposeSchema.options, asksForChange, null] as const) {
        const question = themeQuestion(title, factor, purpose, title.length)
        expect(question.endsWith('?')).toBe(true)
        expect(question).not.toMatch(forbidden)
        expect(lens(question)).toEqual([])
      }
    }
})
