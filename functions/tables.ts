/**
 * The seven tables as plain data: keys, indexes, switches. What they hold is declared in `records/`. The stack and the
 * local world read this file; it imports nothing.
 */

export const tableNames = ['people', 'slots', 'surveys', 'ballots', 'learning', 'live', 'trace'] as const
export type TableName = (typeof tableNames)[number]

interface TableIndex {
  readonly name: string
  readonly partitionKey: string
  readonly sortKey: string
}

export interface Table {
  readonly partitionKey: string
  readonly sortKey: string
  /** Sparse: only items with both attributes are in it. */
  readonly indexes: readonly TableIndex[]
  /**
   * Recoverable to a point in time, with time-to-live. The other tables are not, because a store that can be restored
   * to a given second is a log of times and reveals who answered when.
   */
  readonly recoverable: boolean
  /** The attribute with the epoch second after which DynamoDB deletes the item; null if `harvest` deletes, or nobody. */
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
      // A second way to find an item: an incident by its failure mode, an action because it is open.
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
  trace: {
    partitionKey: 'chain',
    sortKey: 'place',
    // What somebody set out to do, whatever chain it is in, by its time.
    indexes: [{ name: 'latest', partitionKey: 'listed', sortKey: 'at' }],
    recoverable: true,
    // A line that could end by itself could be made to.
    timeToLive: null,
  },
} as const satisfies Record<TableName, Table>
