/**
 * One rule for every zone that comes in. It is the judgement of Temporal, which will reckon with it: other libraries
 * take names that Temporal refuses, and then a mail is never sent. Nothing stored is ever judged again by throwing.
 */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { abbreviations, windowsNames } from './abbreviations.ts'

const judged = new Map<string, string | null>()
/** More names than the zone database has, in any spelling that people use. */
const remembered = 2000

/** The name as the zone database spells it, in whatever case it is given; null if Temporal cannot reckon with it. */
export const knownZone = (name: string): string | null => {
  const known = judged.get(name)
  if (known !== undefined) return known
  let id: string | null = null
  try {
    id = new Temporal.ZonedDateTime(0n, name).timeZoneId
    // Text is written by `Intl`, which has to know it too.
    new Intl.DateTimeFormat('en', { timeZone: id }).format(0)
  } catch {
    id = null
  }
  if (judged.size >= remembered) judged.clear()
  judged.set(name, id)
  return id
}

/** The first of the stored names that can be reckoned with, otherwise UTC. Never throws. */
export const usableZone = (...stored: readonly string[]): string =>
  stored.map(knownZone).find(id => id !== null) ?? 'UTC'

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const named = (names: Readonly<Record<string, readonly string[]>>): [string, readonly string[]][] =>
  Object.entries(names).map(([name, zones]) => [plain(name), zones])

/** Zones that were renamed, of which `Intl` lists the former name alone. */
const renamed = [
  'Africa/Asmara',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
]

let places: ReadonlyMap<string, readonly string[]> | null = null

/** Zones by what people call them: an abbreviation, Windows' name, or the city alone. */
const placesByName = (): ReadonlyMap<string, readonly string[]> => {
  if (places) return places
  const zones = [...Intl.supportedValuesOf('timeZone'), ...renamed.filter(zone => knownZone(zone) !== null)]
  const cities = zones.flatMap((zone): [string, readonly string[]][] => [
    [plain(zone), [zone]],
    [plain(zone.split('/').at(-1) ?? zone), [zone]],
  ])
  places = new Map([...cities, ...named(windowsNames), ...named(abbreviations)])
  return places
}

/** Which zones a text may mean that is no zone's name; none if nobody can tell. */
export const zoneChoices = (text: string): readonly string[] => {
  const found = placesByName().get(plain(text))
  if (found) return found
  // "(UTC+01:00) Amsterdam, Berlin, Rome" names its cities, "(GMT+01:00) Central European Time - Berlin" one behind.
  const said = text.replace(/^\s*[([].*?[)\]]/, '')
  const whole = placesByName().get(plain(said))
  if (whole) return whole
  const cities = said.split(/[,/;\\]|\s[-–]\s/)
  return [...new Set(cities.flatMap(city => placesByName().get(plain(city)) ?? []))].slice(0, 8)
}

/** It says how clocks stand, and not when they change. */
const offset = /^(?:utc|gmt|z)?\s*[+−-]?\s*\d{1,2}(?::?\d{2})?$|^z$/i

const isAbbreviation = (text: string): boolean => Object.hasOwn(abbreviations, text.trim().toUpperCase())

const zoneError = (text: string, choices: readonly string[]): string => {
  if (offset.test(text)) return 'an offset is no time zone, since clocks change; use a name such as Europe/Berlin'
  if (choices.length === 0) return 'not a time zone; use a name such as Europe/Berlin'
  const what = isAbbreviation(text) ? 'abbreviations are not guessed' : 'not the name of a time zone'
  return `${what}; name the zone that is meant: ${choices.join(', ')}`
}

/**
 * A zone as it comes in: any name of the zone database, in any case, links included, stored as the database spells it.
 * An abbreviation is refused with the zones that it may mean in `choices`.
 */
export const zoneSchema = z.string().transform((text, context): string => {
  const name = text.replaceAll(/\p{Cf}/gu, '').trim()
  const known = isAbbreviation(name) ? null : knownZone(name)
  if (known && !/^[+-]/.test(known)) return known
  const choices = zoneChoices(name)
  context.addIssue({
    code: 'custom',
    message: zoneError(name, choices),
    params: { code: choices.length > 0 ? 'ambiguous_zone' : 'unknown_zone', choices },
  })
  return z.NEVER
})

/** A zone as it is stored. Rows from before may hold any name: `usableZone` says what is reckoned with. */
export const storedZoneSchema = z.string()
