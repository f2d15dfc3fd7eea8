import { beforeAll, describe, expect, test } from 'vitest'
import type { Point, Trends } from '../../functions/domain/trends/schema.ts'
import { trendsSchema } from '../../functions/domain/trends/schema.ts'
import { ownStory } from '../journeys/story.ts'
import { attack, collect, type Loot, type Spoils } from './attack.ts'
import { type Book, checkTrends } from './figures.ts'
import { examine, type Lived, live } from './life.ts'
import { simulate, smallScale } from './organisation.ts'
import { truthOf } from './truth.ts'

const story = ownStory()
const lived: Lived[] = []
beforeAll(async () => {
  for (const quarter of simulate(smallScale, 7)) lived.push(await live(story, quarter))
}, 300_000)

const truths = () => new Map(lived.map(({ quarter }) => [quarter.quarter, truthOf(quarter)]))
const read = async (): Promise<Trends> =>
  trendsSchema.parse((await story.call('GET', '/api/trends', undefined, 'leadership')).json)

describe('three quarters of a small organisation, mailed, sealed and harvested', () => {
  test('show nothing that contradicts the known answers, and nothing hidden can be computed', async () => {
    const { findings, ...counts } = await examine(story, lived)
    expect(findings).toEqual([])
    expect(counts.figures).toBeGreaterThan(1_000)
    expect(Math.min(counts.hiddenSeen, counts.attacked)).toBeGreaterThan(50)
  })

  test('the comparison notices a figure whose last digit is wrong', async () => {
    const trends = await read()
    const shown = trends.series[0]?.points.find(({ mean }) => mean?.kind === 'exact')
    if (!shown?.mean) throw new Error('nothing is shown')
    shown.mean.value += 0.01
    const book: Book = { truths: truths(), differences: [], seen: { figures: 0, hidden: 0 } }
    checkTrends(book, trends)
    expect(book.differences.length).toBeGreaterThan(0)
  })

  test('the attack finds a hidden group once the others are given beside the whole', async () => {
    const trends = await read()
    const loot: Loot = new Map()
    const told = truths()
    const quarter = trends.quarters[0]?.quarter ?? ''
    const figure = told.get(quarter)?.figures.get('review-safety')
    const points = [...(figure?.groups ?? [])].slice(1).map(([label, { values }]) => {
      const point: Point | undefined = trends.byGroup
        .find(group => group.label === label)
        ?.points.find(own => own.quarter === quarter)
      if (!point) throw new Error('no such group')
      return { label, responses: [], points: [{ ...point, state: 'shown' as const, n: values.length }] }
    })
    collect(loot, { ...trends, byGroup: points })
    const spoils: Spoils = { found: [], tried: 0 }
    attack(loot, told, spoils)
    expect(spoils.found.join()).toContain(`${quarter} review-safety: n of ${[...(figure?.groups.keys() ?? [])][0]}`)
  })
})
