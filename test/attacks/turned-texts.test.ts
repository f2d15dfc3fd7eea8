/**
 * A title that reads as another, a name that is not seen: signs that turn the direction of a text, that nobody sees, or
 * that break a line. At the way in they are taken out of titles and names; at the way out of whatever is a file, for
 * what was stored before.
 */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layOutAgenda } from '../../functions/domain/agenda/agenda.ts'
import { nothingTurned, oneLine } from '../../functions/domain/agenda/plain.ts'
import { agendaSchema } from '../../functions/domain/agenda/schema.ts'
import { agendaEditSchema } from '../../functions/domain/agenda/edit.ts'
import { actionInputSchema, actionSchema } from '../../functions/domain/action/action.ts'
import { actionsCsv, githubIssues, jiraIssues } from '../../functions/domain/action/export.ts'
import { incidentInputSchema } from '../../functions/domain/incident/incident.ts'
import { debtInputSchema } from '../../functions/domain/learning-review/inputs.ts'
import { addresseeSchema } from '../../functions/domain/people/addressee.ts'
import { personInputSchema, personSchema } from '../../functions/domain/people/person.ts'
import { reviewInputSchema } from '../../functions/domain/review/review.ts'
import { csvText } from '../../functions/domain/table/csv-text.ts'
import { agendaCalendar } from '../../functions/formats/agenda/calendar.ts'
import { agendaDocx } from '../../functions/formats/agenda/docx.ts'
import { agendaHtml } from '../../functions/formats/agenda/html.ts'
import { agendaMarkdown } from '../../functions/formats/agenda/markdown.ts'
import { agendaSheet } from '../../functions/formats/agenda/sheet.ts'
import { sampleAction as action } from '../domain/action/sample.ts'
import { facts, synthesis } from '../domain/agenda/fixture.ts'
import { unzip } from '../formats/unzip.ts'
import { noon } from '../caller.ts'
import { switchedOff } from './switched-off.ts'

const turning = '\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069'.split('')
const unseen = '\u200B\u2060\uFEFF\u00AD\u180E\u3164'.split('')
const breaking = '\u2028\u2029\u0085\v\f\n\r\t\u0000\u001B'.split('')
const isTurned = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/

describe('at the way in', () => {
  const taken: readonly [string, (text: string) => unknown][] = [
    ['an incident’s title', text => incidentInputSchema.parse({ title: text, severity: 'P1', startedAt: noon }).title],
    [
      'a service',
      text => incidentInputSchema.parse({ title: 'a', severity: 'P1', startedAt: noon, services: [text] }).services[0],
    ],
    [
      'a failure mode',
      text =>
        incidentInputSchema.parse({ title: 'a', severity: 'P1', startedAt: noon, failureModes: [text] })
          .failureModes[0],
    ],
    [
      'a facilitator’s name',
      text =>
        reviewInputSchema.parse({
          incidentId: `inc_${'a'.repeat(16)}`,
          meetingAt: noon,
          zone: 'UTC',
          durationMinutes: 60,
          facilitators: [{ email: 'a@example.com', name: text }],
        }).facilitators[0]?.name,
    ],
    [
      'the title of an item',
      text => Reflect.get(agendaEditSchema.parse({ op: 'rename', itemId: 'a', title: text }), 'title'),
    ],
    ['a debt', text => debtInputSchema.parse({ text, potential: 'low' }).text],
    ['an owner', text => actionInputSchema.parse({ text: 'a', owner: text, dueOn: '', category: 'automation' }).owner],
  ]

  test.each(taken)('%s is taken on one line, without what turns it or is not seen', (_, take) => {
    for (const sign of [...turning, ...unseen]) expect(take(`Check${sign}out`)).toBe('Checkout')
    for (const sign of breaking) expect(take(`Check${sign}out`)).toBe('Check out')
    expect(take(' Caf\u00e9 \u0646\u200c\u0627 ')).toBe('Caf\u00e9 \u0646\u200c\u0627')
  })

  test('a name on the roster is taken without them, or refused', () => {
    for (const sign of [...turning, ...unseen])
      expect(personInputSchema.parse({ email: 'a@example.com', name: `An${sign}n` }).name).toBe('Ann')
    for (const sign of ['\u2028', '\u2029', '\n'])
      expect(personInputSchema.safeParse({ email: 'a@example.com', name: `An${sign}n` }).success).toBe(false)
  })

  test('a text is what is left of it: a title of nothing else is none', () => {
    const input = { title: turning.join(''), severity: 'P1', startedAt: noon }
    expect(incidentInputSchema.safeParse(input).success).toBe(false)
  })

  test('a title was turned while they were let through', async () => {
    const { tidyLine } = await switchedOff<typeof import('../../functions/domain/normal-form.ts')>(
      'functions/domain/normal-form.ts',
      { file: 'functions/domain/normal-form.ts', text: ".replaceAll(neverSeen, '')", instead: '' },
    )
    expect(tidyLine('invoice\u202Efdp.exe')).toMatch(isTurned)
  })
})

/** Every text of stored rows with a sign in it, as an older release let it in. */
const turnedIn = <Value>(value: Value, sign: string): Value => {
  const turned: Value = JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      typeof inner === 'string' && /^(title|text|question|summary|name|owner|services|\d+)$/.test(key)
        ? `${inner.slice(0, 3)}${sign}${inner.slice(3)}`
        : inner,
    ),
  )
  return turned
}

describe('at the way out', () => {
  test.each(turning)('no file of an agenda holds %j', async sign => {
    const agenda = layOutAgenda(turnedIn(synthesis, sign), { ...facts, title: `Card${sign} payments`, summary: sign })
    expect(JSON.stringify(agenda)).toMatch(isTurned)
    const files = [agendaMarkdown, agendaHtml, agendaSheet, (of: typeof agenda) => agendaCalendar(of, 1)].map(write =>
      write(agenda),
    )
    const parts = [...unzip(await agendaDocx(agenda)).values()]
    for (const text of [...files, ...parts]) expect(text).not.toMatch(isTurned)
    expect(JSON.stringify(agendaSchema.parse(nothingTurned(agenda)))).not.toMatch(isTurned)
  })

  test('no table, no issue, no line of a mail does, whatever stands in a cell', () => {
    const sign = fc.constantFrom(...turning)
    const text = fc.array(fc.oneof(sign, fc.string({ maxLength: 4 }))).map(all => all.join(''))
    fc.assert(
      fc.property(text, said => {
        expect(csvText(['a'], [[said]])).not.toMatch(isTurned)
        expect(oneLine(said)).not.toMatch(isTurned)
        const old = { ...action(), text: `a${said}`, reason: said, notes: [{ at: noon, text: `b${said}` }] }
        const written = [
          actionsCsv([old], 'github', 'https://murmur.example.org'),
          actionsCsv([old], 'jira', 'https://murmur.example.org'),
          JSON.stringify(githubIssues([old], 'https://murmur.example.org')),
          JSON.stringify(jiraIssues([old], 'https://murmur.example.org', 'OPS')),
        ]
        for (const one of written) expect(one).not.toMatch(isTurned)
      }),
    )
  })

  test('a row from before is read, and its name no longer turns anything', () => {
    const old = { email: 'a@example.com', name: 'An\u202En', group: 'Ops', unsubscribeId: 'u' }
    expect(personSchema.parse({ ...old, zone: 'UTC', language: 'en', seniority: null }).name).toBe('Ann')
    expect(addresseeSchema.parse({ ...old, zone: 'UTC', language: 'en', seniority: null }).name).toBe('Ann')
    expect(actionSchema.parse({ ...action(), owner: 'Pay\u2067ments' }).owner).toBe('Payments')
  })

  test('files held them while they were let out', async () => {
    const { oneLine: before } = await switchedOff<typeof import('../../functions/domain/agenda/plain.ts')>(
      'functions/domain/agenda/plain.ts',
      {
        file: 'functions/domain/agenda/plain.ts',
        text: 'withoutTurning(text)\n    .toWellFormed()',
        instead: 'text.toWellFormed()',
      },
    )
    expect(before('invoice\u202Efdp.exe')).toMatch(isTurned)
  })
})
