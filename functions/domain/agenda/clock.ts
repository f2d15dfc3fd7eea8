/** Times of day and spans, as a facilitator reads them. */
import { languageOf, tagOf, usualLanguage } from '../language/language.ts'
import { minuteMilliseconds } from '../time/instants.ts'
import { formatterIn } from '../time/formatter.ts'

const shapes = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
} as const

/** Making a formatter takes a thousand times as long as using it; there are as many as zones and languages in use. */
const formatters = new Map<string, Intl.DateTimeFormat>()

const format = (shape: keyof typeof shapes, instant: string, zone: string, language: string): string => {
  const key = `${shape} ${zone} ${language}`
  const formatter = formatters.get(key) ?? formatterIn(tagOf(languageOf(language)), zone, shapes[shape])
  formatters.set(key, formatter)
  return formatter.format(new Date(instant))
}

/** '14:05' in the zone. */
export const timeOfDay = (instant: string, zone: string): string => format('time', instant, zone, usualLanguage)

/** 'Tuesday 24 November 2026' in the zone. */
export const day = (instant: string, zone: string, language: string): string =>
  format('day', instant, zone, language).replace(',', '')

/** As `said` says it, '1 h 25 min'; null when the later instant lies before the earlier one. */
export const span = (
  from: string,
  to: string,
  said: (days: number, hours: number, minutes: number) => string,
): string | null => {
  const minutes = Math.round((Date.parse(to) - Date.parse(from)) / minuteMilliseconds)
  if (minutes < 0) return null
  return said(Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60)
}
