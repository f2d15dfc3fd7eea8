import { expect, test } from 'vitest'
import { incidentId, reviewId } from '../../../functions/domain/ids.ts'
import { groupsFor } from '../../../web/kit/frame/doors.ts'
import { href } from '../../../web/kit/address.ts'
import { pageAt, pages } from '../../../web/desk/pages.ts'
import { readSources } from '../../boundaries/sources.ts'

const review = reviewId(new Uint8Array(16))
const incident = incidentId(new Uint8Array(16))

const pathAt = (hash: string): string | undefined => pageAt(hash)?.page.path

test('an address leads to its page, with what stands in its places', () => {
  expect(pathAt('')).toBe('/')
  expect(pathAt(href('/'))).toBe('/')
  expect(pathAt(href('/reviews'))).toBe('/reviews')
  expect(pathAt(href('/incidents/new'))).toBe('/incidents/new')
  expect(pathAt(href('/quarters'))).toBe('/quarters')
  expect(pageAt(href('/incidents/{incident}/vendor', { incident }))).toMatchObject({
    page: { path: '/incidents/{incident}/vendor' },
    values: { incident },
  })
  expect(pageAt(href('/reviews/{review}', { review }))?.values).toEqual({ review })
  expect(pageAt(href('/quarters/{quarter}', { quarter: '2026-Q3' }))?.values).toEqual({ quarter: '2026-Q3' })
})

test.each([
  '#/reviews/rev_short',
  `#/reviews/${incident}`,
  `#/reviews/${review}/more`,
  `#/reviews/${review}/meeting/more`,
  '#/quarters/2026',
  '#/nothing',
])('%s leads nowhere', hash => {
  expect(pageAt(hash)).toBeNull()
})

test('every address that the desk writes is of a page, and no two pages have one', () => {
  const written = readSources(['web/desk']).flatMap(({ code }) =>
    [...code.matchAll(/\bhref\('([^']+)'/g)].map(([, path = '']) => path),
  )
  const paths = pages.map(({ path }) => path)
  expect(written.length).toBeGreaterThan(0)
  expect([...new Set(written)].filter(path => !paths.includes(path))).toEqual([])
  expect(new Set(paths).size).toBe(paths.length)
})

test('every door of the desk opens a page, and every page lies behind one', () => {
  const doors = groupsFor(['facilitator', 'keeper', 'leadership']).flatMap(group => group.doors)
  const ofTheDesk = doors.filter(({ address }) => address.startsWith('/desk/'))
  for (const { id, address } of ofTheDesk) expect(pageAt(address.slice('/desk/'.length))?.page.under).toBe(id)
  const ids = ofTheDesk.map(({ id }) => id)
  expect(pages.filter(({ under }) => !ids.includes(under))).toEqual([])
})

test('leadership is shown no door of the desk but the library', () => {
  const doors = groupsFor(['leadership']).flatMap(group => group.doors)
  expect(doors.map(({ address }) => address)).toEqual([
    '/quarter/',
    '/trends/',
    '/comments/',
    '/learning-review/',
    '/trace/',
    '/desk/#/lessons',
  ])
})

test('a keeper is shown the roster and the pulse, and with leadership what that reads; whoever signs in the library', () => {
  const opened = (...roles: Parameters<typeof groupsFor>[0]) =>
    groupsFor(roles).flatMap(group => group.doors.map(({ id }) => id))
  expect(opened('keeper')).toEqual(['pulse', 'people', 'lessons'])
  expect(opened('keeper', 'leadership')).toEqual([
    'pulse',
    'people',
    'leading',
    'trends',
    'comments',
    'learningReviews',
    'trace',
    'lessons',
  ])
  expect([...opened('facilitator'), 'trace']).toEqual(opened('facilitator', 'keeper', 'leadership'))
  expect(opened()).toEqual(['lessons'])
})
