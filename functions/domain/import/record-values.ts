/** The fields of one record: what its cells say, and what is wrong with what they say. */
import { incidentFields, type FieldsOf } from '../incident/fields.ts'
import {
  type Incident,
  incidentInputSchema,
  incidentTimes,
  type IncidentTime,
  timesOutOfOrder,
} from '../incident/incident.ts'
import { withoutSkew } from '../incident/skew.ts'
import { readLabelled, readList, readSeverity, readTime } from './cells.ts'
import { zoneOfColumn } from './column-clocks.ts'
import { type Cells, longestWord, type Way } from './record-cells.ts'
import { saysNoTime, yesOrNo } from '../table/nothing-said.ts'
import { dayMilliseconds } from '../time/instants.ts'
import { zoneChoices } from '../time/zone.ts'

/** More labels than that are no severities. */
const labelsTold = 10

/** Null where the record says that it is not known, undefined where it says nothing. */
export const severityOf = (
  { values, problem }: Cells,
  { adapter, asked, severityWords }: Way,
): Incident['severity'] | undefined => {
  const given = values('severity')
  const read = (adapter.severityAmongLabels ? readLabelled : readSeverity)(given, severityWords)
  if (read) return read
  const isOpen = read === null || given.length === 0
  if (!isOpen && !adapter.severityAmongLabels) {
    const word = given[0]?.slice(0, longestWord) ?? ''
    problem('unknown_severity', 'severity', `“${word}” is no severity that is known here`, { value: word })
    return undefined
  }
  if (asked.severity) return asked.severity === 'unknown' ? null : asked.severity
  const words = given.slice(0, labelsTold).map(word => word.slice(0, longestWord))
  if (!isOpen) problem('unknown_severity', 'severity', 'none of the labels names a severity', { words })
  return read
}

/** '' if the zone cannot be read, and then its times cannot either. */
export const zoneOf = ({ text, problem }: Cells, { asked }: Way): string => {
  const given = text('zone')?.normalize('NFKC') ?? asked.zone ?? 'UTC'
  const read = incidentInputSchema.shape.zone.safeParse(given)
  if (read.success) return read.data
  const choices = [...zoneChoices(given)]
  problem('unreadable', 'zone', read.error.issues[0]?.message ?? '', choices.length > 0 ? { choices } : {})
  return ''
}

/** What machines write where they know no time lies before it. */
const earliest = '1990-01-01T00:00:00.000Z'

/** What no clock of any zone shows yet, or what stands for no time at all. */
const improbable = (instant: string, { asked, now }: Way): string | null => {
  if (asked.anyTime) return null
  if (instant < earliest) return 'lies before 1990, as where a system writes a time that it does not know'
  const isAhead = now !== null && Date.parse(instant) > Date.parse(now) + dayMilliseconds
  return isAhead ? 'lies in the future' : null
}

export const timesOf = (cells: Cells, zone: string, way: Way) => {
  const { text, columnOf, problem } = cells
  const times: Partial<Record<IncidentTime, string>> = {}
  const days = new Set<IncidentTime>()
  for (const field of zone ? incidentTimes : []) {
    const given = text(field)
    if (given === undefined || (field !== 'startedAt' && saysNoTime(given))) continue
    const column = columnOf(field)
    const clocks = way.adapter.inUtc?.includes(column) ? 'UTC' : (zoneOfColumn(column) ?? zone)
    const read = readTime(given, clocks, way.orders.get(column) ?? way.asked.dateOrder, way.asked.months)
    if ('value' in read) {
      const why = improbable(read.value, way)
      if (field !== 'startedAt' && why && read.value < earliest) {
        cells.leaveOut(field, given, `${why}, so it is left out; the incident is taken`)
        continue
      }
      if (why) problem('improbable', field, `“${given.slice(0, longestWord)}” ${why}`)
      times[field] = read.value
      if (read.isDay) days.add(field)
    } else {
      const { choices, month } = read
      const asked = month ? { month: { word: month.word, months: [...month.months] } } : {}
      problem('unreadable', field, read.message, { ...asked, ...(choices ? { choices: [...choices] } : {}) })
    }
  }
  /** Told with clocks of its own it may be of that day there and of the day before here. */
  const isOfItsDay = (day: IncidentTime, time: IncidentTime): boolean => {
    const written = text(time) ?? ''
    return /(?:Z|[+-]\d\d:?\d\d)$/i.test(written) && written.slice(0, 10) === text(day)?.slice(0, 10)
  }
  // Nobody knows which hour of a day alone, so that what it follows on that day is no contradiction.
  for (let pair = timesOutOfOrder(times); pair; pair = timesOutOfOrder(times)) {
    const { earlier, later } = pair
    const apart = Date.parse(times[earlier] ?? '') - Date.parse(times[later] ?? '')
    if (!(days.has(later) || (days.has(earlier) && isOfItsDay(earlier, later))) || apart >= dayMilliseconds) break
    // The start stays, and what else is only a day goes first.
    const goes = earlier !== 'startedAt' && !days.has(later) ? earlier : later
    cells.leaveOut(
      goes,
      text(goes) ?? '',
      'its order can’t be told without a time of day, so it is left out; the incident is taken',
    )
    delete times[goes]
  }
  const { incident, levelled } = withoutSkew(times)
  for (const { earlier, later, seconds } of levelled) {
    const message = `lies ${seconds} s before “${columnOf(earlier)}”: two clocks that disagree, so both are one moment`
    cells.level(later, text(later) ?? '', message)
  }
  return { times: incident, isDay: days.has('startedAt') }
}

export const yesOf = ({ text, problem }: Cells, field: FieldsOf<'yes'>): boolean | undefined => {
  const given = text(field)
  if (given === undefined) return undefined
  const read = yesOrNo(given)
  if (read === null) problem('unreadable', field, 'neither yes nor no')
  return read ?? undefined
}

/** A column that asks whether there was a vendor names none. */
export const nameOf = (cells: Cells, field: FieldsOf<'text'>): string | undefined => {
  const given = cells.text(field)
  const isName = field === 'title' || cells.isOwn || given === undefined || given.length < 2
  const answer = isName ? null : yesOrNo(given)
  if (answer === true) cells.leaveOut(field, given ?? '', 'names nothing, so it is left out; the incident is taken')
  return answer === null ? given : undefined
}

/** Several names, without those that stand for none. */
export const namesOf = ({ values, known }: Cells, field: FieldsOf<'names'>, { format }: Way): string[] | undefined => {
  const names = known(readList(values(field), format))
  return names.length > 0 ? [...names] : undefined
}

/** The first value that is one; whatever else stands there does not cost the row. */
export const addressOf = (cells: Cells, field: FieldsOf<'url'>): string | undefined => {
  const given = cells.values(field)
  const found = given.find(value => incidentFields[field].schema.safeParse(value).success)
  const [first] = given
  if (found === undefined && first !== undefined) {
    cells.leaveOut(field, first, 'no web address, so it is left out; the incident is taken')
  }
  return found
}
