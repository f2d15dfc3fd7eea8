/** What people said, every observation in one place: the synthesis as the agenda needs it. */
import type { FiledObservation, Synthesis, Theme } from '../synthesis/schema.ts'

export type Said = {
  /** Those that disagree first, then by voices. */
  themes: Theme[]
  raisedOnce: string[]
  /** In the order of themes and raisedOnce; the place in this list + 1 is the number by which a reader finds it. */
  observations: FiledObservation[]
  counterfactuals: Synthesis['counterfactuals']
  vendorIds: string[]
  proposals: Synthesis['proposals']
  furtherThemesOnly: number
}

/**
 * Takes the first place an observation is given and drops the others, drops references to observations that are not
 * there, and puts what has no place at all among those raised once: nothing is lost, nothing stands twice.
 */
export const settleSaid = (synthesis: Synthesis): Said => {
  const byId = new Map<string, FiledObservation>()
  for (const observation of synthesis.observations) {
    if (!byId.has(observation.id)) byId.set(observation.id, observation)
  }
  const placed = new Set<string>()
  const claim = (ids: readonly string[]): string[] =>
    ids.filter(id => {
      if (!byId.has(id) || placed.has(id)) return false
      placed.add(id)
      return true
    })
  const known = (ids: readonly string[]): string[] => [...new Set(ids)].filter(id => byId.has(id))

  const themes = synthesis.themes
    .map(theme => ({ ...theme, observationIds: claim(theme.observationIds) }))
    .filter(theme => theme.observationIds.length > 0)
    .toSorted((a, b) => Number(b.disagreement) - Number(a.disagreement) || b.voices - a.voices)
  const raisedOnce = [...claim(synthesis.raisedOnce), ...claim([...byId.keys()])]
  const order = [...themes.flatMap(theme => theme.observationIds), ...raisedOnce]
  const observations = order.flatMap(id => byId.get(id) ?? [])
  const aboutVendor = observations.filter(one => one.flags.includes('vendor') || one.factor === 'vendor')
  const referring = <T extends { observationIds: string[] }>(list: readonly T[]): T[] =>
    list
      .map(entry => ({ ...entry, observationIds: known(entry.observationIds) }))
      .filter(entry => entry.observationIds.length > 0)
  return {
    themes,
    raisedOnce,
    observations,
    counterfactuals: referring(synthesis.counterfactuals),
    vendorIds: known([...synthesis.vendorObservationIds, ...aboutVendor.map(one => one.id)]),
    proposals: referring(synthesis.proposals),
    furtherThemesOnly: synthesis.furtherThemesOnly,
  }
}

/** A disagreement is worth the room's time even with few voices; three more voices outweigh it. */
const claimOnTime = (theme: Theme): number => theme.voices + (theme.disagreement ? 3 : 0)

/**
 * The same with the `own` themes in front that have the strongest claim to an item of their own, and the observations
 * renumbered to follow; among those in front and among the others the order stays.
 */
export const foremost = (said: Said, own: number): Said => {
  const strongest = said.themes.toSorted((a, b) => claimOnTime(b) - claimOnTime(a))
  const front = new Set(strongest.slice(0, own))
  const themes = [...said.themes.filter(theme => front.has(theme)), ...said.themes.filter(theme => !front.has(theme))]
  const order = [...themes.flatMap(theme => theme.observationIds), ...said.raisedOnce]
  const byId = new Map(said.observations.map(one => [one.id, one]))
  return { ...said, themes, observations: order.flatMap(id => byId.get(id) ?? []) }
}
