/** What facilitators enter for a quarter's learning review, and the review as published. */
import * as z from 'zod'
import { splitDocument } from '../../domain/suppression/filed.ts'
import { quarterBounds, quarterOf } from '../../domain/time/instants.ts'
import {
  type Debt,
  type FormatChange,
  type Note,
  type SectionName,
  sectionNames,
} from '../../domain/learning-review/inputs.ts'
import { type LearningReview, learningReviewSchema, type PublishedReview } from '../../domain/learning-review/schema.ts'
import { part } from '../../records/kind.ts'
import {
  debt as debtKind,
  formatChange as changeKind,
  publishedReview,
  publishedReviewPiece,
  sectionNote,
} from '../../records/learned.ts'
import { chunkName } from '../../records/people.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

const listedReview = part(publishedReview, z.object({ at: z.string(), publishedAt: z.string() }))

export type QuarterInputsStore = ReturnType<typeof quarterInputsStore>

export const quarterInputsStore = (settings: LearningTable) => {
  const { add, ensure, everyOf, get, list, put, save } = recordsIn(settings)

  const saveDebt = (quarter: string, debt: Debt, before: number | null): Promise<boolean> =>
    held(put(debtKind, { quarter, debt: debt.id }, debt, before))
  const saveChange = (quarter: string, change: FormatChange, before: number | null): Promise<boolean> =>
    held(put(changeKind, { quarter, change: change.id }, change, before))

  const readPublished = (quarter: string) => get(publishedReview, { quarter })

  return {
    /** False if one with this id exists. */
    addDebt: (quarter: string, debt: Debt) => saveDebt(quarter, debt, null),
    /** False if it has been changed since the version before. */
    changeDebt: (quarter: string, debt: Debt) => saveDebt(quarter, debt, debt.version - 1),
    readDebt: (quarter: string, debt: string): Promise<Debt | null> => get(debtKind, { quarter, debt }),
    /** Includes withdrawn ones. */
    debtsOf: (quarter: string): Promise<Debt[]> => list(debtKind, { quarter }),

    addFormatChange: (quarter: string, change: FormatChange) => saveChange(quarter, change, null),
    changeFormatChange: (quarter: string, change: FormatChange) => saveChange(quarter, change, change.version - 1),
    readFormatChange: (quarter: string, change: string): Promise<FormatChange | null> =>
      get(changeKind, { quarter, change }),
    formatChangesOf: (quarter: string): Promise<FormatChange[]> => list(changeKind, { quarter }),
    /** The changes of all quarters, from the index, the earliest first, without withdrawn ones. */
    everyFormatChange: async (): Promise<FormatChange[]> =>
      (await everyOf(changeKind, 'kind', 'format-change')).filter(({ withdrawn }) => !withdrawn).toReversed(),

    /** Leaves out sections without notes. */
    notesOf: async (quarter: string): Promise<Map<SectionName, Note>> => {
      const notes = await Promise.all(sectionNames.map(section => get(sectionNote, { quarter, section })))
      return new Map(
        sectionNames.flatMap((name, index): [SectionName, Note][] => {
          const note = notes[index]
          return note ? [[name, note]] : []
        }),
      )
    },
    /** False if the notes have been saved since the version before. */
    saveNote: (quarter: string, section: SectionName, note: Note): Promise<boolean> =>
      held(save(sectionNote, { quarter, section }, note)),

    /** The latest quarter first, from the index, which lags behind. */
    everyPublished: async (): Promise<PublishedReview[]> =>
      (await everyOf(listedReview, 'kind', 'learning-review')).map(({ at, publishedAt }) => ({
        quarter: quarterOf(at),
        publishedAt,
      })),

    isPublished: async (quarter: string): Promise<boolean> => (await readPublished(quarter)) !== null,

    /** Null if it was not published, so that it is made anew each time. */
    readPublishedReview: async (quarter: string): Promise<LearningReview | null> => {
      const published = await readPublished(quarter)
      if (!published) return null
      const { edition, pieces, publishedAt } = published
      const names = Array.from({ length: pieces }, (_, index) => chunkName(index))
      const found = await Promise.all(names.map(piece => get(publishedReviewPiece, { quarter, edition, piece })))
      if (found.includes(null)) throw new Error('a piece of a published learning review is missing')
      const text = found.map(piece => piece?.text).join('')
      return { ...learningReviewSchema.parse(JSON.parse(text)), publishedAt }
    },

    /**
     * Pieces come first, under a name derived from their content. The single write that publishes them comes last, so
     * that a run that was cut off has published nothing. False if one was published before.
     */
    publish: async (review: LearningReview, publishedAt: string, edition: string): Promise<boolean> => {
      const { quarter } = review
      const pieces = splitDocument(JSON.stringify(review))
      for (const [index, text] of pieces.entries()) {
        await ensure(publishedReviewPiece, { quarter, edition, piece: chunkName(index) }, { text })
      }
      const { from: at } = quarterBounds(quarter)
      return held(add(publishedReview, { quarter }, { at, publishedAt, edition, pieces: pieces.length }))
    },
  }
}
