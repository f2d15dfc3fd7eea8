import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { recentOf, recentQuarters, recentTrendsSchema } from '../../../functions/domain/trends/recent.ts'
import { sampleReleases, sampleTrends } from '../../web/trends/sample.ts'

const recent = (quarters: number) => recentOf(sampleTrends({}, { releases: sampleReleases(quarters) }))

test('of forty quarters the latest twelve are told, and how many came before them', () => {
  const told = recent(40)
  expect(recentTrendsSchema.parse(told)).toEqual(told)
  const whole = sampleTrends({}, { releases: sampleReleases(40) })
  expect(told.quarters).toEqual(whole.quarters.slice(-recentQuarters))
  expect(told.earlier).toBe(whole.quarters.length - recentQuarters)
  expect(told.series[0]?.points.length).toBe(recentQuarters)
  expect(told.byGroup.map(({ points }) => points.length)).toEqual(whole.byGroup.map(() => recentQuarters))
  expect(recent(3).earlier).toBe(0)
})

test('what is told is what the whole answer says, without a figure of its own', () => {
  const [told, whole] = [recent(7), sampleTrends({}, { releases: sampleReleases(7) })]
  for (const [index, series] of told.series.entries()) {
    const from = whole.series[index]?.points ?? []
    for (const point of series.points) expect(from).toContainEqual(expect.objectContaining(point))
  }
  expect(told.series[1]?.points.map(({ quarter }) => quarter)).toEqual([whole.quarters.at(-1)?.quarter])
})

test('a fitted line that began earlier is the same line, from where it enters', () => {
  const view = sampleTrends({}, { releases: sampleReleases(16) })
  const [headline] = view.series
  const [first, last] = [view.quarters[0]?.quarter ?? '', view.quarters.at(-1)?.quarter ?? '']
  if (!headline) throw new Error('no series')
  const fit = { from: first, fromValue: 0.2, to: last, toValue: 0.8 }
  const blank = {
    line: 0,
    points: 5,
    state: 'rising',
    perYear: null,
    lo: null,
    hi: null,
    p: null,
    sentence: '',
  } as const
  const told = recentOf({ ...view, series: [{ ...headline, trends: [{ ...blank, fit }] }] })
  const enters = told.quarters[0]?.quarter
  const gone = view.quarters.findIndex(({ quarter }) => quarter === enters) / (view.quarters.length - 1)
  expect(told.series[0]?.trends[0]?.fit).toMatchObject({ from: enters, to: last, toValue: 0.8 })
  expect(told.series[0]?.trends[0]?.fit?.fromValue).toBeCloseTo(0.2 + 0.6 * gone)
})

test('it weighs about the same after ten years as after three', () => {
  const bytes = (quarters: number) => gzipSync(JSON.stringify(recent(quarters))).length
  expect(bytes(40)).toBeLessThan(bytes(12) * 1.15)
})
