/** Makes the desk's entries of a review anew from its rows: for whoever may read all of them. */
import * as z from 'zod'
import { actionSchema } from '../domain/action/action.ts'
import { counterfactualSchema } from '../domain/condition/condition.ts'
import { type Gathered, entryOf } from '../domain/course/desk.ts'
import { inParallel } from '../domain/in-parallel.ts'
import type { IncidentId, ReviewId } from '../domain/ids.ts'
import { incidentSchema } from '../domain/incident/incident.ts'
import { vendorSectionSchema } from '../domain/incident/vendor.ts'
import type { Page, Position } from '../domain/page.ts'
import { leadersOf, type Review } from '../domain/review/review.ts'
import { action } from './action.ts'
import { deskBuilt, type DeskMark, deskDue, deskEntry, deskRecords, type NamesReader } from './desk.ts'
import { following, incident, vendorSection } from './incidents.ts'
import { part } from './kind.ts'
import { counterfactual } from './learned.ts'
import { agendaEdits, meeting, meetingRecord } from './meetings.ts'
import { idsOf } from './reading.ts'
import type { Records } from './records.ts'
import { mailings, recordLetter, review as reviewKind } from './review.ts'
import { held } from './writing.ts'

const agreed = part(
  action,
  actionSchema.pick({
    id: true,
    reviewId: true,
    status: true,
    dueOn: true,
    ownerEmail: true,
    progressAt: true,
    closedAt: true,
  }),
)
const named = part(
  counterfactual,
  counterfactualSchema.pick({ generalisability: true, cost: true, changeable: true, sightings: true }),
)
const happened = part(incident, incidentSchema.pick({ detectedAt: true, vendor: true }))
const vendorPart = part(vendorSection, vendorSectionSchema.pick({ complete: true }))
const attended = part(meeting, z.object({ attendees: z.int(), endedAt: z.string().nullable() }))

const atOnce = 20
const attempts = 12

export type DeskRows = ReturnType<typeof deskRows>

export const deskRows = (records: Records, namesReader: NamesReader) => {
  const { change, get, list, overwrite, page, remove } = records
  const desk = deskRecords(records, namesReader)

  const followingIncident = async <Thing>(
    id: IncidentId,
    what: string,
    read: (id: string) => Promise<Thing | null>,
  ): Promise<Thing[]> => {
    const ids = (await list(following, { incident: id, what })).flatMap(one => idsOf(following, one)?.id ?? [])
    return (await inParallel(ids, atOnce, read)).filter(thing => thing !== null)
  }

  const gather = async (review: Review): Promise<Gathered> => {
    const ids = { review: review.id }
    const { incidentId } = review
    const [row, held, letters, edits, record, about, actions, conditions, section] = await Promise.all([
      desk.readRow(review.id),
      get(attended, ids),
      list(recordLetter, ids),
      get(agendaEdits, ids),
      get(meetingRecord, ids),
      get(happened, { incident: incidentId }),
      followingIncident(incidentId, 'action', id => get(agreed, { action: id })),
      followingIncident(incidentId, 'counterfactual', id => get(named, { counterfactual: id })),
      get(vendorPart, { incident: incidentId }),
    ])
    return {
      review,
      row,
      meeting: held,
      mailedAt: mailings(letters)[0]?.at ?? null,
      arranged: (edits?.edits.length ?? 0) > 0,
      record,
      incident: about,
      actions: actions.filter(({ reviewId }) => reviewId === review.id),
      conditions: conditions.filter(({ sightings }) => sightings.some(({ reviewId }) => reviewId === review.id)),
      vendorSection: section,
    }
  }

  /** False if somebody else wrote one of them, or changed who leads. Whoever leads it is added to `led`. */
  const write = async (reviewId: ReviewId, led: Set<string>): Promise<boolean> => {
    // The entries come first: whoever changes a row after it was read writes them after that, and is seen.
    const first = await get(reviewKind, { review: reviewId })
    // One that cannot be read says nothing of who leads it.
    if (!first) return true
    const before = new Map<string, Awaited<ReturnType<typeof desk.readEntry>>>()
    for (const { email } of leadersOf(first)) {
      led.add(email)
      before.set(email, await desk.readEntry(email, reviewId))
    }
    const review = await get(reviewKind, { review: reviewId })
    if (!review || leadersOf(review).some(({ email }) => !before.has(email))) return false
    const gathered = await gather(review)
    const leaders = leadersOf(review).map(({ email }) => email)
    const written = await inParallel(leaders, atOnce, leader =>
      desk.writeOver(entryOf(gathered, leader, desk.reads(review, gathered.row, leader)), before.get(leader) ?? null),
    )
    const gone = [...led].filter(email => !leaders.includes(email))
    for (const leader of gone) await held(remove(deskEntry, { leader, review: reviewId }))
    if (written.includes(false)) return false
    // Where an entry was made of which there was none, nobody who removes it would have seen it.
    if (![...before.values()].includes(null)) return true
    return (await get(reviewKind, { review: reviewId }))?.version === review.version
  }

  const refresh = async (reviewId: ReviewId, led: readonly string[] = []): Promise<void> => {
    // What one attempt added for somebody who leads no longer, the next one removes.
    const seen = new Set(led)
    for (let attempt = 0; attempt < attempts; attempt += 1) if (await write(reviewId, seen)) return
    throw new Error('desk_contended')
  }

  return {
    gather,
    refresh,
    begin: desk.begin,
    end: desk.end,

    /** Every mark that is there, and since when `clock` knows of it. */
    marks: async (): Promise<(DeskMark & { readonly seenAt: string | null })[]> =>
      (await list(deskDue, {})).flatMap(one => desk.marksIn([one]).map(mark => ({ ...mark, seenAt: one.seenAt }))),

    /** How far the entries of this table are made; null where nobody has begun. */
    built: () => get(deskBuilt, {}),
    saveBuilt: async (rule: number, next: Position | null): Promise<void> => {
      await held(overwrite(deskBuilt, {}, { rule, next }))
    },

    /** The ids of some reviews, the latest meeting first. */
    reviewsAfter: async (after: Position | null, limit: number): Promise<Page<ReviewId>> =>
      page(
        reviewKind,
        { index: 'kind', value: 'review', newestFirst: true, show: found => found.map(({ id }) => id) },
        { after, limit },
      ),

    /** False if it is gone. */
    see: ({ review, mark }: DeskMark, now: string): Promise<boolean> =>
      held(change(deskDue, { review, mark }, { seenAt: now })),
  }
}
