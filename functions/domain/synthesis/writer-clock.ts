/** Which instant a wall clock showed: in the zone written beside it, said of its writer, or the incident's own. */
import { dayMilliseconds, hourMilliseconds } from '../time/instants.ts'
import { readWall } from '../time/wall-time.ts'
import { dateOf } from './days.ts'

const zoneHours: Readonly<Record<string, number>> = {
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  west: 1,
  bst: 1,
  cet: 1,
  mez: 1,
  cest: 2,
  mesz: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  trt: 3,
  ist: 5.5,
  sgt: 8,
  hkt: 8,
  jst: 9,
  kst: 9,
  aest: 10,
  aedt: 11,
  brt: -3,
  art: -3,
  edt: -4,
  est: -5,
  cdt: -5,
  cst: -6,
  mdt: -6,
  mst: -7,
  pdt: -7,
  pst: -8,
}
/** Both halves of the year under one name. */
const zoneOf: Readonly<Record<string, string>> = {
  pt: 'America/Los_Angeles',
  pacific: 'America/Los_Angeles',
  eastern: 'America/New_York',
  central: 'America/Chicago',
  mountain: 'America/Denver',
  et: 'America/New_York',
  ct: 'America/Chicago',
  mt: 'America/Denver',
}

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')

/** The instant at which it showed `minutes` after midnight of a day. `zone` is as written, an IANA name, or null for the incident's own. */
export const instantOf = (date: string, minutes: number, zone: string | null, own: string): number => {
  const [day, rest] =
    minutes >= 24 * 60 ? [dateOf(Date.parse(date) + dayMilliseconds), minutes - 24 * 60] : [date, minutes]
  const wall = `${day}T${pad(Math.floor(rest / 60))}:${pad(rest % 60)}`
  const named = zone?.toLowerCase() ?? ''
  const hours = zoneHours[named]
  // IST is Irish, Indian and Israel's: where the incident's own zone may be meant, it is.
  const isOwn = /^(?:ist|cst|bst)$/.test(named) && !/Kolkata|Chicago|UTC/.test(own)
  if (hours !== undefined && !isOwn) return Date.parse(`${wall}Z`) - hours * hourMilliseconds
  return Date.parse(readWall(wall, zoneOf[named] ?? (zone?.includes('/') === true ? zone : own))?.instant ?? `${wall}Z`)
}

/** Cities that give a zone its name, as the zone's own list has them: "14:05 London time". */
let cities: ReadonlyMap<string, string> | null = null
const zoneOfCity = (name: string): string | null => {
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone').map(zone => [
      zone
        .slice(zone.lastIndexOf('/') + 1)
        .replaceAll('_', ' ')
        .toLowerCase(),
      zone,
    ]),
  )
  return cities.get(name.toLowerCase()) ?? null
}
const cityTime =
  /^,?\s?\(?(?:(?:in |at )?(?<en>\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)(?:'s)? time|(?:heure|hora) de (?<latin>\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)|(?<de>\p{Lu}\p{L}+?)er zeit)(?!\p{L})/u

/** A city's zone where the text right behind a time names one. */
export const cityZone = (rest: string): string | null => {
  const named = cityTime.exec(rest)?.groups
  const city = named?.['en'] ?? named?.['latin'] ?? named?.['de']
  return city === undefined ? null : zoneOfCity(city)
}

/** Where a language has one zone: "naszego czasu" is Poland's. */
const tongueTime: readonly (readonly [RegExp, string])[] = [
  [/^,? (?:naszego|polskiego|u nas) czasu|^,? czasu (?:polskiego|warszawskiego)/iu, 'Europe/Warsaw'],
  [/^,? (?:meidän|suomen) aikaa/iu, 'Europe/Helsinki'],
  [/^,? (?:bizim|türkiye) saatiyle/iu, 'Europe/Istanbul'],
]
/** The writer's own clock is not the incident's. */
const ownClock =
  /^,? (?:my (?:own )?(?:time|clock|watch)|here(?=[\s]*(?:$|[.,;)]))|over here|on my side|my end|meiner (?:zeit|uhr)|(?:à|de) mon (?:heure|horloge)|chez moi|heure d'ici|(?:de )?mi (?:hora|reloj)|hora de aquí|(?:no )?meu (?:horário|relógio)|minha hora|hora daqui|mojego czasu|u mnie)(?!\p{L})/iu
const readersClock =
  /^,? (?:for you|your (?:time|clock)|on your side|euer zeit|eurer zeit|ihrer zeit|bei euch|pour vous|chez vous|(?:de )?(?:vuestra|su) hora|para (?:vosotros|ustedes|vocês)|no seu horário|waszego czasu|u was|dla was|headquarters time|hq time)(?!\p{L})/iu
const wordsOfNumber: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  an: 1,
  a: 1,
  eine: 1,
  zwei: 2,
  drei: 3,
  deux: 2,
  une: 1,
  trois: 3,
  una: 1,
  dos: 2,
  tres: 3,
  uma: 1,
  duas: 2,
  três: 3,
  dwie: 2,
  trzy: 3,
  godzinę: 1,
}
const offset =
  /(?<!\p{L})(?:(?<n>\p{N}{1,2}(?:[.,]5)?|one|two|three|four|five|six|an|eine|zwei|drei|une|deux|trois|una|dos|tres|uma|duas|três|dwie|trzy)[ -]?(?:h|hrs?|hours?|stunden?|heures?|horas?|godzin\p{L}*) (?:(?:de |d'|en |a )?(?<behind>behind|earlier than you|weniger|zurück|hinter euch|moins|retard|menos|atrás|por detrás|atrasad\p{L}+|a menos|wcześniej niż|mniej|do tyłu)|(?:de |d'|en |a |à )?(?<ahead>ahead|later than you|voraus|vor euch|weiter|plus|avance|adelante|más|mais|à frente|frente|adiantad\p{L}+|później niż|więcej|do przodu)))(?!\p{L})/iu

/** What a text says of its writer's clock: hours that it is behind the incident's, negative ahead; null where it says none. */
export const behindBy = (text: string): number | null => {
  const said = offset.exec(text)?.groups
  if (!said) return null
  const low = said['n']?.toLowerCase() ?? ''
  const hours = wordsOfNumber[low] ?? Number(low.replace(',', '.'))
  return Number.isNaN(hours) || hours > 14 ? null : said['behind'] === undefined ? -hours : hours
}

/** Whose clock a time is read from, by what stands right behind it. */
export const clockOf = (rest: string): { readonly zone: string } | 'own' | 'reader' | null => {
  const zone = cityZone(rest) ?? tongueTime.find(([pattern]) => pattern.test(rest))?.[1] ?? null
  if (zone !== null) return { zone }
  return ownClock.test(rest) ? 'own' : readersClock.test(rest) ? 'reader' : null
}
