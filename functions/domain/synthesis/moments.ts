/** When something happened, as people told it, as instants: which day and half of the day is read from the incident. */
import { dayMilliseconds, hourMilliseconds, minuteMilliseconds } from '../time/instants.ts'
import { readWall, wallMilliseconds } from '../time/wall-time.ts'
import { type ClockTime, clockTimesOf } from './clock-times.ts'
import { sentencesOf } from './sentences.ts'

/** What is known of an incident's times. Instants are ISO 8601 with Z; `zone` is that in which its people live. */
export interface IncidentTimes {
  readonly startedAt: string
  readonly resolvedAt: string | null
  readonly zone: string
}

/** One time that a text names. `at` is null where it was told only in relation to another ("half an hour later"). */
export interface Moment {
  readonly at: string | null
  /** The sentence it stands in. */
  readonly quote: string
}

const months = [
  'jan januar january janvier enero janeiro styczeń stycznia styczniu',
  'feb februar february février fevrier febrero fevereiro luty lutego lutym',
  'mar märz maerz march mars marzo março marzec marca marcu',
  'apr april avril abril kwiecień kwietnia kwietniu',
  'may mai mayo maio maj maja maju',
  'jun juni june juin junio junho czerwiec czerwca czerwcu',
  'jul juli july juillet julio julho lipiec lipca lipcu',
  'aug august août aout agosto sierpień sierpnia sierpniu',
  'sep sept september septembre septiembre setembro wrzesień września wrześniu',
  'oct okt oktober october octobre octubre outubro październik października październiku',
  'nov november novembre noviembre novembro listopad listopada listopadzie',
  'dec dez dezember december décembre diciembre dezembro grudzień grudnia grudniu',
].map(names => names.split(' '))
const monthNames = months
  .flat()
  .toSorted((a, b) => b.length - a.length)
  .join('|')
const weekdays = [
  'sunday sun sonntag dimanche domingo niedziel',
  'monday mon montag lundi lunes segunda-feira segunda poniedział',
  'tuesday tue tues dienstag mardi martes terça-feira terça wtor',
  'wednesday wed mittwoch mercredi miércoles quarta-feira quarta środ',
  'thursday thu thurs donnerstag jeudi jueves quinta-feira quinta czwart',
  'friday fri freitag vendredi viernes sexta-feira sexta piąt',
  'saturday sat samstag sonnabend samedi sábado sobot',
].map(names => names.split(' '))
const weekdayNames = weekdays
  .flat()
  .filter(name => name.length > 3)
  .toSorted((a, b) => b.length - a.length)
  .join('|')

const dayMonth = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?<day>\\d{1,2})(?:\\.|st|nd|rd|th|er)?\\s+(?:of |de |d')?(?<month>${monthNames})(?!\\p{L})|(?<month2>${monthNames})\\.? (?<day2>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:]))`,
  'iu',
)
const numericDate = /(?<![\p{N}.])(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?!\d{1,2}\b)/u
const slashDate = /(?<![\p{N}/])(?<a>\d{1,2})\/(?<b>\d{1,2})(?![\p{N}/])/u
const ordinalDay =
  /(?<![\p{L}\p{N}])(?:on the|am|le|el(?: día)?|no dia|dia) (?<day>\d{1,2})(?:st|nd|rd|th|\.(?=\s)|er)?(?=[\s,:])(?!\s*(?:uhr|h\b|%|:\d|[ap]\.?\s?m\b|o.clock))/iu
const weekday = new RegExp(`(?<![\\p{L}\\p{N}])(?<name>${weekdayNames})`, 'iu')
const nextDay =
  /(?<!\p{L})(?:(?:the )?next (?:day|morning)|(?:the )?(?:day|morning) after|the following (?:day|morning)|am nächsten (?:tag|morgen)|am folgetag|tags darauf|le lendemain|al día siguiente|la mañana siguiente|no dia seguinte|na manhã seguinte|następnego dnia|nazajutrz)(?!\p{L})/iu

const dayBefore =
  /(?<!\p{L})(?:the (?:night|day|evening|afternoon) before|the previous (?:day|evening|night)|am (?:vortag|vorabend)|am (?:abend|tag) (?:zuvor|davor)|la veille|el día anterior|la (?:noche|tarde) anterior|no dia anterior|na (?:noite|tarde) anterior|na véspera|poprzedniego (?:dnia|wieczoru)|dzień wcześniej)(?!\p{L})/iu

/** What did not come to pass, comes to pass again and again, or is a plan has a time of day and no moment. */
const unreal =
  /(?<!\p{L})(?:would(?:n't)? (?:\p{L}+ )?have|(?:we|i|they|it)'d (?:\p{L}+ )?have|(?:if|unless|without)[^;]{1,160}would (?:\p{L}+ly )?be|could have|might have|should have|wäre[nt]?|hätte[nt]?|aurai(?:t|s|ent)|serait|aurions|habría\p{L}*|hubiera\p{L}*|hubiese\p{L}*|teria\p{L}*|tivesse\p{L}*|seria\p{L}*|byłoby|byłby|by(?:śmy)? (?:\p{L}+ )?(?:zauważ|zobacz|widzie)\p{L}*|\p{L}+(?:libyśmy|łybyśmy|łbym|łabym|łby|łaby|liby|łyby|łoby)|gdyby)(?!\p{L})/iu
const habitual =
  /(?<!\p{L})(?:every (?:day|night|morning|evening|week|hour|sunday|monday|weekday)|each (?:day|night|morning|evening|week)|(?:daily|nightly|weekly) (?:at|around|by)|(?:usually|normally|always) (?:at|around|by|runs?|starts?|begins?|happens?)|(?:mon|tues|wednes|thurs|fri|satur|sun)days|cron|office hours|business hours|opening hours|täglich|jede[nrs]? (?:tag|nacht|morgen|abend|woche|montag|sonntag)|(?:immer|normalerweise) (?:um|ab)|werktags|(?:mon|diens|donners|frei|sams|sonn)tags|mittwochs|öffnungszeiten|chaque (?:jour|nuit|matin|soir|semaine)|tous les (?:jours|soirs|matins|lundis)|d'habitude|quotidien\p{L}*|todos los días|cada (?:día|noche|mañana|semana)|a diario|normalmente a|todos os dias|cada (?:dia|noite)|diariamente|codziennie|co (?:noc|dzień|tydzień)|zwykle|zazwyczaj)(?!\p{L})/iu
/** "ETA 4h", "been on since 9": announced, or the beginning of a shift. */
const beside =
  /(?:\bETA\b|(?:been |was |bin |war )?(?:on|up|awake|at work|on call|im dienst|auf) since|between|zwischen|entre)\s*(?:the )?$/iu
/** "half an hour later": a time that only those who were there can place. */
const relative =
  /(?<![\p{L}\p{N}])(?:(?:about |some |roughly )?(?:half an hour|an hour|(?:\d+|a few|two|three|four|five|ten|fifteen|twenty|thirty|forty) (?:minutes|min|hours|hrs?)) (?:later|after(?:wards)?|before that|earlier)|(?:etwa |rund )?(?:eine halbe stunde|eine stunde|(?:\d+|ein paar|zwei|drei|fünf|zehn|zwanzig|dreißig) (?:minuten|stunden)) (?:später|danach|darauf|vorher|zuvor)|(?:une demi-heure|une heure|(?:\d+|deux|trois|cinq|dix|vingt) (?:minutes|heures)) (?:plus tard|après|avant)|(?:media hora|una hora|(?:\d+|dos|tres|cinco|diez|veinte) (?:minutos|horas)) (?:después|más tarde|antes)|(?:meia hora|uma hora|(?:\d+|dois|duas|três|cinco|dez|vinte) (?:minutos|horas)) (?:depois|mais tarde|antes)|(?:pół godziny|godzinę|\d+ (?:minut|godzin)) (?:później|potem|wcześniej))(?!\p{L})/iu

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
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The instant at which a wall clock showed it: in the zone written beside it, else in that of the incident. */
const instantOf = (date: string, minutes: number, zone: string | null, known: IncidentTimes): number => {
  const [day, rest] =
    minutes >= 24 * 60 ? [dateOf(Date.parse(date) + dayMilliseconds), minutes - 24 * 60] : [date, minutes]
  const wall = `${day}T${pad(Math.floor(rest / 60))}:${pad(rest % 60)}`
  const named = zone?.toLowerCase() ?? ''
  const hours = zoneHours[named]
  // IST is Irish, Indian and Israel's: where the incident's own zone may be meant, it is.
  const isOwn = /^(?:ist|cst|bst)$/.test(named) && !/Kolkata|Chicago|UTC/.test(known.zone)
  if (hours !== undefined && !isOwn) return Date.parse(`${wall}Z`) - hours * hourMilliseconds
  return Date.parse(readWall(wall, zoneOf[named] ?? known.zone)?.instant ?? `${wall}Z`)
}

/** The nearest day to the incident's first that fits, among forty before and sixty after; null where none does. */
const nearestDay = (first: number, fits: (at: Date) => boolean): string | null => {
  for (let away = 0; away <= 60; away += 1)
    for (const at of [first + away * dayMilliseconds, first - away * dayMilliseconds])
      if ((at >= first || away <= 40) && fits(new Date(at))) return dateOf(at)
  return null
}

/** Where 3/4 is the fourth of March. */
const monthFirst =
  /^America\/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Detroit|Boise|Anchorage|Indiana|Kentucky|North_Dakota)|^US\//

/** The date that a text names, as YYYY-MM-DD: "6 April", "on the 7th", "31.1.", "Monday", "the next day". */
const dateIn = (text: string, first: number, known: IncidentTimes): string | null => {
  const written = dayMonth.exec(text)?.groups
  if (written) {
    const day = Number(written['day'] ?? written['day2'])
    const name = (written['month'] ?? written['month2'] ?? '').toLowerCase()
    const month = months.findIndex(names => names.some(known => known === name))
    const year = new Date(first).getUTCFullYear()
    const near = [year - 1, year, year + 1]
      .map(candidate => Date.UTC(candidate, month, day))
      .toSorted((a, b) => Math.abs(a - first) - Math.abs(b - first))
    return near[0] === undefined || day > 31 ? null : dateOf(near[0])
  }
  const numeric = numericDate.exec(text)?.groups
  if (numeric && Number(numeric['month']) <= 12 && Number(numeric['day']) <= 31)
    return nearestDay(
      first,
      at => at.getUTCDate() === Number(numeric['day']) && at.getUTCMonth() + 1 === Number(numeric['month']),
    )
  const slashed = slashDate.exec(text)?.groups
  if (slashed) {
    const [a, b] = [Number(slashed['a']), Number(slashed['b'])]
    const isMonthFirst = b > 12 || (a <= 12 && monthFirst.test(known.zone))
    const [day, month] = isMonthFirst ? [b, a] : [a, b]
    if (month <= 12 && day <= 31)
      return nearestDay(first, at => at.getUTCDate() === day && at.getUTCMonth() + 1 === month)
  }
  const ordinal = ordinalDay.exec(text)?.groups
  if (ordinal) return nearestDay(first, at => at.getUTCDate() === Number(ordinal['day']))
  const name = weekday.exec(text)?.groups?.['name']?.toLowerCase()
  if (name !== undefined) {
    const index = weekdays.findIndex(names => names.includes(name))
    return nearestDay(first, at => at.getUTCDay() === index)
  }
  if (dayBefore.test(text)) return dateOf(first - dayMilliseconds)
  return nextDay.test(text) ? dateOf(first + dayMilliseconds) : null
}

/** A time before the incident began is less likely meant than one as long after. */
const beforeWeighs = 1.5
const awayFrom = (at: number, known: IncidentTimes): number => {
  const away = at - Date.parse(known.startedAt)
  return away >= 0 ? away : -away * beforeWeighs
}

const minutesOf = ({ hour, minute, isWhole }: ClockTime): number[] => {
  const minutes = hour * 60 + minute
  return isWhole ? [minutes] : hour === 12 ? [minutes, minute] : [minutes, minutes + 12 * 60]
}

/** With a date the time is read as written, unless its other half lies within the incident and it does not. */
const resolve = (time: ClockTime, date: string | null, first: number, known: IncidentTimes): number | null => {
  const days = date === null ? [-1, 0, 1].map(away => dateOf(first + away * dayMilliseconds)) : [date]
  const candidates = days.flatMap(day => minutesOf(time).map(minutes => instantOf(day, minutes, time.zone, known)))
  const [written] = candidates
  if (written === undefined || Number.isNaN(written)) return null
  if (date !== null) {
    const isBefore = written < Date.parse(known.startedAt) - hourMilliseconds
    const later = candidates.find(at => at >= Date.parse(known.startedAt))
    return isBefore && later !== undefined && later - Date.parse(known.startedAt) < 12 * hourMilliseconds
      ? later
      : written
  }
  return candidates.toSorted((a, b) => awayFrom(a, known) - awayFrom(b, known))[0] ?? null
}

/** More in one line is a paste. */
const mostSentences = 300
/** A date counts for so many sentences after it; a paste of thousands would cost seconds otherwise. */
const mostBefore = 12

/** Rather the sentence's own date; else one that its statement named before. */
const momentsOfSentence = (sentence: string, before: string, known: IncidentTimes): Moment[] => {
  if (unreal.test(sentence) || habitual.test(sentence)) return []
  const first =
    Math.floor(wallMilliseconds(Date.parse(known.startedAt), known.zone) / dayMilliseconds) * dayMilliseconds
  const times = clockTimesOf(sentence).filter(time => !beside.test(sentence.slice(0, time.start)))
  const ofSentence = times.length === 0 ? null : (dateIn(sentence, first, known) ?? dateIn(before, first, known))
  const named = times.flatMap(time => {
    const near = dateIn(sentence.slice(Math.max(0, time.start - 40), time.end + 30), first, known)
    const at = resolve(time, time.date ?? near ?? ofSentence, first, known)
    return at === null ? [] : [new Date(Math.floor(at / minuteMilliseconds) * minuteMilliseconds).toISOString()]
  })
  if (named.length > 0) return [...new Set(named)].map(at => ({ at, quote: sentence }))
  return relative.test(sentence) ? [{ at: null, quote: sentence }] : []
}

/**
 * The moments a statement names, in its order. A bare clock time is taken for that nearest to the incident's start, in
 * the zone written beside it or the incident's. Times of what might have been, of habits and of plans are none.
 */
export const momentsOf = (text: string, known: IncidentTimes): Moment[] =>
  text.split('\n').flatMap(line => {
    const spans = sentencesOf(line).slice(0, mostSentences)
    const sentences = spans.map(({ start, end }) => line.slice(start, end))
    return sentences.flatMap((sentence, index) =>
      momentsOfSentence(
        sentence,
        sentences
          .slice(Math.max(0, index - mostBefore), index)
          .toReversed()
          .join(' '),
        known,
      ),
    )
  })
