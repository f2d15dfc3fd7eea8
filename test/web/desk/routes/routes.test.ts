import { expect, test } from 'vitest'
import { incidentId, reviewId } from '../../../../functions/domain/ids.ts'
import { paths, routeOf } from '../../../../web/desk/routes/routes.ts'

const review = reviewId(new Uint8Array(16))
const incident = incidentId(new Uint8Array(16))

test('every path that the desk writes leads to its page', () => {
  expect(routeOf(paths.home)).toEqual({ page: 'home' })
  expect(routeOf('')).toEqual({ page: 'home' })
  expect(routeOf(paths.inviting)).toEqual({ page: 'inviting' })
  expect(routeOf(paths.confirming)).toEqual({ page: 'confirming' })
  expect(routeOf(paths.incidents)).toEqual({ page: 'incidents' })
  expect(routeOf(paths.newIncident)).toEqual({ page: 'new-incident' })
  expect(routeOf(paths.importing)).toEqual({ page: 'import' })
  expect(routeOf(paths.failureModes)).toEqual({ page: 'failure-modes' })
  expect(routeOf(paths.vendor(incident))).toEqual({ page: 'vendor', id: incident })
  expect(routeOf(paths.incident(incident))).toEqual({ page: 'incident', id: incident })
  expect(routeOf(paths.review(review))).toEqual({ page: 'review', id: review })
  expect(routeOf(paths.meeting(review))).toEqual({ page: 'meeting', id: review })
  expect(routeOf(paths.pulse)).toEqual({ page: 'pulse' })
  expect(routeOf(paths.roster)).toEqual({ page: 'roster' })
})

test.each([
  '#/reviews',
  '#/reviews/rev_short',
  `#/reviews/${incident}`,
  `#/reviews/${review}/more`,
  `#/reviews/${review}/meeting/more`,
  '#/nothing',
])('%s leads nowhere', hash => {
  expect(routeOf(hash)).toEqual({ page: 'unknown' })
})
