/** An agenda and its documents in a language of nobody: what people wrote stays, and no other word is English. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { layOutAgenda } from '../../functions/domain/agenda/agenda.ts'
import { candidatesOf } from '../../functions/domain/agenda/candidates.ts'
import { applyEdits } from '../../functions/domain/agenda/edits.ts'
import { withLive } from '../../functions/domain/agenda/live.ts'
import { outlineOf } from '../../functions/domain/agenda/outline.ts'
import { type Agenda, type AgendaFacts, withheldReasonSchema } from '../../functions/domain/agenda/schema.ts'
import { emptyVendorSection, vendorKnown, vendorView, writtenBefore } from '../../functions/domain/incident/vendor.ts'
import { words as vendorWords } from '../../functions/domain/incident/words/languages.ts'
import type { IncidentId } from '../../functions/domain/ids.ts'
import type { Language } from '../../functions/domain/language/language.ts'
import { agendaCalendar } from '../../functions/formats/agenda/calendar.ts'
import { agendaDocx } from '../../functions/formats/agenda/docx.ts'
import { agendaHtml } from '../../functions/formats/agenda/html.ts'
import { agendaMarkdown } from '../../functions/formats/agenda/markdown.ts'
import { agendaSheet } from '../../functions/formats/agenda/sheet.ts'
import { facts, synthesis } from '../domain/agenda/fixture.ts'
import { unzip } from '../formats/unzip.ts'
import { ownBrowser } from '../own.ts'
import { cutOffOn, foreignIn, foreignOn } from './seen.ts'

vi.mock(import('../../functions/domain/language/spoken.ts'), async original => {
  const { withPseudo } = await import('./spoken.ts')
  return withPseudo(await original())
})

// Known while this test runs, and to no type.
const language = 'qps' as Language
const vendorSection = {
  ...emptyVendorSection('inc_aaaaaaaaaaaaaaaa' as IncidentId),
  knownExternalAt: '2026-11-17T13:30:00Z',
  usersSaw: 'a spinner',
  breakers: { answer: 'partly' as const, note: 'late' },
  statusInSight: { answer: 'no' as const, note: '' },
  desiredBehaviour: 'cards are queued',
  outcome: { kind: 'decision' as const, text: 'we queue them' },
}
const told: AgendaFacts = {
  ...facts,
  language,
  vendorKnown: vendorKnown(vendorView(vendorSection, facts), null, vendorWords[language]),
  vendorBefore: [writtenBefore(vendorSection, 'Login slow', null, vendorWords[language]) ?? ''],
  knownConditions: [{ text: 'a limit on calls', reviews: 2, isLeveragePoint: true }],
}
const [lone, ...others] = synthesis.raisedOnce
const said = { ...synthesis, unread: 2 }
const liveText = 'It was quiet in here.'

const laid = layOutAgenda(said, told)
const withheld = withheldReasonSchema.options.map(reason =>
  layOutAgenda(null, { ...told, earlierActions: [], withheld: { reason, count: 2 } }),
)
const agendas: readonly Agenda[] = [
  laid,
  withLive(laid, [{ id: 'obs_live', text: liveText }]),
  ...[15, 30, 45, 120, 240].map(durationMinutes => layOutAgenda(said, { ...told, durationMinutes })),
  layOutAgenda(
    { ...said, themes: said.themes.slice(0, 1), raisedOnce: lone ? [lone] : [] },
    { ...told, factorTicks: [] },
  ),
  applyEdits(laid, [
    { op: 'merge', itemId: 'theme-1', from: 'theme-2' },
    { op: 'add', id: 'own-1', title: 'A title of mine', question: '', observationIds: others.slice(0, 1) },
    { op: 'hide', observationId: others[1] ?? '', reason: 'names a customer' },
  ]).agenda,
  ...withheld,
]

/** Zones, kinds of severity, what stands for nobody in particular, and what people wrote, whole or the part that is quoted. */
const known: readonly (string | RegExp)[] = [
  ...synthesis.observations
    .flatMap(({ text }) => [text, text.replaceAll('\n', ' '), ...text.split('\n')])
    .toSorted((a, b) => b.length - a.length),
  ...synthesis.themes.map(({ title }) => title),
  // A clause of one of them, and what a heading has room for.
  'The first alert came nineteen minutes after …',
  'The alert was on time, but it went to a channel …',
  'The alert was on time',
  liveText,
  'A title of mine',
  facts.title,
  facts.summary ?? '',
  ...facts.services,
  ...facts.failureModes,
  facts.vendor ?? '',
  ...facts.earlierActions.flatMap(({ title, owner, incidentTitle }) => [title, owner, incidentTitle]),
  ...'a spinner, late, cards are queued, we queue them, Login slow, a limit on calls'.split(', '),
  ...'Europe/Berlin, Robin Example, Quiet Heron, Amber Otter, Brisk Maple, Murmur'.split(', '),
  /\bP[123]\b/g,
]

const entities: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>' }

test('nothing that is not somebody’s own words is in another language', () => {
  const texts = agendas.flatMap(agenda => {
    const { zone: _, language: __, brief, parts, groups, ...rest } = outlineOf(agenda)
    const strings = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'object' && value !== null
          ? Object.entries(value).flatMap(([key, each]) =>
              /^(id|kind|observationIds?|seeAlsoIds)$/.test(key) ? [] : strings(each),
            )
          : []
    return strings({ brief, parts, groups, ...rest })
  })
  expect(texts.length).toBeGreaterThan(500)
  expect(foreignIn(texts, known)).toEqual([])
})

test('the numbers of statements stay links in every language', () => {
  const items = outlineOf(laid).parts.flatMap(({ items }) => items)
  const conditions = items.find(({ item }) => item.kind === 'counterfactuals')?.lines ?? []
  expect(conditions.some(({ statements }) => statements.length > 0)).toBe(true)
})

test('the record is offered factors by their names in it, and what was decided', () => {
  const { factors } = candidatesOf(laid, { notes: {}, captured: [] })
  expect(factors.length).toBeGreaterThan(3)
  expect(
    foreignIn(
      factors.map(({ text }) => text),
      [],
    ),
  ).toEqual([])
})

const textsOf: Readonly<Record<string, (agenda: Agenda) => Promise<string[]> | string[]>> = {
  Markdown: agenda =>
    [agendaMarkdown(agenda).replaceAll(/#statement-\d+|\\|&nbsp;/g, '')].flatMap(one => one.split('\n')),
  calendar: agenda =>
    agendaCalendar(agenda, 1)
      .replaceAll(/\r\n /g, '')
      .split('\r\n')
      .flatMap(line => /^(?:SUMMARY|DESCRIPTION):(.*)$/.exec(line)?.[1]?.split('\\n') ?? []),
  Word: async agenda => {
    const xml = unzip(await agendaDocx(agenda)).get('word/document.xml') ?? ''
    return [...xml.matchAll(/<w:t[^>]*>([^<]*)</g)].map(([, text = '']) =>
      text.replaceAll(/&(\w+);/g, (_, name: string) => entities[name] ?? ''),
    )
  },
}

test.each(Object.keys(textsOf))('%s', async format => {
  for (const agenda of agendas) {
    const texts = (await textsOf[format]?.(agenda)) ?? []
    expect(texts.join('').length).toBeGreaterThan(100)
    expect(foreignIn(texts, known)).toEqual([])
  }
})

const browser = ownBrowser()
let page: Page
beforeAll(async () => {
  page = await browser.newPage({ viewport: { width: 390, height: 844 } })
})

test.each([
  ['the document', agendaHtml],
  ['the sheet for the table', agendaSheet],
])('%s', async (_, documentOf) => {
  for (const agenda of agendas) {
    await page.setContent(documentOf(agenda))
    expect(await foreignOn(page, known)).toEqual([])
    expect(await page.getAttribute('html', 'lang')).toBe(language)
    if (documentOf === agendaHtml) expect(await cutOffOn(page)).toEqual([])
  }
})
