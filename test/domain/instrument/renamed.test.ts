import { expect, test, vi } from 'vitest'
import { pulse2 } from '../../../functions/domain/instrument/pulse.ts'
import { preMeeting1 } from '../../../functions/domain/instrument/pre-meeting.ts'
import { figureName } from '../../../functions/domain/learning-review/words/en/pulse.ts'
import { publishComments, publishPulse } from '../../../functions/domain/suppression/publish.ts'
import type { PulseRelease } from '../../../functions/domain/suppression/release.ts'
import type { PulseBallot } from '../../../functions/domain/suppression/tally.ts'
import { commentsView } from '../../../functions/domain/trends/comments.ts'
import { trendsCsv } from '../../../functions/domain/trends/csv.ts'
import { quarterPageOf } from '../../../functions/domain/trends/quarter-page.ts'
import { trendsOf } from '../../../functions/domain/trends/view.ts'
import { answerPage } from '../../../web/answer/page.ts'
import { countsOf, materialOf } from '../suppression/organisation.ts'
import { asOther, otherId, otherPreMeeting, otherPulse, underOtherIds } from './renamed.ts'

vi.mock(import('../../../functions/domain/instrument/registry.ts'), async original => {
  const { withOthers } = await import('./renamed.ts')
  return withOthers(await original())
})
vi.mock(import('../../../functions/domain/instrument/words/languages.ts'), async original => {
  const { withOtherWords } = await import('./renamed.ts')
  const { wordingsIn } = await original()
  return { wordingsIn: language => withOtherWords(wordingsIn(language)) }
})

const quarters = ['2026-Q1', '2026-Q2', '2026-Q3']

/** Fourteen people in two groups, better from quarter to quarter. */
const ballots = (quarter: number): PulseBallot['answers'][] =>
  Array.from({ length: 14 }, (_, person) => ({
    ...Object.fromEntries(
      pulse2.items
        .filter(item => item.kind === 'scale')
        .map(({ id }, at) => [id, 1 + ((person + at + (person < 5 * quarter ? 2 : 0)) % 5)]),
    ),
    comment: { text: `words of ${person}`, choice: person === 3 ? 'themes-only' : 'verbatim' },
  }))

const published = (held: readonly (typeof pulse2)[]) => {
  const before: PulseRelease[] = []
  const comments = quarters.map((quarter, at) => {
    const instrument = held[at] ?? pulse2
    const own = instrument === otherPulse ? ballots(at).map(underOtherIds) : ballots(at)
    const groups = [own, own].map(answers => ({ invited: 20, ballots: answers }))
    const material = materialOf(groups, instrument, quarter)
    const release = publishPulse(countsOf(material), material, [...before])
    before.push(release)
    return publishComments(release, material.tally)
  })
  return { releases: before, comments }
}

const told = (held: readonly (typeof pulse2)[]) => {
  const { releases, comments } = published(held)
  const trends = trendsOf({ releases, formatChanges: [], learning: [], group: null, instrument: null, language: 'en' })
  return {
    releases,
    trends,
    csv: trendsCsv(trends).split('\r\n'),
    pages: quarters.map(quarter => quarterPageOf(releases, quarter, 'en')),
    comments: releases.map((release, at) =>
      commentsView({
        quarters,
        quarter: release.quarter,
        release,
        comments: comments[at] ?? [],
        from: 0,
        language: 'en',
      }),
    ),
    names: releases.flatMap(({ instrument, figures }) =>
      figures.map(({ id, reversed }) => figureName(instrument, id, reversed)),
    ),
  }
}

const always = (instrument: typeof pulse2) => quarters.map(() => instrument)

test('a pulse with other ids publishes exactly the same, and has the same trend', () => {
  const [own, other] = [told(always(pulse2)), told(always(otherPulse))]
  expect(own.trends.series.map(({ name }) => name)).toContain('Psychological safety, seven items as one score')
  expect(own.pages[2]?.safety).toContain('feel comfortable')
  const { csv, pages, ...rest } = own
  const { csv: otherCsv, pages: otherPages, ...otherRest } = other
  expect(otherPages).toEqual(pages)
  expect(otherRest).toEqual(JSON.parse(asOther(JSON.stringify(rest))))
  const cells = (rows: readonly string[]) => rows.map(row => row.split(','))
  expect(cells(otherCsv)).toEqual(cells(csv).map(row => row.map(otherId)))
})

test('a pulse that asks the same under other ids continues the same lines', () => {
  const { trends } = told([pulse2, otherPulse, otherPulse])
  expect(trends.series.length).toBe(pulse2.items.length)
  for (const { lines, points } of trends.series) {
    expect(lines.map(({ instruments }) => instruments)).toEqual([[pulse2.id, otherPulse.id]])
    expect(points.map(({ line }) => line)).toEqual([0, 0, 0])
  }
})

test.each([
  [preMeeting1, otherPreMeeting],
  [pulse2, otherPulse],
])('the page of $id is the same under other ids', (instrument, other) => {
  const page = (asked: typeof instrument) =>
    answerPage({ instrument: asked, language: 'en', style: '', script: 'main.js' })
  const ids = [...instrument.items, ...(instrument.scores ?? []), instrument].map(({ id }) => id)
  const attributes = new RegExp(
    `((?:id|name|for|data-item|data-to|data-instrument|aria-labelledby|aria-describedby)="?|(?<=-hint) )(${ids.join('|')})(?=[-" >])`,
    'g',
  )
  const expected = page(instrument).replaceAll(attributes, (_, before: string, id: string) => before + otherId(id))
  expect(page(other)).toBe(expected)
  expect(page(other)).not.toBe(page(instrument))
})
