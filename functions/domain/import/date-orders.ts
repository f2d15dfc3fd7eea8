/** Whether the day or the month comes first in the dates of a file: one that can be read in one way settles its column. */
import { incidentTimes } from '../incident/incident.ts'
import type { ImportColumns } from './record-cells.ts'
import type { SourceRecord } from '../table/source-records.ts'
import type { DateOrder } from '../time/wall-time.ts'
import { readWritten } from '../time/written.ts'

/** Two numbers before or after a year, with signs between them. */
const numbers = /(?<!\d)(\d{1,2})([-/])(\d{1,2})\2(?:\d{4}|\d\d)(?!\d)/

const orderOf = (text: string): DateOrder | null => {
  const [, first, , second] = numbers.exec(text) ?? []
  if (first === undefined || first === second) return null
  const read = readWritten(text)
  if (read === null || 'orders' in read) return null
  return Number(read.wall.slice(8, 10)) === Number(first) ? 'dmy' : 'mdy'
}

/** A column that has both ways tells neither. */
export const ordersIn = (records: readonly SourceRecord[], mapping: ImportColumns): ReadonlyMap<string, DateOrder> => {
  const found = new Map<string, DateOrder>()
  for (const column of new Set(incidentTimes.flatMap(time => mapping[time] ?? []))) {
    const orders = new Set(records.flatMap(({ cells }) => cells.get(column) ?? []).map(orderOf))
    orders.delete(null)
    const [only, another] = orders
    if (only && another === undefined) found.set(column, only)
  }
  return found
}
