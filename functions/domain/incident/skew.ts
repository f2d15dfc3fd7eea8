/** Clocks of different systems disagree: what follows may seem to come first. */
import { type IncidentTime, timeOrders } from './incident.ts'

/** Within so many minutes two times of different clocks are one moment; beyond that somebody has mixed them up. */
const skewMinutes = 5

type Times = Partial<Record<IncidentTime, string | null | undefined>>

interface Levelled {
  readonly earlier: IncidentTime
  readonly later: IncidentTime
  /** By how much the clocks disagree. */
  readonly seconds: number
}

/** The later of two that are a little in the wrong order is taken to be at the time of the earlier one. */
export const withoutSkew = <Whole extends Times>(given: Whole): { incident: Whole; levelled: readonly Levelled[] } => {
  const times: Times = {}
  const levelled: Levelled[] = []
  for (const order of timeOrders) {
    let last: { name: IncidentTime; at: string } | null = null
    for (const name of order) {
      const at = times[name] ?? given[name]
      if (!at) continue
      const seconds = last ? Math.round((Date.parse(last.at) - Date.parse(at)) / 1000) : 0
      if (last && seconds > 0 && seconds <= skewMinutes * 60) {
        levelled.push({ earlier: last.name, later: name, seconds })
        times[name] = last.at
        last = { name, at: last.at }
      } else last = { name, at }
    }
  }
  return levelled.length > 0 ? { incident: { ...given, ...times }, levelled } : { incident: given, levelled }
}
