/** Addresses of the desk, all in the hash: one static page serves them. */
import { useEffect, useState } from 'preact/hooks'
import { quarterSchema } from '../../../functions/domain/time/instants.ts'
import {
  type ActionId,
  actionIdSchema,
  type IncidentId,
  incidentIdSchema,
  type LessonId,
  lessonIdSchema,
  type ReviewId,
  reviewIdSchema,
} from '../../../functions/domain/ids.ts'

/** Pages of what follows a review. */
export type FollowingRoute =
  | { readonly page: 'actions' | 'portfolio' | 'lessons' }
  | { readonly page: 'action'; readonly id: ActionId }
  | { readonly page: 'lesson'; readonly id: LessonId }
  | { readonly page: 'record'; readonly id: ReviewId }

export type Route =
  | FollowingRoute
  | {
      readonly page:
        | 'home'
        | 'inviting'
        | 'confirming'
        | 'incidents'
        | 'new-incident'
        | 'import'
        | 'failure-modes'
        | 'roster'
        | 'pulse'
        | 'unknown'
    }
  | { readonly page: 'incident' | 'vendor'; readonly id: IncidentId }
  | { readonly page: 'review' | 'meeting'; readonly id: ReviewId }
  /** Null: the quarter that runs. */
  | { readonly page: 'learning-review'; readonly quarter: string | null }

export const paths = {
  home: '#/',
  inviting: '#/prepare/review',
  confirming: '#/prepare/confirm',
  incidents: '#/incidents',
  newIncident: '#/incidents/new',
  importing: '#/incidents/import',
  failureModes: '#/failure-modes',
  incident: (id: IncidentId) => `#/incidents/${id}`,
  vendor: (id: IncidentId) => `#/incidents/${id}/vendor`,
  review: (id: ReviewId) => `#/reviews/${id}`,
  meeting: (id: ReviewId) => `#/reviews/${id}/meeting`,
  learningReviews: '#/quarters',
  learningReview: (quarter: string) => `#/quarters/${quarter}`,
  record: (id: ReviewId) => `#/reviews/${id}/record`,
  actions: '#/actions',
  action: (id: ActionId) => `#/actions/${id}`,
  portfolio: '#/portfolio',
  lessons: '#/lessons',
  lesson: (id: LessonId) => `#/lessons/${id}`,
  roster: '#/roster',
  pulse: '#/pulse',
}

const followingOf = (first: string, second: string, rest: readonly string[]): FollowingRoute | null => {
  const action = actionIdSchema.safeParse(second)
  const lesson = lessonIdSchema.safeParse(second)
  const review = reviewIdSchema.safeParse(second)
  if (first === 'reviews' && review.success && rest.join('/') === 'record') return { page: 'record', id: review.data }
  if (rest.length > 0) return null
  if (first === 'actions' && !second) return { page: 'actions' }
  if (first === 'actions' && action.success) return { page: 'action', id: action.data }
  if (first === 'portfolio' && !second) return { page: 'portfolio' }
  if (first === 'lessons' && !second) return { page: 'lessons' }
  return first === 'lessons' && lesson.success ? { page: 'lesson', id: lesson.data } : null
}

export const routeOf = (hash: string): Route => {
  const [first = '', second = '', ...rest] = hash.replace(/^#?\/?/, '').split('/')
  const incident = incidentIdSchema.safeParse(second)
  if (first === 'incidents' && incident.success && rest.join('/') === 'vendor') {
    return { page: 'vendor', id: incident.data }
  }
  const review = reviewIdSchema.safeParse(second)
  if (first === 'reviews' && review.success && rest.join('/') === 'meeting') return { page: 'meeting', id: review.data }
  const following = followingOf(first, second, rest)
  if (following) return following
  if (rest.length > 0) return { page: 'unknown' }
  if (first === '' && !second) return { page: 'home' }
  if (first === 'prepare' && second === 'review') return { page: 'inviting' }
  if (first === 'prepare' && second === 'confirm') return { page: 'confirming' }
  if (first === 'incidents' && !second) return { page: 'incidents' }
  if (first === 'incidents' && second === 'new') return { page: 'new-incident' }
  if (first === 'incidents' && second === 'import') return { page: 'import' }
  if (first === 'failure-modes' && !second) return { page: 'failure-modes' }
  if (first === 'incidents' && incident.success) return { page: 'incident', id: incident.data }
  if (first === 'reviews' && review.success) return { page: 'review', id: review.data }
  if (first === 'pulse' && !second) return { page: 'pulse' }
  if (first === 'quarters' && !second) return { page: 'learning-review', quarter: null }
  if (first === 'quarters' && quarterSchema.safeParse(second).success)
    return { page: 'learning-review', quarter: second }
  if (first === 'roster' && !second) return { page: 'roster' }
  return { page: 'unknown' }
}

export const go = (path: string): void => {
  location.hash = path
}

export const useRoute = (): Route => {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const follow = (): void => setHash(location.hash)
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return routeOf(hash)
}
