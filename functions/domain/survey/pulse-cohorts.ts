/** The label that everybody on a pulse's frozen roster reports under (R9), and what the survey's row stores of it. */
import { wholeCohort } from '../ballot/texts.ts'
import { groupKey, usualSpellings } from '../normal-form.ts'
import type { Survey } from './survey.ts'
import type { PulseCohort } from '../suppression/draft.ts'
import { byCodePoint, invitedMinimum } from '../suppression/parameters.ts'
import { pooledGroup, rollUp } from '../suppression/rollup.ts'

/** Each has a signing key of its own, and all keys are made within one run of the clock. */
const cohortsMaximum = 50

/**
 * What each group is called, by how it is given: spellings of one name are one team, called as most write it. People
 * without a group on the roster are pooled with those whose team is too small, and so is a team with the pool's name.
 */
const teamsOf = (groups: readonly string[]): ((group: string) => string) => {
  const spellings = usualSpellings(groups)
  const pool = groupKey(pooledGroup)
  return group => {
    const key = groupKey(group)
    return key === '' || key === pool ? pooledGroup : (spellings.get(key) ?? pooledGroup)
  }
}

/** At most `maximum` names: the largest teams keep theirs, the others are in the pool from the start. */
const bounded = (invited: ReadonlyMap<string, number>, maximum: number): Map<string, string> => {
  const bySize = [...invited].toSorted(([a, n], [b, m]) => m - n || byCodePoint(a, b))
  const spare = bySize.length > maximum ? maximum - 1 : maximum
  return new Map(bySize.map(([team], index) => [team, index < spare ? team : pooledGroup]))
}

const counted = (names: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

interface FrozenCohorts {
  /** Ordered by label. Only one, `all`, if there is no breakdown. */
  readonly cohorts: readonly PulseCohort[]
  readonly cohortOf: (group: string) => string
}

/**
 * Derived from the groups of everybody invited. An id is the position of its label, so it reveals nothing that the
 * labels do not, and it differs in the next quarter.
 */
export const freezeCohorts = (groups: readonly string[], maximum: number = cohortsMaximum): FrozenCohorts => {
  const teamOf = teamsOf(groups)
  const names = bounded(counted(groups.map(teamOf)), maximum)
  const nameOf = (group: string): string => names.get(teamOf(group)) ?? pooledGroup
  const invited = counted(groups.map(nameOf))
  const ids = new Map<string, string>()
  const cohorts = [...rollUp({ invitedMinimum, invited })].map(([label, teams], index): PulseCohort => {
    const id = `group-${index + 1}`
    for (const team of teams) ids.set(team, id)
    return { id, label, invited: teams.reduce((total, team) => total + (invited.get(team) ?? 0), 0) }
  })
  return cohorts.length === 0
    ? { cohorts: [{ id: wholeCohort, label: wholeCohort, invited: groups.length }], cohortOf: () => wholeCohort }
    : { cohorts, cohortOf: group => ids.get(nameOf(group)) ?? wholeCohort }
}

/** The cohorts of an open pulse as they were frozen. A row without labels has everybody in one. */
export const askedCohorts = (survey: Pick<Survey, 'cohorts' | 'invited'>): PulseCohort[] =>
  survey.cohorts.map(({ id, label, invited }) => ({ id, label: label ?? id, invited: invited ?? survey.invited }))
