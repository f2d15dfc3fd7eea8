/** The records a learning review is made from, as its store reads them. */
import { type Action, isOpen } from '../action/action.ts'
import type { Counterfactual } from '../condition/condition.ts'
import type { CountedMeeting } from '../figures/count.ts'
import type { FiguresAt } from '../figures/read.ts'
import { severities } from '../incident/fields.ts'
import type { Incident } from '../incident/incident.ts'
import type { Sighting } from '../incident/recurrence.ts'
import type { Factor } from '../synthesis/schema.ts'
import type { PulseRelease } from '../suppression/release.ts'
import type { VendorAction, VendorSection } from '../incident/vendor.ts'
import type { Debt, FormatChange, SectionName } from './inputs.ts'
import type { Compared } from './edition.ts'
import type { Calendar } from '../time/calendar.ts'
import type { ModeLine, SectionFigures } from './schema.ts'
import type { IncidentLine } from './schema-parts.ts'
import type { Participation } from './schema-pulse.ts'

export type ReviewedIncident = Pick<
  Incident,
  | 'id'
  | 'title'
  | 'severity'
  | 'services'
  | 'domains'
  | 'startedAt'
  | 'deploymentRelated'
  | 'failureModes'
  | 'vendor'
  | 'unknown'
  | 'reviewedElsewhere'
  | 'source'
  | 'corrected'
> & {
  readonly zone: string
  /** The key of its primary failure mode, with merges resolved; null if it is not classified. */
  readonly mode: string | null
}

/** An action whose failure mode is given by the key that represents everything merged with it. */
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

interface ReviewedVendor {
  readonly section: VendorSection
  /** Null if no action follows or it no longer exists. */
  readonly action: VendorAction | null
}

/** Once it is published, a quarter is compared with what was published. */
export interface PublishedBefore {
  readonly compared: Compared
  /** Incidents of its last 90 days. */
  readonly incidents: number
  readonly closure: SectionFigures<'actions'>['closure']
  readonly participation: Participation
}

/** Null if there is none, or if it says too little to be compared with. */
export const comparedWith = ({ before }: Pick<ReviewRecords, 'before'>): PublishedBefore | null =>
  before?.compared.used ? before : null

export interface ReviewRecords {
  readonly quarter: string
  readonly calendar: Calendar
  readonly now: string
  readonly publishedAt: string | null
  /** Those of the quarter. */
  readonly incidents: readonly ReviewedIncident[]
  /** Those of the 90 days before the quarter. */
  readonly incidentsBefore: readonly ReviewedIncident[]
  /** The first incident ever of each of the quarter's modes. */
  readonly firsts: ReadonlyMap<string, Sighting>
  /** The ids of those that recur, of both. */
  readonly recurring: ReadonlySet<string>
  /** Names of failure modes by key. */
  readonly modeNames: ReadonlyMap<string, string>
  /**
   * As they stand now: those opened in the quarter or the one before, those against its failure modes that are not
   * completed, and the latest open ones against no failure mode.
   */
  readonly actions: readonly ReviewedAction[]
  /** Those of the quarter and the two before. */
  readonly meetings: readonly CountedMeeting[]
  readonly reviews: ReadonlyMap<string, 'finished' | 'planned'>
  /** By incident: how many voices named which contributing factor. */
  readonly factors: ReadonlyMap<string, ReadonlyMap<Factor, number>>
  /** Leverage points that no action has taken up. */
  readonly proposals: readonly Counterfactual[]
  /** By incident, for the most severe and latest ones with a vendor: the section, and the action that follows. */
  readonly vendorSections: ReadonlyMap<string, ReviewedVendor>
  /** Those of the last four quarters. */
  readonly citations: readonly {
    readonly at: string
    readonly lesson: string
    readonly lessonId: string
    readonly title: string
    readonly url: string
    readonly changed: string | null
  }[]
  /** What the records say that were mailed of the quarter's incidents. */
  readonly decisions: readonly { readonly text: string; readonly reviewId: string; readonly title: string }[]
  readonly pulse: PulseRelease | null
  readonly pulseBefore: PulseRelease | null
  /** Those of the quarter and the one before. */
  readonly formatChanges: readonly FormatChange[]
  readonly debts: readonly Debt[]
  readonly notes: ReadonlyMap<SectionName, string>
  readonly figures: FiguresAt
  readonly figuresBefore: FiguresAt
  /** What the edition of the quarter before says; null if it has none that stands. */
  readonly before: PublishedBefore | null
}

/** The first `most` lines, and how many more there are. */
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

/** The latest first; incidents that began at the same instant are ordered by id. */
export const latestFirst = (a: IncidentLine, b: IncidentLine): number =>
  a.startedAt < b.startedAt || (a.startedAt === b.startedAt && a.id > b.id) ? 1 : -1

const rankOf = ({ severity }: IncidentLine): number =>
  severity === null ? severities.length : severities.indexOf(severity)
/** Those of which nobody knows come after the others; of one severity the latest first. */
export const severestFirst = (a: IncidentLine, b: IncidentLine): number => rankOf(a) - rankOf(b) || latestFirst(a, b)

/** Sections are read for at most this many incidents with a vendor. */
const vendorSectionsAtMost = 20

/** The most severe incidents with a vendor, the latest first, as many as a learning review can discuss. */
export const foremostWithVendor = (incidents: readonly ReviewedIncident[]): ReviewedIncident[] =>
  incidents
    .filter(({ vendor }) => vendor)
    .toSorted(severestFirst)
    .slice(0, vendorSectionsAtMost)

/** A line lists only its latest incidents; the count says how many there are. */
const incidentsOfALine = 10

/** Open actions by what they work against, so that the list is searched once, however many failure modes there are. */
interface OpenActions {
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

/** The quarter's incidents by their primary failure mode. */
export const byMode = ({ incidents }: Pick<ReviewRecords, 'incidents'>): Map<string, ReviewedIncident[]> => {
  const modes = Map.groupBy(incidents, ({ mode }) => mode)
  return new Map([...modes].flatMap(([mode, own]) => (mode === null ? [] : [[mode, own] as const])))
}
