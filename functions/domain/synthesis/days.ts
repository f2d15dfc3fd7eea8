/** The days that a text names: "6 April", "on the 7th", "31.1.", "Monday", "the next day", "that day". */
import { dayMilliseconds } from '../time/instants.ts'

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

/** The day spoken of, whatever other one the sentence names. */
const thatDay =
  /(?<!\p{L})(?:that (?:same )?(?:day|morning|afternoon|evening|night)|on the day|same day|an (?:dem|diesem|jenem) (?:tag|morgen|abend)|(?:am )?selben tag|ce (?:jour|matin|soir)-là|le jour même|ese (?:mismo )?día|esa (?:misma )?(?:noche|mañana|tarde)|aquel día|nesse (?:mesmo )?dia|naquele dia|nessa noite|tego (?:samego )?dnia|tamtego dnia)(?!\p{L})/iu

export const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

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

/** As YYYY-MM-DD; null where none is named. `first` is the first day of what is told, in milliseconds, `zone` that of its people. */
export const dateIn = (text: string, first: number, zone: string): string | null => {
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
    const isMonthFirst = b > 12 || (a <= 12 && monthFirst.test(zone))
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
  if (thatDay.test(text)) return dateOf(first)
  if (dayBefore.test(text)) return dateOf(first - dayMilliseconds)
  return nextDay.test(text) ? dateOf(first + dayMilliseconds) : null
}
