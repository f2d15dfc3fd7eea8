import { expect, test } from 'vitest'
import { ballotContentSchema } from '../../../functions/domain/ballot/ballot.ts'
import type { NamedReader } from '../../../functions/domain/ballot/bulletin.ts'
import { pulse2 } from '../../../functions/domain/instrument/pulse.ts'
import { preMeeting1 } from '../../../functions/domain/instrument/pre-meeting.ts'
import { languages } from '../../../functions/domain/language/language.ts'
import { type TermsFacts, termsText } from '../../../functions/domain/terms/terms.ts'
import { words } from '../../../functions/domain/words/languages.ts'
import { ballot } from '../../../functions/records/ballots.ts'
import { retentionDays } from '../../../functions/records/kind.ts'
import { slot } from '../../../functions/records/slots.ts'

const facts: TermsFacts = {
  kind: 'pre-meeting',
  minimumBallots: 3,
  groupMinimum: 5,
  retention: { ballot: 0, slot: 0, invitation: 400, mail: 30, survey: 1100 },
  promisedDays: 7,
  instrument: preMeeting1,
}

const reader: NamedReader = {
  model: 'eu.example.model-v1:0',
  region: 'eu-central-1',
  regions: ['eu-central-1', 'eu-north-1'],
  tokens: 50_000,
}

test.each(languages)('%s: every field of a ballot is named in its own words', language => {
  const text = termsText({ ...facts, reader }, language)
  const fields = ballotContentSchema.keyof().options
  expect(new Set(fields.map(field => words[language].terms.stored[field])).size).toBe(fields.length)
  for (const field of fields) expect(text).toContain(words[language].terms.stored[field])
})

test.each(languages)('%s: every fact changes the text, so that its hash identifies it', language => {
  const changes: Partial<TermsFacts>[] = [
    { kind: 'pulse' },
    { minimumBallots: 4 },
    { groupMinimum: 8 },
    { instrument: { ...preMeeting1, items: preMeeting1.items.slice(1) } },
    { instrument: { ...preMeeting1, id: 'pre-meeting-2' } },
    { reader },
    { reader: { ...reader, model: 'other.model-v1:0' } },
    { reader: { ...reader, regions: ['eu-west-1'] } },
    ...Object.keys(facts.retention).map(kind => ({ retention: { ...facts.retention, [kind]: 7 } })),
  ]
  const texts = changes.map(change => termsText({ ...facts, ...change }, language))
  expect(new Set([termsText(facts, language), ...texts]).size).toBe(changes.length + 1)
  expect(termsText({ ...facts }, language)).toBe(termsText(facts, language))
})

test('what is kept for days is given in days, what is deleted at the harvest is said to be deleted then', () => {
  const text = termsText(facts, 'en')
  expect(text).toMatch(/invited: 400 days/)
  expect(text).toMatch(/mails were sent: 30 days/)
  expect(text).toMatch(/public keys and these terms: 1,100 days/)
  expect(text).toContain(words.en.terms.immediately)
  expect(retentionDays(ballot)).toBe(0)
  expect(retentionDays(slot)).toBe(0)
})

test.each(languages)('%s: the terms name no reader, and promise nothing that cannot be kept', language => {
  const text = termsText(facts, language).toLowerCase()
  expect(text).not.toMatch(/anonym|impossible|100 ?%|guarantee|untraceable/)
})

test('for a pulse they name no pseudonym and no signature, and say from how many answers each thing is shown', () => {
  const text = termsText({ ...facts, kind: 'pulse', groupMinimum: 7, instrument: pulse2 }, 'en')
  expect(text).not.toMatch(/pseudonym|sign/i)
  expect(text).toContain('It asks 9 questions, all optional: 1 to answer in your own words, 8 on a scale.')
  expect(text).toMatch(/7 people or more/)
  expect(text).toMatch(/at least 3 wrote something and 10 answered/)
  expect(text).toMatch(/everybody who was asked/)
  expect(termsText({ ...facts, kind: 'pulse', groupMinimum: 5, instrument: pulse2 }, 'en')).not.toBe(text)
})

test.each(languages)(
  '%s: where a model reads, they name it and every region it may run in, and that one may refuse',
  language => {
    const text = termsText({ ...facts, reader }, language)
    expect(text).toContain('eu.example.model-v1:0')
    for (const region of reader.regions) expect(text).toContain(region)
    for (const rule of words[language].terms.readerRules) expect(text).toContain(`- ${rule}`)
    expect(text.toLowerCase()).not.toMatch(/anonym|impossible|100 ?%|guarantee|untraceable/)
  },
)

test('where none reads they say nothing of one', () => {
  expect(termsText(facts, 'en')).not.toMatch(/model|Bedrock/)
})
