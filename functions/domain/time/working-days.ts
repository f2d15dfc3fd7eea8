/**
 * Which days people work, by the zone their clock is set to. Countries differ in their week-ends; public holidays are
 * not known here.
 */
import { Temporal } from 'temporal-polyfill'

/** 1 is Monday, 7 Sunday. */
type Weekdays = readonly number[]

const usual: Weekdays = [6, 7]
const fridaySaturday: Weekdays = [5, 6]

/**
 * Zones of countries whose week-end is another, with the zones' older names: CLDR's week data, and for Bangladesh, Nepal,
 * the Maldives, Palestine, Brunei, Djibouti and Somalia what their governments keep, which CLDR lacks.
 */
const weekends: readonly (readonly [Weekdays, readonly string[]])[] = [
  [
    fridaySaturday,
    [
      'Africa/Algiers',
      'Africa/Cairo',
      'Egypt',
      'Africa/Khartoum',
      'Africa/Tripoli',
      'Libya',
      'Asia/Aden',
      'Asia/Amman',
      'Asia/Baghdad',
      'Asia/Bahrain',
      'Asia/Damascus',
      'Asia/Dhaka',
      'Asia/Dacca',
      'Asia/Gaza',
      'Asia/Hebron',
      'Asia/Jerusalem',
      'Asia/Tel_Aviv',
      'Israel',
      'Asia/Kuwait',
      'Asia/Muscat',
      'Asia/Qatar',
      'Asia/Riyadh',
      'Indian/Maldives',
    ],
  ],
  [[4, 5], ['Asia/Kabul']],
  [[5], ['Asia/Tehran', 'Iran', 'Africa/Djibouti', 'Africa/Mogadishu']],
  [[6], ['Asia/Kathmandu', 'Asia/Katmandu']],
  [[5, 7], ['Asia/Brunei']],
]

const weekendOf: ReadonlyMap<string, Weekdays> = new Map(
  weekends.flatMap(([days, zones]) => zones.map(zone => [zone, days] as const)),
)

/** Whether somebody whose clock is set to `zone`, which exists, works on the day it shows at `instant`. */
export const isWorkingDay = (instant: string, zone: string): boolean => {
  const { dayOfWeek } = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  return !(weekendOf.get(zone) ?? usual).includes(dayOfWeek)
}

/** The same time of day on the last working day before, at most a week. */
export const workingDayBefore = (instant: string, zone: string): string => {
  let day = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  for (let days = 0; days < 7 && !isWorkingDay(day.toInstant().toString(), zone); days += 1)
    day = day.subtract({ days: 1 })
  return new Date(day.epochMilliseconds).toISOString()
}

/** The first moment of the next working day, at `hour` o'clock. */
export const workingMorningAfter = (instant: string, zone: string, hour: number): string => {
  let day = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  do day = day.add({ days: 1 }).with({ hour, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
  while (!isWorkingDay(day.toInstant().toString(), zone))
  return new Date(day.epochMilliseconds).toISOString()
}
