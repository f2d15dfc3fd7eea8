/** Times of day as they stand beside a date, in the spellings and languages of exports. */
import { isWeekday, plainWord } from './month-names.ts'

const halves: Readonly<Record<string, 'am' | 'pm'>> = {
  am: 'am',
  pm: 'pm',
  a: 'am',
  p: 'pm',
  오전: 'am',
  오후: 'pm',
  午前: 'am',
  午後: 'pm',
  上午: 'am',
  下午: 'pm',
  πμ: 'am',
  μμ: 'pm',
  ص: 'am',
  م: 'pm',
  fm: 'am',
  em: 'pm',
}
const half = String.raw`[ap]\.?\s?m\.?|[ap]\b|오전|오후|午前|午後|上午|下午|π\.μ\.|μ\.μ\.|πμ|μμ|ص|م|[fe]\.?m\.?`
const timeOfDay = new RegExp(
  String.raw`^(${half})?\s*(\d{1,2})(?:[:.hH時时시]\s?(\d\d))?(?:[:.m分분]\s?(\d\d))?(?:[:.,]\d+|秒|초)?(?:\s*(?:h|uhr|分|분|時|时|시))?\s*(${half})?$`,
  'i',
)
const compactTime = /^T?(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?$/

/** Words between a date and its time, in the languages of exports. */
const between = new Set(
  'at um a à las à às alle ore om v в о u klo kl la στις saat t de del d г р j sat kell pukul jam lúc को बजे เวลา الساعة בשעה'
    .split(' ')
    .map(plainWord),
)

const two = (number: number | string): string => String(number).padStart(2, '0')

/** '10:00:00'; null if it is no time of day; '' where there is none. */
export const timeIn = (text: string): string | null => {
  const words = text
    .replace(/(\d:\d\d)[.,]\d+/, '$1')
    .replaceAll(/[,;]/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
  const told = words
    .filter(word => !between.has(plainWord(word)) && !isWeekday(word))
    .join(' ')
    .replace(/^(\d{1,2})\s?h\s?(\d\d)$/i, '$1:$2')
    .replace(/^(\d{1,2})\s?(?:h|uhr|時|时|시)$/i, '$1:00')
  if (told === '') return ''
  const compact = compactTime.exec(told)
  const found = compact ? null : timeOfDay.exec(told)
  const [hour, minute, second = '00'] = compact ? compact.slice(1, 4) : (found?.slice(2, 5) ?? [])
  const word = plainWord(found?.[1] ?? found?.[5] ?? '').replaceAll(' ', '')
  const of = halves[word]
  if (hour === undefined || (minute === undefined && of === undefined)) return null
  const number = Number(hour)
  if (of && (number < 1 || number > 12)) return null
  const of24 = of ? (number % 12) + (of === 'pm' ? 12 : 0) : number
  return `${two(of24)}:${minute ?? '00'}:${second === '60' ? '59' : second}`
}
