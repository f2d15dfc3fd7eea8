/** The item about what is to change, with what people proposed. */
import { proposalOf } from '../synthesis/proposals.ts'
import type { Pace } from './pace.ts'
import type { Said } from './said.ts'
import { type Draft, draft, statements } from './sections.ts'
import { factorNames } from './words.ts'

const quotedProposals = { full: 3, short: 2, dash: 1 } as const

/** A few of them in their own words, shortened; a quotation that holds a whole statement is left out. */
const proposalLine = (said: Said, pace: Pace, head: string, ids: readonly string[]): string => {
  const texts = said.observations.map(one => one.text.trim()).filter(text => text !== '')
  const wanted = new Set(ids)
  const quoted = said.observations
    .filter(({ id }) => wanted.has(id))
    .flatMap(({ text }) => proposalOf([text]) ?? [])
    .filter(excerpt => !texts.some(text => excerpt.includes(text)))
  const taken = [...new Map(quoted.map(excerpt => [excerpt.toLowerCase(), excerpt])).values()]
    .slice(0, quotedProposals[pace])
    .map(excerpt => `"${excerpt}"`)
  if (taken.length === 0) return `${head === '' ? '' : `${head}: `}${statements(said, ids)}`.replace(/^s/, 'S')
  return `${head === '' ? '' : `${head}: `}${taken.join(', ')} (${statements(said, ids)})`
}

/** What has no factor stands by theme; a title is not repeated, since the facilitator may change it. */
export const proposals = (said: Said | null, pace: Pace): Draft => {
  const given = said?.proposals ?? []
  const lines = given.flatMap(({ factor, observationIds }) => {
    if (said === null) return []
    if (factor !== null) return [proposalLine(said, pace, factorNames[factor], observationIds)]
    return [...said.themes.map(theme => theme.observationIds), said.raisedOnce].flatMap(group => {
      const ids = observationIds.filter(id => group.includes(id))
      return ids.length === 0 ? [] : [proposalLine(said, pace, '', ids)]
    })
  })
  const seeAlsoIds = [...new Set(given.flatMap(entry => entry.observationIds))]
  return draft('Action', 'proposals', pace, 6, Infinity, { lines, seeAlsoIds })
}
