/**
 * The single page that leadership gets about a quarter: the published sentences, and what its reader is asked to do.
 */
import * as z from 'zod'
import { type Language, usualLanguage } from '../language/language.ts'
import type { PulseRelease } from '../suppression/release.ts'
import { type Calendar, usualCalendar } from '../time/calendar.ts'
import { quarterSentences, trendsOf } from './view.ts'

/**
 * `answer-back`: say what was heard and what changes. `no-hunt`: ask nobody what they answered. `ask-why`: the figure
 * fell. `give-time`: fewer than half answered. `make-room`: too few answered for anything to be shown. `review`: take
 * it into the learning review.
 */
const askSchema = z.enum(['answer-back', 'no-hunt', 'ask-why', 'give-time', 'make-room', 'review'])
export type Ask = z.infer<typeof askSchema>

export const quarterPageSchema = z.object({
  safety: z.string(),
  participation: z.string(),
  groups: z.string().nullable(),
  asked: z.array(askSchema),
})
export type QuarterPage = z.infer<typeof quarterPageSchema>

/** Below this share, the first thing to ask for is time to answer. */
const fewAnswered = 0.5

const fell = (releases: readonly PulseRelease[], quarter: string): boolean => {
  const upTo = releases.filter(release => release.quarter <= quarter)
  const { series } = trendsOf({
    releases: upTo,
    formatChanges: [],
    learning: [],
    group: null,
    instrument: null,
    language: usualLanguage,
  })
  const point = series[0]?.points.find(each => each.quarter === quarter)
  return [point?.sincePrevious, point?.sinceYear].some(comparison => comparison?.direction === 'fall')
}

/** Null if the quarter published nothing at all. */
export const quarterPageOf = (
  releases: readonly PulseRelease[],
  quarter: string,
  language: Language,
  calendar: Calendar = usualCalendar,
): QuarterPage | null => {
  const view = quarterSentences(releases, quarter, language, calendar)
  if (!view) return null
  const { headline, response, groups, state, answered, invited } = view
  if (state !== 'published') {
    return { safety: headline, participation: response, groups: null, asked: ['make-room', 'no-hunt'] }
  }
  const few = answered !== null && invited !== null && answered < invited * fewAnswered
  const asked: Ask[] = [
    'answer-back',
    ...(fell(releases, quarter) ? (['ask-why'] as const) : []),
    ...(few ? (['give-time'] as const) : []),
    'no-hunt',
    'review',
  ]
  return { safety: headline, participation: response, groups, asked }
}
