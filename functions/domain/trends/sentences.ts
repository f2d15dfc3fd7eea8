/** Chooses the sentence that describes a point, a quarter or a trend; the words belong to a language. */
import { pooledGroup } from '../suppression/rollup.ts'
import type { PulseRelease } from '../suppression/release.ts'
import type { Language } from '../language/language.ts'
import type { Calendar } from '../time/calendar.ts'
import { trendWords } from './words/languages.ts'
import type { ChartFigure } from './lines.ts'
import type { Comparison, Point, Series, Trend } from './schema.ts'

type Words = (typeof trendWords)[Language]

/** What there is to say of it. */
const asSentence = (words: Words, parts: readonly string[]): string => words.sentence(parts.filter(Boolean))

export const noPulseSentence = (language: Language): string =>
  asSentence(trendWords[language], [trendWords[language].noPulse])

/** A trend needs this many points of one line: four in a row can never be significant. */
export const trendPoints = 5

export const previousYear = (quarter: string): string => `${Number(quarter.slice(0, 4)) - 1}${quarter.slice(4)}`

/** Whose quarters they are; left out where they are those of calendars. */
type Own = Pick<Calendar, 'yearStartsIn'> | undefined

const sinceWords = (words: Words, { quarter: earlier }: Comparison, quarter: string, own: Own): string => {
  const name = words.quarterName(earlier, quarter, own)
  return earlier === previousYear(quarter) ? words.yearAgo(name) : name
}

/** Since the quarter before, since a year ago, since the first: what has not changed is told in one clause. */
const comparisonWords = (
  words: Words,
  { quarter, sincePrevious, sinceYear, sinceFirst }: Compared,
  { firstPulse, calendar }: Pick<PointContext, 'firstPulse' | 'calendar'>,
): string[] => {
  const firstWords = sinceFirst?.quarter === firstPulse ? words.firstPulse : words.firstComparable
  const isTold = sinceYear !== null && sinceYear.quarter !== sincePrevious?.quarter
  const told = [
    ...(sincePrevious ? [{ ...sincePrevious, since: sinceWords(words, sincePrevious, quarter, calendar) }] : []),
    ...(isTold ? [{ ...sinceYear, since: words.aYearAgo }] : []),
    ...(sinceFirst
      ? [{ ...sinceFirst, since: firstWords(words.quarterName(sinceFirst.quarter, quarter, calendar)) }]
      : []),
  ]
  const unchanged = told.flatMap(({ direction, since }) => (direction === 'none' ? [since] : []))
  let isSaid = false
  return told.flatMap(({ direction, since, ...change }) => {
    if (direction !== 'none') return [words.changed(direction, since, change)]
    if (isSaid) return []
    isSaid = true
    return [words.unchanged(unchanged)]
  })
}

type Compared = Omit<Point, 'sentence'>

type Withheld = Pick<PulseRelease, 'withheld' | 'groupMinimum' | 'invited'>

interface PointContext {
  readonly figure: Pick<ChartFigure, 'kind' | 'purpose' | 'scale'>
  /** The group concerned; null is the whole organisation. */
  readonly group: string | null
  /** The release that may be withheld; null if there was no pulse. */
  readonly release: Withheld | null
  /** Whether they were asked for the figure in an earlier quarter, in the same words and in others. */
  readonly earlier: { readonly same: boolean; readonly other: boolean }
  readonly language: Language
  /** The quarter of the first pulse there was; null where there was none. */
  readonly firstPulse: string | null
  readonly calendar: Own
}

const noComparison = (words: Words, { figure, group, earlier }: PointContext): string => {
  if (group === pooledGroup && (earlier.same || earlier.other)) return words.pool
  if (earlier.same) return figure.kind === 'score' ? words.scoreAlone : words.notComparable
  return earlier.other ? words.reworded : words.first
}

const levelWords = (words: Words, { share, mean }: Compared, { figure }: PointContext): string => {
  if (share) return words.share(share, figure.purpose === 'comfort')
  return mean ? words.mean(mean, figure.scale.max) : words.noFigure
}

/** About a figure in a quarter: who answered, the level with its interval, what changed. */
export const pointSentence = (point: Compared, context: PointContext): string => {
  const { invited, n, share, mean } = point
  const { release, group, language } = context
  const words = trendWords[language]
  if (release?.withheld) return withheldSentence(release, language)
  if (!release) return noPulseSentence(language)
  if (point.state === 'none') return asSentence(words, [group === null ? words.notAsked : words.noGroup])
  if (point.state === 'hidden' || n === null || invited === null) return asSentence(words, [words.hidden(invited ?? 0)])
  const everyone = n === invited && (share ?? mean)?.kind === 'exact'
  const level = levelWords(words, point, context)
  const changes = comparisonWords(words, point, context)
  const change = changes.length > 0 ? changes : [noComparison(words, context)]
  return asSentence(words, [
    words.answered(n, invited),
    level,
    everyone ? words.everyone : '',
    ...(share || mean ? change : []),
  ])
}

export const withheldSentence = ({ withheld, groupMinimum, invited }: Withheld, language: Language): string => {
  const words = trendWords[language]
  return asSentence(words, [
    withheld === 'too_few_ballots'
      ? words.withheld.too_few_ballots(invited, groupMinimum)
      : words.withheld[withheld ?? 'failed_audit'](invited),
  ])
}

export interface Response {
  readonly quarter: string
  readonly invited: number | null
  readonly answered: number | null
}

/** The share of those invited who answered, compared with the latest earlier quarter that shows its own. */
export const responseSentence = (
  response: Response,
  before: Response | undefined,
  language: Language,
  own?: Own,
): string => {
  const words = trendWords[language]
  const share = ({ invited, answered }: Response): number | null =>
    invited === null || answered === null || invited === 0 ? null : answered / invited
  const [now, then] = [share(response), before ? share(before) : null]
  if (now === null) return asSentence(words, [words.response.none])
  const { quarter, invited, answered } = response
  const told = words.response.share(answered ?? 0, invited ?? 0, now)
  return asSentence(words, [
    told,
    then === null || !before ? '' : words.response.before(words.quarterName(before.quarter, quarter, own), then),
  ])
}

/** How much of a published quarter's breakdown is shown. */
export const groupsSentence = (shown: number, of: number, language: Language): string => {
  const words = trendWords[language]
  if (of === 0) return asSentence(words, [words.groups.none])
  if (shown === 0) return asSentence(words, [words.groups.hidden(of)])
  return asSentence(words, [shown === of ? words.groups.all(shown) : words.groups.some(shown, of)])
}

export const trendSentence = (trend: Omit<Trend, 'sentence'>, kind: Series['kind'], language: Language): string => {
  const words = trendWords[language]
  const { state, points, perYear } = trend
  if (state === 'too-early') return asSentence(words, [words.trend.early(points, trendPoints)])
  if (state === 'none' || perYear === null) return asSentence(words, [words.trend.none(points)])
  const of = kind === 'score' ? words.trend.mean : words.trend.share
  return asSentence(words, [of(state, points, perYear)])
}
