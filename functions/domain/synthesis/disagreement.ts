/** Two statements of one theme that say opposite things of the same. */
import { isStopword, stemOf, wordsOf } from './words.ts'

/** Scales on which statements oppose each other: one line each, its two ends parted by a bar. */
const scales = `good great well fine nice helpful useful smooth smoothly excellent solid calm reassuring valuable effective perfect|bad poor poorly badly terrible useless unhelpful chaotic chaos painful confusing messy awful stressful misleading frustrating ineffective disaster horrible
 fast quick quickly prompt promptly immediately instantly early soon straightaway seconds minutes|slow slowly late delayed ages hours forever long days
 clear clearly obvious understandable unambiguous known knew know understood understand certain sure|unclear confusing vague ambiguous unknown unsure confused guessing guessed puzzled
 enough sufficient ample plenty adequate generous|insufficient inadequate scarce short tight
 easy easily simple straightforward trivial|hard difficult difficulty tricky complicated impossible struggled
 safe stable reliable robust harmless|unsafe unstable risky unreliable fragile flaky dangerous harmful
 complete current accurate correct right up-to-date uptodate valid matched|incomplete outdated stale wrong incorrect inaccurate obsolete contradicted
 always everyone everybody every all|never nobody none
 succeeded success passed healthy available green recovered worked works working work succeed pass recover|failed fails fail failure unhealthy unavailable red broken broke
 present existed exists exist had has have available fired fire received receive arrived arrive came come got get|absent missing silent lacked lacking without
 necessary needed essential justified warranted|unnecessary pointless overkill unwarranted
 calm quiet|hectic noisy loud
 before|after
 agreed agree |disagreed disagree
 manual manually hand|automatic automatically automated
 too-early premature prematurely|overdue
 informed told notified inform tell notify|uninformed surprised
 increased rose grew higher|decreased fell dropped lower
 tested|untested
 documented|undocumented
 owned|unowned orphaned
 noticed notice saw seen see|unnoticed missed overlooked`

/** Places in the list above. */
const quantity = 7
const existence = 9
type Pole = { scale: number; sign: 1 | -1 }
const poles = new Map<string, Pole[]>()
scales.split('\n').forEach((line, scale) => {
  const [up = '', down = ''] = line.split('|')
  for (const [side, sign] of [
    [up, 1],
    [down, -1],
  ] as const)
    for (const word of side.trim().split(/\s+/)) poles.set(word, [...(poles.get(word) ?? []), { scale, sign }])
})
const lastOpinion = 8
const negation =
  /^(?:not|no|never|nobody|none|nothing|without|neither|nor|hardly|barely|cannot|can't|won't|didn't|doesn't|don't|wasn't|weren't|isn't|aren't|hadn't|haven't|hasn't|couldn't|wouldn't|didnt|doesnt|dont|wasnt|isnt)$/
/** What is wished, planned or supposed tells nothing about how it was. */
const wish =
  /^[^\p{L}]*(?:please|maybe|perhaps|add|ask|automate|build|check|consider|create|define|describe|discuss|document|enable|ensure|fix|get|give|improve|increase|introduce|investigate|keep|let|limit|listen|make|move|offer|provide|reduce|remove|replace|review|run|set|setup|share|shorten|split|switch|test|train|use|write)\b|^[^\p{L}]*\p{L}{2,}ing\b|\b(?:should|could|would|might|must|need to|needs to|ought|let's|if|better|more|less|quicker|faster|clearer|earlier|sooner)\b(?! than\b)|\?\s*$/iu
/** Two statements that name different ones of these speak of different things. */
const distinctions =
  /\b(?:first|second|third|last|next|previous|old|new|east|west|north|south|primary|secondary|replica|staging|production|prod|dev|test|morning|afternoon|evening|night|day|week|weekend|before|after|internal|external)\b/gi
const named = (sentence: string): Set<string> => new Set(sentence.toLowerCase().match(distinctions))

/** How many words a negation reaches. */
const reach = 4

/** A sentence reduced to what it speaks of and on which side it stands. */
type Claim = {
  topics: Set<string>
  sides: Map<number, number>
  negated: Set<string>
  names: Set<string>
  denies: boolean
}

const claimOf = (sentence: string): Claim => {
  const topics = new Set<string>()
  const sides = new Map<number, number>()
  const negated = new Set<string>()
  let negatedUntil = -1
  let denies = false
  wordsOf(sentence).forEach(({ text: raw }, at) => {
    const word = raw.toLowerCase().replaceAll('’', "'")
    const isNegated = at <= negatedUntil
    // `without their word nobody`: two denials side by side are two denials.
    for (const { scale, sign } of poles.get(word) ?? [])
      sides.set(scale, Math.sign((sides.get(scale) ?? 0) + (isNegated && !negation.test(word) ? -sign : sign)))
    if (negation.test(word)) {
      negatedUntil = at + reach
      denies = true
    }
    if (poles.has(word) || isStopword(word)) return
    const stem = stemOf(word)
    topics.add(stem)
    if (isNegated) negated.add(stem)
  })
  // `had no runbook`: the denial stands after the word that it denies.
  if (denies && sides.has(existence)) sides.set(existence, -1)
  return {
    topics,
    sides,
    negated,
    names: named(sentence),
    denies: denies || [...sides.values()].some(side => side < 0),
  }
}

const sharedBy = (a: Set<string>, b: Set<string>): string[] => [...a].filter(topic => b.has(topic))

/** So much of what the shorter one speaks of must be spoken of by the other. */
const leastShared = 0.5
/** `has` and `has no` are said of so many things that more must be shared. */
const leastSharedToExist = 0.66

const opposed = (a: Claim, b: Claim): boolean => {
  const shared = sharedBy(a.topics, b.topics)
  const smaller = Math.min(a.topics.size, b.topics.size)
  if (shared.length === 0 || shared.length / smaller < leastShared) return false
  if (shared.length < 2 && Math.max(a.topics.size, b.topics.size) > 2) return false
  if (a.names.size > 0 && b.names.size > 0 && sharedBy(a.names, b.names).length === 0) return false
  const ratio = shared.length / smaller
  for (const [scale, side] of a.sides)
    if ((scale !== existence || ratio >= leastSharedToExist) && side * (b.sides.get(scale) ?? 0) < 0) return true
  const opinion = (claim: Claim): number =>
    [...claim.sides].reduce((sum, [scale, side]) => (scale <= lastOpinion && scale !== quantity ? sum + side : sum), 0)
  if (opinion(a) * opinion(b) < 0) return true
  const oneSided = shared.filter(topic => a.negated.has(topic) !== b.negated.has(topic))
  return oneSided.length > 0 && shared.length >= 2 && a.denies !== b.denies
}

const sentencesOf = (text: string): string[] =>
  text
    .slice(0, 2_000)
    .replaceAll(/\bup[- ]to[- ]date\b/gi, 'uptodate')
    .replaceAll(/\bout[- ]of[- ]date\b/gi, 'outdated')
    .split(/(?<=[.!?;])\s+|\n+|,?\s(?:but|although|whereas|while|except)\s/)
    .filter(sentence => sentence.trim() !== '' && !wish.test(sentence))

const claimsOf = (text: string): Claim[] => sentencesOf(text).map(claimOf)
/** True where both speak of the same and one denies or reverses what the other says. Wishes and questions contradict nobody. */
const anyOpposed = (a: Claim[], b: Claim[]): boolean => a.some(left => b.some(right => opposed(left, right)))

/** A theme longer than this is too long to be read out, and every pair of it too many to compare. */
const mostCompared = 60

/** True where any two of the statements contradict each other. */
export const hasDisagreement = (texts: string[]): boolean => {
  const claims = texts.slice(0, mostCompared).map(claimsOf)
  return claims.some((a, i) => claims.slice(i + 1).some(b => anyOpposed(a, b)))
}
