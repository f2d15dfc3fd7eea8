/** What is known of the exports of a system: how to recognise them, and where their columns go. */
import type { Incident } from '../incident/incident.ts'
import type { ImportField } from './fields.ts'
import type { NotCountedRule } from './not-counted.ts'

type ImportSystem =
  | 'pagerduty'
  | 'incident.io'
  | 'jira'
  | 'github'
  | 'statuspage'
  | 'rootly'
  | 'firehydrant'
  | 'servicenow'
  | 'opsgenie'
  | 'grafana'
  | 'linear'
  | 'murmur'
  | 'table'

export interface Adapter {
  readonly system: ImportSystem
  /** At least one column of each inner list must be present. */
  readonly marks: readonly (readonly string[])[]
  /** In order: the first column with a value counts. Case is ignored, because custom names are typed in many ways. */
  readonly columns: Readonly<Partial<Record<ImportField, readonly string[]>>>
  /** In addition to the words that every system uses. Spaces, hyphens and case are ignored. */
  readonly severities: Readonly<Record<string, Incident['severity']>>
  /** Severities are among labels, so a label that is not a severity is not a mistake. */
  readonly severityAmongLabels?: boolean
  /** What it says of a record that was no incident. */
  readonly notCounted: readonly NotCountedRule[]
  /** Where it keeps a name of the record that never changes, beside an id that may. */
  readonly lasting?: readonly string[]
  /** Those of its times that are in UTC by its own definition, whichever zone the others are of. */
  readonly inUtc?: readonly string[]
  /** Where it says whether the record is still open. */
  readonly states?: readonly string[]
  /** Where it names the record that one is the same as, by the id under which that one is imported. */
  readonly originals?: readonly string[]
}
