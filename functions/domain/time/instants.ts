/**
 * Instants are ISO 8601 with Z, milliseconds optional. Days are in UTC unless a zone is named. Which instants a quarter
 * has says the organisation's calendar (`calendar.ts`); its name is reckoned with here.
 */
import { type Language, tagOf } from '../language/language.ts'
import { formatterIn } from './formatter.ts'
import * as z from 'zod'

export const instantSchema = z.iso.datetime({ offset: true }).transform(text => new Date(text).toISOString())

/** For example '2026-Q4'. */
export const quarterSchema = z.string().regex(/^\d{4}-Q[1-4]$/, 'a quarter reads 2026-Q4')

export const minuteMilliseconds = 60_000
export const hourMilliseconds = 60 * minuteMilliseconds
export const dayMilliseconds = 24 * hourMilliseconds

/** Nothing is planned further ahead than a year, leap years included: whatever waits for it has an end. */
export const farthestMilliseconds = 366 * dayMilliseconds
export const isTooFarAhead = (instant: string, now: string): boolean =>
  Date.parse(instant) - Date.parse(now) > farthestMilliseconds

/** An instant as it is stored. A schedule's events leave out the milliseconds, and then compare as text like no other. */
export const stored = (instant: string): string => new Date(instant).toISOString()

export const plus = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) + milliseconds).toISOString()

const moved = (quarter: string, by: number): string => {
  const index = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1 + by
  return `${String(Math.floor(index / 4)).padStart(4, '0')}-Q${(index % 4) + 1}`
}

/** '2026-Q1' follows '2025-Q4', whenever the year begins. */
export const nextQuarter = (quarter: string): string => moved(quarter, 1)
export const previousQuarter = (quarter: string): string => moved(quarter, -1)

/** From one quarter to another, both included. */
export const quartersBetween = (first: string, last: string): string[] => {
  const quarters: string[] = []
  for (let quarter = first; quarter <= last; quarter = nextQuarter(quarter)) quarters.push(quarter)
  return quarters
}

/** `count` quarters ending with this one, the latest first: '2026-Q1', '2025-Q4', ... */
export const lastQuarters = (quarter: string, count: number): string[] => {
  const quarters: string[] = []
  for (let one = quarter; quarters.length < count; one = previousQuarter(one)) quarters.push(one)
  return quarters
}

/** 'Tuesday 24 November 2026 at 15:00' in the zone, in the language. */
export const readable = (instant: string, zone: string, language: Language): string =>
  formatterIn(tagOf(language), zone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(instant))
