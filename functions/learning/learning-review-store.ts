/** Reads what a learning review is made of: the quarter's records, the 90 days before, one item for each failure mode. */
import * as z from 'zod'
import { inParallel, type Item } from '../aws/documents.ts'
import { actionSchema, isSystemic } from '../domain/action.ts'
import { counterfactualSchema } from '../domain/counterfactual.ts'
import { quarterFigures } from '../domain/figures/count.ts'
import { figuresAt, windowDays } from '../domain/figures/read.ts'
import { reviewIdSchema } from '../domain/ids.ts'
import { incidentSchema } from '../domain/incident.ts'
import {
  dayMilliseconds,
  nextQuarter,
  plus,
  previousQuarter,
  quarterBounds,
  quarterOf,
  quartersBetween,
} from '../domain/instants.ts'
import { voicesByFactor } from '../domain/learning-review/factors.ts'
import type { ReviewedAction, ReviewedIncident, ReviewRecords } from '../domain/learning-review/records.ts'
import { citationSchema } from '../domain/lesson.ts'
import { firstSightings } from '../domain/recurrence.ts'
import type { Factor } from '../domain/synthesis/schema.ts'
import { learningItems } from './items-store.ts'
import { pulseStore } from './pulse-store.ts'
import { quarterInputsStore } from './quarter-inputs-store.ts'
import { modeOf, quarterRecords } from './quarter-records-store.ts'
import { type LearningStoreSettings, learningStore } from './store.ts'

const incidentItemSchema = incidentSchema
  .pick({
    id: true,
    title: true,
    severity: true,
    services: true,
    domains: true,
    startedAt: true,
    deploymentRelated: true,
    failureModes: true,
    vendor: true,
  })
  // Checked when it was written.
  .extend({ zone: z.string().default('UTC') })
const actionItemSchema = actionSchema.omit({ ownerEmail: true, dueOn: true, reviewId: true, version: true })
const meetingItemSchema = z.object({
  reviewId: reviewIdSchema,
  at: z.string(),
  attendees: z.int(),
  speakers: z.int(),
  turns: z.array(z.int()),
  endedAt: z.string().nullable(),
})
const reviewItemSchema = z.object({ id: reviewIdSchema, incidentId: z.string(), status: z.string() })
const citationItemSchema = z.object({ citation: citationSchema })
const lessonItemSchema = z.object({ text: z.string() })

const namesOf = (schema: z.ZodObject): string[] => Object.keys(schema.shape)

/** Reads that go to the table one by one. */
const readsAtOnce = 24
/** A review is held soon after its incident; one held later is found by the next quarter's. */
const latestMeetingDays = 90

/** The last four quarters begin there. */
const threeBefore = (quarter: string): string => [1, 2, 3].reduce(previousQuarter, quarter)

type Meeting = z.infer<typeof meetingItemSchema>

export type LearningReviewStore = ReturnType<typeof learningReviewStore>

export const learningReviewStore = (settings: LearningStoreSettings) => {
  const { get, ofKind, ofFacet } = learningItems(settings.documents, settings.learningTable)
  const { readModes, firstsByMode } = quarterRecords(settings.documents, settings.learningTable)
  const { surveyOf, readStatements } = learningStore(settings)
  const { releaseOf } = pulseStore(settings)
  const inputs = quarterInputsStore(settings)

  const incidentItems = (quarter: string, from?: string): Promise<Item[]> =>
    ofKind(`incident#${quarter}`, from === undefined ? {} : { from }, namesOf(incidentItemSchema))

  /**
   * By how they stand, each once: whatever was opened in the quarter or the one before is open, or was closed since. What
   * was completed after the quarter was open at its end.
   */
  const readActions = async (quarter: string, now: string) => {
    const names = namesOf(actionItemSchema)
    const found = await Promise.all([
      ofFacet('actions-open', {}, names),
      ofFacet('actions-deprioritised', {}, names),
      ...quartersBetween(threeBefore(quarter), quarterOf(now)).map(name =>
        ofFacet(`actions-completed#${name}`, {}, names),
      ),
    ])
    // An index may show an action twice while it moves from one facet to another.
    const items = [...new Map(found.flat().map(item => [item['id'], item])).values()]
    return items.map(item => {
      const action = actionItemSchema.parse(item)
      // Of this quarter alone it is counted how many change the system: reading ten thousand texts takes a second.
      const isCounted = quarterOf(action.openedAt) === quarter
      return { ...action, systemic: isCounted && isSystemic(action.text) }
    })
  }

  /**
   * Of this quarter and the next, in which the reviews of its last incidents are held, and of two before: a change of
   * format early in the one before is told beside the 90 days before it.
   */
  const readMeetings = async (quarter: string): Promise<Meeting[]> => {
    const before = previousQuarter(quarter)
    const quarters = [previousQuarter(before), before, quarter, nextQuarter(quarter)]
    const found = await Promise.all(quarters.map(name => ofKind(`meeting#${name}`, {}, namesOf(meetingItemSchema))))
    return found.flat().map(item => meetingItemSchema.parse(item))
  }

  const readReviews = async (quarter: string) => {
    const { from, to } = quarterBounds(quarter)
    const span = { from, to: plus(to, latestMeetingDays * dayMilliseconds) }
    const items = await ofKind('review', span, namesOf(reviewItemSchema))
    return items.map(item => reviewItemSchema.parse(item)).filter(({ status }) => status !== 'cancelled')
  }

  const readCitations = async (quarter: string): Promise<ReviewRecords['citations']> => {
    const lastFour = quartersBetween(threeBefore(quarter), quarter)
    const found = await Promise.all(lastFour.map(name => ofKind(`citation#${name}`)))
    const citations = found.flat().map(item => citationItemSchema.parse(item).citation)
    const ids = [...new Set(citations.flatMap(({ changed, lessonId }) => (changed === null ? [] : [lessonId])))]
    const lessons = new Map(
      await inParallel(ids, readsAtOnce, async (id): Promise<[string, string]> => {
        const item = await get(`lesson#${id}`, 'lesson')
        return [id, item ? lessonItemSchema.parse(item).text : '']
      }),
    )
    return citations.map(({ at, title, url, changed, lessonId }) => ({
      at,
      title,
      url,
      changed,
      lesson: lessons.get(lessonId) ?? '',
    }))
  }

  const readFactors = async (
    reviews: readonly z.infer<typeof reviewItemSchema>[],
  ): Promise<Map<string, ReadonlyMap<Factor, number>>> => {
    const found = await inParallel(reviews, readsAtOnce, async ({ id, incidentId }) => {
      const survey = await surveyOf(id)
      const filed = survey?.filed ? await readStatements(survey.surveyId, survey.filed.run) : null
      return filed ? [[incidentId, voicesByFactor(filed)] as const] : []
    })
    return new Map(found.flat())
  }

  return {
    /** At `now`; a quarter that is over reads the same at any later one, as long as nothing is written. */
    readRecords: async (quarter: string, now: string): Promise<ReviewRecords> => {
      const before = previousQuarter(quarter)
      const { from } = quarterBounds(quarter)
      const [own, earlier, actions, meetings, modes, allReviews, conditions, citations, pulse, pulseBefore] =
        await Promise.all([
          incidentItems(quarter),
          incidentItems(before, plus(from, -windowDays * dayMilliseconds)),
          readActions(quarter, now),
          readMeetings(quarter),
          readModes(),
          readReviews(quarter),
          ofKind('counterfactual'),
          readCitations(quarter),
          releaseOf(quarter),
          releaseOf(before),
        ])
      const incidentOf = (item: Item): ReviewedIncident => {
        const incident = incidentItemSchema.parse(item)
        return { ...incident, mode: modeOf(modes, incident.failureModes) }
      }
      const [incidents, incidentsBefore] = [own.map(incidentOf), earlier.map(incidentOf)]
      const both = [...incidents, ...incidentsBefore]
      const keys = [...new Set(both.flatMap(({ mode }) => (mode === null ? [] : [mode])))]
      const ids = new Set<string>(incidents.map(({ id }) => id))
      const reviews = allReviews.filter(({ incidentId }) => ids.has(incidentId))
      const [found, factors, debts, formatChanges, formatChangesBefore, notes] = await Promise.all([
        firstsByMode(keys, modes),
        readFactors(reviews),
        inputs.debtsOf(quarter),
        inputs.formatChangesOf(quarter),
        inputs.formatChangesOf(before),
        inputs.notesOf(quarter),
      ])
      const firsts = firstSightings(found, both, ({ mode }) => mode)
      const finished = new Set(
        meetings.filter(({ endedAt, attendees }) => endedAt !== null || attendees > 0).map(({ reviewId }) => reviewId),
      )
      const byIncident = new Map<string, 'finished' | 'planned'>()
      for (const { id, incidentId } of reviews) {
        if (finished.has(id)) byIncident.set(incidentId, 'finished')
        else if (!byIncident.has(incidentId)) byIncident.set(incidentId, 'planned')
      }
      const figuresOf = (name: string, ofQuarter: readonly ReviewedIncident[]) =>
        quarterFigures(
          {
            quarter: name,
            incidents: ofQuarter,
            firsts,
            actions,
            meetings: meetings.filter(({ at }) => quarterOf(at) === name),
          },
          1,
        )
      const stored = [figuresOf(before, incidentsBefore), figuresOf(quarter, incidents)]
      return {
        quarter,
        now,
        publishedAt: null,
        incidents,
        incidentsBefore,
        firsts,
        modeNames: new Map(
          both.flatMap(({ mode, failureModes: [name = ''] }): [string, string][] =>
            mode === null ? [] : [[mode, modes.nameOf(mode, name)]],
          ),
        ),
        actions: actions.map(
          ({ systemic: _counted, ...action }): ReviewedAction => ({
            ...action,
            failureMode: action.failureMode === null ? null : modes.resolve(action.failureMode),
          }),
        ),
        meetings: meetings.filter(({ at }) => quarterOf(at) <= quarter),
        reviews: byIncident,
        factors,
        conditions: conditions.map(item => counterfactualSchema.parse(item)),
        citations,
        pulse: pulse?.release ?? null,
        pulseBefore: pulseBefore?.release ?? null,
        formatChanges: [...formatChangesBefore, ...formatChanges],
        debts,
        notes: new Map([...notes].map(([name, { text }]) => [name, text])),
        figures: figuresAt(stored, quarter, now),
        figuresBefore: figuresAt(stored, before, now),
      }
    },
  }
}
