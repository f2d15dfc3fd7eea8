/**
 * Enters items into the indexes that they would be in had they been written today. An index is sparse, so what was
 * written before it is missing from its lists, and nobody sees that it is. Only `learning`: elsewhere an item that has
 * left an index, a queue for instance, must stay out of it.
 */
import { type DynamoDBDocumentClient, paginateScan, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { backfill, type Backfill } from '../../functions/records/backfill.ts'
import { everyKind } from '../../functions/records/every.ts'
import { idsIn, indexAttributes, type Item, type Kind } from '../../functions/records/kind.ts'
import { asRead, readItem, sourceOf } from '../../functions/records/reading.ts'
import { recordsOf } from '../../functions/records/records.ts'
import { held } from '../../functions/records/writing.ts'

const indexed: readonly Kind[] = everyKind.learning.filter(of => 'indexed' in of)

/** The attributes that its item lacks; null where it is in every index that it belongs to. */
const missingEntries = (of: Kind, value: object): Item | null => {
  const stored = sourceOf(value) ?? {}
  const missing = Object.entries(indexAttributes(of, value)).filter(
    ([name, entry]) => !(name in value) && stored[name] !== entry,
  )
  return missing.length > 0 ? Object.fromEntries(missing) : null
}

/** Items looked at between two notes of how far it is: so many are looked at twice if it is cut off. */
const pageItems = 100

interface Place {
  readonly table: string
  readonly release: string
  readonly now: string
  /** Told after each page. */
  readonly tell?: (state: Backfill) => void
}

/** Takes up where an earlier run of the same release was cut off; after one that ended it looks at everything again. */
export const backfillIndexes = async (
  documents: DynamoDBDocumentClient,
  { table, release, now, tell = () => {} }: Place,
): Promise<Backfill> => {
  const { get, change, overwrite } = recordsOf(documentCalls(documents), { learningTable: table })

  /** True if it had to be entered. Whoever writes it in the meantime writes it whole, so it is read again. */
  const fill = async (of: Kind, item: Item): Promise<boolean> => {
    const ids = idsIn(of, item)
    if (!ids) return false
    for (let value = readItem(of, item); value; value = await get(of, ids)) {
      const missing = missingEntries(of, value)
      if (!missing) return false
      if (await held(change(of, ids, missing, asRead(value)))) return true
    }
    return false
  }

  const count = async (): Promise<number> => {
    let found = 0
    for await (const { Count = 0 } of paginateScan({ client: documents }, { TableName: table, Select: 'COUNT' })) {
      found += Count
    }
    return found
  }

  const before = await get(backfill, {})
  const fresh = async (): Promise<Backfill> => {
    return { release, startedAt: now, at: now, after: null, looked: 0, filled: 0, left: await count(), done: false }
  }
  let state: Backfill = before && !before.done && before.release === release ? before : await fresh()
  await held(overwrite(backfill, {}, state))
  while (!state.done) {
    const asked = { TableName: table, Limit: pageItems, ConsistentRead: true }
    const from = state.after ? { ExclusiveStartKey: state.after } : {}
    const { Items = [], LastEvaluatedKey } = await documents.send(new ScanCommand({ ...asked, ...from }))
    let filled = 0
    for (const item of Items) for (const of of indexed) if (await fill(of, item)) filled += 1
    const last = LastEvaluatedKey && { pk: String(LastEvaluatedKey['pk']), sk: String(LastEvaluatedKey['sk']) }
    state = {
      ...state,
      at: now,
      after: last ?? null,
      looked: state.looked + Items.length,
      filled: state.filled + filled,
      left: last ? Math.max(0, state.left - Items.length) : 0,
      done: !last,
    }
    await held(overwrite(backfill, {}, state))
    tell(state)
  }
  return state
}
