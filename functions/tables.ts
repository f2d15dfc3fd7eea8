/**
 * The six tables as plain data: keys, indexes, switches. What stands in them is declared in `records/`. The stack and the
 * embedded world read it; it imports nothing.
 */

export const tableNames = ['people', 'slots', 'surveys', 'ballots', 'learning', 'live'] as const
export type TableName = (typeof tableNames)[number]

export interface TableIndex {
  readonly name: string
  readonly partitionKey: string
  readonly sortKey: string
}

export interface Table {
  readonly partitionKey: string
  readonly sortKey: string
  /** Sparse: only items that carry both attributes are in it. */
  readonly indexes: readonly TableIndex[]
  /**
   * Recoverable to a point in time, with time-to-live. The others are not: a store that can be restored to a second
   * is a log of times, and tells who answered when.
   */
  readonly recoverable: boolean
  /** Attribute with the epoch second after which the item is deleted by DynamoDB; null where `harvest` deletes. */
  readonly timeToLive: string | null
}

export const tables = {
  people: {
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: [{ name: 'queue', partitionKey: 'queue', sortKey: 'dueAt' }],
    recoverable: true,
    timeToLive: 'expiresAtSeconds',
  },
  slots: {
    partitionKey: 'surveyId',
    sortKey: 'slot',
    indexes: [],
    recoverable: false,
    timeToLive: null,
  },
  surveys: {
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: [{ name: 'queue', partitionKey: 'queue', sortKey: 'closesAt' }],
    recoverable: true,
    timeToLive: 'expiresAtSeconds',
  },
  ballots: {
    partitionKey: 'surveyId',
    sortKey: 'serial',
    indexes: [],
    recoverable: false,
    timeToLive: null,
  },
  learning: {
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: [
      { name: 'kind', partitionKey: 'kind', sortKey: 'at' },
      // What an item is besides: an incident of a failure mode, an action that is open.
      { name: 'facet', partitionKey: 'facet', sortKey: 'facetAt' },
      // An action that is not completed, by the failure mode it works against.
      { name: 'mode', partitionKey: 'mode', sortKey: 'modeAt' },
    ],
    recoverable: true,
    timeToLive: 'expiresAtSeconds',
  },
  live: {
    partitionKey: 'meeting',
    sortKey: 'id',
    indexes: [],
    recoverable: false,
    timeToLive: null,
  },
} as const satisfies Record<TableName, Table>
