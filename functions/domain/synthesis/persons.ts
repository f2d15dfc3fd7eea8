/** Whether a word that is also a name stands as a person in its sentence. */
import { type Grammar, grammars, isOtherAct, isTitle, openers, titleBehind, uncounted } from './grammar.ts'
import type { Base } from './name-index.ts'
import { isWordIn } from './name-words.ts'
import { isParticle } from './names.ts'
import type { Tongue } from './tongues.ts'

/** `bases` are the listed names that a word with a capital is a form of. */
export type Token = { start: number; end: number; raw: string; fold: string; bases: readonly Base[] }
/** One place where a name may stand: the token, its neighbours, and what is known of the name. */
export type Place = {
  text: string
  tokens: Token[]
  at: number
  tongue: Tongue | null
  isFirstName: boolean
  /** A name part of anybody stands at this token. */
  isNamePart: (at: number) => boolean
  /** The token before, or the one before its comma or `and`, was taken for a person. */
  followsPerson: boolean
}

const isNumber = (word: string | undefined): boolean => word !== undefined && /^\p{N}/u.test(word)
const isCapital = (word: string | undefined): boolean => word !== undefined && /^\p{Lu}/u.test(word)
const isUpper = (word: string | undefined): boolean => word !== undefined && /^\p{Lu}{2,}$/u.test(word)
const lower = (token: Token | undefined): string => token?.raw.toLowerCase() ?? ''

/** The rules of English where nothing tells the language. */
const grammarOf = ({ tongue }: Place): Grammar => grammars[tongue ?? 'en']
/** What stands between two words that speak of each other is short; of anything longer only the beginning is read. */
const longestGap = 24
const gapBetween = (text: string, left: Token | undefined, right: Token | undefined): string =>
  text.slice(left?.end, right?.start).slice(0, longestGap)
const gapBefore = ({ text, tokens, at }: Place): string =>
  at === 0 ? '' : gapBetween(text, tokens[at - 1], tokens[at])
const gapAfter = ({ text, tokens, at }: Place): string => gapBetween(text, tokens[at], tokens[at + 1])

const isVerb = (word: string, { verbs, verbEndings, notVerbs }: Grammar): boolean =>
  verbs.has(word) || (verbEndings.test(word) && !notVerbs.has(word))

const objects = new Set('the it a an this that these those everything us me them him her our my all both'.split(' '))
/** `mark restarted the pod`: of lower-case words only what somebody did to something tells a person. */
const actFollows = (place: Place): boolean => {
  const { text, tokens, at } = place
  const next = tokens[at + 1]
  if (next === undefined || gapAfter(place) !== ' ') return false
  if (place.tongue !== 'en' && place.tongue !== null) return grammarOf(place).humanActs.has(lower(next))
  const object = tokens[at + 2]
  if (object === undefined || gapBetween(text, next, object).trim() !== '') return false
  return isVerb(next.fold, grammars.en) && !/^(?:is|was|were|has|does|who)$/.test(next.fold) && objects.has(object.fold)
}

const nominatives = /^(?:ich|wir|er|man|niemand|keiner|jemand)$/
const subjects = /^(?:es|das|der|die|ja|nicht|dieser?|unser)$/
const verbFollows = (place: Place, lenient: boolean): boolean => {
  const { text, tokens, at, isFirstName } = place
  const grammar = grammarOf(place)
  const name = tokens[at]?.fold ?? ''
  if (!/^[ \t\u00a0]+$/.test(gapAfter(place))) return false
  let verb = at + 1
  while (verb < at + 4 && grammar.between.has(lower(tokens[verb]))) verb += 1
  const isEnglish = grammar === grammars.en
  if (isEnglish && lower(tokens[verb]).endsWith('ly') && lower(tokens[verb]).length > 4) verb += 1
  const word = lower(tokens[verb])
  if (word === '') return false
  if (place.tongue === null && isOtherAct(tokens[verb]?.fold ?? '')) return true
  if (isEnglish && !isFirstName && !lenient) return grammar.humanActs.has(word)
  if (place.tongue === 'de' && openers.has(name)) {
    const behind = lower(tokens[verb + 1])
    if (nominatives.test(behind) || (/^(?:war|ist|wird|wurde|blieb|dauerte)$/.test(word) && subjects.test(behind)))
      return false
  }
  if (
    isEnglish &&
    (name === 'will' || name === 'may') &&
    /^(?:put|read|set|let|cut|hit|shut|quit|split|hurt)$/.test(word)
  )
    return false
  // "Mark failed nodes as drained" orders something; "Mark failed the node over" tells of a person.
  if (
    /^(?:mark|bill)$/.test(name) &&
    word.endsWith('ed') &&
    /^[^.!?\n]*\sas\s/.test(text.slice(tokens[verb]?.end).slice(0, 200))
  )
    return false
  return isVerb(word, grammar)
}

export const startsSentence = (text: string, start: number): boolean =>
  /(?:^|[.!?:;\n\r*•>#|"“”([¿¡«„]|\[\d\d:\d\d\])\s*$|(?:^|\n)\s*[-–—]\s*$/.test(
    text.slice(Math.max(0, start - 12), start),
  )

const conjunctions = /^(?:and|or|und|oder|et|ou|y|e|o|i|oraz|lub)$/
const standsInList = ({ text, tokens, at, isNamePart, followsPerson }: Place): boolean => {
  if (followsPerson) return true
  const after = gapBetween(text, tokens[at], tokens[at + 1])
  if (/^\s*[,/&]\s*$/.test(after) && isCapital(tokens[at + 1]?.raw) && isNamePart(at + 1)) return true
  return (
    /^\s*,?\s*$/.test(after) &&
    conjunctions.test(tokens[at + 1]?.fold ?? '') &&
    isCapital(tokens[at + 2]?.raw) &&
    isNamePart(at + 2)
  )
}

const isTimeHere = (place: Place): boolean => {
  const { tokens, at } = place
  const { times, timeBefore } = grammarOf(place)
  if (!times.has(lower(tokens[at]))) return false
  const [before, earlier, first] = [lower(tokens[at - 1]), lower(tokens[at - 2]), lower(tokens[at - 3])]
  return (
    timeBefore.has(before) ||
    // `between April and May`
    (/^(?:and|to|or|und|et|y|e)$/.test(before) && times.has(earlier) && timeBefore.has(first)) ||
    isNumber(tokens[at - 1]?.raw) ||
    isNumber(tokens[at + 1]?.raw)
  )
}

/** `Stone (DBA)`, `Jack and I`. */
const roleFollows =
  /^(?: \((?:the |our |from |who )?(?:dba|sre|dev\w*|ops|qa|on-?call|lead|manager|engineer|support|platform|infra|intern|architect|security|\p{Lu}\p{L}+ team)\b| and (?:I|me|myself)\b)/iu

/** Herr Sommer, Mme Petit, pan Mróz. */
export const isTitled = ({ text, tokens, at, tongue }: Place): boolean => {
  const title = tokens[at - 1]
  const gap = gapBetween(text, title, tokens[at])
  if (title === undefined || !/^\.?[ \t\u00a0]{1,2}$/.test(gap) || !isTitle(title.fold, tongue)) return false
  return title.fold !== 'm' || (title.raw === 'M' && gap.startsWith('.'))
}

/** A word that stands for itself behind a preposition: the end of a clause, or a word of grammar behind it. */
const clauseEnds = (text: string, end: number): boolean =>
  /^(?:\s*$|\s*[.,;:!?)\n]|\s(?:and|or|about|when|because|who|that|in|on|at|before|after|across|over|with|to|from|for|around|during|into|through|but|so|if|by|then|again|yesterday|und|et|y|e|i|que|por|pour|para|czy)\b)/.test(
    text.slice(end, end + 12),
  )

const standsSmall = (place: Place): boolean => {
  const { text, tokens, at, isFirstName, tongue } = place
  const token = tokens[at]
  if (token === undefined || !isFirstName) return false
  const before = lower(tokens[at - 1])
  const isEnglish = tongue === 'en' || tongue === null
  if (startsSentence(text, token.start) && actFollows(place)) return true
  if (place.followsPerson && /^\s*(?:[,.;]|$)/.test(text.slice(token.end))) return true
  const isSpoken = /^[\s,:@]+$/.test(gapBefore(place))
  if (/^(?:by|via|per)$/.test(before) && uncounted.has(token.fold)) return false
  if (isSpoken && grammarOf(place).addressed.has(before) && before !== 'call')
    return isEnglish || (clauseEnds(text, token.end) && !(tongue === 'es' && uncounted.has(token.fold)))
  if (!isEnglish)
    return (
      isSpoken &&
      /^(?:a|à|la)$/.test(before) &&
      grammarOf(place).addressed.has(lower(tokens[at - 2])) &&
      clauseEnds(text, token.end)
    )
  if (isTimeHere(place) || uncounted.has(token.fold)) return false
  const after = gapAfter(place) === ' ' ? (tokens[at + 1]?.fold ?? '') : ''
  if (
    /^(?:as|that|when|because|after|before|until|while|what|and|but|then|if)$/.test(before) &&
    /^(?:said|says|told|asked|thought|thinks|knew|knows|noticed|wrote|saw)$/.test(after)
  )
    return true
  if (/^['’]s\b/.test(text.slice(token.end)))
    return !grammars.en.nounBefore.has(before) && !grammars.en.nounBefore.has(lower(tokens[at - 2]))
  // Nothing countable stands behind a preposition without an article: `shouted at penny`.
  return isSpoken && /^(?:at|with|from|beside|for)$/.test(before) && clauseEnds(text, token.end)
}

/** German writes every noun with a capital: a noun has its article, or another word that goes with nouns, before it. */
const standsInGerman = (place: Place): boolean => {
  const { text, tokens, at, isFirstName } = place
  const token = tokens[at]
  const before = lower(tokens[at - 1])
  if (token === undefined) return false
  const isClose = /^[ \t\u00a0]+$/.test(gapBefore(place))
  if (isClose && grammars.de.nounBefore.has(before)) {
    // `, den Wolf gestartet hat`: there it is the clause that is led in.
    if (/^(?:den|das|dem)$/.test(before) && /,\s*$/.test(text.slice(0, tokens[at - 1]?.start).slice(-longestGap)))
      return true
    return (
      isFirstName &&
      /^(?:der|die|de[nm]|beim|vom|zu[mr])$/.test(before) &&
      (verbFollows(place, true) || clauseEnds(text, token.end) || /^ (?:von|vom|aus)\b/.test(text.slice(token.end)))
    )
  }
  if (isClose && /^(?:aus|mit|vor|ohne|voll|zu|in|unter|durch)$/.test(before)) return !uncounted.has(lower(token))
  return true
}

const standsFirst = (place: Place): boolean => {
  const { text, tokens, at, isFirstName, tongue } = place
  const token = tokens[at]
  if (token === undefined) return false
  const rest = text.slice(token.end)
  if (isFirstName && /^['’](?:s|d|ll)?(?!\p{L})/u.test(rest)) return true
  if (isFirstName && /^\s*(?:$|[,:!?)])/.test(rest))
    return tongue === 'en' || tongue === null ? token.fold !== 'will' || !rest.startsWith(',') : true
  return verbFollows(place, false)
}

/** Where a leak and a lost word weigh against each other, the leak weighs more: a capital within a sentence counts as a person. */
export const standsAsPerson = (place: Place): boolean => {
  const { text, tokens, at, isFirstName, tongue } = place
  const token = tokens[at]
  if (token === undefined) return false
  if (isTitled(place) || titleBehind.test(text.slice(token.end, token.end + 12))) return true
  // Turkish writes an ending behind a name, and behind nothing else, with an apostrophe.
  if (
    tongue === null &&
    isCapital(token.raw) &&
    /^['’]\p{Ll}{1,6}(?!\p{L})/u.test(text.slice(token.end, token.end + 10))
  )
    return true
  const before = tokens[at - 1]
  const isEnglish = tongue === 'en' || tongue === null
  if (isEnglish && grammars.en.nounBefore.has(lower(before)) && /^\s+$/.test(gapBefore(place))) return false
  if (!isCapital(token.raw)) return standsSmall(place)
  if (isTimeHere(place)) return false
  if (standsInList(place) || roleFollows.test(text.slice(token.end))) return true
  const shouting = isUpper(token.raw) && (isUpper(before?.raw) || isUpper(tokens[at + 1]?.raw))
  if (startsSentence(text, token.start) || shouting) return standsFirst(place)
  if (/^['’]s\b/.test(text.slice(token.end))) return true
  if (grammarOf(place).addressed.has(lower(before)) && /^[\s,:@]+$/.test(gapBefore(place))) return true
  if (tongue === 'de') return standsInGerman(place)
  if (!isEnglish || verbFollows(place, true)) return true
  const isBeside = (other: number, gap: string): boolean =>
    isCapital(tokens[other]?.raw) && !place.isNamePart(other) && /^[ -]$/.test(gap)
  if (isBeside(at + 1, gapAfter(place))) return false
  return isFirstName || !isBeside(at - 1, gapBefore(place))
}

/** Two capital letters that are nobody's initials in this trade. */
const abbreviations = new Set(
  'ai al am api as aws az ba bi bu cd ci cpu db dc dev dm do dr ds eu fd gc gb go ha hq hr id ii iii io ip it js jr kb lb mb me mr ms my na no oc ok on or os pc pd pm po pr ps qa rc sa sd sg sh sla sql sr ssh tb tls ts ui uk up us ux vm vp we'.split(
    ' ',
  ),
)
/** Initials alone (`JL restarted it`, `asked JL`): only where nothing else would stand. */
export const initialsStandAsPerson = (place: Place): boolean => {
  const token = place.tokens[place.at]
  if (token === undefined || !isUpper(token.raw) || abbreviations.has(token.fold)) return false
  if (grammarOf(place).addressed.has(lower(place.tokens[place.at - 1]))) return true
  return verbFollows({ ...place, isFirstName: false }, false)
}

/** What a word that is no name on the list needs to be one written wrongly. */
export const isAddressedOrActs = (place: Place): boolean =>
  isTitled(place) ||
  verbFollows(place, true) ||
  (grammarOf(place).addressed.has(lower(place.tokens[place.at - 1])) && /^[\s,:@]+$/.test(gapBefore(place)))

/** A full name of words alone, written small, is one where it did something: `mark stone approved it`. */
export const actsAsPerson = (place: Place): boolean =>
  actFollows(place) || verbFollows({ ...place, isFirstName: false }, false)

/** A lower-case word this short is more often a word of some language than a name. */
export const needsPlace = (token: Token, tongue: Tongue | null): boolean =>
  isWordIn(token.fold, tongue) ||
  isParticle(token.fold) ||
  (token.fold.length < 3 && token.raw === token.raw.toLowerCase() && /^[a-z]+$/.test(token.fold))
