/** Two statements of one theme that say opposite things of the same. */
import { contentStems, stemOf, wordsOf } from './words.ts'

/** Words that say the same thing with opposite sign; each line one scale, its two ends parted by a bar. */
const scales = `good great well fine nice helpful useful smooth smoothly excellent solid worked works working calm reassuring okay valuable|bad poor poorly badly terrible useless unhelpful chaotic painful broken confusing confused messy awful stressful misleading frustrating noisy
 fast quick quickly fastest quicker prompt promptly immediately instantly early sooner earlier soon straightaway|slow slowly late later delayed delay ages hours long longer
 clear clearly obvious understandable unambiguous known knew understood documented|unclear confusing vague ambiguous unknown undocumented unsure
 enough sufficient ample plenty adequate|insufficient inadequate scarce lacking lack short missing
 easy easily simple straightforward trivial|hard difficult tricky complicated impossible
 safe stable reliable robust|unsafe unstable risky unreliable fragile flaky dangerous
 complete current accurate correct right uptodate valid|incomplete outdated stale wrong incorrect inaccurate obsolete
 always everyone everybody all|never nobody none
 succeeded success passed up healthy available green recovered|failed failure down unhealthy unavailable red
 present existed exists fired reached arrived came received got|absent missing silent
 more increased higher up grew rose|less fewer decreased lower down fell dropped
 necessary needed essential justified|unnecessary pointless overkill
 before|after
 agree agreed|disagree disagreed
 manual manually|automatic automatically automated`

type Pole = { scale: number; sign: 1 | -1 }
const poles = new Map<string, Pole>()
scales.split('\n').forEach((line, scale) => {
  const [up = '', down = ''] = line.split('|')
  for (const [side, sign] of [
    [up, 1],
    [down, -1],
  ] as const)
    for (const word of side.trim().split(/\s+/)) if (!poles.has(word)) poles.set(word, { scale, sign })
})
const negations =
  /^(?:not|no|never|nobody|none|nothing|without|neither|nor|hardly|barely|lacked|lacking|cannot|can't|won't|n't|didn't|doesn't|don't|wasn't|weren't|isn't|aren't|hadn't|haven't|hasn't|couldn't|wouldn't|shouldn't|too)$/

/** A clause reduced to what it is about and how it stands to it. */
type Claim = { topics: Set<string>; polarity: Map<number, number>; negated: boolean }

const claimOf = (text: string): Claim => {
  const topics = new Set<string>()
  const polarity = new Map<number, number>()
  let negatedUntil = -1
  let negated = false
  const words = wordsOf(text.slice(0, 2_000))
  words.forEach(({ text: raw }, at) => {
    const word = raw.toLowerCase().replaceAll('’', "'")
    const pole = poles.get(word)
    if (negations.test(word)) {
      if (word !== 'too') {
        negatedUntil = at + 4
        negated = !negated
      }
      return
    }
    if (pole !== undefined) {
      const sign = at <= negatedUntil ? -pole.sign : pole.sign
      if (at <= negatedUntil) negated = false
      polarity.set(pole.scale, (polarity.get(pole.scale) ?? 0) + sign)
      return
    }
    for (const stem of contentStems(word)) topics.add(stemOf(stem))
  })
  return { topics, polarity, negated }
}

const leastShared = 0.34

/** True where both speak of the same and one denies or reverses what the other says. */
export const contradict = (a: string, b: string): boolean => {
  const left = claimOf(a)
  const right = claimOf(b)
  const shared = [...left.topics].filter(topic => right.topics.has(topic)).length
  const smaller = Math.min(left.topics.size, right.topics.size)
  if (smaller === 0 || shared === 0 || shared / smaller < leastShared) return false
  for (const [scale, sign] of left.polarity) {
    const other = right.polarity.get(scale) ?? 0
    if (sign * other < 0) return true
  }
  const opinions = (claim: Claim): number =>
    [...claim.polarity.values()].reduce((sum, sign) => sum + Math.sign(sign), 0)
  if (opinions(left) * opinions(right) < 0) return true
  return left.negated !== right.negated && shared / smaller >= 0.6 && left.polarity.size === right.polarity.size
}

/** True where any two statements contradict each other; the first 60 are looked at, which is more than one theme has in a meeting. */
export const hasDisagreement = (texts: string[]): boolean => {
  const some = texts.slice(0, 60)
  return some.some((a, i) => some.slice(i + 1).some(b => contradict(a, b)))
}
