/** Whether the day or the month comes first in the times of a file, column by column. */
import { incidentTimes } from '../incident/incident.ts'
import type { ImportColumns } from './record-cells.ts'
import type { SourceRecord } from '../table/source-records.ts'
import { orderIn } from '../time/date-order.ts'
import type { DateOrder } from '../time/wall-time.ts'

export const ordersIn = (records: readonly SourceRecord[], mapping: ImportColumns): ReadonlyMap<string, DateOrder> => {
  const columns = new Set(incidentTimes.flatMap(time => mapping[time] ?? []))
  return new Map(
    [...columns].flatMap(column => {
      const order = orderIn(records.flatMap(({ cells }) => cells.get(column) ?? []))
      return order ? [[column, order] as const] : []
    }),
  )
}
