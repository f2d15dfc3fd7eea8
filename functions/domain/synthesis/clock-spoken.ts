/** Clock times as they are said: "half seven", "zehn nach halb sechs", "quatre heures moins dix", "a las nueve y cuarto". */
import { anyOf, type Spoken, spoken } from './clock-words.ts'

export type Groups = Readonly<Record<string, string | undefined>>
export interface Surroundings {
  readonly before: string
  readonly hour: string
  readonly rest: string
}
/** A way to write a time; hour and minute stand in the groups of those names. */
export interface Form {
  /** Built at its first use: compiling is what costs, and few texts need all. */
  readonly source: string
  /** Minutes to add to the hour read. */
  readonly shift?: (groups: Groups) => number
  /** The hour counts from 0 to 24. */
  readonly isWhole?: boolean
  /** Whose words its hour is in; digits alone without. */
  readonly tongue?: Spoken
  /** Refused by what it stands between: a noun that is counted, which only its capital tells in German. */
  readonly isRefused?: (said: Surroundings) => boolean
  /** In digits with its minutes. */
  readonly isWritten?: boolean
}

/** What may stand right behind a bare hour: signs, the end, a word of grammar; not what is counted. */
const signs = '\\s*(?:[.!?;:)»"–—]|,(?!\\d)|$)(?!\\d)'
const behind = (words: string): string => `(?=${signs}|\\s+-|\\s+(?:${words})(?![\\p{L}\\p{N}]))`
export const followers = {
  en: behind(
    "i|we|they|he|she|it|you|the|my|our|his|her|their|this|that|there|and|but|or|so|when|while|because|as|if|until|till|before|after|with|without|in|on|at|by|from|for|already|still|again|only|just|sharp|local|everything|everyone|everybody|nobody|no|not|someone|somebody|all|was|were|had|is|then|which|who|what|where|how|tonight|today|yesterday|o'clock|a(?!\\.)|an|another|\\p{L}+'s|\\p{L}+ly",
  ),
  de: '(?! ?(?:vor (?!ort)|nach |bis \\d|uhr|%|prozent|grad|punkte?|euro|meter|mal|minuten?|min|stunden?|std|tagen?|wochen?|monaten?|jahren?|sekunden?|leuten?|personen?|stück|kollegen|mann)(?!\\p{L}))(?![\\d.,:/]*\\d)(?!\\p{L})',
  es: '(?! ?(?:h(?![\\p{L}])|%|y \\p{L}+ \\p{L}+s(?!\\p{L})|(?!\\p{L}*mos(?!\\p{L})|más|antes|después|todos|todas|los|las|nos|les|tres|dos|seis|entonces|pasadas)\\p{L}+s(?!\\p{L})))(?![\\d.,:/]*\\d)(?!\\p{L})',
  pt: '(?! ?(?:h(?![\\p{L}])|%|(?!\\p{L}*mos(?!\\p{L})|mais|antes|depois|todos|todas|os|as|nos|lhes|três|duas|dois|seis|horas)\\p{L}+s(?!\\p{L})))(?![\\d.,:/]*\\d)(?!\\p{L})',
  pl: behind(
    'w|we|z|ze|na|i|a|ale|że|gdy|kiedy|jak|już|nie|się|ktoś|nikt|wszyscy|wszystko|było|był|była|byli|jeszcze|nadal|znowu|dopiero|po południu|rano|wieczorem|nad ranem|do|od|ja|my|on|ona|oni|to|mi|mnie|nam|czasu|\\p{L}+(?:ł|ła|ło|li|ły|łem|łam|liśmy|łyśmy|no|to)',
  ),
}

const [en, de, fr, es, pt, pl] = [spoken.en, spoken.de, spoken.fr, spoken.es, spoken.pt, spoken.pl]
const minutesOf = (names: Readonly<Record<string, number>>, said: string | undefined): number => {
  const low = said?.toLowerCase() ?? ''
  return low === '' ? 0 : (names[low] ?? Number(low))
}

const atEn = '(?:at|around|about|by|since|until|till|before|after|from|between)'
const wordEn = anyOf(en.hours)
const hourEn = `(?<hour>${wordEn}|noon|midday|midnight|1[0-2]|[1-9])`
const english: readonly Form[] = [
  {
    source: `(?:a )?(?<minutes>quarter|half|five|ten|twenty|twenty[- ]five|[1-5]?\\d)(?: minutes?)? (?<way>past|after) ${hourEn}(?![\\p{L}\\p{N}:]|[.,]\\d)`,
    shift: ({ minutes }) => minutesOf(en.minutes, minutes),
  },
  {
    source: `(?:a )?(?<minutes>quarter|five|ten|twenty|twenty[- ]five|(?:[1-5]?\\d)(?= min))(?: minutes?)? (?:to|before|till|of) ${hourEn}${followers.en}`,
    shift: ({ minutes }) => -minutesOf(en.minutes, minutes),
  },
  // Clinics opened at half seven: half past it.
  {
    source: `(?<=(?:${atEn}|and|to|was|it's) )half (?<hour>${anyOf(en.hours)})${followers.en}`,
    shift: () => 30,
  },
  {
    source: `(?<=${atEn} )(?<hour>${anyOf(en.hours)})[ -](?<minutes>oh five|ten|fifteen|twenty(?:[- ]five)?|thirty(?:-five)?|forty(?:-five)?|fifty(?:-five)?)${followers.en}`,
    shift: ({ minutes }) => minutesOf(en.minutes, minutes),
  },
  { source: `(?<hour>\\d{1,2}|${wordEn}) o['’]?clock(?!\\p{L})` },
  {
    source: `(?<=(?:at|by|since|until|till|before|after) )(?<hour>\\d{1,2}|${wordEn})${followers.en}`,
    // "Cut by two", "one by one": by how much, and how.
    isRefused: ({ before }) =>
      /(?:cut|reduc\p{L}+|increas\p{L}+|drop\p{L}*|gr[eo]wn?|r[io]se|fell|fall\p{L}*|divid\p{L}+|multipl\p{L}+|short|off|up|down|late|behind|out|two|one|three|four) by $/iu.test(
        before,
      ),
  },
  {
    source: `(?<=(?:around|about) )(?<hour>\\d{1,2}|${wordEn})(?=\\s*(?:[.;!?)]|,(?!\\d)|$)|\\s+(?:i|we|they|the|he|she|my|our|and|but|it|when|there|somebody|someone|everyone|everybody|nobody)(?!\\p{L}))(?!\\.\\d)`,
  },
  {
    source: `(?<=between )(?<hour>\\d{1,2}|${wordEn})(?= and (?:(?:\\d{1,2}|${wordEn})${followers.en}|half |quarter |\\d{1,2}:))`,
    isRefused: ({ hour, rest }) =>
      Number(hour) > 23 || Number(/^ and (\d{1,2})(?![\d:])/.exec(rest)?.[1]) > Number(hour),
  },
  {
    source: `(?<=between (?:\\d{1,2}(?::\\d\\d)?|${wordEn}) and )(?<hour>\\d{1,2}|${wordEn})${followers.en}`,
    // No count goes down: "between 11 and 2" is a time.
    isRefused: ({ hour, before }) => {
      const first = Number(/between (\d{1,2}) and $/i.exec(before)?.[1])
      return first > 23 || first < Number(hour)
    },
  },
]

const hourDe = `(?<hour>${anyOf(de.hours)}|2[0-4]|1?\\d)`
const atDe = '(?:um|gegen|ab|bis|seit|vor|nach)'
const nounFollows = /^ \p{Lu}\p{Ll}/u
/** "Ab drei gleichen Meldungen"; "bis acht standen Leute" tells a time. */
const describedNoun =
  /^ (?!(?:kamen|standen|waren|hatten|wurden|gingen|liefen|ließen|blieben|saßen|riefen|sahen|haben|sind|werden) )\p{Ll}+(?:e|en|er|em|es) \p{Lu}\p{Ll}/u
/** "Seit drei, vier Wochen". */
const countedOn = /^(?:,| bis| oder|-) ?\S+ \p{Lu}\p{Ll}/u
/** "Um 10 gestiegen": by how much. */
const change =
  /^ ?\S{0,12} ?(?:ge(?:stiegen|sunken|fallen|wachsen|kürzt)|erhöht|reduziert|verkürzt|verlängert|verringert|größer|kleiner|mehr|weniger|höher|niedriger|schneller|langsamer|länger|kürzer)/u
const minutesDe = '(?<minutes>viertel|fünf|zehn|zwanzig|[1-5]?\\d)(?: minuten)?'
const german: readonly Form[] = [
  {
    source: `${minutesDe} (?<way>vor|nach) (?<halb>halb )?${hourDe}(?![\\p{L}\\p{N}:]|[.,]\\d)`,
    shift: ({ minutes, way, halb }) =>
      minutesOf(de.minutes, minutes) * (/nach/i.test(way ?? '') ? 1 : -1) - (halb ? 30 : 0),
  },
  {
    source: `halb ${hourDe}(?![\\p{L}\\p{N}]|[.,:]\\d)`,
    shift: () => -30,
    isRefused: ({ rest }) => nounFollows.test(rest),
  },
  { source: `(?:dreiviertel|drei viertel) ${hourDe}(?![\\p{L}\\p{N}])`, shift: () => -15 },
  { source: `(?<=${atDe} )viertel ${hourDe}(?![\\p{L}\\p{N}])`, shift: () => -45 },
  {
    source: `(?<hour>${anyOf(de.hours)}) uhr(?: (?<minutes>${anyOf(de.minutes)}|[0-5]?\\d)(?! ?(?:uhr|leute|mann|minuten|anrufe|tickets)))?(?![\\p{L}\\p{N}])`,
    shift: ({ minutes }) => minutesOf(de.minutes, minutes),
  },
  {
    source: `(?<=(?:um|gegen|ab|bis|seit|punkt|schlag|kurz vor|kurz nach) )(?<hour>(?!ein ?(?!s)(?!\\p{L}))(?:${anyOf(de.hours)})|2[0-4]|1?\\d)${followers.de}`,
    isRefused: ({ before, rest }) =>
      /um $/iu.test(before)
        ? change.test(rest)
        : nounFollows.test(rest) || describedNoun.test(rest) || countedOn.test(rest),
  },
  { source: '(?<=(?:um|gegen|ab|bis|seit|vor|nach|kurz vor|kurz nach) )(?<hour>mitternacht)(?!\\p{L})', isWhole: true },
]

const hourFr = `(?<hour>${anyOf(fr.hours)}|2[0-4]|1?\\d)`
const atFr = "(?:à|vers|dès|avant|après|depuis|jusqu'à|pour|est|était|entre|et|de|environ|autour de)"
const minutesFr =
  '(?<minutes>et quart|et demie?|trente(?:-cinq)?|quarante(?:-cinq)?|cinquante(?:-cinq)?|vingt(?:-cinq)?|quinze|dix|cinq|[0-5]\\d)'
const lessFr = 'moins (?:le )?(?<less>quart|cinq|dix|vingt(?:-cinq)?)'
const lessOf = ({ less, minutes }: Groups): number => minutesOf(fr.minutes, minutes) - minutesOf(fr.minutes, less)
const french: readonly Form[] = [
  {
    source: `${hourFr} ?h(?:eures?)? (?:(?<minutes>et quart|et demie?)|${lessFr})(?!\\p{L})`,
    shift: lessOf,
  },
  {
    source: `(?<=${atFr} )${hourFr} heures? ${minutesFr}(?! ?(?:minutes|min))(?![\\p{L}\\p{N}])`,
    shift: lessOf,
  },
  {
    source: `(?<=(?:à|vers|dès|avant|jusqu'à|il est|il était|entre) )${hourFr} heures?(?! (?:de|d'|plus|après|avant|par|et demie de)(?!\\p{L}))(?!\\p{L})`,
  },
  {
    source: `(?<=${atFr} )(?<hour>midi|minuit)(?: (?:${minutesFr}|${lessFr}))?(?!\\p{L})`,
    shift: lessOf,
    isWhole: true,
  },
]

const hourEs = `(?<hour>${anyOf(es.hours)}|2[0-4]|1?\\d)`
const lasEs = '(?<=(?:a|hacia|sobre|desde|hasta|para|entre|de|eran?|son|y|tipo|pasadas|como a) las? )'
const spanish: readonly Form[] = [
  {
    source: `(?:las? )${hourEs}(?: horas)? (?:y (?<minutes>cuarto|media|pico|cinco|diez|quince|veinte|veinticinco|treinta(?: y cinco)?|cuarenta(?: y cinco)?|cincuenta)|menos (?<less>cuarto|cinco|diez|veinte|veinticinco))${followers.es}`,
    shift: ({ minutes, less }) => minutesOf(es.minutes, minutes) - minutesOf(es.minutes, less),
  },
  {
    source: `(?:un )?(?<less>cuarto|cinco|diez|veinte|veinticinco) (?:minutos )?para las? ${hourEs}(?![\\p{L}\\p{N}])`,
    shift: ({ less }) => -minutesOf(es.minutes, less),
  },
  { source: `${lasEs}${hourEs}(?: (?<unit>horas))?${followers.es}` },
  { source: '(?<=(?:al?|hacia|hasta el|desde el|a) )(?<hour>mediodía|medianoche)(?!\\p{L})', isWhole: true },
]

const hourPt = `(?<hour>${anyOf(pt.hours)}|2[0-4]|1?\\d)`
const asPt =
  '(?<=(?:às|à|pelas?|por volta das?|desde as?|até as?|até às|entre as|antes das?|depois das?|das|para as|lá pelas|e as|umas|eram|são) )'
const minutesPt =
  '(?<minutes>um quarto|meia|pouco|cinco|dez|quinze|vinte(?: e cinco)?|trinta(?: e cinco)?|quarenta(?: e cinco)?|cinquenta)'
const portuguese: readonly Form[] = [
  {
    source: `(?<less>um quarto|cinco|dez|quinze|vinte(?: e cinco)?) (?:minutos )?(?:para|pra|pras|p'ra)(?: as?| o)? (?<hour>${anyOf(pt.hours)}|meio-dia|meia-noite|1?\\d)(?: horas)?(?![\\p{L}\\p{N}])`,
    shift: ({ less }) => -minutesOf(pt.minutes, less),
  },
  {
    source: `${asPt}${hourPt}(?: horas?)? e ${minutesPt}(?!\\p{L})`,
    shift: ({ minutes }) => minutesOf(pt.minutes, minutes),
  },
  {
    source: `(?<hour>meio-dia|meia-noite) e ${minutesPt}(?!\\p{L})`,
    shift: ({ minutes }) => minutesOf(pt.minutes, minutes),
    isWhole: true,
  },
  { source: `${asPt}${hourPt}(?: (?<unit>horas))?${followers.pt}` },
  {
    source: '(?<=(?:ao|à|até o|até à|desde o|antes do|perto do) )(?<hour>meio-dia|meia-noite)(?!\\p{L})',
    isWhole: true,
  },
]

const hourPl = `(?<hour>${anyOf(pl.hours)})`
const minutesPl = '(?<minutes>kwadrans|pięć|dziesięć|piętnaście|dwadzieścia(?: pięć)?|[1-5]?\\d)(?: minut)?'
const atPl = '(?<=(?:o|około|koło|po|przed|od|do|godzin\\p{L}+|godz\\.|między|a|tuż po|tuż przed) )'
const polish: readonly Form[] = [
  { source: `wpół do ${hourPl}i?ej`, shift: () => -30 },
  {
    source: `(?:za )?${minutesPl} (?<way>po|przed|do) ${hourPl}i?ej`,
    shift: ({ minutes, way }) => minutesOf(pl.minutes, minutes) * (way?.toLowerCase() === 'po' ? 1 : -1),
  },
  { source: `za ${minutesPl} ${hourPl}i?a(?!\\p{L})`, shift: ({ minutes }) => -minutesOf(pl.minutes, minutes) },
  {
    source: `${atPl}${hourPl}i?ej(?: (?<minutes>piętnaście|dwadzieścia|trzydzieści|czterdzieści(?: pięć)?|pięćdziesiąt))?${followers.pl}`,
    shift: ({ minutes }) => minutesOf(pl.minutes, minutes),
    // "Po pierwszej": after the first of them, unless a half of the day follows.
    isRefused: ({ before, hour, rest }) =>
      /(?<!tuż )(?:po|do|od|przed) $/iu.test(before) &&
      /^(?:pierwsz|drug|trzec)/iu.test(hour) &&
      !/^ (?:po południu|w nocy|nad ranem|rano)/iu.test(rest),
  },
  {
    source: `(?<=(?:o|około|koło|przed|po|od|do|godzin\\p{L}+) )(?<hour>2[0-4]|1?\\d)(?:-?(?:tej|ej|stej))?${followers.pl}`,
    isRefused: ({ rest }) => /^ (?:minut|procent|razy|osób|lat|dni)/iu.test(rest),
  },
  { source: '(?<=(?:o|około|po|przed|do|od) )(?<hour>północy)(?!\\p{L})', isWhole: true },
  { source: '(?<=(?:w|przed|do|około) )(?<hour>południe(?:m)?|południa)(?!\\p{L})', isWhole: true },
]

const inTongue = (tongue: Spoken, forms: readonly Form[]): Form[] => forms.map(form => ({ ...form, tongue }))
export const spokenForms: readonly Form[] = [
  ...inTongue('en', english),
  ...inTongue('de', german),
  ...inTongue('fr', french),
  ...inTongue('es', spanish),
  ...inTongue('pt', portuguese),
  ...inTongue('pl', polish),
]

/** A word without which no spoken form of the language stands: quicker to look for than the forms themselves. */
export const speaksOfClock: Readonly<Record<Spoken, RegExp>> = {
  en: /(?<![a-z])(?:past|to|after|before|till|half|o.?clock|at|around|about|by|since|until|from|between|just|only|nearly|almost|exactly|roughly|toward)/i,
  de: /(?<!\p{L})(?:um|gegen|ab|bis|seit|punkt|schlag|vor|nach|halb|viertel|dreiviertel|drei viertel|uhr)(?!\p{L})/iu,
  fr: /\d ?h|heure|midi|minuit/i,
  es: /(?<!\p{L})las?(?!\p{L})|mediodía|medianoche/iu,
  pt: /(?<!\p{L})(?:às|à|pelas?|das?|as|pras?|umas|eram|são|ao|até o|desde o|antes do)(?!\p{L})|para|meio-dia|meia-noite/iu,
  pl: /(?<!\p{L})(?:o|około|koło|przed|po|od|do|godzin\p{L}+) \d|wpół|kwadrans|połud|północ|(?:sz|g|c|t|m)i?ej(?!\p{L})|(?:t|m|sz|g|c)i?a(?!\p{L})/iu,
}

/** "midi" is 12, "minuit" 24. */
export const namedHours: Readonly<Record<string, number>> = {
  midnight: 24,
  mitternacht: 24,
  minuit: 24,
  medianoche: 24,
  'meia-noite': 24,
  północy: 24,
  noon: 12,
  midday: 12,
  midi: 12,
  mediodía: 12,
  'meio-dia': 12,
  południe: 12,
  południem: 12,
  południa: 12,
  mittag: 12,
}
