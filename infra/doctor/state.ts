/** An account as the doctor sees it. Plain data, so that each check can be tested against good and bad accounts. */
import type { LambdaName } from '../../functions/manifest.ts'
import type { Backfill } from '../../functions/records/backfill.ts'
import type { TableName } from '../../functions/tables.ts'
import type { Deployment } from '../deployment.ts'

/** Something that could not be read does not count as good: its checks report it. */
export type Known<T> = { readonly value: T } | { readonly unknown: string }

export interface TableState {
  readonly arn: string
  readonly pointInTimeRecovery: boolean
  readonly timeToLive: boolean
  readonly stream: boolean
  readonly kinesis: boolean
  readonly contributorInsights: boolean
  readonly replicas: number
  readonly backups: number
  readonly exports: number
}

export interface FunctionState {
  readonly arn: string
  readonly tracing: string
  readonly platformLogs: string
  /** Extensions come as layers, and an extension can read every request. */
  readonly layers: readonly string[]
}

export interface ConcurrencyState {
  /** How many functions the account may run at a time, and how many of these are not reserved for one. */
  readonly limit: number
  readonly unreserved: number
  /** Null: a function shares what is not reserved. */
  readonly reserved: Readonly<Partial<Record<LambdaName, number | null>>>
}

export interface LaunchState {
  /** Whom a pulse would ask. */
  readonly roster: number
  /** Of the whole account in this region, whoever made them. */
  readonly parameters: number
  /** Who sends the pool's mail: an address of one's own, or one that all of Cognito's customers share. */
  readonly poolMail: 'own' | 'shared' | 'elsewhere'
}

export interface MailState {
  readonly verified: boolean
  readonly dkim: boolean
  readonly sendingEnabled: boolean
  readonly perDay: number
  readonly perSecond: number
  /** The SES events recorded for a mail: 'bounce' and 'complaint', but never 'open', 'click', 'send' or 'delivery'. */
  readonly noted: readonly string[]
  /** A redirect domain for tracking opens and clicks is set. */
  readonly tracking: boolean
}

export interface StageState {
  readonly name: string
  readonly accessLog: boolean
  readonly metricsByRoute: boolean
}

export interface SiteState {
  readonly logs: boolean
  readonly realTimeLogs: boolean
  readonly firewall: boolean
  readonly bucketLogs: boolean
  /** Names of CloudWatch log deliveries. */
  readonly deliveries: readonly string[]
}

/** A trail or an event data store, with CloudTrail's two ways of selecting data events. */
export interface Recorder {
  readonly name: string
  readonly dataResources: readonly { readonly type: string; readonly values: readonly string[] }[]
  readonly advanced: readonly FieldSelectors[]
  /** Why it could not be read, for example because it belongs to another account. */
  readonly unreadable?: string
}
export type FieldSelectors = readonly FieldSelector[]
export interface FieldSelector {
  readonly field: string
  readonly equals?: readonly string[]
  readonly startsWith?: readonly string[]
  readonly endsWith?: readonly string[]
  readonly notEquals?: readonly string[]
  readonly notStartsWith?: readonly string[]
  readonly notEndsWith?: readonly string[]
}

export interface BackupSelection {
  readonly plan: string
  readonly selection: string
  /** ARNs, with `*` as wildcard; empty if only tags select. */
  readonly resources: readonly string[]
  readonly notResources: readonly string[]
}

export interface AccountState {
  readonly account: Known<string>
  readonly region: string | null
  readonly bootstrapVersion: Known<number | null>
  readonly deployment: Known<Deployment | null>
  readonly mail: Known<MailState>
  readonly deadLetters: Known<Readonly<Record<string, number>>>
  /** Null: no job has entered older items into the indexes. */
  readonly backfill: Known<Backfill | null>
  readonly tables: Known<Readonly<Record<TableName, TableState>>>
  readonly functions: Known<Readonly<Record<LambdaName, FunctionState>>>
  readonly concurrency: Known<ConcurrencyState>
  readonly launch: Known<LaunchState>
  readonly stages: Known<readonly StageState[]>
  readonly site: Known<SiteState>
  readonly recorders: Known<readonly Recorder[]>
  readonly backups: Known<readonly BackupSelection[]>
}
