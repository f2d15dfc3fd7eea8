/** An account as the doctor sees it: plain data, so that every check can be tried on a good and a bad one. */
import type { LambdaName } from '../../functions/manifest.ts'
import type { TableName } from '../../functions/tables.ts'
import type { Deployment } from '../deployment.ts'

/** What could not be looked at is not taken for good: its checks say so. */
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

export interface MailState {
  readonly verified: boolean
  readonly dkim: boolean
  readonly sendingEnabled: boolean
  readonly perDay: number
  readonly perSecond: number
  /** What SES notes of a mail: 'bounce', 'complaint' and, where it must not, 'open', 'click', 'send', 'delivery'. */
  readonly noted: readonly string[]
  /** A redirect domain for opens and clicks. */
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
  /** Names of log deliveries by CloudWatch. */
  readonly deliveries: readonly string[]
}

/** CloudTrail's two ways of choosing data events; a trail or an event data store. */
export interface Recorder {
  readonly name: string
  readonly dataResources: readonly { readonly type: string; readonly values: readonly string[] }[]
  readonly advanced: readonly FieldSelectors[]
  /** Why it could not be looked at, for instance because another account owns it. */
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
  /** ARNs with `*`; none means that tags alone choose. */
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
  readonly tables: Known<Readonly<Record<TableName, TableState>>>
  readonly functions: Known<Readonly<Record<LambdaName, FunctionState>>>
  readonly stages: Known<readonly StageState[]>
  readonly site: Known<SiteState>
  readonly recorders: Known<readonly Recorder[]>
  readonly backups: Known<readonly BackupSelection[]>
}
