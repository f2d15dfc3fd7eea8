/** Every kind of stored item as the privacy page lists them: by table, with kinds that are kept alike in one row. */
import { action, owners } from './action.ts'
import { backfill } from './backfill.ts'
import { ballot, checkpoint } from './ballots.ts'
import { cohortList } from './cohort-list.ts'
import { deskBuilt, deskDue, deskEntry } from './desk.ts'
import { erasure } from './erasures.ts'
import * as incidents from './incidents.ts'
import { surveyHealth } from './health.ts'
import type { Kept, Kind } from './kind.ts'
import * as learned from './learned.ts'
import { mail, toldMail } from './mail.ts'
import * as meetings from './meetings.ts'
import { apart, invitations, letter, listChanges, participants, person, returned, stop, unsubscribe } from './people.ts'
import { pulsePlan, reminderHours, toldEditions } from './plans.ts'
import { publishedPiece, publishedPulse } from './published.ts'
import { replacedPiece, replacement } from './replaced.ts'
import { recordLetter, review } from './review.ts'
import { ask, reply } from './replies.ts'
import { slot } from './slots.ts'
import { claim, rosterNames, survey } from './survey.ts'
import type { TableName } from '../tables.ts'
import { traceLine, traceMark } from './trace.ts'

const people = [
  person,
  stop,
  returned,
  apart,
  replacement,
  replacedPiece,
  unsubscribe,
  participants,
  invitations,
  listChanges,
  pulsePlan,
  mail,
  toldMail,
  letter,
  reminderHours,
  toldEditions,
]
const ofIncidents = [
  incidents.incident,
  incidents.following,
  incidents.importRun,
  incidents.importPart,
  incidents.importChange,
  incidents.sourceName,
  incidents.failureMode,
  incidents.vendorSection,
]
const ofReviews = [
  review,
  meetings.agendaEdits,
  meetings.meeting,
  meetings.liveKey,
  meetings.runningEnd,
  meetings.liveObservations,
  deskEntry,
  deskDue,
  deskBuilt,
]
const ofQuarters = [
  learned.debt,
  learned.formatChange,
  learned.sectionNote,
  learned.publishedReview,
  learned.laterEdition,
  learned.publishedReviewPiece,
  reply,
  ask,
]
const outcomes = [
  action,
  owners,
  learned.counterfactual,
  learned.takingUp,
  learned.lesson,
  learned.citation,
  meetings.meetingRecord,
  recordLetter,
  learned.figures,
  learned.ledger,
  publishedPiece,
  publishedPulse,
]

export const everyKind: Readonly<Record<TableName, readonly Kind[]>> = {
  people,
  slots: [slot],
  surveys: [survey, rosterNames, cohortList, claim, surveyHealth],
  ballots: [ballot, checkpoint],
  learning: [...ofIncidents, ...ofReviews, ...ofQuarters, ...outcomes, backfill],
  live: [meetings.channel, meetings.running, meetings.remark],
  trace: [traceLine, traceMark, erasure],
}

export const keptIn = (table: TableName): Kept[] => [
  ...new Map(everyKind[table].map(({ kept }) => [kept.row, kept])).values(),
]
