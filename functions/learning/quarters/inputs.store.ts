/** What facilitators enter for a quarter's learning review, and the review as it was published. */
import * as z from 'zod'
import type { Item } from '../../aws/documents.ts'
import { splitDocument } from '../../domain/suppression/filed.ts'
import { quarterBounds, quarterOf } from '../../domain/time/instants.ts'
import {
  type Debt,
  debtSchema,
  type FormatChange,
  formatChangeSchema,
  type Note,
  noteSchema,
  type SectionName,
  sectionNames,
} from '../../domain/learning-review/inputs.ts'
import { type LearningReview, learningReviewSchema, type PublishedReview } from '../../domain/learning-review/schema.ts'
import { learningItems, type LearningTable } from '../items/items.store.ts'

const publishedSchema = z.object({ publishedAt: z.string(), edition: z.string(), pieces: z.int() })
const listedSchema = z.object({ at: z.string(), publishedAt: z.string() })
const pieceSchema = z.object({ text: z.string() })

const namesOf = (schema: z.ZodObject): string[] => Object.keys(schema.shape)
const keyOf = (quarter: string): string => `quarter#${quarter}`
const pieceKey = (edition: string, index: number): string => `edition#${edition}#${String(index).padStart(4, '0')}`

export type QuarterInputsStore = ReturnType<typeof quarterInputsStore>

export const quarterInputsStore = ({ documents, learningTable }: LearningTable) => {
  const { get, put, ofPartition, ofKind } = learningItems(documents, learningTable)

  const debtItem = (quarter: string, debt: Debt): Item => ({ pk: keyOf(quarter), sk: `debt#${debt.id}`, ...debt })
  const formatChangeItem = (quarter: string, change: FormatChange): Item => ({
    pk: keyOf(quarter),
    sk: `format-change#${change.id}`,
    kind: 'format-change',
    at: change.since,
    ...change,
  })

  const readPublished = async (quarter: string) => {
    const item = await get(keyOf(quarter), 'published')
    return item ? publishedSchema.parse(item) : null
  }

  return {
    /** False: one of this id is there already. */
    addDebt: (quarter: string, debt: Debt): Promise<boolean> => put(debtItem(quarter, debt), null),
    /** False: it has been changed since the version before. */
    changeDebt: (quarter: string, debt: Debt): Promise<boolean> => put(debtItem(quarter, debt), debt.version - 1),
    readDebt: async (quarter: string, id: string): Promise<Debt | null> => {
      const item = await get(keyOf(quarter), `debt#${id}`)
      return item ? debtSchema.parse(item) : null
    },
    /** Those taken back included. */
    debtsOf: async (quarter: string): Promise<Debt[]> =>
      (await ofPartition(keyOf(quarter), 'debt#')).map(item => debtSchema.parse(item)),

    addFormatChange: (quarter: string, change: FormatChange): Promise<boolean> =>
      put(formatChangeItem(quarter, change), null),
    changeFormatChange: (quarter: string, change: FormatChange): Promise<boolean> =>
      put(formatChangeItem(quarter, change), change.version - 1),
    readFormatChange: async (quarter: string, id: string): Promise<FormatChange | null> => {
      const item = await get(keyOf(quarter), `format-change#${id}`)
      return item ? formatChangeSchema.parse(item) : null
    },
    formatChangesOf: async (quarter: string): Promise<FormatChange[]> =>
      (await ofPartition(keyOf(quarter), 'format-change#')).map(item => formatChangeSchema.parse(item)),
    /** Of every quarter, by the index; those taken back left out; the earliest first. */
    everyFormatChange: async (): Promise<FormatChange[]> =>
      (await ofKind('format-change'))
        .map(item => formatChangeSchema.parse(item))
        .filter(({ withdrawn }) => !withdrawn)
        .toReversed(),

    /** Sections without notes are not in it. */
    notesOf: async (quarter: string): Promise<Map<SectionName, Note>> => {
      const items = await Promise.all(sectionNames.map(name => get(keyOf(quarter), `notes#${name}`)))
      return new Map(
        sectionNames.flatMap((name, index): [SectionName, Note][] => {
          const item = items[index]
          return item ? [[name, noteSchema.parse(item)]] : []
        }),
      )
    },
    /** False: others were saved since the version that these follow. */
    saveNote: (quarter: string, section: SectionName, note: Note): Promise<boolean> =>
      put({ pk: keyOf(quarter), sk: `notes#${section}`, ...note }, note.version === 1 ? null : note.version - 1),

    /** The latest quarter first; by the index, which lags behind. */
    everyPublished: async (): Promise<PublishedReview[]> => {
      const items = await ofKind('learning-review', {}, namesOf(listedSchema))
      return items.map(item => {
        const { at, publishedAt } = listedSchema.parse(item)
        return { quarter: quarterOf(at), publishedAt }
      })
    },

    isPublished: async (quarter: string): Promise<boolean> => (await readPublished(quarter)) !== null,

    /** Null: it was not published, and is made anew each time. */
    readPublishedReview: async (quarter: string): Promise<LearningReview | null> => {
      const published = await readPublished(quarter)
      if (!published) return null
      const { edition, pieces, publishedAt } = published
      const keys = Array.from({ length: pieces }, (_, index) => pieceKey(edition, index))
      const items = await Promise.all(keys.map(key => get(keyOf(quarter), key)))
      const text = items.map(item => pieceSchema.parse(item).text).join('')
      return { ...learningReviewSchema.parse(JSON.parse(text)), publishedAt }
    },

    /**
     * The pieces first, under a name made of what they say; the one write that publishes them comes last, so that a run
     * that was cut off has published nothing. False: one was published before.
     */
    publish: async (review: LearningReview, publishedAt: string, edition: string): Promise<boolean> => {
      const pk = keyOf(review.quarter)
      const pieces = splitDocument(JSON.stringify(review))
      for (const [index, text] of pieces.entries()) await put({ pk, sk: pieceKey(edition, index), text }, null)
      const listed = { kind: 'learning-review', at: quarterBounds(review.quarter).from }
      return put({ pk, sk: 'published', ...listed, publishedAt, edition, pieces: pieces.length }, null)
    },
  }
}
