/** Every displayed figure against the truth. Returns the differences, and how many figures were compared. */
import type { PulseResult } from '../../functions/domain/suppression/release.ts'
import type { Point, Series, Trends } from '../../functions/domain/trends/schema.ts'
import { limitsOf, meanInterval, meanOf, higherOf, leastSquaresSlope, newcombeAmong, wilsonOf } from './statistics.ts'
import type { Truth, Values } from './truth.ts'

export interface Book {
  readonly truths: ReadonlyMap<string, Truth>
  readonly differences: string[]
  readonly seen: { figures: number; hidden: number }
}

const expectNear = (book: Book, where: string, shown: number | null, wanted: number, step: number): void => {
  book.seen.figures += 1
  // Half a rounding step, plus floating-point error.
  if (shown === null || Math.abs(shown - wanted) > step / 2 + 1e-7) {
    book.differences.push(`${where}: ${String(shown)} is shown, ${wanted} is true`)
  }
}

interface Shown {
  readonly kind: string
  readonly value: number
  readonly lo?: number | null
  readonly hi?: number | null
}

interface Scale {
  readonly min: number
  readonly max: number
  readonly favourableFrom: number
}

const expectBound = (
  book: Book,
  where: string,
  { kind, value }: Shown,
  wanted: number,
  ends: readonly number[],
): void => {
  book.seen.figures += 1
  const holds = kind === 'atLeast' ? wanted >= value - 1e-9 : wanted <= value + 1e-9
  const near = Math.min(...ends.map(end => Math.abs(end - value)))
  if (!holds || near > 0.21 * Math.abs((ends[1] ?? 1) - (ends[0] ?? 0))) {
    book.differences.push(`${where}: ${kind} ${value} is shown, ${wanted} is true`)
  }
}

const expectInterval = (
  book: Book,
  where: string,
  { lo = null, hi = null }: Shown,
  wanted: () => readonly [number, number],
  step: number,
): void => {
  if (lo === null && hi === null) return
  expectNear(book, `${where} low`, lo, wanted()[0], step)
  expectNear(book, `${where} high`, hi, wanted()[1], step)
}

interface ShownCell {
  readonly n: number | null
  readonly mean: Shown | null
  readonly share: Shown | null
  readonly distribution: readonly number[] | null
  readonly silent: { meanLo: number; meanHi: number; favLo: number; favHi: number } | null
}

const favourableIn = ({ values }: Values, { favourableFrom }: Scale): number =>
  values.filter(value => value >= favourableFrom).length

export const checkCell = (book: Book, where: string, cell: ShownCell, truth: Values, scale: Scale): void => {
  const { values, invited } = truth
  const { n, mean, share, distribution, silent } = cell
  if (n === null) {
    book.seen.hidden += 1
    if (mean || share || distribution || silent) book.differences.push(`${where}: hidden, and yet it tells`)
    return
  }
  expectNear(book, `${where} n`, n, values.length, 0)
  const favourable = favourableIn(truth, scale)
  if (mean?.kind === 'exact') {
    expectNear(book, `${where} mean`, mean.value, meanOf(values), 0.01)
    expectInterval(book, `${where} mean`, mean, () => meanInterval(values, invited), 0.01)
  } else if (mean) expectBound(book, `${where} mean`, mean, meanOf(values), [scale.min, scale.max])
  if (share?.kind === 'exact') {
    expectNear(book, `${where} share`, share.value, favourable / values.length, 0.001)
    expectInterval(book, `${where} share`, share, () => wilsonOf(favourable, values.length, invited), 0.001)
  } else if (share) expectBound(book, `${where} share`, share, favourable / values.length, [0, 1])
  for (const [step, count] of (distribution ?? []).entries()) {
    const wanted = values.filter(value => value === scale.min + step).length
    expectNear(book, `${where} step ${step + 1}`, count, wanted, 0)
  }
  if (silent) {
    const sum = values.reduce((a, b) => a + b, 0)
    const rest = invited - values.length
    expectNear(book, `${where} worst mean`, silent.meanLo, (sum + rest * scale.min) / invited, 0.01)
    expectNear(book, `${where} best mean`, silent.meanHi, (sum + rest * scale.max) / invited, 0.01)
    expectNear(book, `${where} worst share`, silent.favLo, favourable / invited, 0.001)
    expectNear(book, `${where} best share`, silent.favHi, (favourable + rest) / invited, 0.001)
  }
}

const valuesOf = (book: Book, series: string, quarter: string, group: string | null): Values | undefined => {
  const figure = book.truths.get(quarter)?.figures.get(series)
  return group === null ? figure?.whole : figure?.groups.get(group)
}

const checkComparison = (
  book: Book,
  where: string,
  series: Series,
  point: Point,
  group: string | null,
  level: number,
): void => {
  for (const compared of [point.sincePrevious, point.sinceYear, point.sinceFirst]) {
    if (!compared) continue
    const now = valuesOf(book, series.id, point.quarter, group)
    const then = valuesOf(book, series.id, compared.quarter, group)
    if (!now || !then) continue
    const place = `${where} since ${compared.quarter}`
    expectNear(book, `${place} higher`, compared.probHigher, higherOf(now.values, then.values), 0.001)
    const [a, b] = [favourableIn(now, series.scale), favourableIn(then, series.scale)]
    expectNear(book, `${place} change`, compared.change, a / now.values.length - b / then.values.length, 0.001)
    const [lo, hi] = newcombeAmong([a, now.values.length, now.invited], [b, then.values.length, then.invited], level)
    // p itself is held by test/vectors/finite-change.json.
    const isFound = compared.p < 1 - level
    expectNear(book, `${place} change low`, compared.lo, isFound ? lo : Math.min(0, lo), 0.001)
    expectNear(book, `${place} change high`, compared.hi, isFound ? hi : Math.max(0, hi), 0.001)
    const direction = !isFound || (lo <= 0 && hi >= 0) ? 'none' : lo > 0 ? 'rise' : 'fall'
    if (compared.direction !== direction) book.differences.push(`${place}: ${compared.direction}, not ${direction}`)
  }
}

/** The numbers in a sentence are those of its point. */
const checkSentence = (book: Book, where: string, point: Point): void => {
  const counts = /^(\d+) of (\d+) answered/.exec(point.sentence)
  if (counts) {
    expectNear(book, `${where} sentence n`, Number(counts[1]), point.n ?? Number.NaN, 0)
    expectNear(book, `${where} sentence invited`, Number(counts[2]), point.invited ?? Number.NaN, 0)
  }
  const share = / (\d+) % (?:feel|answer)/.exec(point.sentence)
  if (share) expectNear(book, `${where} sentence share`, Number(share[1]), 100 * (point.share?.value ?? Number.NaN), 1)
  const interval = /95 % interval (\d+)-(\d+) %/.exec(point.sentence)
  if (interval) {
    expectNear(book, `${where} sentence low`, Number(interval[1]), 100 * (point.share?.lo ?? Number.NaN), 1)
    expectNear(book, `${where} sentence high`, Number(interval[2]), 100 * (point.share?.hi ?? Number.NaN), 1)
  }
}

/** In the view of one instrument, quarters that asked another have no figure. */
const isAsked = (book: Book, quarter: string, { instrument }: Trends): boolean =>
  instrument === null || book.truths.get(quarter)?.instrument === instrument

/** One in twenty, shared by what is read side by side. */
const levelOf = (book: Book, trends: Trends, series: Series, quarter: string, group: string | null): number => {
  if (series.id === trends.series[0]?.id && group === null) return 0.95
  const truth = book.truths.get(quarter)
  const questions = trends.series.filter(({ id, kind }) => kind === 'item' && truth?.figures.has(id)).length
  return 1 - 0.05 / Math.max(1, questions - 1 + (truth?.groups.size ?? 0))
}

const checkPoints = (
  book: Book,
  trends: Trends,
  series: Series,
  points: readonly Point[],
  group: string | null,
): void => {
  for (const point of points) {
    const where = `${point.quarter} ${group ?? 'all'} ${series.id}`
    const truth = valuesOf(book, series.id, point.quarter, group)
    if (point.state === 'none') {
      if (truth && isAsked(book, point.quarter, trends)) book.differences.push(`${where}: said not to be asked`)
      continue
    }
    if (!truth) {
      book.differences.push(`${where}: nobody was asked`)
      continue
    }
    if (point.invited !== null) expectNear(book, `${where} invited`, point.invited, truth.invited, 0)
    checkCell(book, where, point, truth, series.scale)
    checkComparison(book, where, series, point, group, levelOf(book, trends, series, point.quarter, group))
    checkSentence(book, where, point)
  }
}

/** Of the true values, rounded as they are shown, if they are shown exactly. */
const checkFits = (book: Book, series: Series, group: string | null): void => {
  const placed = (line: number) =>
    series.points.flatMap((point, x) => {
      const measure = series.kind === 'item' ? point.share : point.mean
      const truth = valuesOf(book, series.id, point.quarter, group)
      if (point.line !== line || measure?.kind !== 'exact' || !truth) return []
      const y = series.kind === 'item' ? favourableIn(truth, series.scale) / truth.values.length : meanOf(truth.values)
      const scale = series.kind === 'item' ? 1000 : 100
      return [[x, Math.round(y * scale) / scale] as const]
    })
  for (const { line, perYear, points } of series.trends) {
    const on = placed(line)
    const where = `${group ?? 'all'} ${series.id} trend ${line}`
    expectNear(book, `${where} points`, points, on.length, 0)
    if (perYear !== null) expectNear(book, where, perYear, 4 * leastSquaresSlope(on), 0.0001)
  }
  for (const { line, centre, lo, hi } of series.limits) {
    const wanted = limitsOf(placed(line).map(([, y]) => y))
    const [least, most] = series.kind === 'item' ? [0, 1] : [series.scale.min, series.scale.max]
    const where = `${group ?? 'all'} ${series.id} limits ${line}`
    expectNear(book, `${where} centre`, centre, wanted.centre, 0.0001)
    expectNear(book, `${where} low`, lo, Math.max(least, wanted.lo), 0.0001)
    expectNear(book, `${where} high`, hi, Math.min(most, wanted.hi), 0.0001)
  }
}

export const checkTrends = (book: Book, trends: Trends): void => {
  const { group } = trends
  for (const series of trends.series) {
    checkPoints(book, trends, series, series.points, group)
    checkFits(book, series, group)
  }
  const [headline] = trends.series
  for (const { label, points, responses } of trends.byGroup) {
    if (headline) checkPoints(book, trends, headline, points, label)
    for (const { quarter, invited, answered } of responses) {
      const truth = book.truths.get(quarter)?.groups.get(label)
      if (invited !== null) expectNear(book, `${quarter} ${label} invited`, invited, truth?.invited ?? -1, 0)
      if (answered !== null) expectNear(book, `${quarter} ${label} answered`, answered, truth?.ballots ?? -1, 0)
    }
  }
  for (const { quarter, invited, answered } of trends.quarters) {
    const truth = book.truths.get(quarter)
    const told = group === null ? truth : truth?.groups.get(group)
    if (invited !== null) expectNear(book, `${quarter} invited`, invited, told?.invited ?? -1, 0)
    if (answered !== null) expectNear(book, `${quarter} answered`, answered, told?.ballots ?? -1, 0)
  }
}

/** What participants see: figures of the whole organisation. */
export const checkResult = (book: Book, quarter: string, result: PulseResult): void => {
  const truth = book.truths.get(quarter)
  expectNear(book, `${quarter} result invited`, result.invited, truth?.invited ?? -1, 0)
  if (result.answered !== null) expectNear(book, `${quarter} result`, result.answered, truth?.ballots ?? -1, 0)
  for (const { id, scale, organisation } of result.figures) {
    const { n, mean, favourable, distribution, silent } = organisation
    const share = favourable && {
      ...favourable,
      value: favourable.kind === 'exact' ? favourable.share : favourable.value,
    }
    const values = truth?.figures.get(id)?.whole
    if (!values) book.differences.push(`${quarter} result ${id}: nobody was asked`)
    else checkCell(book, `${quarter} result ${id}`, { n, mean, share, distribution, silent }, values, scale)
  }
}
