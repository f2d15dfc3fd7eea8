/**
 * What is found by time stands in indexes by the calendar quarter, in UTC, of its time: its shelf. Shelves are never
 * anything else, whatever quarters the organisation has, so that a change of its calendar moves no item.
 */
import { quarterBounds, quarterOf, usualCalendar } from '../domain/time/calendar.ts'
import { nextQuarter, plus } from '../domain/time/instants.ts'
import type { Listed, Place, Span } from './indexes.ts'

export const shelfOf = (instant: string): string => quarterOf(instant, usualCalendar)

/** From the first instant up to, and not with, the second. */
export interface Bounds {
  readonly from: string
  readonly to: string
}

interface Shelf {
  readonly shelf: string
  /** What is asked for of it; empty if that is all of it. */
  readonly span: Span
}

/** The shelves between two instants, the earliest first. */
export const shelvesBetween = ({ from, to }: Bounds): Shelf[] => {
  const shelves: Shelf[] = []
  if (from >= to) return shelves
  const last = shelfOf(plus(to, -1))
  for (let shelf = shelfOf(from); shelf <= last; shelf = nextQuarter(shelf)) {
    const whole = quarterBounds(shelf, usualCalendar)
    const isWhole = from <= whole.from && whole.to <= to
    const [first, end] = [from > whole.from ? from : whole.from, to < whole.to ? to : whole.to]
    shelves.push({ shelf, span: isWhole ? {} : { from: first, to: plus(end, -1) } })
  }
  return shelves
}

interface Shelved extends Pick<Place, 'index' | 'newestFirst'> {
  /** The name that the index has for a shelf. */
  readonly named: (shelf: string) => string
}

/** The same as places of a list that is answered in pages, in the order of the list. */
export const placesBetween = (
  bounds: Bounds,
  { index, named, newestFirst = false }: Shelved,
): Omit<Listed<never, never>, 'show'> => {
  const places = shelvesBetween(bounds).map(({ shelf, span }) => ({ index, value: named(shelf), newestFirst, ...span }))
  const [first, ...further] = newestFirst ? places.toReversed() : places
  if (!first) throw new Error('an empty time has no list')
  return { ...first, further }
}
