/** Clock times as people write them: "22:40", "5:38 pm", "halb sieben", "19h30", "a quarter past two". */
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
  /** The name of its zone as written ("UTC", "CET"), where one follows. */
  readonly zone: string | null
  /** The date written with it, as in '2017-01-31 23:00'. */
  readonly date: string | null
}

const zoneNames =
  'Pacific|Eastern|Central|Mountain|UTC|GMT|Z|CET|CEST|MEZ|MESZ|WET|WEST|EET|EEST|BST|IST|PST|PDT|PT|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|JST|KST|SGT|HKT|AEST|AEDT|BRT|ART|MSK|TRT'
const after = `(?:\\s*(?<half>a\\.?\\s?m\\.?|p\\.?m\\.?)(?![\\p{L}]))?(?:\\s*\\(?(?<zone>${zoneNames})(?![\\p{L}\\p{N}]))?`
const edge = '(?<![\\p{L}\\p{N}:.,/#v-])'
const spelt: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'twelve zwölf douze doce doze dwunast',
    'one eins ein une una uma pierwsz',
    'two zwei deux dos duas drug',
    'three drei trois tres três trzeci',
    'four vier quatre cuatro quatro czwart',
    'five fünf cinq cinco cinco piąt',
    'six sechs six seis seis szóst',
    'seven sieben sept siete sete siódm',
    'eight acht huit ocho oito ósm',
    'nine neun neuf nueve nove dziewiąt',
    'ten zehn dix diez dez dziesiąt',
    'eleven elf onze once onze jedenast',
  ].flatMap((names, hour) => names.split(' ').map(name => [name, hour === 0 ? 12 : hour] as const)),
)
const speltMinutes: Readonly<Record<string, number>> = {
  cinq: 5,
  dix: 10,
  douze: 12,
  quinze: 15,
  vingt: 20,
  'vingt-cinq': 25,
  trente: 30,
  quarante: 40,
  cinquante: 50,
}
const word = Object.keys(spelt)
  .toSorted((a, b) => b.length - a.length)
  .join('|')
/** Numbers that mean nothing else in another of the languages ("at once" is no eleven). */
const plainWord =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf'
const hourWord = `(?<hour>\\d{1,2}|${word})`

/** Words that say which half of the day a time is of, anywhere close behind it. */
const morning =
  /^[\s,]{0,2}(?:\p{L}+ ){0,2}?(?:in the (?:early )?morning|in the night|at night(?= from)|am morgen|morgens|früh|in der früh|vormittags?|nachts|in der nacht|du matin|de la (?:mañana|madrugada)|da (?:manhã|madrugada)|rano|nad ranem|w nocy)(?!\p{L})/iu
const evening =
  /^[\s,]{0,2}(?:\p{L}+ ){0,2}?(?:in the (?:late )?(?:afternoon|evening)|at night|tonight|am (?:abend|nachmittag)|abends|nachmittags?|du soir|de l'après-midi|de la (?:tarde|noche)|da (?:tarde|noite)|wieczorem|po południu)(?!\p{L})/iu

interface Form {
  readonly pattern: RegExp
  /** Minutes to add to the hour read. */
  readonly shift?: (groups: Readonly<Record<string, string | undefined>>) => number
  readonly isWhole?: boolean
}

const form = (source: string, more: Omit<Form, 'pattern'> = {}): Form => ({
  pattern: new RegExp(asRanges(`${edge}${source}`), 'giu'),
  ...more,
})

const led =
  '(?<![\\p{L}])(?:at|from|around|about|by|since|until|till|before|after|past|~|ca\\.?|circa|approx\\.?|um|gegen|ab|bis|seit|vor|nach|à|a|vers|dès|depuis|avant|après|jusqu.à|a las?|hacia las?|sobre las?|desde las?|hasta las?|às|pelas|por volta das?|desde as|até às|o|około|koło|od|do|przed|po|godz\\.?|klo)'

const forms: readonly Form[] = [
  // 2017-01-31T23:00Z
  form(`(?<date>\\d{4}-\\d\\d-\\d\\d)[T ](?<hour>\\d\\d):(?<minute>\\d\\d)(?::\\d\\d(?:[.,]\\d+)?)?${after}`, {
    isWhole: true,
  }),
  // 22:40, 5:38 pm, 7:53 UTC
  form(
    `(?<hour>\\d{1,2})[:：](?<minute>[0-5]\\d)(?::[0-5]\\d(?:[.,]\\d+)?)?(?!\\d|[:.]\\d)(?: 20\\d\\d(?!\\d))?${after}`,
  ),
  // 22.40 Uhr, klo 21.15, 19:10 Uhr, 14 Uhr, 14 Uhr 30
  form(`(?<hour>\\d{1,2})(?:[.:](?<minute>[0-5]\\d))? ?Uhr(?: (?<more>[0-5]\\d)(?!\\d))?(?!\\p{L})${after}`),
  form(`(?:klo|kl\\.?|godz(?:inie|iny|\\.)?) ?(?<hour>\\d{1,2})(?:[.:](?<minute>[0-5]\\d))?(?!\\d)${after}`, {
    isWhole: true,
  }),
  // 19h30, 22 h 15
  form(`(?<hour>\\d{1,2}) ?h ?(?<minute>[0-5]\\d)(?![\\p{L}\\p{N}])${after}`, { isWhole: true }),
  // ~19h, vers 22 h, às 9h
  form(
    `(?<=${led} ?)(?<hour>\\d{1,2}) ?h(?:rs|oras|eures?)?(?![\\p{L}\\p{N}])(?! (?:later|after|more|long|plus tard|después|depois|später))${after}`,
  ),
  // 4.10pm, 10.05 a.m.
  form(
    `(?<hour>\\d{1,2})\\.(?<minute>[0-5]\\d) ?(?<half>a\\.?m\\.?|p\\.?m\\.?)(?![\\p{L}])(?:\\s*(?<zone>${zoneNames})(?![\\p{L}\\p{N}]))?`,
  ),
  // at 11.54, our first statement: 12.10
  form(
    `(?<=(?:${led}|:) )(?<hour>[01]?\\d|2[0-3])\\.(?<minute>[0-5]\\d)(?=[,;)]|\\.?$|\\. | \\p{Ll})(?! ?(?:%|percent|s(?:ec)?|ms|x|k|gb|mb|tb|million|hours?|h|times|stunden|heures|horas)(?!\\p{L}))`,
  ),
  // at 0935, 0941 and 1010; no year
  form(
    `(?<=(?:${led}|(?:[01]\\d|2[0-3])[0-5]\\d(?:,| and|, and|,? und| et| y| e| i)) )(?!19|20[0-3])(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d)(?=[,;:)]|\\.?$|\\. | (?:and|und|et|y|e|i|they|we|the|it|he|she|local|sharp|wir|nous)(?!\\p{L}))`,
    { isWhole: true },
  ),
  // 5 pm, 9 a.m.
  form(`(?<hour>\\d{1,2}) ?(?<half>a\\.?m\\.?|p\\.?m\\.?)(?![\\p{L}])(?:\\s*(?<zone>${zoneNames})(?![\\p{L}\\p{N}]))?`),
  // around 2230 UTC, 0753Z
  form(
    `(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d) ?(?:h(?:rs|ours)?|(?<zone>UTC|GMT|Z|CET|CEST|EST|EDT|PST|PDT))(?![\\p{L}\\p{N}])`,
    {
      isWhole: true,
    },
  ),
  // 0936: supply closed, 0930 local, 17.05 odpaliłam: at the head of a line or sentence
  form(`(?<=^\\s*(?:[-–•*] ?)?)(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d)(?= ?(?:local|hrs|:|–|-))`, { isWhole: true }),
  form(`(?<=^\\s*(?:[-–•*] ?)?)(?<hour>0\\d)(?<minute>[0-5]\\d)(?=[ ,])`, { isWhole: true }),
  form(`(?<=^\\s*(?:[-–•*] ?)?)(?<hour>\\d{1,2})\\.(?<minute>[0-5]\\d)(?= \\p{Ll})`, { isWhole: true }),
  // 22時40分
  form(`(?<hour>\\d{1,2})時(?:(?<minute>[0-5]?\\d)分|(?<halfPast>半))?(?!間)`, {
    shift: groups => (groups['halfPast'] ? 30 : 0),
  }),
  // a quarter past two, half past nine, ten to five, quarter to eight
  form(
    `(?:a )?(?<minutes>quarter|half|five|ten|twenty|twenty-five) (?<way>past|to|after|before) ${hourWord}(?![\\p{L}\\p{N}]|:\\d)`,
    {
      shift: ({ minutes = '', way = '' }) => {
        const by =
          { quarter: 15, half: 30, five: 5, ten: 10, twenty: 20, 'twenty-five': 25 }[minutes.toLowerCase()] ?? 0
        return /past|after/i.test(way) ? by : -by
      },
    },
  ),
  // halb sieben, viertel vor acht, Viertel nach neun, zehn nach acht, dreiviertel acht
  form(`halb ${hourWord}(?![\\p{L}\\p{N}])`, { shift: () => -30 }),
  form(`dreiviertel ${hourWord}(?![\\p{L}\\p{N}])`, { shift: () => -15 }),
  form(`(?<minutes>viertel|fünf|zehn|zwanzig) (?<way>vor|nach) (?<halb>halb )?${hourWord}(?![\\p{L}\\p{N}])`, {
    shift: ({ minutes = '', way = '', halb }) => {
      const by = { viertel: 15, fünf: 5, zehn: 10, zwanzig: 20 }[minutes.toLowerCase()] ?? 0
      return (/nach/i.test(way) ? by : -by) - (halb ? 30 : 0)
    },
  }),
  // nine o'clock, neun Uhr
  form(`(?<hour>\\d{1,2}|${word}) (?:o['’]?clock|uhr)(?!\\p{L})`),
  // neuf heures et demie, 9 heures 15, 9 heures du matin
  form(
    `(?<=(?:à|vers|dès|avant|après|depuis) )${hourWord} heures?(?: (?:(?<quarter>et quart)|(?<halfPast>et demie?)|(?<less>moins le quart)|(?<spelt>cinq|dix|douze|quinze|vingt|vingt-cinq|trente|quarante|cinquante)|(?<minute>[0-5]\\d)))?(?!\\p{L})`,
    {
      shift: groups =>
        groups['quarter']
          ? 15
          : groups['halfPast']
            ? 30
            : groups['less']
              ? -15
              : (speltMinutes[groups['spelt']?.toLowerCase() ?? ''] ?? 0),
    },
  ),
  // a las nueve y media, las diez menos cuarto, às nove e meia
  form(
    `(?<=(?:a las?|hacia las?|sobre las?|desde las?|hasta las?|às|pelas|por volta das?|desde as) )${hourWord}(?: (?:(?<quarter>y cuarto|e quinze|e um quarto)|(?<halfPast>y media|e meia)|(?<less>menos cuarto)))?(?![\\p{L}\\p{N}:.,]|\\s?h)`,
    { shift: groups => (groups['quarter'] ? 15 : groups['halfPast'] ? 30 : groups['less'] ? -15 : 0) },
  ),
  // wpół do siódmej, kwadrans po ósmej, o dziewiątej
  form(`wpół do (?<hour>${word})\\p{L}*`, { shift: () => -30 }),
  form(`za kwadrans (?<hour>${word})\\p{L}*`, { shift: () => -15 }),
  form(`kwadrans (?<way>po|przed|do) (?<hour>${word})\\p{L}*`, {
    shift: ({ way = '' }) => (/po/i.test(way) ? 15 : -15),
  }),
  form(`(?<=(?:o|około|koło|po|przed) )(?<hour>${word})(?:ej|ą)(?!\\p{L})`),
  form(`(?<=${led} )(?<hour>północ\\p{L}?|midnight|mitternacht|minuit|medianoche|meia-noite)(?!\\p{L})`, {
    isWhole: true,
  }),
  form(`(?<=${led} )(?<hour>noon|midday)(?! (?:wave|flight|shift|meeting|run|train|news))(?!\\p{L})`, {
    isWhole: true,
  }),
  // around 11 I tried, up to departures at ten
  form(
    `(?<=(?<![\\p{L}])(?:at|around|about|by|since|until|till|um|gegen|seit|vers|before|after) )(?<hour>\\d{1,2}|${plainWord})(?=\\s*(?:[.,;!?)]\\s|[.;!?)]?$|(?: (?:i|we|they|the|he|she|my|our|and|but|it|when|there|ich|wir|und|aber|sie|er|je|nous|on|elle|il)(?![\\p{L}]))))`,
  ),
  // 7 in the morning, ten at night
  form(
    `(?<hour>\\d{1,2}|${plainWord})(?= (?:in the (?:early |late )?(?:morning|afternoon|evening)|(?:uhr )?(?:morgens|abends|nachmittags|vormittags)|du (?:matin|soir)|de la (?:mañana|tarde|noche|madrugada)|da (?:manhã|tarde|noite|madrugada)|rano|wieczorem)(?!\\p{L}))`,
  ),
  // at nine in the evening, by 9 sharp
  form(
    `(?<=(?:at|around|about|by|since|until|till|before|after|um|gegen|ab|bis|seit) )${hourWord}(?= (?:in the (?:early |late )?(?:morning|afternoon|evening|night)|at night|tonight|sharp|local|our time|their time|${zoneNames}|morgens|abends|nachts|nachmittags|vormittags|in der (?:nacht|früh)|am (?:abend|morgen|nachmittag|vormittag))(?!\\p{L}))(?: (?:local|our time|their time|(?<zone>${zoneNames})))?`,
  ),
]

const hourOf = (text: string): number => {
  const low = text.toLowerCase()
  if (/^(?:północ\p{L}?|midnight|mitternacht|minuit|medianoche|meia-noite)$/u.test(low)) return 24
  if (/^(?:noon|midday)$/.test(low)) return 12
  return spelt[low] ?? Number(text)
}

/** A sentence that holds more is a table. */
const mostTimes = 40

/**
 * The clock times of a text, in its order, none within another. Knows digits in the notations of English, German,
 * French, Spanish, Portuguese, Polish, Finnish and Japanese, and the spelt hours of the first six. Durations ("18h",
 * "took 40 min"), versions and ratios are none.
 */
export const clockTimesOf = (text: string): ClockTime[] => {
  const found: ClockTime[] = []
  for (const { pattern, shift, isWhole = false } of forms) {
    for (const match of text.matchAll(pattern)) {
      const groups: Readonly<Record<string, string | undefined>> = match.groups ?? {}
      const start = match.index
      const end = start + match[0].length
      if (found.length === mostTimes) break
      if (found.some(other => start < other.end && other.start < end)) continue
      const read = hourOf(groups['hour'] ?? '')
      const total = read * 60 + Number(groups['minute'] ?? groups['more'] ?? 0) + (shift?.(groups) ?? 0)
      if (Number.isNaN(total) || read > 24 || total < 0 || total > 24 * 60) continue
      const rest = text.slice(end, end + 40)
      const half = groups['half']?.toLowerCase().startsWith('p') ?? false
      const isEvening = groups['half'] ? half : evening.test(rest)
      const isMorning = groups['half'] ? !half : morning.test(rest)
      const hour = Math.floor(total / 60)
      const hours = isEvening && hour < 12 ? hour + 12 : isMorning && hour === 12 ? 0 : hour
      found.push({
        start,
        end,
        hour: hours,
        minute: total % 60,
        isWhole: isWhole || isEvening || isMorning || hour > 12 || (groups['hour'] ?? '').startsWith('0'),
        // "10h46 et c'est": a zone is written in capitals.
        zone: /^\p{Lu}/u.test(groups['zone'] ?? '') ? (groups['zone'] ?? null) : null,
        date: groups['date'] ?? null,
      })
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}
