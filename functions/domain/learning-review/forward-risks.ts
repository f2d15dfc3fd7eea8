/** What may lie ahead: what recurs without an action, known debts, and where a small change would help widely. */
import { emptyVendorSection, outcomeLine, vendorView } from '../incident/vendor.ts'
import { words } from '../incident/words/languages.ts'
import { usualLanguage } from '../language/language.ts'
import {
  byMode,
  firstOf,
  foremostWithVendor,
  incidentLine,
  modeLine,
  openActions,
  type ReviewRecords,
} from './records.ts'
import type { SectionFigures } from './schema.ts'

type Forward = SectionFigures<'forward'>

const unaddressedAtMost = 20
const investmentsAtMost = 10
const vendorsAtMost = 15
const potentials = ['high', 'medium', 'low'] as const

const unaddressedOf = (records: ReviewRecords): Forward['unaddressed'] => {
  const open = openActions(records)
  const lines = [...byMode(records)].flatMap(([key, incidents]) => {
    if (!incidents.some(({ id }) => records.recurring.has(id))) return []
    const line = modeLine(records, open, key, incidents)
    return line.openActions === 0 ? [line] : []
  })
  return firstOf(
    lines.toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
    unaddressedAtMost,
  )
}

const investmentsOf = ({ proposals }: ReviewRecords): Forward['investments'] => {
  const lines = proposals.map(({ text, sightings, generalisability, cost, intervention }) => ({
    text,
    sightings: sightings.length,
    generalisability: generalisability ?? 0,
    cost: cost ?? 0,
    intervention,
  }))
  return firstOf(
    lines.toSorted(
      (a, b) =>
        b.sightings - a.sightings ||
        b.generalisability - a.generalisability ||
        a.cost - b.cost ||
        (a.text < b.text ? -1 : 1),
    ),
    investmentsAtMost,
  )
}

const vendorsOf = (records: ReviewRecords): Forward['vendors'] => {
  const lines = foremostWithVendor(records.incidents).map(incident => {
    const known = records.vendorSections.get(incident.id)
    const section = known?.section ?? emptyVendorSection(incident.id)
    const { breakers, fallbacks, statusInSight, desiredBehaviour } = section
    return {
      ...incidentLine(incident),
      vendor: incident.vendor ?? '',
      minutesUntilKnown: vendorView(section, incident).minutesFromStart,
      breakers: breakers?.answer ?? null,
      fallbacks: fallbacks?.answer ?? null,
      statusInSight: statusInSight?.answer ?? null,
      desiredBehaviour,
      outcome: outcomeLine(section, known?.action ?? null, words[usualLanguage]),
    }
  })
  const all = records.incidents.filter(({ vendor }) => vendor).length
  const told = lines.toSorted((a, b) => Number(a.outcome !== null) - Number(b.outcome !== null)).slice(0, vendorsAtMost)
  return { lines: told, further: all - told.length }
}

export const forwardRisks = (records: ReviewRecords): Forward => ({
  vendors: vendorsOf(records),
  unaddressed: unaddressedOf(records),
  debts: records.debts
    .filter(({ withdrawn }) => !withdrawn)
    .toSorted((a, b) => potentials.indexOf(a.potential) - potentials.indexOf(b.potential) || (a.text < b.text ? -1 : 1))
    .map(({ text, potential, service }) => ({ text, potential, service })),
  investments: investmentsOf(records),
})
