/** Times of day and spans, as a facilitator reads them. */
import { minuteMilliseconds } from '../time/instants.ts'
import { formatterIn } from '../time/formatter.ts'

const shapes = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
} as const

/** Making a formatter takes a thousand times as long as using it; there are as many as zones in use. */
const formatters = new Map<string, Intl.DateTimeFormat>()

const format = (shape: keyof typeof shapes, instant: string, zone: string): string => {
  const key = `${shape} ${zone}`
  const formatter = formatters.get(key) ?? formatterIn('en-GB', zone, shapes[shape])
  formatters.set(key, formatter)
  return formatter.format(new Date(instant))
}

/** '14:05' in the zone. */
export const timeOfDay = (instant: string, zone: string): string => format('time', instant, zone)

/** 'Tuesday 24 November 2026' in the zone. */
export const day = (instant: string, zone: string): string => format('day', instant, zone).replace(',', '')

/** '1 h 25 min', '40 min', '3 d 2 h'; null when the later instant lies before the earlier one. */
export const span = (from: string, to: string): string | null => {
  const minutes = Math.round((Date.parse(to) - Date.parse(from)) / minuteMilliseconds)
  if (minutes < 0) return null
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const rest = minutes % 60
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`
  if (hours > 0) return rest > 0 ? `${hours} h ${rest} min` : `${hours} h`
  return `${rest} min`
}
