import { describe, expect, test } from 'vitest'
import { plus } from '../../../functions/domain/time/instants.ts'
import { reminderAt } from '../../../functions/domain/survey/life.ts'
import {
  agendaMilliseconds,
  ballotRefusal,
  harvestDelayMilliseconds,
  passRefusal,
} from '../../../functions/domain/survey/open.ts'
import { manifest } from '../../../functions/manifest.ts'
import type { SurveyStatus } from '../../../functions/domain/ballot/bulletin.ts'

const closesAt = '2026-11-04T12:00:00.000Z'
const at = (milliseconds: number) => plus(closesAt, milliseconds)
const refusals = (status: SurveyStatus, now: string) => {
  const survey = { status, closesAt }
  return [passRefusal(survey, now), ballotRefusal(survey, now)]
}

describe('a survey', () => {
  test.each([
    ['open', -1, [null, null]],
    ['open', 0, ['survey_closed', null]],
    ['open', 599_999, ['survey_closed', null]],
    ['open', 600_000, ['survey_closed', 'survey_closed']],
    ['closed', 599_999, ['survey_closed', null]],
    ['closed', 600_000, ['survey_closed', 'survey_closed']],
    ['harvested', 600_000, ['survey_closed', 'survey_closed']],
    ['scheduled', -1, ['survey_not_open', 'survey_not_open']],
    ['opening', -1, ['survey_not_open', 'survey_not_open']],
    ['cancelled', -1, ['survey_cancelled', 'survey_cancelled']],
  ] as const)('that is %s, %i ms from its close, goes by its times', (status, milliseconds, expected) => {
    expect(refusals(status, at(milliseconds))).toEqual(expected)
  })
})

test('the last ballot that is taken is written, or given up, before the harvest reads the first', () => {
  const last = Array.from({ length: 3600 }, (_, second) => second * 1000).findLast(
    milliseconds => ballotRefusal({ status: 'closed', closesAt }, at(milliseconds)) === null,
  )
  // The gateway gives a request 30 seconds at most, the function its own timeout.
  expect((last ?? 0) + 30_000 + manifest.ballots.timeoutSeconds * 1000).toBeLessThan(harvestDelayMilliseconds)
  expect(harvestDelayMilliseconds).toBeLessThan(agendaMilliseconds)
})

describe('the reminder', () => {
  test('goes out a day before the close of a long window', () => {
    expect(reminderAt('2026-10-20T08:00:00.000Z', closesAt)).toBe('2026-11-03T12:00:00.000Z')
  })
  test('goes out at half of a short window', () => {
    expect(reminderAt('2026-11-04T08:00:00.000Z', closesAt)).toBe('2026-11-04T10:00:00.000Z')
  })
})
