/** The tables of `learning`, and the records in them. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { documentCalls } from '../../aws/document-calls.ts'
import { inParallel } from '../../domain/in-parallel.ts'
import type { Calendar } from '../../domain/time/calendar.ts'
import type { Kind, ValueOf } from '../../records/kind.ts'
import { recordsOf, type TableSettings } from '../../records/records.ts'
import { type Bounds, shelvesBetween } from '../../records/shelves.ts'

/** Shelves read at the same time. */
const shelvesAtOnce = 16

export interface Calendared {
  /** Which quarters the organisation has. */
  readonly calendar: Calendar
}

export interface LearningTable extends Calendared {
  readonly documents: DynamoDBDocumentClient
  readonly learningTable: string
}

export const recordsIn = ({ documents, ...settings }: LearningTable & TableSettings) => {
  const records = recordsOf(documentCalls(documents), settings)
  return {
    ...records,
    /** All items of a kind between two instants; `named` gives the name that the index has for a shelf. */
    everyBetween: async <K extends Kind>(
      of: K,
      index: string,
      named: (shelf: string) => string,
      bounds: Bounds,
    ): Promise<ValueOf<K>[]> => {
      const found = await inParallel(shelvesBetween(bounds), shelvesAtOnce, ({ shelf, span }) =>
        records.everyOf(of, index, named(shelf), span),
      )
      return found.flat()
    },
  }
}
