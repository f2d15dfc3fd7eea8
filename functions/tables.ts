/**
 * The six tables as plain data: keys, indexes, switches, and how long each kind of stored item is kept.
 * The stack, the embedded world, the terms shown to participants and docs/privacy.md read it; it imports nothing.
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
  readonly items: Readonly<Record<string, StoredItem>>
}

export interface StoredItem {
  readonly holds: string
  /** Days after the event named in `until`; null: until somebody deletes it. */
  readonly retentionDays: number | null
  readonly until: string
}

export const tables = {
  people: {
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: [{ name: 'queue', partitionKey: 'queue', sortKey: 'dueAt' }],
    recoverable: true,
    timeToLive: 'expiresAtSeconds',
    items: {
      person: {
        holds: 'mail address, name, group, seniority, zone, language',
        retentionDays: null,
        until: 'removed from the roster',
      },
      stop: { holds: 'mail address that is sent nothing more, and why', retentionDays: null, until: 'erased' },
      unsubscribe: { holds: 'random id to mail address', retentionDays: 730, until: 'its last mail' },
      participants: {
        holds: 'addresses asked for when a survey was made',
        retentionDays: 400,
        until: 'the survey closes',
      },
      invitation: {
        holds: 'who was invited to which survey, and the group they count in',
        retentionDays: 400,
        until: 'the survey closes',
      },
      pulsePlan: {
        holds: 'when the pulse of each quarter opens and closes, and the addresses of its leaders',
        retentionDays: null,
        until: 'changed',
      },
      mail: {
        holds: 'which mail goes to whom and when; what leadership’s mail says',
        retentionDays: 30,
        until: 'the survey closes',
      },
      reminderMail: {
        holds: 'which action its owner’s address is reminded of, and when; who is mailed the record of a meeting',
        retentionDays: 30,
        until: 'it is queued',
      },
      letter: { holds: 'the record of a meeting as it was mailed', retentionDays: 30, until: 'it is queued' },
      reminders: { holds: 'how far the hour’s reminders are', retentionDays: null, until: 'the next hour' },
    },
  },
  slots: {
    partitionKey: 'surveyId',
    sortKey: 'slot',
    indexes: [],
    recoverable: false,
    timeToLive: null,
    items: {
      slot: { holds: 'hash of a link, its cohort, open or issued', retentionDays: 0, until: 'the survey is harvested' },
    },
  },
  surveys: {
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: [{ name: 'queue', partitionKey: 'queue', sortKey: 'closesAt' }],
    recoverable: true,
    timeToLive: 'expiresAtSeconds',
    items: {
      survey: {
        holds: 'times, status, public keys, terms, counts; no name in plain text',
        retentionDays: 1100,
        until: 'the survey closes',
      },
      claim: { holds: 'which survey a review or a quarter has', retentionDays: null, until: 'replaced' },
    },
  },
  ballots: {
    partitionKey: 'surveyId',
    sortKey: 'serial',
    indexes: [],
    recoverable: false,
    timeToLive: null,
    items: {
      ballot: {
        holds: 'sealed answers under a serial; no person, time, address or order',
        retentionDays: 0,
        until: 'the survey is harvested',
      },
      checkpoint: {
        holds: 'sealed state of an unfinished harvest',
        retentionDays: 0,
        until: 'the survey is harvested',
      },
    },
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
    items: {
      incident: { holds: 'what happened', retentionDays: null, until: 'deleted' },
      import: {
        holds: 'which incidents an import added, when, and from which system, so that it can be undone',
        retentionDays: null,
        until: 'deleted',
      },
      failureMode: { holds: 'a name for how things fail', retentionDays: null, until: 'deleted' },
      vendor: { holds: 'how an incident from outside went for us', retentionDays: null, until: 'deleted' },
      review: { holds: 'the meeting, its facilitators, edits of its agenda', retentionDays: null, until: 'deleted' },
      meeting: {
        holds: 'how many came to a meeting, spoke and how often, and the facilitators’ notes; no name',
        retentionDays: null,
        until: 'deleted',
      },
      liveKey: {
        holds: 'hash of the key in a meeting’s link, which review it belongs to, when its channel closes',
        retentionDays: 2,
        until: 'the live channel closes',
      },
      liveObservations: {
        holds: 'what was added during a meeting, in drawn order; no time, no writer',
        retentionDays: null,
        until: 'deleted',
      },
      quarterInput: {
        holds: 'debts, format changes and notes of a quarter, and its learning review as published',
        retentionDays: null,
        until: 'deleted',
      },
      action: {
        holds: 'what was agreed, the team that owns it, its age, and the address its reminders go to',
        retentionDays: null,
        until: 'deleted',
      },
      counterfactual: {
        holds: 'a condition, its ratings, the reviews that named it',
        retentionDays: null,
        until: 'deleted',
      },
      lesson: { holds: 'what a review taught, and where it was cited', retentionDays: null, until: 'deleted' },
      record: {
        holds: 'what a meeting agreed, and the letters of it that were mailed',
        retentionDays: null,
        until: 'deleted',
      },
      figures: { holds: 'counts of a quarter; no name', retentionDays: null, until: 'deleted' },
      published: {
        holds: 'figures, statements and receipts that passed suppression',
        retentionDays: null,
        until: 'deleted',
      },
    },
  },
  live: {
    partitionKey: 'meeting',
    sortKey: 'id',
    indexes: [],
    recoverable: false,
    timeToLive: null,
    items: {
      channel: {
        holds: 'hash of the meeting’s key, when it closes, the running number and the end of its two newest batches',
        retentionDays: 0,
        until: 'the meeting ends',
      },
      remark: {
        holds: 'one remark of a running meeting, the number of its batch; no writer, no time',
        retentionDays: 0,
        until: 'the meeting ends',
      },
    },
  },
} as const satisfies Record<TableName, Table>

/** Days that items of this kind are kept after the event that `until` names; refuses a kind without an end. */
export const retentionDays = (table: TableName, item: string): number => {
  const items: Readonly<Record<string, StoredItem>> = tables[table].items
  const days = items[item]?.retentionDays
  if (days === null || days === undefined) throw new RangeError(`${table}/${item} is kept until somebody deletes it`)
  return days
}
