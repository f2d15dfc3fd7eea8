/** Whether a word that is also a name stands as a person in its sentence. */
import { isAlsoWord, monthNames } from './names.ts'

export type Token = { start: number; end: number; raw: string; fold: string }
/** One place where a name may stand: the token, its neighbours, and what is known of the name. */
export type Place = {
  text: string
  tokens: Token[]
  at: number
  isFirstName: boolean
  /** A name part of anybody stands at this token. */
  isNamePart: (at: number) => boolean
  /** The token before, or the one before its comma or `and`, was taken for a person. */
  followsPerson: boolean
}

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))
const determiners = set(
  'a an the this these those each every our your their its his her my any no some another new old first last next same',
)
const addressed = set(
  'thanks thank thx cc ask asked asking told tell telling ping pinged pinging messaged dm emailed mailed paged call called woke by per hi hey hello dear via kudos @',
)
const monthBefore = set(
  'in since until till by last next this early mid late during from of before after end through between',
)
const adverbs = set(
  'also then just only already immediately later first never finally again probably apparently still both once soon even',
)
const irregularPasts =
  set(`saw was were had did said told went got took made knew thought found began came gave left ran sent spoke wrote
 woke held brought built caught chose broke fell felt forgot led lost meant met paid rang stood understood drove grew heard hid kept shook slept
 taught threw tore won wore drew flew became stuck swore undid withdrew overrode rewrote reran`)
const samePasts = set('put read set let cut hit shut quit cost hurt split')
const presents =
  set(`is has does says asks tells thinks knows wants needs sees did could would should must cannot can didn doesn wasn isn hasn hadn
 couldn wouldn shouldn starts stops restarts deploys merges notices finds goes comes takes runs rolls reverts opens joins leaves pings fixes checks
 looks gets gives makes owns suggests reports replies confirms begins explains adds removes changes pushes writes tries keeps who`)
const humanActs =
  set(`said says asked asks told tells thought thinks knew knows noticed notices decided approved merged joined explained suggested agreed
 reverted escalated forgot muted paged restarted deployed confirmed reported investigated wrote pushed replied pinged called answered declared
 mitigated rolled believed wanted tried saw didn doesn wasn hadn had reviewed acknowledged acked handed identified silenced`)
const objects = set('the it a an this that these those everything us me them him her our my all both')
const notPasts = set('need feed speed proceed succeed exceed seed bleed embed shed indeed based related limited')

const isNumber = (word: string | undefined): boolean => word !== undefined && /^\p{N}/u.test(word)
const isCapital = (word: string | undefined): boolean => word !== undefined && /^\p{Lu}/u.test(word)
const isUpper = (word: string | undefined): boolean => word !== undefined && /^\p{Lu}{2,}$/u.test(word)

const isPersonVerb = (word: string, name: string): boolean => {
  if (presents.has(word) || irregularPasts.has(word)) return true
  if (samePasts.has(word)) return name !== 'will' && name !== 'may'
  return word.endsWith('ed') && word.length > 3 && !notPasts.has(word)
}

/** `mark restarted the pod`: of lower-case words only what somebody did to something tells a person. */
const actFollows = ({ text, tokens, at }: Place): boolean => {
  const next = tokens[at + 1]
  const object = tokens[at + 2]
  if (next === undefined || object === undefined || !/^ $/.test(text.slice(tokens[at]?.end, next.start))) return false
  const isAct =
    (next.fold.endsWith('ed') && next.fold.length > 3 && !notPasts.has(next.fold)) ||
    (irregularPasts.has(next.fold) && !/^(?:was|were)$/.test(next.fold))
  return isAct && objects.has(object.fold)
}

const verbFollows = ({ text, tokens, at, isFirstName }: Place, lenient: boolean): boolean => {
  const name = tokens[at]?.fold ?? ''
  let next = tokens[at + 1]
  if (next === undefined || !/^[ \t\u00a0]+$/.test(text.slice(tokens[at]?.end, next.start))) return false
  if (adverbs.has(next.fold) || (next.fold.endsWith('ly') && next.fold.length > 4)) next = tokens[at + 2] ?? next
  if (!isFirstName && !lenient) return humanActs.has(next.fold)
  // "Mark failed nodes as drained" orders something; "Mark failed the node over" tells of a person.
  if (next.fold.endsWith('ed') && /^[^.!?\n]*\sas\s/.test(text.slice(next.end)) && (name === 'mark' || name === 'bill'))
    return false
  return isPersonVerb(next.fold, name)
}

const startsSentence = (text: string, start: number): boolean =>
  /(?:^|[.!?:;\n\r*•>#|"“”([])\s*$|(?:^|\n)\s*[-–—]\s*$/.test(text.slice(Math.max(0, start - 12), start))

const standsInList = ({ text, tokens, at, isNamePart, followsPerson }: Place): boolean => {
  if (followsPerson) return true
  const after = text.slice(tokens[at]?.end, tokens[at + 1]?.start)
  if (/^\s*[,/&]\s*$/.test(after) && isCapital(tokens[at + 1]?.raw) && isNamePart(at + 1)) return true
  return (
    /^\s*,?\s*$/.test(after) &&
    (tokens[at + 1]?.fold === 'and' || tokens[at + 1]?.fold === 'or') &&
    isCapital(tokens[at + 2]?.raw) &&
    isNamePart(at + 2)
  )
}

const isMonthHere = ({ tokens, at }: Place): boolean =>
  monthNames.has(tokens[at]?.fold ?? '') &&
  (monthBefore.has(tokens[at - 1]?.fold ?? '') ||
    // `between April and May`
    (/^(?:and|to|or)$/.test(tokens[at - 1]?.fold ?? '') &&
      monthNames.has(tokens[at - 2]?.fold ?? '') &&
      monthBefore.has(tokens[at - 3]?.fold ?? '')) ||
    isNumber(tokens[at - 1]?.raw) ||
    isNumber(tokens[at + 1]?.raw))

/** `Stone (DBA)`, `Jack and I`. */
const roleFollows =
  /^(?: \((?:the |our |from |who )?(?:dba|sre|dev\w*|ops|qa|on-?call|lead|manager|engineer|support|platform|infra|intern|architect|security|\p{Lu}\p{L}+ team)\b| and (?:I|me|myself)\b)/iu

/** Where a leak and a lost word weigh against each other, the leak weighs more: a capital within a sentence counts as a person. */
export const standsAsPerson = (place: Place): boolean => {
  const { text, tokens, at, isFirstName } = place
  const token = tokens[at]
  if (token === undefined) return false
  const before = tokens[at - 1]
  const after = text.slice(token.end, token.end + 4)
  if (before !== undefined && determiners.has(before.fold) && /^\s+$/.test(text.slice(before.end, token.start)))
    return false
  if (isMonthHere(place)) return false
  const isAddressed =
    before !== undefined && addressed.has(before.fold) && /^[\s,:@]+$/.test(text.slice(before.end, token.start))
  if (!isCapital(token.raw)) {
    if (isFirstName && startsSentence(text, token.start) && actFollows(place)) return true
    if (isFirstName && place.followsPerson && /^\s*(?:[,.;]|$)/.test(text.slice(token.end))) return true
    return isAddressed && (isFirstName || before.fold !== 'by') && before.fold !== 'call'
  }
  if (standsInList(place) || roleFollows.test(text.slice(token.end))) return true
  const shouting = isUpper(token.raw) && (isUpper(before?.raw) || isUpper(tokens[at + 1]?.raw))
  if (startsSentence(text, token.start) || shouting) {
    if (isFirstName && /^['’](?:s|d|ll)\b/.test(after)) return true
    if (isFirstName && /^\s*(?:$|[,:!?)])/.test(text.slice(token.end)))
      return token.fold !== 'will' || !after.startsWith(',')
    return verbFollows(place, false)
  }
  if (/^['’]s\b/.test(after)) return true
  if (isAddressed || verbFollows(place, true)) return true
  const titled =
    isCapital(tokens[at + 1]?.raw) &&
    !place.isNamePart(at + 1) &&
    /^\s+$/.test(text.slice(token.end, tokens[at + 1]?.start))
  return isFirstName && !titled
}

/** Two capital letters that are nobody's initials in this trade. */
const abbreviations = set(
  'ai al am api as aws az ba bi bu cd ci cpu db dc dev dm do dr ds eu fd gc gb go ha hq hr id ii iii io ip it js jr kb lb mb me mr ms my na no oc ok on or os pc pd pm po pr ps qa rc sa sd sg sh sla sql sr ssh tb tls ts ui uk up us ux vm vp we',
)
/** Initials alone (`JL restarted it`, `asked JL`): only where nothing else would stand. */
export const initialsStandAsPerson = (place: Place): boolean => {
  const token = place.tokens[place.at]
  if (token === undefined || !isUpper(token.raw) || abbreviations.has(token.fold)) return false
  if (addressed.has(place.tokens[place.at - 1]?.fold ?? '')) return true
  return verbFollows({ ...place, isFirstName: false }, false)
}

/** A full name of words alone, written small, is one where it did something: `mark stone approved it`. */
export const actsAsPerson = (place: Place): boolean =>
  actFollows(place) || verbFollows({ ...place, isFirstName: false }, false)

/** A lower-case word this short is more often a word of some language than a name. */
export const needsPlace = (token: Token): boolean =>
  isAlsoWord(token.fold) ||
  (token.fold.length < 3 && token.raw === token.raw.toLowerCase() && /^[a-z]+$/.test(token.fold))
