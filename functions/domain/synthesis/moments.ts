/** When something happened, as people told it, as instants: which day and half of the day is read from the incident. */
import { dayMilliseconds, hourMilliseconds, minuteMilliseconds } from '../time/instants.ts'
import { wallMilliseconds } from '../time/wall-time.ts'
import { type ClockTime, clockTimesOf } from './clock-times.ts'
import { dateIn, dateOf } from './days.ts'
import { sentencesOf } from './sentences.ts'
import { behindBy, clockOf, instantOf } from './writer-clock.ts'

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

/** What did not come to pass, comes to pass again and again, or is a plan has a time of day and no moment. */
const unreal =
  /(?<!\p{L})(?:would(?:n't)? (?:\p{L}+ )?have|(?:we|i|they|it)'d (?:\p{L}+ )?have|(?:if|unless|without)[^;]{1,160}would (?:\p{L}+ly )?be|could have|might have|should have|wäre[nt]?|hätte[nt]?|aurai(?:t|s|ent)|serait|aurions|habría\p{L}*|hubiera\p{L}*|hubiese\p{L}*|teria\p{L}*|tivesse\p{L}*|seria\p{L}*|byłoby|byłby|by(?:śmy)? (?:\p{L}+ )?(?:zauważ|zobacz|widzie)\p{L}*|\p{L}+(?:libyśmy|łybyśmy|łbym|łabym|łby|łaby|liby|łyby|łoby)|gdyby)(?!\p{L})/iu
const habitual =
  /(?<!\p{L})(?:every (?:day|night|morning|evening|week|hour|sunday|monday|weekday)|each (?:day|night|morning|evening|week)|(?:daily|nightly|weekly) (?:at|around|by)|(?:usually|normally|always) (?:at|around|by|runs?|starts?|begins?|happens?)|(?:mon|tues|wednes|thurs|fri|satur|sun)days|cron|office hours|business hours|opening hours|täglich|jede[nrs]? (?:tag|nacht|morgen|abend|woche|montag|sonntag)|(?:immer|normalerweise) (?:um|ab)|werktags|(?:mon|diens|donners|frei|sams|sonn)tags|mittwochs|öffnungszeiten|chaque (?:jour|nuit|matin|soir|semaine)|tous les (?:jours|soirs|matins|lundis)|d'habitude|quotidien\p{L}*|todos los días|cada (?:día|noche|mañana|semana)|a diario|normalmente a|todos os dias|cada (?:dia|noite)|diariamente|codziennie|co (?:noc|dzień|tydzień)|zwykle|zazwyczaj)(?!\p{L})/iu
/** "ETA 4h", "been on since 9": announced, or the beginning of a shift. */
const beside = /(?:\bETA\b|(?:been |was |bin |war )?(?:on|up|awake|at work|on call|im dienst|auf) since)\s*(?:the )?$/iu
/** "half an hour later": a time that only those who were there can place. */
const relative =
  /(?<![\p{L}\p{N}])(?:(?:about |some |roughly )?(?:half an hour|an hour|(?:\d+|a few|two|three|four|five|ten|fifteen|twenty|thirty|forty) (?:minutes|min|hours|hrs?)) (?:later|after(?:wards)?|before that|earlier)|(?:etwa |rund )?(?:eine halbe stunde|eine stunde|(?:\d+|ein paar|zwei|drei|fünf|zehn|zwanzig|dreißig) (?:minuten|stunden)) (?:später|danach|darauf|vorher|zuvor)|(?:une demi-heure|une heure|(?:\d+|deux|trois|cinq|dix|vingt) (?:minutes|heures)) (?:plus tard|après|avant)|(?:media hora|una hora|(?:\d+|dos|tres|cinco|diez|veinte) (?:minutos|horas)) (?:después|más tarde|antes)|(?:meia hora|uma hora|(?:\d+|dois|duas|três|cinco|dez|vinte) (?:minutos|horas)) (?:depois|mais tarde|antes)|(?:pół godziny|godzinę|\d+ (?:minut|godzin)) (?:później|potem|wcześniej))(?!\p{L})/iu

/** Of two readings the one that costs fewer hours stands. A day before the incident's first is seldom meant without its name. */
const earlierWeighs = 1.5
const earlierDayWeighs = 3
/** What is told next happened later, more often than not. */
const backCosts = 2
/** Where people count to twelve, 4:10 may be of the afternoon; elsewhere it is written 16:10. */
const twelveHours =
  /^(?:America|US|Australia)\/|^Pacific\/(?:Auckland|Honolulu)|^Asia\/(?:Kolkata|Manila|Karachi|Dhaka|Singapore)|^Africa\/(?:Cairo|Lagos|Nairobi|Johannesburg)|^Europe\/(?:London|Dublin)/
const afternoonCosts = { twelve: 4, whole: 12 }

const minutesOf = ({ hour, minute, isWhole }: ClockTime): number[] => {
  const minutes = hour * 60 + minute
  return isWhole ? [minutes] : hour === 12 ? [minutes, minute] : [minutes, minutes + 12 * 60]
}

/** Hours from the incident, weighed; `isOther` is the reading that the digits do not show. */
const costOf = (at: number, isOther: boolean, time: ClockTime, context: Context): number => {
  const { known, first, countsToTwelve, last } = context
  const hours = (at - Date.parse(known.startedAt)) / hourMilliseconds
  const half =
    (isOther && time.isWritten ? (countsToTwelve ? afternoonCosts.twelve : afternoonCosts.whole) : 0) +
    (last !== null && at < last ? backCosts : 0)
  if (hours < 0) {
    const isSameDay = wallMilliseconds(at, known.zone) >= first
    return half - hours * (isSameDay ? earlierWeighs : earlierDayWeighs) + (isSameDay ? 0 : 1)
  }
  const past = known.resolvedAt === null ? 0 : (at - Date.parse(known.resolvedAt)) / hourMilliseconds
  return half + hours + Math.max(0, past)
}

interface Context {
  readonly known: IncidentTimes
  /** The first day of the incident on its people's clocks, in milliseconds. */
  readonly first: number
  readonly countsToTwelve: boolean
  /** The instant named before in the same statement. */
  last: number | null
}

/** Said rather than written, an hour before this is of the afternoon where another day is named. */
const firstSpoken = 7

/** With a date the time is read as written, unless its other half lies within the incident and it does not. */
const resolve = (time: ClockTime, date: string | null, zone: string | null, context: Context): number | null => {
  const { known, first } = context
  const days = date === null ? [-1, 0, 1].map(away => dateOf(first + away * dayMilliseconds)) : [date]
  const candidates = days.flatMap(day =>
    minutesOf(time).map((minutes, other) => ({
      at: instantOf(day, minutes, zone, known.zone),
      isOther: other > 0,
    })),
  )
  const [written] = candidates
  if (written === undefined || Number.isNaN(written.at)) return null
  if (date === null || date === dateOf(first)) {
    const [best] = candidates.toSorted(
      (a, b) => costOf(a.at, a.isOther, time, context) - costOf(b.at, b.isOther, time, context),
    )
    return best?.at ?? null
  }
  const started = Date.parse(known.startedAt)
  const isBefore = written.at < started - hourMilliseconds
  const later = candidates.find(({ at }) => at >= started)
  if (isBefore && later !== undefined && later.at - started < 12 * hourMilliseconds) return later.at
  return !time.isWritten && !time.isWhole && time.hour > 0 && time.hour < firstSpoken
    ? (candidates[1]?.at ?? written.at)
    : written.at
}

/** More in one line is a paste. */
const mostSentences = 300
/** A date counts for so many sentences after it; a paste of thousands would cost seconds otherwise. */
const mostBefore = 12

/** A condition that follows leaves what was told before it as it was. */
const conditionFollows =
  /[,;–—]\s*(?:but |and |und |aber |et |mais |y |pero |e |mas |a |ale )?(?:if|had|unless|wenn|hätte[n]?|wär[en]*|si|se|caso|gdyby\p{L}*|jeśli)(?!\p{L})/iu

/** Whether what a sentence tells of a time came to pass. */
const isReal = (sentence: string, time: ClockTime): boolean => {
  if (!unreal.test(sentence)) return true
  const condition = conditionFollows.exec(sentence.slice(time.end))
  return condition !== null && !unreal.test(sentence.slice(0, time.end + condition.index))
}

const until = /^\s*(?:until|till|to|before|bis|jusqu|avant|hasta|antes|até|do|przed)(?!\p{L})/iu
const near = 60
const behind = 26

/** The day of one time in a sentence: what stands right behind it, then before it. */
const dayOf = (sentence: string, time: ClockTime, others: readonly ClockTime[], context: Context): string | null => {
  const next = others.find(({ start }) => start >= time.end)?.start ?? sentence.length
  const rest = sentence.slice(time.end, Math.min(next, time.end + behind + 4)).split(/[,.;!?:–—(]/)[0] ?? ''
  const read = (text: string): string | null => dateIn(text, context.first, context.known.zone)
  const last = others.findLast(({ end }) => end <= time.start)?.end ?? 0
  const close =
    sentence
      .slice(Math.max(last, time.start - near), time.start)
      .split(/(?<!\d)[.!?;]\s/)
      .at(-1) ?? ''
  return (
    (until.test(rest) ? null : read(`${rest} `)) ??
    read(close) ??
    read(
      sentence
        .slice(0, time.start)
        .split(/(?<!\d)[.!?]\s/)
        .at(-1) ?? '',
    )
  )
}

/** "T+12", "twelve minutes into the incident", counted from its start. */
const fromStart =
  /(?<![\p{L}\p{N}])(?:t ?(?<sign>[+-]) ?(?<n>\d{1,4}) ?(?<unit>h|hrs?|hours?|m|min(?:ute)?s?|minuten)?(?![\p{L}\p{N}]|[:.]\d)|(?<n2>\d{1,4}) ?(?<unit2>h|hours?|min(?:ute)?s?|minuten|stunden|heures?|minutos|horas?|minut\p{L}*|godzin\p{L}*) (?:(?:in|into) (?:the )?(?:incident|outage|event|call)|after (?:the )?(?:start|onset|outage (?:began|started)|incident (?:began|started))|nach (?:dem |der )?(?:beginn|ausbruch|start)|après le (?:début|départ)|después del (?:inicio|comienzo)|(?:após|depois do) (?:o )?(?:início|começo)|po (?:rozpoczęciu|początku|starcie))(?!\p{L}))/giu
const countedFromStart = (sentence: string, known: IncidentTimes): number[] =>
  [...sentence.matchAll(fromStart)].map(({ groups = {} }) => {
    const unit = /^(?:h|st|go)/i.test(groups['unit'] ?? groups['unit2'] ?? '') ? hourMilliseconds : minuteMilliseconds
    const away = Number(groups['n'] ?? groups['n2']) * unit
    return Date.parse(known.startedAt) + (groups['sign'] === '-' ? -away : away)
  })

/** The writer's clock, as far as the sentences before told of it. */
interface Clock {
  zone: string | null
  readonly behind: number | null
}

/** Rather the sentence's own date; else one that its statement named before. */
const momentsOfSentence = (sentence: string, before: readonly string[], clock: Clock, context: Context): Moment[] => {
  if (habitual.test(sentence)) return []
  const { known, first } = context
  const all = clockTimesOf(sentence)
  const times = all.filter(time => !beside.test(sentence.slice(0, time.start)) && isReal(sentence, time))
  const clocks = new Map(times.map(time => [time, clockOf(sentence.slice(time.end, time.end + 40))]))
  const isTranslated = [...clocks.values()].includes('reader')
  const earlier = (): string | null => {
    for (const [index, text] of before.entries()) {
      const date = dateIn(index === 0 ? text : text.slice(0, near), first, known.zone)
      if (date !== null) return date
    }
    return null
  }
  const named = times.flatMap((time): (string | null)[] => {
    const whose = clocks.get(time) ?? null
    if (whose === 'own' && isTranslated) return []
    if (typeof whose === 'object' && whose !== null) clock.zone = whose.zone
    if (whose === 'own' && clock.behind === null && clock.zone === null) return [null]
    const zone = time.zone ?? (whose === 'reader' ? null : clock.zone)
    const at = resolve(time, time.date ?? dayOf(sentence, time, all, context) ?? earlier(), zone, context)
    const shift = zone === null && whose !== 'reader' ? (clock.behind ?? 0) * hourMilliseconds : 0
    if (at === null) return []
    context.last = at
    return [minuteOf(at + shift)]
  })
  const counted = unreal.test(sentence) ? [] : countedFromStart(sentence, known).map(minuteOf)
  const moments = [...new Set([...named, ...counted])]
  if (moments.length > 0) return moments.map(at => ({ at, quote: sentence }))
  return relative.test(sentence) && !unreal.test(sentence) ? [{ at: null, quote: sentence }] : []
}

const minuteOf = (at: number): string =>
  new Date(Math.floor(at / minuteMilliseconds) * minuteMilliseconds).toISOString()

/** Somebody who writes 14:05 or 09:30 somewhere counts to 24 everywhere. */
const countsToTwentyFour = /(?<![\p{N}.,:/-])(?:0\d|1[3-9]|2[0-3])[:h][0-5]\d(?!\d)/u

/**
 * The moments a statement names, in its order. A bare clock time is taken for the reading nearest to the incident, in
 * the zone written beside it, that of its writer where they tell it, or the incident's. Times of what might have been,
 * of habits and of plans are none.
 */
export const momentsOf = (text: string, known: IncidentTimes): Moment[] => {
  const context: Context = {
    known,
    first: Math.floor(wallMilliseconds(Date.parse(known.startedAt), known.zone) / dayMilliseconds) * dayMilliseconds,
    countsToTwelve: twelveHours.test(known.zone) && !countsToTwentyFour.test(text),
    last: null,
  }
  const clock: Clock = { zone: null, behind: behindBy(text) }
  return text.split('\n').flatMap(line => {
    const spans = sentencesOf(line).slice(0, mostSentences)
    const sentences = spans.map(({ start, end }) => line.slice(start, end))
    return sentences.flatMap((sentence, index) =>
      momentsOfSentence(sentence, sentences.slice(Math.max(0, index - mostBefore), index).toReversed(), clock, context),
    )
  })
}
