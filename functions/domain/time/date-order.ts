/** Whether the day or the month comes first in the dates of a column: one that can be read in one way settles it. */
import type { DateOrder } from './wall-time.ts'
import { readWritten } from './written.ts'

/** Two numbers before or after a year, with signs between them. */
const numbers = /(?<!\d)(\d{1,2})([-/])(\d{1,2})\2(?:\d{4}|\d\d)(?!\d)/

const orderOf = (given: string): DateOrder | null => {
  const text = given.normalize('NFKC')
  const [, first, , second] = numbers.exec(text) ?? []
  if (first === undefined || first === second) return null
  const read = readWritten(text)
  if (read === null || !('wall' in read)) return null
  return Number(read.wall.slice(8, 10)) === Number(first) ? 'dmy' : 'mdy'
}

/** Null where none of the texts tells it, and where they have both. */
export const orderIn = (texts: readonly string[]): DateOrder | null => {
  const orders = new Set(texts.map(orderOf))
  orders.delete(null)
  const [only, another] = orders
  return only && another === undefined ? only : null
}
