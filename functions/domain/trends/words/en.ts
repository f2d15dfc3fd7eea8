/** English: the sentences of the trend. A director reads them without a statistician beside them. */
import { quarterTitle } from '../../time/quarter-title.ts'

/** '4' from 4.0, '3.9' from 3.92. */
const decimal = (value: number): string => String(Math.round(value * 10) / 10)
const percent = (share: number): number => Math.round(share * 100)
const signed = (points: number): string => (points > 0 ? `+${points}` : String(points))
const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

/** 'Q2' within the year, 'Q4 2025' from outside it, as `own` counts years. */
export const quarterName = (quarter: string, beside?: string, own?: { readonly yearStartsIn: number }): string => {
  const [year = '', name = ''] = quarter.split('-')
  return beside?.startsWith(year) ? name : quarterTitle(quarter, own)
}

export interface Limit {
  readonly kind: 'exact' | 'atLeast' | 'atMost'
  readonly value: number
  readonly lo: number | null
  readonly hi: number | null
}

const limitWords = { exact: '', atLeast: 'at least ', atMost: 'at most ' } as const

/** Of its parts, as it stands by itself. */
export const sentence = (parts: readonly string[]): string => {
  const text = parts.join('; ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

export const figures = {
  comfort: 'Comfort in raising concerns',
  'psychological-safety': 'Psychological safety, seven items as one score',
  'generative-culture': 'Generative culture, seven items as one score',
} as const

export const scoreQuestion = (name: string) => `${name}: the mean of each person’s answers to its items`

export const answered = (n: number, invited: number) =>
  n === invited ? `all ${n} answered` : `${n} of ${invited} answered`

/** `comfortable`: asked how safe it is to speak up. */
export const share = ({ kind, value, lo, hi }: Limit, comfortable: boolean) =>
  `${limitWords[kind]}${percent(value)} % ${comfortable ? 'feel comfortable' : 'answer favourably'}${
    lo === null || hi === null ? '' : `, 95 % interval ${percent(lo)}-${percent(hi)} %`
  }`

export const mean = ({ kind, value, lo, hi }: Limit, top: number) =>
  `${limitWords[kind]}${decimal(value)} out of ${top}${
    lo === null || hi === null ? '' : `, 95 % interval ${decimal(lo)}-${decimal(hi)}`
  }`

export const everyone = 'everyone answered, so there is no interval'

export const noFigure = 'the figure itself is not shown'

export const first = 'the first quarter, so there is nothing to compare it with yet'

export const reworded = 'asked in other words or on another scale than before, so not comparable with earlier quarters'

export const pool = 'small teams taken together, not the same ones each quarter, so not compared'

export const scoreAlone = 'scores are not compared from quarter to quarter, their items are'

export const notComparable = 'not enough is shown to compare it with earlier quarters'

export const unchanged = (since: readonly string[]) =>
  `no clear change ${since.map(one => `since ${one}`).join(', nor ')}`

/** Whole points, and tenths where a whole one would be none. */
const points = (share: number): string =>
  signed(Math.abs(share) < 0.01 ? Math.round(share * 1000) / 10 : percent(share))

/** `together`: the interval is as wide as all that are read side by side need to hold at 95 %. */
export const changed = (
  direction: 'rise' | 'fall',
  since: string,
  { change, lo, hi, together }: { change: number; lo: number; hi: number; together: boolean },
) =>
  `a clear ${direction} since ${since} (${points(change)} points, ${together ? '95 % interval of all together' : '95 % interval'} ${points(lo)} to ${points(hi)})`

export const aYearAgo = 'a year ago'

/** A question, beside groups, which stand by their names. */
export const quoted = (question: string) => `“${question}”`
export const nothingMoved = (compared: number) =>
  `Of ${count(compared, 'question or group', 'questions and groups')} none has clearly changed.`
export const moved = (name: string, change: string) => `${name}: ${change}`

export const firstComparable = (quarter: string) => `${quarter}, the first that it can be compared with`

export const firstPulse = (quarter: string) => `the first pulse in ${quarter}`

export const yearAgo = (quarter: string) => `${quarter}, a year ago`

export const hidden = (invited: number) =>
  `${invited} were asked; nothing can be shown this quarter without showing what a few people answered`

export const notAsked = 'not asked this quarter'

export const noGroup = 'this group has no figure of its own this quarter'

export const noPulse = 'no pulse this quarter'

export const withheld = {
  too_few_ballots: (invited: number, minimum: number) =>
    `too few of ${invited} answered: nothing is shown under ${minimum} answers`,
  counts_do_not_add_up: (invited: number) =>
    `withheld for all ${invited}: ballots and invitations do not add up, so nothing of this pulse is shown`,
  failed_audit: (invited: number) =>
    `withheld for all ${invited}: together with earlier quarters the figures would have shown what a few people answered`,
} as const

export const response = {
  none: 'how many answered is not shown',
  share: (answered: number, invited: number, share: number) =>
    `${answered} of ${invited} answered, ${percent(share)} %`,
  before: (quarter: string, share: number) => `it was ${percent(share)} % in ${quarter}`,
} as const

export const groups = {
  none: 'shown for the whole organisation alone, not by group',
  all: (shown: number) => `all ${count(shown, 'group is', 'groups are')} shown`,
  some: (shown: number, of: number) =>
    `${shown} of ${of} groups shown; the others are hidden, so that nobody can be read out of them`,
  hidden: (of: number) => `all ${of} groups are hidden, so that nobody can be read out of them`,
} as const

export const trend = {
  early: (points: number, needed: number) => `too early for a trend: ${points} of the ${needed} quarters that it takes`,
  none: (points: number) => `no clear trend over ${points} quarters`,
  share: (direction: 'rising' | 'falling', points: number, perYear: number) =>
    `${direction} over ${points} quarters, by about ${Math.abs(percent(perYear))} points a year`,
  mean: (direction: 'rising' | 'falling', points: number, perYear: number) =>
    `${direction} over ${points} quarters, by about ${Math.round(Math.abs(perYear) * 100) / 100} a year`,
} as const

export const instrumentChange = (from: string, to: string) => `The questions changed (${from} to ${to})`
