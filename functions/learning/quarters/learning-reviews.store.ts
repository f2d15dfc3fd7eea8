/** Reads a learning review's material: the quarter, the 90 days before, first incidents of each failure mode. */
import * as z from 'zod'
import { inParallel } from '../../domain/in-parallel.ts'
import type { QuarterFigures } from '../../domain/figures/figures.ts'
import { actionSchema } from '../../domain/action/action.ts'
import { quarterFigures } from '../../domain/figures/count.ts'
import { figuresAt, noFigures, windowDays } from '../../domain/figures/read.ts'
import { dayMilliseconds, lastQuarters, nextQuarter, plus, previousQuarter } from '../../domain/time/instants.ts'
import { quarterBounds, quarterOf, quarterOfDay } from '../../domain/time/calendar.ts'
import { incidentBounds, quarterOfIncident } from '../../domain/incident/quarter.ts'
import { publishedBefore } from '../../domain/learning-review/since.ts'
import { voicesByFactor } from '../../domain/learning-review/patterns.ts'
import { foremostWithVendor, type ReviewedIncident, type ReviewRecords } from '../../domain/learning-review/records.ts'
import { firstSightings } from '../../domain/incident/recurrence.ts'
import type { Factor } from '../../domain/synthesis/schema.ts'
import { action as actionKind } from '../../records/action.ts'
import { incidentsOf } from '../../records/incidents.ts'
import { part, type ValueOf } from '../../records/kind.ts'
import { citation as citationKind, citationsOf, lesson as lessonKind } from '../../records/learned.ts'
import { meetingsOf } from '../../records/meetings.ts'
import { mailedLast, recordLetter } from '../../records/review.ts'
import { figuresStore } from '../figures/figures.store.ts'
import { recordsIn } from '../items/tables.store.ts'
import { pulseStore } from '../pulses/pulses.store.ts'
import { editionsStore } from '../figures/editions.store.ts'
import { quarterInputsStore } from './inputs.store.ts'
import { modeOf, quarterRecords } from '../figures/records.store.ts'
import { reviewedActionsStore } from './reviewed-actions.store.ts'
import { toldIncident, toldMeeting, toldReview } from './told.ts'
import { vendorStore } from '../vendors/vendors.store.ts'
import { counting } from '../../domain/review/reading.ts'
import { agreedOf } from '../../domain/review/record.ts'
import { surveyStore, type SurveyTables } from '../items/surveys.store.ts'

const vendorAction = part(actionKind, actionSchema.pick({ text: true, owner: true, status: true }))
const lessonText = part(lessonKind, z.object({ text: z.string() }))

/** Reads of single items at the same time. */
const readsAtOnce = 24
/** Reviews are held soon after their incidents. One held later than this is found in the next quarter. */
const latestMeetingDays = 90

/** After two years without a write, nothing is said about what was open before. */
const quartersBack = 8

/** The first of the four quarters that end with this one. */
const threeBefore = (quarter: string): string => [1, 2, 3].reduce(previousQuarter, quarter)

type Meeting = ValueOf<typeof toldMeeting>
type Review = ValueOf<typeof toldReview>

export type LearningReviewStore = ReturnType<typeof learningReviewStore>

export const learningReviewStore = (settings: SurveyTables) => {
  const { calendar } = settings
  const { everyBetween, everyOf, get, list } = recordsIn(settings)
  const { reviewedActions, proposals } = reviewedActionsStore(settings)
  const { figuresOf: readFigures } = figuresStore(settings)
  const { readModes, firstsByMode, recurringSince } = quarterRecords(settings)
  const { surveyOf, readStatements } = surveyStore(settings)
  const { releaseOf } = pulseStore(settings)
  const { readVendorSection } = vendorStore(settings)
  const inputs = quarterInputsStore(settings)
  const editions = editionsStore(settings)

  const readIncidents = async (quarter: string, from = incidentBounds(quarter, calendar).from) => {
    const { to } = incidentBounds(quarter, calendar)
    const found = await everyBetween(toldIncident, 'kind', incidentsOf, { from, to })
    return found.filter(incident => quarterOfIncident(incident, calendar) === quarter)
  }

  /** For a quarter in which nothing was written, what was open at its end is what was open before. */
  const lastOpen = async (quarter: string, now: string): Promise<QuarterFigures['open']> => {
    for (const name of lastQuarters(quarter, quartersBack)) {
      const figures = await readFigures(name, now)
      if (figures) return figures.open
    }
    return noFigures(quarter).open
  }

  /**
   * Meetings of this quarter and the next, in which its last incidents are reviewed, and of the two before, because a
   * format change early in the previous quarter is compared with the 90 days before it.
   */
  const readMeetings = async (quarter: string): Promise<Meeting[]> => {
    const before = previousQuarter(quarter)
    const { from } = quarterBounds(previousQuarter(before), calendar)
    const { to } = quarterBounds(nextQuarter(quarter), calendar)
    return everyBetween(toldMeeting, 'kind', meetingsOf, { from, to })
  }

  const readReviews = async (quarter: string): Promise<Review[]> => {
    const { from, to } = quarterBounds(quarter, calendar)
    const span = { from, to: plus(to, latestMeetingDays * dayMilliseconds) }
    return (await everyOf(toldReview, 'kind', 'review', span)).filter(({ status }) => status !== 'cancelled')
  }

  const readCitations = async (quarter: string): Promise<ReviewRecords['citations']> => {
    const { from } = quarterBounds(threeBefore(quarter), calendar)
    const { to } = quarterBounds(quarter, calendar)
    const found = await everyBetween(citationKind, 'kind', citationsOf, { from, to })
    const citations = found.map(({ citation }) => citation)
    const ids = [...new Set(citations.flatMap(({ changed, lessonId }) => (changed === null ? [] : [lessonId])))]
    const lessons = new Map(
      await inParallel(ids, readsAtOnce, async (id): Promise<[string, string]> => {
        return [id, (await get(lessonText, { lesson: id }))?.text ?? '']
      }),
    )
    return citations.map(({ at, title, url, changed, lessonId }) => ({
      at,
      title,
      url,
      changed,
      lesson: lessons.get(lessonId) ?? '',
      lessonId,
    }))
  }

  /** Of each review the words that were mailed last. */
  const readDecisions = async (reviews: readonly Review[]): Promise<ReviewRecords['decisions']> => {
    const found = await inParallel(reviews, readsAtOnce, async ({ id }) => {
      const last = mailedLast(await list(recordLetter, { review: id }))
      return last ? agreedOf(last).decisions.map(({ text }) => ({ text, reviewId: id, title: last.title })) : []
    })
    return found.flat()
  }

  const readFactors = async (reviews: readonly Review[]): Promise<Map<string, ReadonlyMap<Factor, number>>> => {
    const found = await inParallel(reviews, readsAtOnce, async ({ id, incidentId }) => {
      const filed = await readStatements(counting, await surveyOf(id))
      return filed ? [[incidentId, voicesByFactor(filed)] as const] : []
    })
    return new Map(found.flat())
  }

  const readVendorSections = async (
    incidents: readonly ReviewedIncident[],
  ): Promise<ReviewRecords['vendorSections']> => {
    const found = await inParallel(foremostWithVendor(incidents), readsAtOnce, async ({ id }) => {
      const section = await readVendorSection(id)
      const actionId = section?.outcome?.kind === 'action' ? section.outcome.actionId : null
      const action = actionId ? await get(vendorAction, { action: actionId }) : null
      return section ? [[id, { section, action }] as const] : []
    })
    return new Map(found.flat())
  }

  /** Those entered under its name by another calendar are of another time. */
  const formatChangesOf = async (quarter: string) =>
    (await inputs.formatChangesOf(quarter)).filter(({ since }) => quarterOfDay(since, calendar) === quarter)

  return {
    /** As of `now`. A quarter that is over reads the same at any later time as long as nothing is written. */
    readRecords: async (quarter: string, now: string): Promise<ReviewRecords> => {
      const before = previousQuarter(quarter)
      const { from } = quarterBounds(quarter, calendar)
      const windowFrom = plus(from, -windowDays * dayMilliseconds)
      const [
        own,
        earlier,
        meetings,
        modes,
        allReviews,
        citations,
        pulse,
        pulseBefore,
        counted,
        countedBefore,
        editionBefore,
      ] = await Promise.all([
        readIncidents(quarter),
        readIncidents(before, windowFrom),
        readMeetings(quarter),
        readModes(),
        readReviews(quarter),
        readCitations(quarter),
        releaseOf(quarter),
        releaseOf(before),
        readFigures(quarter, now),
        readFigures(before, now),
        editions.readStanding(before),
      ])
      const incidentOf = (incident: ValueOf<typeof toldIncident>): ReviewedIncident => ({
        ...incident,
        mode: modeOf(modes, incident.failureModes),
      })
      const [incidents, incidentsBefore] = [own.map(incidentOf), earlier.map(incidentOf)]
      const both = [...incidents, ...incidentsBefore]
      const modesOf = (all: readonly ReviewedIncident[]): string[] => [
        ...new Set(all.flatMap(({ mode }) => (mode === null ? [] : [mode]))),
      ]
      const keys = [...new Set(modesOf(incidents).flatMap(modes.keysOf))]
      const ids = new Set<string>(incidents.map(({ id }) => id))
      const reviews = allReviews.filter(({ incidentId }) => ids.has(incidentId))
      const [
        actions,
        proposed,
        found,
        recurring,
        openBefore,
        factors,
        decisions,
        vendorSections,
        debts,
        formatChanges,
        formatChangesBefore,
        notes,
      ] = await Promise.all([
        reviewedActions(quarter, keys, now),
        proposals(quarterBounds(threeBefore(quarter), calendar).from),
        firstsByMode(modesOf(incidents), modes),
        recurringSince(windowFrom, both, modes),
        countedBefore?.open ?? lastOpen(before, now),
        readFactors(reviews),
        readDecisions(reviews),
        readVendorSections(incidents),
        inputs.debtsOf(quarter),
        formatChangesOf(quarter),
        formatChangesOf(before),
        inputs.notesOf(quarter),
      ])
      const firsts = firstSightings(found, incidents, ({ mode }) => mode)
      const finished = new Set(
        meetings.filter(({ endedAt, attendees }) => endedAt !== null || attendees > 0).map(({ reviewId }) => reviewId),
      )
      const byIncident = new Map<string, 'finished' | 'planned'>()
      for (const { id, incidentId } of reviews) {
        if (finished.has(id)) byIncident.set(incidentId, 'finished')
        else if (!byIncident.has(incidentId)) byIncident.set(incidentId, 'planned')
      }
      /** Action counts come from the snapshot, so that no action has to be read for them. */
      const figuresOf = (
        name: string,
        ofQuarter: readonly ReviewedIncident[],
        snapshot: QuarterFigures | null,
      ): QuarterFigures => ({
        ...quarterFigures(
          {
            quarter: name,
            calendar,
            incidents: ofQuarter,
            recurring,
            actions: [],
            meetings: meetings.filter(({ at }) => quarterOf(at, calendar) === name),
          },
          1,
        ),
        actions: snapshot?.actions ?? noFigures(name).actions,
        open: snapshot?.open ?? openBefore,
      })
      const stored = [figuresOf(before, incidentsBefore, countedBefore), figuresOf(quarter, incidents, counted)]
      const figuresBefore = figuresAt(stored, before, now, calendar)
      return {
        quarter,
        calendar,
        now,
        publishedAt: null,
        incidents,
        incidentsBefore,
        firsts,
        recurring,
        modeNames: new Map(
          both.flatMap(({ mode, failureModes: [name = ''] }): [string, string][] =>
            mode === null ? [] : [[mode, modes.nameOf(mode, name)]],
          ),
        ),
        actions: actions.map(action => ({
          ...action,
          failureMode: action.failureMode === null ? null : modes.resolve(action.failureMode),
        })),
        meetings: meetings.filter(({ at }) => quarterOf(at, calendar) <= quarter),
        reviews: byIncident,
        factors,
        proposals: proposed,
        vendorSections,
        citations,
        decisions,
        pulse: pulse?.release ?? null,
        pulseBefore: pulseBefore?.release ?? null,
        formatChanges: [...formatChangesBefore, ...formatChanges],
        debts,
        notes: new Map([...notes].map(([name, { text }]) => [name, text])),
        figures: figuresAt(stored, quarter, now, calendar),
        figuresBefore,
        before:
          editionBefore && publishedBefore(editionBefore, figuresBefore, countedBefore?.incidents.total ?? 0, calendar),
      }
    },
  }
}
