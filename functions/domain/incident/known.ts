/**
 * What nobody has said of an incident. It is left out of numerator and denominator alike: an hour that was not given is
 * not midnight, and a deployment that nobody mentioned is not one that played no part.
 */
import { formatterIn } from '../time/formatter.ts'

export const unknowns = ['timeOfDay', 'zone', 'deployment'] as const
export type Unknown = (typeof unknowns)[number]

interface Said {
  readonly unknown?: readonly Unknown[] | null | undefined
}

const knows = ({ unknown }: Said, what: Unknown): boolean => !unknown?.includes(what)

/** Its hour is one of clocks that its team looks at. */
export const hasHour = (incident: Said): boolean => knows(incident, 'timeOfDay') && knows(incident, 'zone')
/** 'YYYY-MM-DD' where it happened, as it was told; null where the hour of its start is known too. */
export const dayAlone = (incident: Said & { readonly startedAt: string; readonly zone: string }): string | null =>
  knows(incident, 'timeOfDay')
    ? null
    : formatterIn('en-CA', incident.zone, { dateStyle: 'short' }).format(new Date(incident.startedAt))
/** A day alone is a day where it happened. */
export const hasWeekday = (incident: Said): boolean => knows(incident, 'zone') || !knows(incident, 'timeOfDay')
/** One that names no service happened to some all the same. */
export const hasService = ({ services }: { readonly services: readonly string[] }): boolean => services.length > 0

interface Imported {
  readonly source?: object | null | undefined
  readonly corrected?: readonly string[] | null | undefined
}

/** What an import left empty nobody has looked at; whoever fills in the form, or corrects a field, saw it empty. */
const isLookedAt = ({ source, corrected }: Imported, field: string): boolean =>
  !source || Boolean(corrected?.includes(field))

export const hasVendor = (incident: Imported & { readonly vendor?: string | null | undefined }): boolean =>
  Boolean(incident.vendor) || isLookedAt(incident, 'vendor')
/** Whether it was reviewed elsewhere. */
export const hasReviewElsewhere = (
  incident: Imported & { readonly reviewedElsewhere?: string | null | undefined },
): boolean => Boolean(incident.reviewedElsewhere) || isLookedAt(incident, 'reviewedElsewhere')

export const hasDeployment = (incident: Said): boolean => knows(incident, 'deployment')

/** Whether it is known no nearer than the day where it happened. */
export const isDayAlone = (incident: Said): boolean => !knows(incident, 'timeOfDay')

/** What is still unknown once somebody has said these fields. */
export const stillUnknown = (
  { unknown }: Said,
  said: Partial<Record<'startedAt' | 'zone' | 'deploymentRelated', unknown>>,
): Unknown[] => {
  const given = {
    timeOfDay: said.startedAt !== undefined,
    zone: said.zone !== undefined,
    deployment: said.deploymentRelated !== undefined,
  }
  return (unknown ?? []).filter(what => !given[what])
}

/** Under this share of incidents of which something is known, no test of it is made and nothing is claimed. */
export const leastCoverage = 0.6

/** Whether enough is known of `all` to say anything. */
export const isCovered = (known: number, all: number): boolean => all > 0 && known >= all * leastCoverage
