/** Lessons and where they were cited; the record of a meeting, and its letters. */
import type * as z from 'zod'
import { inParallel } from '../../domain/in-parallel.ts'
import type { IncidentId, ReviewId } from '../../domain/ids.ts'
import type { Citation, CitedLesson, Lesson } from '../../domain/review/lesson.ts'
import { documentOf } from '../../domain/web-address.ts'
import type { AskedPage, Page } from '../../domain/page.ts'
import type { mailedLetterSchema, MeetingRecord, RecordLetter } from '../../domain/review/record.ts'
import { citation as citationKind, citationsOf, lesson as lessonKind } from '../../records/learned.ts'
import { meetingRecord } from '../../records/meetings.ts'
import { type MailedLetter, mailedLast, mailings, recordLetter } from '../../records/review.ts'
import { held } from '../../records/writing.ts'
import { deskStore } from '../items/desk.store.ts'
import { followStore } from '../items/follow.store.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

/** Reads of one item each. */
const atOnce = 20

export type LessonStore = ReturnType<typeof lessonStore>

export const lessonStore = (settings: LearningTable) => {
  const { add, ensure, everyOf, get, list, page, put, remove } = recordsIn(settings)
  const follow = followStore(settings)
  const desk = deskStore(settings)

  const readLesson = (lesson: string): Promise<Lesson | null> => get(lessonKind, { lesson })

  return {
    /** False if a lesson with this id exists. */
    addLesson: async (lesson: Lesson): Promise<boolean> => {
      await follow.pointFromIncident(lesson.incidentId, 'lesson', lesson.id)
      return held(add(lessonKind, { lesson: lesson.id }, lesson))
    },

    /** False if it has been changed since that version. */
    changeLesson: (lesson: Lesson, before: number) => held(put(lessonKind, { lesson: lesson.id }, lesson, before)),

    readLesson: async (id: string): Promise<CitedLesson | null> => {
      const [lesson, cited] = await Promise.all([readLesson(id), list(citationKind, { lesson: id })])
      const citations = cited.map(({ citation }) => citation).toSorted((a, b) => a.at.localeCompare(b.at))
      const documents = Map.groupBy(citations, ({ url }) => documentOf(url))
      return lesson && { ...lesson, citations: [...documents.values()].flatMap(same => same.slice(0, 1)) }
    },

    /** The latest first. */
    listLessons: (asked: AskedPage): Promise<Page<Lesson>> =>
      page(lessonKind, { index: 'kind', value: 'lesson', newestFirst: true, show: lessons => lessons }, asked),

    lessonsOf: (incidentId: IncidentId): Promise<Lesson[]> =>
      follow.followingIncident(incidentId, 'lesson', readLesson),

    /** The one of the same document; an earlier version told two apart by any letter of their addresses. */
    citationOf: async (lesson: string, url: string): Promise<Citation | null> => {
      const same = (await list(citationKind, { lesson })).filter(
        ({ citation }) => documentOf(citation.url) === documentOf(url),
      )
      return same.toSorted((a, b) => a.citation.at.localeCompare(b.citation.at))[0]?.citation ?? null
    },

    /** Every one of the same document. How many there were. */
    withdrawCitation: async (lesson: string, id: string): Promise<number> => {
      const all = await list(citationKind, { lesson })
      const url = all.find(({ citation }) => citation.id === id)?.citation.url
      const same = all.filter(({ citation }) => url !== undefined && documentOf(citation.url) === documentOf(url))
      for (const { citation } of same) await held(remove(citationKind, { lesson, citation: citation.id }))
      return same.length
    },

    /** Citations first made in that quarter, the latest first. */
    citationsIn: async (quarter: string): Promise<Citation[]> =>
      (await everyOf(citationKind, 'kind', citationsOf(quarter))).map(({ citation }) => citation),

    /** False if it exists although `before` is null, or has been changed since that version. */
    saveCitation: (citation: Citation, before: number | null) => {
      const { id, lessonId, version } = citation
      return held(put(citationKind, { lesson: lessonId, citation: id }, { version, citation }, before))
    },

    readRecord: (review: ReviewId): Promise<MeetingRecord | null> => get(meetingRecord, { review }),

    /** False if it has been saved since that version; null means that there was none. */
    saveRecord: (record: MeetingRecord, before: number | null): Promise<boolean> =>
      desk.changing([record.reviewId], () => held(put(meetingRecord, { review: record.reviewId }, record, before))),

    /** As `shown` has each, without those of which it has nothing; the latest meeting first. */
    listRecords: <Shown>(
      shown: (record: MeetingRecord) => Promise<Shown | null>,
      asked: AskedPage,
    ): Promise<Page<Shown>> => {
      const show = (records: MeetingRecord[]) => inParallel(records, atOnce, shown)
      return page(meetingRecord, { index: 'kind', value: 'record', newestFirst: true, show }, asked)
    },

    /** A letter with the same words is the same letter and is kept. */
    keepLetter: (review: ReviewId, letter: RecordLetter, at: string): Promise<void> =>
      ensure(recordLetter, { review, letter: letter.letter }, { ...letter, keptAt: at, mailedAt: null }),

    /** The one that was mailed last; null if none is known to have been. */
    latestLetterOf: async (review: ReviewId): Promise<MailedLetter | null> =>
      mailedLast(await list(recordLetter, { review })),

    lettersOf: async (review: ReviewId): Promise<z.infer<typeof mailedLetterSchema>[]> =>
      mailings(await list(recordLetter, { review })),
  }
}
