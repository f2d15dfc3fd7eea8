/** Lessons and where they were cited; the record of a meeting, and the letters made of it. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { inParallel } from '../../aws/documents.ts'
import type { IncidentId, ReviewId } from '../../domain/ids.ts'
import { quarterOf } from '../../domain/time/instants.ts'
import {
  type Citation,
  citationSchema,
  type CitedLesson,
  type Lesson,
  lessonSchema,
} from '../../domain/review/lesson.ts'
import type { AskedPage, Page } from '../../domain/page.ts'
import {
  type MeetingRecord,
  meetingRecordSchema,
  type RecordLetter,
  mailedLetterSchema,
} from '../../domain/review/record.ts'
import { followStore } from '../items/follow.store.ts'
import { learningItems } from '../items/items.store.ts'

const lessonItem = (lesson: Lesson) => ({
  pk: `lesson#${lesson.id}`,
  sk: 'lesson',
  kind: 'lesson',
  ...lesson,
})

/** A citation has a `kind` of its own: it stands within its item. */
const citationItem = (citation: Citation) => ({
  pk: `lesson#${citation.lessonId}`,
  sk: `citation#${citation.id}`,
  kind: `citation#${quarterOf(citation.at)}`,
  at: citation.at,
  version: citation.version,
  citation,
})

const storedCitationSchema = z.object({ citation: citationSchema })
const citationOf = (item: unknown): Citation => storedCitationSchema.parse(item).citation

/** Reads of one item each. */
const atOnce = 20

const letterKey = 'record-letter#'
const keyed = z.looseObject({ sk: z.string() })

export type LessonStore = ReturnType<typeof lessonStore>

export const lessonStore = (documents: DynamoDBDocumentClient, learningTable: string) => {
  const { get, ofKind, ofPartition, page, put } = learningItems(documents, learningTable)
  const follow = followStore(documents, learningTable)

  return {
    /** False: a lesson of this id is there already. */
    addLesson: async (lesson: Lesson): Promise<boolean> => {
      await follow.pointFromIncident(lesson.incidentId, 'lesson', lesson.id)
      return put(lessonItem(lesson), null)
    },

    /** False: it has been changed since that version. */
    changeLesson: (lesson: Lesson, before: number) => put(lessonItem(lesson), before),

    readLesson: async (id: string): Promise<CitedLesson | null> => {
      const items = (await ofPartition(`lesson#${id}`)).map(item => keyed.parse(item))
      const own = items.find(({ sk }) => sk === 'lesson')
      if (!own) return null
      const citations = items.filter(({ sk }) => sk.startsWith('citation#')).map(citationOf)
      return { ...lessonSchema.parse(own), citations: citations.toSorted((a, b) => a.at.localeCompare(b.at)) }
    },

    /** The latest first. */
    listLessons: (asked: AskedPage): Promise<Page<Lesson>> =>
      page(
        {
          index: 'kind',
          value: 'lesson',
          newestFirst: true,
          show: items => items.map(item => lessonSchema.parse(item)),
        },
        asked,
      ),

    lessonsOf: async (incidentId: IncidentId): Promise<Lesson[]> =>
      follow.followingIncident(incidentId, 'lesson', lessonSchema),

    readCitation: async (lessonId: string, id: string): Promise<Citation | null> => {
      const item = await get(`lesson#${lessonId}`, `citation#${id}`)
      return item ? citationOf(item) : null
    },

    /** First cited in that quarter; the latest first. */
    citationsIn: async (quarter: string): Promise<Citation[]> => (await ofKind(`citation#${quarter}`)).map(citationOf),

    /** False: it is there already (`before` null), or has been changed since that version. */
    saveCitation: (citation: Citation, before: number | null) => put(citationItem(citation), before),

    readRecord: async (reviewId: ReviewId): Promise<MeetingRecord | null> => {
      const item = await get(`review#${reviewId}`, 'record')
      return item ? meetingRecordSchema.parse(item) : null
    },

    /** False: it has been saved since that version (null: there was none). */
    saveRecord: (record: MeetingRecord, before: number | null) =>
      put({ pk: `review#${record.reviewId}`, sk: 'record', kind: 'record', at: record.meetingAt, ...record }, before),

    /** Of the reviews that are `own`; the latest meeting first. */
    listRecords: (own: (reviewId: ReviewId) => Promise<boolean>, asked: AskedPage): Promise<Page<MeetingRecord>> =>
      page(
        {
          index: 'kind',
          value: 'record',
          newestFirst: true,
          show: items =>
            inParallel(items, atOnce, async item => {
              const record = meetingRecordSchema.parse(item)
              return (await own(record.reviewId)) ? record : null
            }),
        },
        asked,
      ),

    /** The same words again are the letter that is there. */
    keepLetter: async (reviewId: ReviewId, letter: RecordLetter, at: string): Promise<void> => {
      await put({ pk: `review#${reviewId}`, sk: `${letterKey}${letter.letter}`, ...letter, keptAt: at }, null)
    },

    /** When each letter was made, the earliest first. */
    lettersOf: async (reviewId: ReviewId): Promise<z.infer<typeof mailedLetterSchema>[]> => {
      const items = (await ofPartition(`review#${reviewId}`)).map(item => keyed.parse(item))
      return items
        .filter(({ sk }) => sk.startsWith(letterKey))
        .map(item => mailedLetterSchema.parse({ letter: item['letter'], at: item['keptAt'] }))
        .toSorted((a, b) => a.at.localeCompare(b.at))
    },
  }
}
