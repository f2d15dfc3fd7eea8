/** The records a learning review is made of, as its store reads them. */
import { type Action, isOpen } from '../action/action.ts'
import type { Counterfactual } from '../condition/condition.ts'
import type { CountedMeeting } from '../figures/count.ts'
import type { FiguresAt } from '../figures/read.ts'
import type { Incident } from '../incident/incident.ts'
import type { Sighting } from '../incident/recurrence.ts'
import type { Factor } from '../synthesis/schema.ts'
import type { PulseRelease } from '../suppression/release.ts'
import type { VendorAction, VendorSection } from '../incident/vendor.ts'
import type { Debt, FormatChange, SectionName } from './inputs.ts'
import type { IncidentLine, ModeLine } from './schema.ts'

export type ReviewedIncident = Pick<
  Incident,
  'id' | 'title' | 'severity' | 'services' | 'domains' | 'startedAt' | 'deploymentRelated' | 'failureModes' | 'vendor'
> & {
  readonly zone: string
  /** Key of its primary failure mode, merged ones resolved; null: not classified. */
  readonly mode: string | null
}

/** An action whose failure mode is under the key that stands for all it was merged with. */
export type ReviewedAction = Pick<
  Action,
  | 'id'
  | 'text'
  | 'owner'
  | 'category'
  | 'incidentId'
  | 'failureMode'
  | 'status'
  | 'reason'
  | 'openedAt'
  | 'closedAt'
  | 'changes'
>

export interface ReviewedVendor {
  readonly section: VendorSection
  /** Null where no action follows, or it is gone. */
  readonly action: VendorAction | null
}

export interface ReviewRecords {
  readonly quarter: string
  readonly now: string
  readonly publishedAt: string | null
  /** Of the quarter. */
  readonly incidents: readonly ReviewedIncident[]
  /** Of the 90 days before it. */
  readonly incidentsBefore: readonly ReviewedIncident[]
  readonly firsts: ReadonlyMap<string, Sighting>
  /** Names of failure modes by key. */
  readonly modeNames: ReadonlyMap<string, string>
  /**
   * As they stand now: those opened in the quarter or the one before; not completed ones against its failure modes; the
   * latest open ones against none.
   */
  readonly actions: readonly ReviewedAction[]
  /** Of the quarter and of the two before. */
  readonly meetings: readonly CountedMeeting[]
  readonly reviews: ReadonlyMap<string, 'finished' | 'planned'>
  /** By incident, how many voices named which contributing factor. */
  readonly factors: ReadonlyMap<string, ReadonlyMap<Factor, number>>
  /** Leverage points that no action has taken up. */
  readonly proposals: readonly Counterfactual[]
  /** By incident: of the most severe, latest ones with a vendor, with the action that follows. */
  readonly vendorSections: ReadonlyMap<string, ReviewedVendor>
  /** Of the last four quarters. */
  readonly citations: readonly {
    readonly at: string
    readonly lesson: string
    readonly title: string
    readonly url: string
    readonly changed: string | null
  }[]
  readonly pulse: PulseRelease | null
  readonly pulseBefore: PulseRelease | null
  /** Of the quarter and of the one before. */
  readonly formatChanges: readonly FormatChange[]
  readonly debts: readonly Debt[]
  readonly notes: ReadonlyMap<SectionName, string>
  readonly figures: FiguresAt
  readonly figuresBefore: FiguresAt
}

/** The first so many, and how many there are besides. */
export const firstOf = <Line>(lines: readonly Line[], most: number): { lines: Line[]; further: number } => ({
  lines: lines.slice(0, most),
  further: Math.max(0, lines.length - most),
})

export const incidentLine = ({ id, title, severity, startedAt }: IncidentLine): IncidentLine => ({
  id,
  title,
  severity,
  startedAt,
})

/** The latest first; the order of what began at one instant is that of the ids. */
export const latestFirst = (a: IncidentLine, b: IncidentLine): number =>
  a.startedAt < b.startedAt || (a.startedAt === b.startedAt && a.id > b.id) ? 1 : -1

/** Of the incidents with a vendor, the sections of so many are read. */
const vendorSectionsAtMost = 20

/** The most severe with a vendor, the latest first: what a learning review can speak of. */
export const foremostWithVendor = (incidents: readonly ReviewedIncident[]): ReviewedIncident[] =>
  incidents
    .filter(({ vendor }) => vendor)
    .toSorted((a, b) => a.severity.localeCompare(b.severity) || latestFirst(a, b))
    .slice(0, vendorSectionsAtMost)

/** An incident list of a line names the latest; the count tells how many there are. */
const incidentsOfALine = 10

/** Open actions by what they work against, each list looked through once however many failure modes there are. */
export interface OpenActions {
  readonly byMode: ReadonlyMap<string | null, readonly ReviewedAction[]>
  readonly byIncident: ReadonlyMap<string | null, readonly ReviewedAction[]>
}

export const openActions = ({ actions }: ReviewRecords): OpenActions => {
  const open = actions.filter(({ status }) => isOpen(status))
  return {
    byMode: Map.groupBy(open, ({ failureMode }) => failureMode),
    byIncident: Map.groupBy(open, ({ incidentId }) => incidentId),
  }
}

export const modeLine = (
  records: ReviewRecords,
  open: OpenActions,
  key: string,
  incidents: readonly ReviewedIncident[],
): ModeLine => {
  const against = new Set([
    ...(open.byMode.get(key) ?? []),
    ...incidents.flatMap(({ id }) => open.byIncident.get(id) ?? []),
  ])
  return {
    key,
    name: records.modeNames.get(key) ?? key,
    count: incidents.length,
    firstAt: records.firsts.get(key)?.startedAt ?? incidents.map(({ startedAt }) => startedAt).toSorted()[0] ?? '',
    incidents: incidents.toSorted(latestFirst).slice(0, incidentsOfALine).map(incidentLine),
    openActions: against.size,
  }
}

/** Incidents of the quarter by their primary failure mode. */
export const byMode = ({ incidents }: Pick<ReviewRecords, 'incidents'>): Map<string, ReviewedIncident[]> => {
  const modes = Map.groupBy(incidents, ({ mode }) => mode)
  return new Map([...modes].flatMap(([mode, own]) => (mode === null ? [] : [[mode, own] as const])))
}
