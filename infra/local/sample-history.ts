/**
 * The four quarters before the sample begins: 40 incidents, 120 actions, reviews, lessons, pulses. No API writes the past,
 * so the stores of `learning` write it themselves, and published material goes through suppression as a harvest's does.
 */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { type Action, actionSchema } from '../../functions/domain/action.ts'
import { counterfactualSchema } from '../../functions/domain/counterfactual.ts'
import { failureModeKey } from '../../functions/domain/failure-mode.ts'
import { pieceKey, publishedKey, splitDocument } from '../../functions/domain/filed.ts'
import { reviewIdSchema, runId, surveyId } from '../../functions/domain/ids.ts'
import { type Incident, incidentSchema } from '../../functions/domain/incident.ts'
import {
  dayMilliseconds,
  hourMilliseconds,
  minuteMilliseconds,
  plus,
  quarterBounds,
} from '../../functions/domain/instants.ts'
import { preMeeting1 } from '../../functions/domain/instruments/pre-meeting.ts'
import { meetingSchema } from '../../functions/domain/meeting.ts'
import { citationSchema, lessonSchema } from '../../functions/domain/lesson.ts'
import { type Review, reviewSchema } from '../../functions/domain/review.ts'
import { scheduledSurvey } from '../../functions/domain/survey-request.ts'
import { publishStatements } from '../../functions/domain/suppression.ts'
import { statementSchema } from '../../functions/domain/synthesis/schema.ts'
import { synthesize } from '../../functions/domain/synthesis/synthesis.ts'
import { type LearningStores, learningStores } from '../../functions/learning/stores.ts'
import { personas } from './personas.ts'
import { deprioritised, sampleConditions, sampleLessons, type SampleMode, sampleModes } from './sample-history-texts.ts'
import { bytesOf, drawing, pick, sampleId } from './sample-draw.ts'
import { filePulses } from './sample-pulses.ts'

const zone = 'Europe/Berlin'

interface Happened {
  readonly incident: Incident
  readonly mode: SampleMode
  /** 0 is the earliest of the four quarters. */
  readonly quarter: number
  readonly review: Review | null
}

/** Working hours mostly, and releases on Tuesdays and Thursdays in the afternoon. */
const startOf = (
  quarter: string,
  at: number,
  of: number,
  isRelease: boolean,
  draw: (below: number) => number,
): string => {
  const { from, to } = quarterBounds(quarter)
  const days = (Date.parse(to) - Date.parse(from)) / dayMilliseconds
  const day = Math.floor(((at + 0.5) / of) * (days - 8))
  const instant = plus(from, day * dayMilliseconds + (isRelease ? 13 : 6 + draw(14)) * hourMilliseconds)
  const weekday = new Date(instant).getUTCDay()
  const shifted = isRelease ? plus(instant, ((9 - weekday) % 7) * dayMilliseconds) : instant
  return plus(shifted, draw(60) * minuteMilliseconds)
}

const incidentsOf = (quarters: readonly string[], draw: (below: number) => number): Omit<Happened, 'review'>[] =>
  quarters.flatMap((quarter, index) => {
    const all = sampleModes.flatMap(mode =>
      Array.from({ length: mode.counts[index] ?? 0 }, (_, nth) => ({ mode, nth })),
    )
    // Modes come mixed, as they do in life: by a step that meets each place once.
    const mixed = all.map((_, at) => pick(all, at * 7))
    return mixed.map(({ mode, nth }, at) => {
      const startedAt = startOf(quarter, at, mixed.length, mode.deployment === true, draw)
      const detectedAt = plus(startedAt, (5 + draw(40)) * minuteMilliseconds)
      const incident = incidentSchema.parse({
        id: sampleId('inc', `${quarter} ${at}`),
        version: 1,
        title: pick(mode.titles, index + nth),
        severity: mode.severity,
        services: mode.services.slice(0, 1 + draw(mode.services.length)),
        domains: [mode.domain],
        zone,
        startedAt,
        suspectedAt: plus(startedAt, (2 + draw(10)) * minuteMilliseconds),
        actedAt: plus(startedAt, (14 + draw(20)) * minuteMilliseconds),
        detectedAt,
        mitigatedAt: plus(detectedAt, (20 + draw(90)) * minuteMilliseconds),
        resolvedAt: plus(detectedAt, (120 + draw(300)) * minuteMilliseconds),
        failureModes: mode.mode === null ? [] : [mode.mode],
        deploymentRelated: mode.deployment === true,
        vendor: mode.vendor ?? null,
        summary: mode.said[nth % Math.max(1, mode.said.length)] ?? null,
      })
      return { incident, mode, quarter: index }
    })
  })

/** From the third quarter on, with the round at the start, two thirds speak and not less than half. */
const meetingOf = (review: Review, quarter: number, draw: (below: number) => number) => {
  const attendees = 7 + draw(5)
  const speakers = quarter < 2 ? Math.round(attendees * 0.45) : Math.round(attendees * 0.78)
  const turns = Array.from({ length: speakers }, (_, at) => (quarter < 2 ? 1 + Math.floor(9 / (at + 1)) : 1 + draw(4)))
  return meetingSchema.parse({
    reviewId: review.id,
    incidentId: review.incidentId,
    meetingAt: review.meetingAt,
    attendees,
    speakers,
    turns: turns.toSorted((a, b) => b - a),
    notes: {},
    endedAt: plus(review.meetingAt, review.durationMinutes * minuteMilliseconds),
    version: 1,
  })
}

const reviewOf = (incident: Incident, number: number): Review => {
  const facilitator = pick(personas.slice(0, 2), number)
  const monday = new Date(incident.startedAt).getUTCDay()
  const wait = monday === 4 || monday === 5 ? 5 : 3
  return reviewSchema.parse({
    id: sampleId('rev', incident.id),
    incidentId: incident.id,
    title: incident.title,
    startedAt: incident.startedAt,
    meetingAt: `${plus(incident.startedAt, wait * dayMilliseconds).slice(0, 10)}T12:00:00.000Z`,
    zone,
    durationMinutes: 60,
    facilitators: [{ email: facilitator.email, name: facilitator.name }],
    status: 'planned',
    version: 1,
  })
}

const statusAt = (quarter: number, number: number): Action['status'] =>
  pick(
    quarter < 2
      ? (['completed', 'open', 'completed', 'deprioritised', 'completed', 'in_progress'] as const)
      : (['completed', 'completed', 'open', 'completed', 'in_progress', 'completed'] as const),
    number,
  )

/** Three for each incident; the alert that would have helped is set aside in the first quarter and never taken up again. */
const actionsOf = (happened: readonly Happened[], until: string, draw: (below: number) => number): Action[] =>
  happened.flatMap(({ incident, mode, quarter, review }, number) =>
    Array.from({ length: 3 }, (_, nth) => {
      const isFirst = happened.findIndex(one => one.mode === mode) === number
      const isTheOne = mode.actions[0]?.text === deprioritised.text && isFirst && nth === 0
      const others = mode.actions.filter(({ text }) => text !== deprioritised.text)
      const chosen = isTheOne ? deprioritised : pick(others, quarter + nth + number)
      const openedAt = plus(review?.meetingAt ?? incident.startedAt, hourMilliseconds)
      const status = isTheOne ? 'deprioritised' : statusAt(quarter, number + nth * 2)
      const isClosed = status === 'completed' || status === 'deprioritised'
      const movedAt = plus(openedAt, (8 + draw(isClosed ? 50 : 15)) * dayMilliseconds)
      const progressAt = movedAt < until ? movedAt : until
      return actionSchema.parse({
        id: sampleId('act', `${incident.id} ${nth}`),
        version: 2,
        text: chosen.text,
        owner: pick(['Payments', 'Platform', 'Search', 'On-call rota'], number + nth),
        ownerEmail: null,
        dueOn: plus(openedAt, 60 * dayMilliseconds).slice(0, 10),
        category: chosen.category,
        incidentId: incident.id,
        reviewId: review?.id ?? null,
        counterfactualId: null,
        failureMode: mode.mode === null ? null : failureModeKey(mode.mode),
        status,
        reason: status === 'deprioritised' ? (isTheOne ? deprioritised.reason : 'Overtaken by the move.') : null,
        openedAt,
        progressAt,
        closedAt: isClosed ? progressAt : null,
        notes: status === 'in_progress' ? [{ at: progressAt, text: 'Begun; waits for the next release.' }] : [],
      })
    }),
  )

/** What the participants of a review had written beforehand, published as a harvest publishes it. */
const fileStatements = async (
  documents: DynamoDBDocumentClient,
  { incident, mode, review }: Happened,
): Promise<void> => {
  if (!review || mode.said.length === 0) return
  const [id, run] = [surveyId(bytesOf(review.id)), runId(bytesOf(`run ${review.id}`))]
  const counted = 14
  const plan = {
    kind: 'pre-meeting',
    instrument: preMeeting1,
    reviewId: review.id,
    quarter: null,
    title: review.title,
    startedAt: incident.startedAt,
    meetingAt: review.meetingAt,
    zone,
    reviewVersion: 1,
    opensAt: plus(review.meetingAt, -2 * dayMilliseconds),
    closesAt: plus(review.meetingAt, -hourMilliseconds),
  } as const
  const survey = {
    ...scheduledSurvey(id, plan, counted + 2),
    status: 'harvested',
    takenPart: counted,
    takenPartAt: plan.closesAt,
    issued: counted,
    filed: { run, cast: counted, counted, at: plan.closesAt },
  }
  const statements = mode.said.map((text, index) =>
    statementSchema.parse({ id: sampleId('obs', `${review.id} ${index}`), text, item: 'saw', voice: String(index) }),
  )
  const counts = { invited: counted + 2, issued: counted, cast: counted, counted }
  const release = publishStatements(counts, survey.minimumBallots, {
    synthesize: () => synthesize(statements, []),
    ratings: Array.from({ length: counted }, (_, at) => 2 + (at % 4)),
    // A factor that fewer than five ticked, or all but a few, is not told.
    ticks: Array.from({ length: counted }, (_, at) => (at < 8 ? mode.ticks : [])),
  })
  const put = (TableName: string, Item: Record<string, unknown>) => documents.send(new PutCommand({ TableName, Item }))
  for (const [index, text] of splitDocument(JSON.stringify(release)).entries()) {
    await put('learning', { pk: publishedKey(id), sk: pieceKey(run, 'statements', index), text })
  }
  await put('surveys', { pk: 'survey', sk: id, ...survey })
  await put('surveys', { pk: 'claim', sk: `review#${review.id}`, surveyId: id })
}

const addPortfolio = async (stores: LearningStores, happened: readonly Happened[]): Promise<void> => {
  const reviewed = happened.filter(({ review }) => review !== null)
  for (const [number, condition] of sampleConditions.entries()) {
    const seen = reviewed.filter((_, at) => at % sampleConditions.length === number).slice(0, 4 - (number % 3))
    const sightings = seen.map(({ incident, review }) => ({
      incidentId: incident.id,
      reviewId: reviewIdSchema.parse(review?.id),
      at: review?.meetingAt ?? incident.startedAt,
    }))
    const given = { ...condition, id: sampleId('cfa', condition.text), version: 1, changeable: true, sightings }
    await stores.counterfactuals.addCounterfactual(counterfactualSchema.parse(given))
  }
}

const addLessons = async (stores: LearningStores, happened: readonly Happened[]): Promise<void> => {
  const reviewed = happened.filter(({ review }) => review !== null)
  for (const [number, { text, citations }] of sampleLessons.entries()) {
    const { review, incident } = pick(reviewed, number * 9)
    if (!review) continue
    const id = sampleId('les', text)
    const at = plus(review.meetingAt, hourMilliseconds)
    const lesson = { id, version: 1, text, reviewId: review.id, incidentId: incident.id, title: review.title, at }
    await stores.lessons.addLesson(lessonSchema.parse(lesson))
    for (const [nth, citation] of citations.entries()) {
      const given = {
        ...citation,
        id: sampleId('cit', citation.title),
        version: 1,
        lessonId: id,
        url: `https://git.example.com/${citation.kind}/${number}${nth}`,
        at: plus(at, (20 + nth * 15) * dayMilliseconds),
      }
      await stores.lessons.saveCitation(citationSchema.parse(given), null)
    }
  }
}

/** Into tables under their own names. The quarters are four that are over by `now`, the earliest first. */
export const loadHistory = async (
  documents: DynamoDBDocumentClient,
  quarters: readonly string[],
  groups: ReadonlyMap<string, number>,
  now: string,
): Promise<void> => {
  const draw = drawing(41)
  const stores = learningStores({ documents, learningTable: 'learning', surveysTable: 'surveys', liveTable: 'live' })
  const happened = incidentsOf(quarters, draw).map((one, number): Happened => {
    // The last of each quarter has no review: nobody found the time.
    const isReviewed = number % 10 !== 9
    return { ...one, review: isReviewed ? reviewOf(one.incident, number) : null }
  })
  for (const { mode } of sampleModes) if (mode !== null) await stores.failureModes.addFailureMode(mode)
  for (const one of happened) {
    await stores.store.addIncident(one.incident)
    if (!one.review) continue
    await stores.store.addReview(one.review)
    await stores.meetings.saveMeeting(meetingOf(one.review, one.quarter, draw))
    await fileStatements(documents, one)
  }
  for (const action of actionsOf(happened, now, draw)) await stores.actions.addAction(action)
  await addPortfolio(stores, happened)
  await addLessons(stores, happened)
  await filePulses(documents, quarters, groups)
  for (const quarter of quarters) {
    await stores.figures.refreshFigures({ incidents: [{ id: 'none', startedAt: quarterBounds(quarter).from }] }, now)
  }
}
