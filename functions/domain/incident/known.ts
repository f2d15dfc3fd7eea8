/**
 * What nobody has said of an incident. It is left out of numerator and denominator alike: an hour that was not given is
 * not midnight, and a deployment that nobody mentioned is not one that played no part.
 */
import * as z from 'zod'
import { formatterIn } from '../time/formatter.ts'

export const unknowns = ['timeOfDay', 'zone', 'deployment'] as const
export type Unknown = (typeof unknowns)[number]

export const unknownSchema = z.array(z.enum(unknowns)).nullish()

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
export const hasDeployment = (incident: Said): boolean => knows(incident, 'deployment')

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
