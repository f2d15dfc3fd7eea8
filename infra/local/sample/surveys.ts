/**
 * What the sample's surveys published: produced by suppression and filed by the harvest's own store, each with its row.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { documentCalls } from '../../../functions/aws/document-calls.ts'
import * as ids from '../../../functions/domain/ids.ts'
import { type Calendar, quarterBounds } from '../../../functions/domain/time/calendar.ts'
import { dayMilliseconds, hourMilliseconds, plus } from '../../../functions/domain/time/instants.ts'
import { scaleItems } from '../../../functions/domain/suppression/lines.ts'
import { preMeeting1 } from '../../../functions/domain/instrument/pre-meeting.ts'
import { pulse2 } from '../../../functions/domain/instrument/pulse.ts'
import { pulsePlanned, scheduledSurvey, type SurveyPlan } from '../../../functions/domain/survey/request.ts'
import { harvestDelayMilliseconds } from '../../../functions/domain/survey/open.ts'
import { type Survey, surveySchema } from '../../../functions/domain/survey/survey.ts'
import { groupMinimum, invitedMinimum } from '../../../functions/domain/suppression/parameters.ts'
import type { PulseRelease } from '../../../functions/domain/suppression/release.ts'
import { rollUp } from '../../../functions/domain/suppression/rollup.ts'
import {
  publishComments,
  publishPulse,
  publishStatements,
  type Receipts,
} from '../../../functions/domain/suppression/publish.ts'
import { statementSchema } from '../../../functions/domain/synthesis/schema.ts'
import { synthesize } from '../../../functions/domain/synthesis/synthesis.ts'
import { type PulseBallot, tallyBallots } from '../../../functions/domain/suppression/tally.ts'
import { receiptsOf } from '../../../functions/harvest/filing.ts'
import { harvestStore } from '../../../functions/harvest/store.ts'
import { surveyClaims } from '../../../functions/records/claims.ts'
import { recordsOf } from '../../../functions/records/records.ts'
import { survey as surveyKind } from '../../../functions/records/survey.ts'
import { held } from '../../../functions/records/writing.ts'
import { sampleComments } from './data.ts'
import { bytesOf, type Draw, drawing } from './draw.ts'
import { type Happened, zone } from './happened.ts'

/** How favourable the answers of each quarter are, out of 100. The opening round came with the third. */
const favour = [52, 54, 66, 70] as const
const responseShare = [0.55, 0.58, 0.66, 0.69] as const

/** The last group is less at ease than the others in every quarter. */
const shyness = 14

interface Cohort {
  readonly id: string
  readonly label: string
  readonly invited: number
}

/** Groups too small to be asked separately are pooled, as at an opening. */
const pooled = (groups: ReadonlyMap<string, number>): Cohort[] =>
  [...rollUp({ invitedMinimum, invited: groups })].map(([label, members]) => ({
    id: label,
    label,
    invited: members.reduce((total, member) => total + (groups.get(member) ?? 0), 0),
  }))

const ballotsOf = (cohorts: readonly Cohort[], quarter: number, draw: Draw) =>
  cohorts.flatMap(({ id: cohort, invited }, index) => {
    const answered = Math.round(invited * (responseShare[quarter] ?? 0.6))
    const level = (favour[quarter] ?? 60) - (index === cohorts.length - 1 ? shyness : 0)
    const told = sampleComments[quarter] ?? []
    return Array.from({ length: answered }, (_, number): PulseBallot => {
      const answers = scaleItems(pulse2).map(({ id, min, max, reversed }): [string, number] => {
        const isGood = draw(100) < level
        const good = isGood ? 4 + draw(2) : 1 + draw(3)
        return [id, reversed ? min + max - good : good]
      })
      // One person in each group writes a comment, while there are comments left.
      const text = number === 0 ? told[index] : undefined
      const comment = text === undefined ? {} : { comment: { text, choice: 'verbatim' as const } }
      return { cohort, answers: { ...Object.fromEntries(answers), ...comment } }
    })
  })

const receiptAt = (run: string, at: number) => ({
  serial: Buffer.from(bytesOf(`${run} ${at}`)).toString('hex'),
  digest: Buffer.from(bytesOf(`${run} ${at} sealed`)).toString('base64url'),
})

/** Derived from the survey: the row, the claim and the documents of a harvest. */
const filing = (documents: DynamoDBDocumentClient) => {
  const tables = { slotsTable: 'slots', surveysTable: 'surveys', ballotsTable: 'ballots', learningTable: 'learning' }
  const store = harvestStore({ documents, ...tables })
  const records = recordsOf(documentCalls(documents), tables)
  const { putClaim } = surveyClaims(records)

  /** No store writes the row of a finished survey. This is the row a survey ends with, nothing sealed left in it. */
  const putHarvested = async (survey: Survey, receipts: Receipts, run: ids.RunId): Promise<void> => {
    const at = plus(survey.closesAt, harvestDelayMilliseconds)
    const harvested = surveySchema.parse({
      ...survey,
      status: 'harvested',
      takenPart: receipts.issued,
      takenPartAt: survey.closesAt,
      issued: receipts.issued,
      announcedAt: at,
      destroyedAt: at,
      filed: { run, cast: receipts.cast, counted: receipts.counted, root: receipts.root, at },
    })
    await held(records.overwrite(surveyKind, { survey: survey.surveyId }, harvested))
  }

  return { ...store, putClaim, putHarvested }
}

/** What the participants of a review wrote beforehand. */
export const fileStatements = async (
  documents: DynamoDBDocumentClient,
  { told, incident, review }: Happened,
): Promise<void> => {
  const { said = [], ticks = [] } = told
  if (!review || said.length === 0) return
  const store = filing(documents)
  const id = ids.surveyId(bytesOf(`survey ${review.id}`))
  const run = ids.runId(bytesOf(`run ${review.id}`))
  const answered = 14
  const plan: SurveyPlan = {
    kind: 'pre-meeting',
    instrument: preMeeting1,
    reviewId: review.id,
    quarter: null,
    title: review.title,
    startedAt: incident.startedAt,
    meetingAt: review.meetingAt,
    zone,
    reviewVersion: review.version,
    opensAt: plus(review.meetingAt, -2 * dayMilliseconds),
    closesAt: plus(review.meetingAt, -hourMilliseconds),
  }
  const counts = { invited: answered + 2, issued: answered, cast: answered, counted: answered }
  const survey = scheduledSurvey(id, plan, counts.invited)
  const statements = said.map((text, index) => {
    const statementId = ids.observationId(bytesOf(`statement ${review.id} ${index}`))
    return statementSchema.parse({
      id: statementId,
      text,
      item: 'saw',
      purpose: 'moment',
      apart: false,
      voice: String(index),
    })
  })
  const release = publishStatements(counts, survey.minimumBallots, {
    writers: answered,
    synthesize: () => synthesize(statements, []),
    ratings: Array.from({ length: answered }, (_, at) => 2 + (at % 4)),
    // A factor ticked by fewer than five, or by all but a few, is not published.
    ticks: Array.from({ length: answered }, (_, at) => (at < 8 ? ticks : [])),
  })
  const receipts = receiptsOf(
    id,
    counts,
    Array.from({ length: answered }, (_, at) => receiptAt(run, at)),
  )
  await store.putClaim({ kind: 'review', of: review.id }, id, null)
  await store.putPublished(id, run, 'statements', release)
  await store.putPublished(id, run, 'receipts', receipts)
  await store.putHarvested(survey, receipts, run)
}

/** Open for ten days from a Tuesday in the middle of the quarter's last month. */
const pulseTimes = (quarter: string, calendar: Calendar) => {
  const morning = plus(quarterBounds(quarter, calendar).to, -24 * dayMilliseconds + 8 * hourMilliseconds)
  const days = (9 - new Date(morning).getUTCDay()) % 7
  const opensAt = plus(morning, days * dayMilliseconds)
  return { opensAt, closesAt: plus(opensAt, 10 * dayMilliseconds) }
}

/** The pulses of the quarters, with answers drawn for each group. */
export const filePulses = async (
  documents: DynamoDBDocumentClient,
  quarters: readonly string[],
  groups: ReadonlyMap<string, number>,
  calendar: Calendar,
): Promise<void> => {
  const store = filing(documents)
  const draw = drawing(7)
  const cohorts = pooled(groups)
  const invited = [...groups.values()].reduce((total, count) => total + count, 0)
  const before: PulseRelease[] = []
  for (const [index, quarter] of quarters.entries()) {
    const id = ids.surveyId(bytesOf(`pulse ${quarter}`))
    const run = ids.runId(bytesOf(`run of ${quarter}`))
    const survey = scheduledSurvey(
      id,
      pulsePlanned({ quarter, instrument: pulse2, zone, ...pulseTimes(quarter, calendar) }, calendar.yearStartsIn),
      invited,
    )
    const ballots = ballotsOf(cohorts, index, draw)
    const counts = { invited, issued: ballots.length, cast: ballots.length, counted: ballots.length }
    const tally = tallyBallots(pulse2, ballots)
    const release = publishPulse(
      counts,
      { quarter, instrument: pulse2, groupMinimum, open: false, cohorts, tally },
      before,
    )
    before.push(release)
    const receipts = receiptsOf(
      id,
      counts,
      ballots.map((_, at) => receiptAt(run, at)),
    )
    await store.putClaim({ kind: 'quarter', of: quarter }, id, null)
    await store.putPublished(id, run, 'pulse', release)
    await store.putPublished(id, run, 'comments', publishComments(release, tally))
    await store.putPublished(id, run, 'receipts', receipts)
    await store.listPulse({ quarter, surveyId: id, run, instrument: pulse2.id })
    await store.putHarvested(survey, receipts, run)
  }
}
