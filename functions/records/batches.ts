/** Many items at once, over what is there: for whoever may put and delete any of them. Not atomic, and repeatable. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { deleteAll, putAll } from '../aws/documents.ts'
import { type Ids, type Kind, keyOf } from './kind.ts'
import { isNewer, restOf } from './reading.ts'
import { itemOf, tableNameOf, type TableSettings } from './records.ts'

export interface BatchEntry<P extends string, S extends string, Value> {
  readonly ids: Ids<P> & Ids<S>
  readonly value: Value
  readonly expiresAtSeconds?: number
  /** The value that it replaces: what a newer version has added to it stays, and one of a newer `v` is left alone. */
  readonly over?: Value | undefined
}

export const batchesOf = (documents: DynamoDBDocumentClient, settings: TableSettings) => ({
  overwriteAll: <P extends string, S extends string, Value extends object>(
    of: Kind<P, S, Value>,
    entries: readonly BatchEntry<P, S, Value>[],
  ): Promise<void> => {
    const items = entries.flatMap(({ ids, value, over, ...expiring }) =>
      over && isNewer(of, over) ? [] : [{ ...(over ? restOf(of, over) : {}), ...itemOf(of, ids, value), ...expiring }],
    )
    return putAll(documents, tableNameOf(settings, of), items)
  },

  removeAll: <P extends string, S extends string>(of: Kind<P, S>, ids: readonly (Ids<P> & Ids<S>)[]): Promise<void> =>
    deleteAll(
      documents,
      tableNameOf(settings, of),
      ids.map(each => keyOf(of, each)),
    ),
})
