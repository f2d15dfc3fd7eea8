/**
 * The system on one page, as plain data: which function runs on what, and what it may touch. The stack (environment,
 * grants), the local world and the boundary test all read it, so each fact is stated once. Routes come from the
 * operations (`calls/routes.ts`).
 */
import { type EnvironmentKey, tokenRules } from './environment.ts'
import type { TableName } from './tables.ts'

export type KeyClass = 'link' | 'sign' | 'seal'
/**
 * 'read' is GetParameter, 'read-many' GetParameters, 'make' is PutParameter without overwriting, 'delete' is
 * DeleteParameter, 'see' is DescribeParameters, which tells names and no value.
 */
export type KeyGrant = 'read' | 'read-many' | 'make' | 'delete' | 'see'

type TableAction = 'get' | 'put' | 'update' | 'delete' | 'query'

export interface TableGrant {
  readonly table: TableName
  readonly actions: readonly TableAction[]
  /** Partition keys that these actions are limited to (dynamodb:LeadingKeys; `*` at the end of a prefix). */
  readonly partitions?: readonly string[]
  /** Queries may ask only for these attributes, or only for a count. */
  readonly reads?: readonly string[] | 'count'
  /** Indexes that queries may use; none by default. */
  readonly indexes?: readonly string[]
}

export type Trigger =
  /** Routes come from the operations. With `alsoEveryMinutes` the function also runs on a schedule. */
  | { readonly kind: 'http'; readonly alsoEveryMinutes?: number }
  | { readonly kind: 'every-minute' }
  | { readonly kind: 'invoked'; readonly by: readonly LambdaName[] }
  | { readonly kind: 'mail-events' }

export type LambdaName = 'organise' | 'passes' | 'ballots' | 'learning' | 'clock' | 'mailer' | 'harvest' | 'bounces'

/** Key parameters are named `${keyPrefix}/{link|sign|seal}/{keyId}`. */
export const keyPrefix = '/murmur'

export interface Lambda {
  readonly entry: string
  readonly purpose: string
  readonly trigger: Trigger
  readonly tables: readonly TableGrant[]
  readonly keys: Readonly<Partial<Record<KeyClass, readonly KeyGrant[]>>>
  /** Permissions beyond tables and keys. */
  readonly may: readonly ('send-mail' | 'start-harvest' | 'ask-reader')[]
  readonly environment: readonly EnvironmentKey[]
  readonly timeoutSeconds: number
  readonly memoryMegabytes: number
  /** Whether failed asynchronous calls go to a dead-letter queue. */
  readonly deadLetters: boolean
  /**
   * The level of the platform's own log lines. WARN where a line for the start of each request would be a log of times.
   */
  readonly platformLogs: 'INFO' | 'WARN'
}

/**
 * What those who hold a role leave behind, in the two functions that they call. Nobody updates or deletes a line; an
 * explicit denial says so to every role (`infra/grants.ts`).
 */
const leavesATrace = [
  { table: 'trace', actions: ['get', 'put'] },
  { table: 'trace', actions: ['query'], indexes: ['latest'] },
] as const satisfies readonly TableGrant[]

const peopleToLearning = ['peopleTable', 'surveysTable', 'learningTable', 'traceTable'] as const

export const manifest = {
  organise: {
    entry: 'functions/organise/organise.lambda.ts',
    purpose: 'the roster, the surveys and who is invited to them, who leads a review',
    trigger: { kind: 'http' },
    tables: [
      { table: 'people', actions: ['get', 'put', 'update', 'delete', 'query'] },
      { table: 'surveys', actions: ['get', 'put', 'update', 'query'] },
      // A review is handed over: only this function knows who is on the roster. The desk's entries say so, and of surveys.
      { table: 'learning', actions: ['get', 'update'], partitions: ['review#*'] },
      { table: 'learning', actions: ['query'], partitions: ['review'], indexes: ['kind'] },
      { table: 'learning', actions: ['get', 'put'], partitions: ['desk#*', 'desk-due'] },
      { table: 'learning', actions: ['delete'], partitions: ['desk-due'] },
      ...leavesATrace,
    ],
    keys: {},
    may: [],
    environment: [...peopleToLearning, 'siteUrl', 'inviteDomains', 'calendar', ...tokenRules],
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    deadLetters: false,
    platformLogs: 'INFO',
  },
  passes: {
    entry: 'functions/passes/passes.lambda.ts',
    purpose: 'signs one blinded message for each invitation',
    trigger: { kind: 'http' },
    tables: [
      { table: 'slots', actions: ['get', 'update'] },
      { table: 'surveys', actions: ['get'], partitions: ['survey'] },
      // Keys of all open surveys are read together, so that no log of key use names the one that is in use.
      {
        table: 'surveys',
        actions: ['query'],
        partitions: ['active'],
        indexes: ['queue'],
        reads: ['pk', 'sk', 'queue', 'closesAt', 'status', 'keys'],
      },
    ],
    keys: { sign: ['read', 'read-many'] },
    may: [],
    environment: ['slotsTable', 'surveysTable', 'keyPrefix', 'issuer', 'clientId'],
    timeoutSeconds: 10,
    memoryMegabytes: 512,
    deadLetters: false,
    platformLogs: 'WARN',
  },
  ballots: {
    entry: 'functions/ballots/ballots.lambda.ts',
    purpose: 'the form a participant sees, and the sealed ballots',
    trigger: { kind: 'http' },
    tables: [
      { table: 'surveys', actions: ['get'], partitions: ['survey'] },
      { table: 'surveys', actions: ['query'], partitions: ['list#*'] },
      { table: 'ballots', actions: ['put'] },
    ],
    keys: {},
    may: [],
    environment: ['surveysTable', 'ballotsTable'],
    timeoutSeconds: 10,
    memoryMegabytes: 512,
    deadLetters: false,
    platformLogs: 'WARN',
  },
  learning: {
    entry: 'functions/learning/learning.lambda.ts',
    purpose: 'incidents, reviews and their agendas, actions, published figures, the live channel',
    // Ends live channels that nobody ended; no other function can reach their table.
    trigger: { kind: 'http', alsoEveryMinutes: 15 },
    tables: [
      { table: 'learning', actions: ['get', 'put', 'update', 'delete', 'query'], indexes: ['kind', 'facet', 'mode'] },
      { table: 'surveys', actions: ['get', 'query'] },
      { table: 'live', actions: ['get', 'put', 'update', 'delete', 'query'] },
      ...leavesATrace,
    ],
    keys: {},
    may: [],
    environment: ['learningTable', 'surveysTable', 'liveTable', 'traceTable', 'siteUrl', 'calendar', ...tokenRules],
    timeoutSeconds: 30,
    memoryMegabytes: 1024,
    deadLetters: false,
    // Writing a remark takes longer than reading, so a log line for each request would reveal when it was written.
    platformLogs: 'WARN',
  },
  clock: {
    entry: 'functions/clock/clock.lambda.ts',
    purpose:
      'opens, reminds and closes surveys, makes their keys and destroys those of links and passes; sees when one is ill; reminds of actions',
    trigger: { kind: 'every-minute' },
    tables: [
      // By the index it sees mail that waits and should not.
      { table: 'people', actions: ['get', 'put', 'query'], indexes: ['queue'] },
      { table: 'slots', actions: ['query'], reads: 'count' },
      { table: 'surveys', actions: ['get', 'put', 'update', 'query'], indexes: ['queue'] },
      { table: 'surveys', actions: ['delete'], partitions: ['list#*', 'health'] },
      // The desk's entries, the marks of those that are due, and all that they are made of (`records/desk-rows.ts`).
      {
        table: 'learning',
        actions: ['get'],
        partitions: ['review#*', 'incident#*', 'action#*', 'counterfactual#*', 'desk#*', 'desk-due', 'desk-built'],
      },
      { table: 'learning', actions: ['query'], partitions: ['review#*', 'incident#*', 'desk-due'] },
      { table: 'learning', actions: ['put'], partitions: ['desk#*', 'desk-due', 'desk-built'] },
      { table: 'learning', actions: ['delete'], partitions: ['desk#*', 'desk-due'] },
      { table: 'learning', actions: ['update'], partitions: ['desk-due'] },
      // Leadership's mail compares with what was published; a pulse leads to what was answered; editions are mailed.
      { table: 'learning', actions: ['query'], partitions: ['published#*', 'replies'] },
      {
        table: 'learning',
        actions: ['query'],
        partitions: ['learning-review', 'review', 'actions-open'],
        indexes: ['kind', 'facet'],
      },
      // Whether the owners of actions can be reached: only this function sees both stops and actions.
      { table: 'learning', actions: ['get', 'put', 'update'], partitions: ['owners'] },
      // Where it stands is mailed; and who used a role of late is told of a pulse that is about to be cancelled.
      { table: 'trace', actions: ['query'], indexes: ['latest'] },
    ],
    keys: { link: ['make', 'delete', 'see'], sign: ['make', 'delete', 'see'], seal: ['make', 'delete', 'see'] },
    may: ['start-harvest'],
    environment: [
      ...peopleToLearning,
      'slotsTable',
      'keyPrefix',
      'keyAlias',
      'harvestFunction',
      'reader',
      'participantSignIn',
      'calendar',
    ],
    timeoutSeconds: 55,
    memoryMegabytes: 512,
    deadLetters: true,
    platformLogs: 'INFO',
  },
  mailer: {
    entry: 'functions/mailer/mailer.lambda.ts',
    purpose: 'the only sender of mail: claims queued mails, sends them, takes them off the queue',
    trigger: { kind: 'every-minute' },
    tables: [
      { table: 'people', actions: ['get', 'update', 'query'], indexes: ['queue'] },
      { table: 'slots', actions: ['put', 'update'] },
      { table: 'surveys', actions: ['get'], partitions: ['survey'] },
    ],
    keys: { link: ['read'] },
    may: ['send-mail'],
    environment: [
      'peopleTable',
      'slotsTable',
      'surveysTable',
      'keyPrefix',
      'siteUrl',
      'mailFrom',
      'mailSender',
      'mailLead',
      'configurationSet',
    ],
    timeoutSeconds: 60,
    memoryMegabytes: 512,
    deadLetters: true,
    platformLogs: 'INFO',
  },
  harvest: {
    entry: 'functions/harvest/harvest.lambda.ts',
    purpose: 'opens the ballots of a closed survey, publishes what passes suppression, destroys the rest and the key',
    trigger: { kind: 'invoked', by: ['clock'] },
    tables: [
      { table: 'slots', actions: ['query'], reads: ['surveyId', 'slot'] },
      { table: 'slots', actions: ['delete'] },
      { table: 'surveys', actions: ['get', 'update'], partitions: ['survey'] },
      { table: 'surveys', actions: ['get', 'query', 'delete'], partitions: ['names#*'] },
      { table: 'ballots', actions: ['query', 'put', 'delete'] },
      { table: 'learning', actions: ['get', 'query', 'put', 'delete'], partitions: ['published#*'] },
    ],
    keys: { seal: ['read', 'delete'] },
    // Granted only where the stack names a model.
    may: ['ask-reader'],
    environment: ['slotsTable', 'surveysTable', 'ballotsTable', 'learningTable', 'keyPrefix'],
    timeoutSeconds: 600,
    memoryMegabytes: 1024,
    deadLetters: true,
    platformLogs: 'INFO',
  },
  bounces: {
    entry: 'functions/bounces/bounces.lambda.ts',
    purpose: 'stops mail to an address that bounces or complains',
    trigger: { kind: 'mail-events' },
    tables: [{ table: 'people', actions: ['put'], partitions: ['stop', 'returned'] }],
    keys: {},
    may: [],
    environment: ['peopleTable'],
    timeoutSeconds: 30,
    memoryMegabytes: 256,
    deadLetters: true,
    platformLogs: 'INFO',
  },
} as const satisfies Record<LambdaName, Lambda>

export const lambdaNames = Object.keys(manifest) as LambdaName[]
