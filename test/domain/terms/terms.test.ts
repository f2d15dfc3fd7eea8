import { expect, test } from 'vitest'
import { everyOperation } from '../../../functions/calls/operations.ts'
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
    { signIn: true },
    { roleUsers: [] },
    { roleUsers: [{ email: 'kay@example.com', roles: ['keeper'] }] },
    { roleUsers: [{ email: 'kay@example.com', roles: ['keeper', 'facilitator'] }] },
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

test.each(languages)('%s: they say of nobody that they can delete what was filed, since no call does', language => {
  expect(everyOperation.filter(({ method, path }) => method === 'DELETE' && path.includes('reviews'))).toEqual([])
  for (const kind of ['pre-meeting', 'pulse'] as const)
    expect(termsText({ ...facts, kind }, language)).not.toMatch(/until .* deletes? it/)
})

test.each(languages)('%s: the terms name no reader, and promise nothing that cannot be kept', language => {
  const text = termsText(facts, language).toLowerCase()
  expect(text).not.toMatch(/anonym|impossible|100 ?%|guarantee|untraceable/)
})

test('for a pulse they name who used which role, and who both keeps the roster and reads the figures', () => {
  const pulse = { ...facts, kind: 'pulse', instrument: pulse2 } as const
  const named = (roleUsers: TermsFacts['roleUsers']): string[] =>
    termsText({ ...pulse, roleUsers }, 'en')
      .split('\n')
      .filter(line => /^- (Facilitator|Keeper|Leadership|Keeps)|trace|None of them/.test(line))
  expect(named(undefined)).toEqual([])
  expect(named([])).toEqual(['The trace shows no use of a role in the 90 days before this survey opened.'])
  const apart = [
    { email: 'rey@example.com', roles: ['facilitator'] },
    { email: 'kay@example.com', roles: ['keeper'] },
    { email: 'dee@example.com', roles: ['leadership'] },
    { email: 'ann@example.com', roles: ['facilitator', 'leadership'] },
  ] as const
  expect(named(apart).slice(1)).toEqual([
    '- Facilitator: ann@example.com, rey@example.com',
    '- Keeper: kay@example.com',
    '- Leadership: ann@example.com, dee@example.com',
    'None of them both keeps the roster and reads the figures.',
  ])
  for (const other of ['facilitator', 'leadership'] as const)
    expect(named([...apart, { email: 'fay@example.com', roles: ['keeper', other] }]).at(-1)).toBe(
      '- Keeps the roster and reads the figures as well: fay@example.com',
    )
  const many = Array.from({ length: 63 }, (_, index) => ({
    email: `k${index}@example.com`,
    roles: ['keeper'] as const,
  }))
  expect(named(many)[1]).toMatch(/^- Keeper: (k\d+@example\.com, ){59}k\d+@example\.com and 3 more$/)
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
