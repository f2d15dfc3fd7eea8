/**
 * Batch writes that replace what is there, for roles that may put and delete any such item. Not atomic, but repeatable.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { deleteAll, putAll } from '../aws/documents.ts'
import { type IdsOf, type Kind, keyOf, type ValueOf } from './kind.ts'
import { isNewer, restOf } from './reading.ts'
import { itemOf, tableNameOf, type TableSettings } from './records.ts'

interface BatchEntry<K extends Kind> {
  readonly ids: IdsOf<K>
  readonly value: ValueOf<K>
  readonly expiresAtSeconds?: number
  /**
   * The value being replaced. Attributes added by a newer version are kept, and an item with a newer `v` is left alone.
   */
  readonly over?: ValueOf<K> | undefined
}

export const batchesOf = (documents: DynamoDBDocumentClient, settings: TableSettings) => ({
  overwriteAll: <K extends Kind>(of: K, entries: readonly BatchEntry<K>[]): Promise<void> => {
    const items = entries.flatMap(({ ids, value, over, ...expiring }) =>
      over && isNewer(of, over) ? [] : [{ ...(over ? restOf(of, over) : {}), ...itemOf(of, ids, value), ...expiring }],
    )
    return putAll(documents, tableNameOf(settings, of), items)
  },

  removeAll: <K extends Kind>(of: K, ids: readonly IdsOf<K>[]): Promise<void> =>
    deleteAll(
      documents,
      tableNameOf(settings, of),
      ids.map(each => keyOf(of, each)),
    ),
})
