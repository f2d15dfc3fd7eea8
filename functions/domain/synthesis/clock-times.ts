/** Clock times as people write them: "22:40", "5:38 pm", "halb sieben", "19h30", "a quarter past two". */
import { digitForms } from './clock-digits.ts'
import { type Form, type Groups, namedHours, speaksOfClock, spokenForms } from './clock-spoken.ts'
import { anyOf, type Spoken, spoken } from './clock-words.ts'
import { asRanges } from './turn.ts'

/** A time of day as it stands in a text, before anybody knows of which day and which half of it. */
export interface ClockTime {
  readonly start: number
  readonly end: number
  /** 0 to 24; below 13 it may be of either half of the day unless `isWhole`. */
  readonly hour: number
  readonly minute: number
  /** The hour counts from 0 to 24. */
  readonly isWhole: boolean
  /** In digits with its minutes: then an hour below thirteen is seldom one of the afternoon. */
  readonly isWritten: boolean
  /** The name of its zone as written ("UTC", "CET"), where one follows. */
  readonly zone: string | null
  /** The date written with it, as in '2017-01-31 23:00'. */
  readonly date: string | null
}

/** A hyphen may join two times, and nothing else. In scripts without spaces a time stands right behind a word. */
const edge = '(?<!(?![\u3040-\u30ff\u3400-\u9fff])[\\p{L}\\p{N}:.,/#v])(?<!(?<!\\d)-)'
/** Words that say which half of the day a time is of, anywhere close behind it. */
const morning =
  /^[\s,]{0,2}(?:\p{L}+ ){0,2}?(?:in the (?:early )?morning|in the night|at night(?= from)|am morgen|morgens|früh|in der früh|vormittags?|nachts|in der nacht|du matin|de la (?:mañana|madrugada)|da (?:manhã|madrugada)|rano|nad ranem|w nocy)(?!\p{L})/iu
const evening =
  /^[\s,]{0,2}(?:\p{L}+ ){0,2}?(?:in the (?:late )?(?:afternoon|evening)|at night|tonight|am (?:abend|nachmittag)|abends|nachmittags?|du soir|de l'après-midi|de la (?:tarde|noche)|da (?:tarde|noite)|wieczorem|po południu)(?!\p{L})/iu

interface Read {
  readonly form: Form
  readonly pattern: RegExp
}
const built = new Map<Form, RegExp>()
/** Compiled at first use: of some fifty a text needs few. */
const patternOf = (form: Form): RegExp => {
  const known = built.get(form)
  if (known) return known
  const pattern = new RegExp(asRanges(`${edge}${form.source}`), 'giu')
  built.set(form, pattern)
  return pattern
}
const spokenIn = Map.groupBy(spokenForms, ({ tongue }) => tongue ?? 'en')

/** The forms that a text may hold. */
function* readable(text: string): Generator<Read> {
  for (const [tongue, forms] of spokenIn)
    if (speaksOfClock[tongue].test(text)) for (const form of forms) yield { form, pattern: patternOf(form) }
  for (const form of digitForms) yield { form, pattern: patternOf(form) }
}

const germanHours: Readonly<Record<string, number>> = spoken.de.hours
const hourOf = (text: string, tongue: Spoken | undefined): number => {
  const low = text.toLowerCase()
  const named = namedHours[low]
  if (named !== undefined) return named
  const hours: Readonly<Record<string, number>> = spoken[tongue ?? 'en'].hours
  return hours[low] ?? (tongue === undefined ? germanHours[low] : undefined) ?? Number(text)
}

/** A sentence that holds more is a table. */
const mostTimes = 40
/** Without one of these there is no time: a digit, or an hour's name. */
const anyHour = new RegExp(
  `\\d|[०-९]|${Object.values(spoken)
    .map(({ hours }) => anyOf(hours))
    .join('|')}|${Object.keys(namedHours).join('|')}`,
  'iu',
)

/**
 * The clock times of a text, in its order, none within another. Knows digits in the notations of English, German,
 * French, Spanish, Portuguese, Polish, Finnish and Japanese, and the spelt hours of the first six. Durations ("18h",
 * "took 40 min"), versions and ratios are none.
 */
export const clockTimesOf = (text: string): ClockTime[] => {
  if (!anyHour.test(text)) return []
  const found: ClockTime[] = []
  for (const { form, pattern } of readable(text)) {
    const { shift, isRefused, tongue, isWhole = false, isWritten = false } = form
    for (const match of text.matchAll(pattern)) {
      const groups: Groups = match.groups ?? {}
      const start = match.index
      const end = start + match[0].length
      if (found.length === mostTimes) break
      if (found.some(other => start < other.end && other.start < end)) continue
      const rest = text.slice(end, end + 40)
      const said = groups['hour'] ?? ''
      if (isRefused?.({ before: text.slice(Math.max(0, start - 40), start), hour: said, rest })) continue
      const read = hourOf(said, tongue)
      const minutes = shift ? shift(groups) : Number(groups['minute'] ?? groups['more'] ?? 0)
      const total = read * 60 + minutes
      if (Number.isNaN(total) || read > 24 || total < 0 || total > 24 * 60 + 59) continue
      const half = /^(?:p|午後)/iu.test(groups['half'] ?? '')
      const isEvening = groups['half'] ? half : evening.test(rest)
      const isMorning = groups['half'] ? !half : morning.test(rest)
      const hour = Math.floor(total / 60) % (total > 24 * 60 ? 24 : 25)
      const hours = isEvening && hour < 12 ? hour + 12 : isMorning && hour === 12 ? 0 : hour
      found.push({
        start,
        end,
        hour: hours,
        minute: total % 60,
        isWhole: isWhole || isEvening || isMorning || hour > 12 || /^0\d/.test(said),
        isWritten,
        // "10h46 et c'est": a zone is written in capitals.
        zone: /^\p{Lu}/u.test(groups['zone'] ?? '') ? (groups['zone'] ?? null) : null,
        date: groups['date'] ?? null,
      })
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}
