/** Clock times in digits, as they are written: "22:40", "5:38 pm", "19h30", "14 Uhr 30". */
import type { Form } from './clock-spoken.ts'
import { anyOf, spoken } from './clock-words.ts'

const zoneNames =
  'Pacific|Eastern|Central|Mountain|UTC|GMT|Z|CET|CEST|MEZ|MESZ|WET|WEST|EET|EEST|BST|IST|PST|PDT|PT|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|JST|KST|SGT|HKT|AEST|AEDT|BRT|ART|MSK|TRT'
const after = `(?:\\s*(?<half>a\\.?\\s?m\\.?|p\\.?m\\.?)(?![\\p{L}]))?(?:\\s*\\(?(?<zone>${zoneNames})(?![\\p{L}\\p{N}]))?`
/** "Took 1:30", "une panne de 3h40", "dauerte 0:45". */
const lasts: Form['isRefused'] = ({ before }) =>
  /(?<!\p{L})(?:took|takes|lasted|lasts|for|dauer\p{L}+|währte|dur\p{L}{0,5}|tard\p{L}+|lev\p{L}+ou|pris|pendant|durant|durante|por|trwał\p{L}*|przez|ratio of|score of|within|in unter|in nur) (?:(?:about|around|over|nearly|almost|etwa|fast|rund|environ|presque|casi|quase|około|prawie|more than|mais de|más de|plus de) )?$/iu.test(
    before,
  )
/** "Une épreuve de 3h40" lasts as long; "de 9h30 à 11h" begins. */
const isSpan: Form['isRefused'] = ({ before, rest, hour }) =>
  Number(hour) < 10 &&
  /(?<!\p{L})(?:\p{L}{3,} d[eao]|(?:une?|um|uma|una|unas|umas|quelque|environ|mais|más|plus|moins)(?: d[ea])?) $/iu.test(
    before,
  ) &&
  !/^ ?(?:à|a|às|hasta|até|-|–)/iu.test(rest)

const form = (source: string, more: Omit<Form, 'source'> = {}): Form => ({ source, ...more })

const hourWord = `(?<hour>\\d{1,2}|${anyOf(spoken.en.hours)})`
const plainWord = `${anyOf(spoken.en.hours)}|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf`
const led =
  '(?<![\\p{L}])(?:at|from|around|about|by|since|until|till|before|after|past|~|ca\\.?|circa|approx\\.?|um|gegen|ab|bis|seit|vor|nach|à|a|vers|dès|depuis|avant|après|jusqu.à|a las?|hacia las?|sobre las?|desde las?|hasta las?|às|pelas|por volta das?|desde as|até [àa]s|lá pelas|das|o|około|koło|od|do|przed|po|godz\\.?|klo)'

export const digitForms: readonly Form[] = [
  // 2017-01-31T23:00Z
  form(`(?<date>\\d{4}-\\d\\d-\\d\\d)[T ](?<hour>\\d\\d):(?<minute>\\d\\d)(?::\\d\\d(?:[.,]\\d+)?)?${after}`, {
    isWhole: true,
  }),
  // 22:40, 5:38 pm, 7:53 UTC
  form(
    `(?<hour>\\d{1,2})[:：](?<minute>[0-5]\\d)(?::[0-5]\\d(?:[.,]\\d+)?)?(?!\\d|[:.]\\d| ?(?:min(?:utes?|uten|utos|ut)?|hours|stunden|std)(?!\\p{L}))(?: 20\\d\\d(?!\\d))?${after}`,
    { isWritten: true, isRefused: lasts },
  ),
  // 22.40 Uhr, klo 21.15, 19:10 Uhr, 14 Uhr, 14 Uhr 30
  form(`(?<hour>\\d{1,2})(?:[.:](?<minute>[0-5]\\d))? ?Uhr(?: (?<more>[0-5]\\d)(?!\\d))?(?!\\p{L})${after}`),
  form(`(?:klo|kl\\.?|godz(?:inie|iny|\\.)?) ?(?<hour>\\d{1,2})(?:[.:](?<minute>[0-5]\\d))?(?!\\d)${after}`, {
    isWhole: true,
  }),
  // 19h30, 22 h 15
  form(`(?<hour>\\d{1,2}) ?h ?(?<minute>[0-5]\\d)(?![\\p{L}\\p{N}])${after}`, {
    isWhole: true,
    isRefused: said => lasts(said) || isSpan(said),
  }),
  // ~19h, vers 22 h, às 9h
  form(
    `(?<=${led.replace('|after|', '|').replace('|past|', '|').replace('|nach|', '|')} ?)(?<hour>\\d{1,2}) ?h(?:rs|oras|eures?)?(?![\\p{L}\\p{N}])(?! (?:later|after|more|long|plus tard|después|depois|später))${after}`,
  ),
  // Then 9h, 30 in the queue: at the head of a sentence or behind "then".
  form(
    `(?<=(?:^|[.!?;:] |(?<!\\p{L})(?:then|então|depois|puis|ensuite|luego|después|entonces|dann|danach|potem),? ))(?<hour>1?\\d|2[0-3]) ?h(?=,| (?!de |d'|da |do |of |in |on |later|before|ago|earlier|after|vorher|avant|antes|wcześniej|plus|more|mais|más|après|später|w |nach )\\p{Ll})`,
    { isWhole: true },
  ),
  // 4.10pm, 10.05 a.m.
  form(
    `(?<hour>\\d{1,2})\\.(?<minute>[0-5]\\d) ?(?<half>a\\.?m\\.?|p\\.?m\\.?)(?![\\p{L}])(?:\\s*(?<zone>${zoneNames})(?![\\p{L}\\p{N}]))?`,
  ),
  // at 11.54, our first statement: 12.10
  form(
    `(?<=(?:${led}|:) )(?<hour>[01]?\\d|2[0-3])\\.(?<minute>[0-5]\\d)(?=[,;)]|\\.?$|\\. | \\p{Ll})(?! ?(?:%|percent|s(?:ec)?|ms|x|k|gb|mb|tb|million|hours?|h|times|stunden|heures|horas)(?!\\p{L}))`,
    { isWritten: true },
  ),
  // llegamos 7.00, came 6.10
  form(
    `(?<=(?<!\\p{L})(?:lleg\\p{L}+|llam\\p{L}+|salimos|empez\\p{L}+|cheg\\p{L}+|lig(?:ou|aram|uei)|came|arrived|left|started|began|called|rang|kam\\p{L}*|angemeldet|alarmiert|gestartet|begonnen|arrivé\\p{L}*|appelé\\p{L}*|zadzwoni\\p{L}+) )(?<hour>[01]?\\d|2[0-3])\\.(?<minute>[0-5]\\d)(?=[,;]|\\.?$|\\. )`,
    { isWritten: true },
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
  // 22時40分, 午後2時半
  form(`(?:(?<half>午前|午後) ?)?(?<hour>\\d{1,2})時(?:(?<minute>[0-5]?\\d)分|(?<halfPast>半))?(?!(?:\\d{1,2}分)?間)`, {
    shift: ({ minute, halfPast }) => (halfPast ? 30 : Number(minute ?? 0)),
  }),
  // 7 in the morning, 7 de la mañana
  form(
    `(?<hour>\\d{1,2}|${plainWord})(?= (?:in the (?:early |late )?(?:morning|afternoon|evening)|(?:uhr )?(?:morgens|abends|nachmittags|vormittags)|du (?:matin|soir)|de la (?:mañana|tarde|noche|madrugada)|da (?:manhã|tarde|noite|madrugada)|rano|wieczorem)(?!\\p{L}))`,
  ),
  // at nine in the evening, by 9 sharp
  form(
    `(?<=(?:at|around|about|by|since|until|till|before|after|um|gegen|ab|bis|seit) )${hourWord}(?= (?:in the (?:early |late )?(?:morning|afternoon|evening|night)|at night|tonight|sharp|local|our time|their time|${zoneNames}|morgens|abends|nachts|nachmittags|vormittags|in der (?:nacht|früh)|am (?:abend|morgen|nachmittag|vormittag))(?!\\p{L}))(?: (?:local|our time|their time|(?<zone>${zoneNames})))?`,
  ),
  // at noon, by midnight
  form(`(?<=${led} )(?<hour>midnight|noon|midday)(?! (?:wave|flight|shift|meeting|run|train|news))(?!\\p{L})`, {
    isWhole: true,
  }),
]
