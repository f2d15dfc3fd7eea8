/**
 * The four quarters before the sample begins: 40 incidents, 120 actions, reviews, lessons and pulses. No API writes the
 * past, so this uses the stores of `learning`; published material passes suppression as in a harvest.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { inParallel } from '../../../functions/domain/in-parallel.ts'
import { type Calendar, quarterBounds } from '../../../functions/domain/time/calendar.ts'
import { plus } from '../../../functions/domain/time/instants.ts'
import { learningStores } from '../../../functions/learning/stores.ts'
import { actionsOf } from './actions.ts'
import { drawing } from './draw.ts'
import { addLessons, addPortfolio, addRecords, addVendorSections } from './followed.ts'
import { happenedIn, meetingOf, roundSince } from './happened.ts'
import { filePulses, fileStatements } from './surveys.ts'

/** Concurrent writes. */
const atOnce = 8

/** Uses tables with the default names. All four quarters must have ended by `now`, earliest first. */
export const loadHistory = async (
  documents: DynamoDBDocumentClient,
  quarters: readonly string[],
  groups: ReadonlyMap<string, number>,
  now: string,
  calendar: Calendar,
): Promise<void> => {
  const draw = drawing(41)
  const stores = learningStores({
    documents,
    calendar,
    learningTable: 'learning',
    surveysTable: 'surveys',
    liveTable: 'live',
    traceTable: 'trace',
  })
  const happened = happenedIn(quarters, draw, calendar)
  const reviews = happened.flatMap(({ review }) => (review ? [review] : []))
  const since = roundSince(quarters, calendar)
  const meetings = reviews.map(review => meetingOf(review, review.meetingAt >= since, draw))
  const modes = [...new Set(happened.flatMap(({ told: { mode } }) => (mode === null ? [] : [mode])))]

  await inParallel(modes, atOnce, mode => stores.failureModes.addFailureMode(mode))
  await inParallel(happened, atOnce, ({ incident }) => stores.incidents.addIncident(incident))
  await inParallel(reviews, atOnce, review => stores.reviews.addReview(review))
  await inParallel(meetings, atOnce, meeting => stores.reviews.saveMeeting(meeting))
  await inParallel(happened, atOnce, one => fileStatements(documents, one))
  await inParallel(actionsOf(happened, now, draw), atOnce, action => stores.actions.addAction(action))
  await addVendorSections(stores, happened)
  await addRecords(stores, happened)
  await addPortfolio(stores, happened)
  await addLessons(stores, happened)
  await filePulses(documents, quarters, groups, calendar)
  for (const quarter of quarters) {
    const { from, to } = quarterBounds(quarter, calendar)
    const incidents = [from, plus(to, -1)].map(startedAt => ({ id: 'none', startedAt }))
    await stores.figures.refreshFigures({ incidents }, now)
  }
}
