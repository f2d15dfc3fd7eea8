/** The names of those known in a text, word by word. What a word may be is looked up, so that a long list costs no more. */
import { type Case, caseOf } from './inflection.ts'
import { fewestOfShort, isNearly, makeIndex, type NameIndex } from './name-index.ts'
import { handleFrom, longestName, runOf } from './name-runs.ts'
import { isWordIn } from './name-words.ts'
import { foldName, isParticle, type KnownPerson, knownPerson } from './names.ts'
import {
  initialsStandAsPerson,
  isAddressedOrActs,
  isTitled,
  needsPlace,
  type Place,
  standsAsPerson,
  startsSentence,
  type Token,
} from './persons.ts'
import type { Hit } from './stand-ins.ts'
import type { Steps } from './steps.ts'
import type { Tongue } from './tongues.ts'

const tokenPattern = /[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}\p{Cf}]*[\p{L}\p{M}\p{N}])?/gu

const inPathOfAPerson = (text: string, token: Token): boolean =>
  /(?:\/home\/|(?:^|[\s/"'`(=])(?:users?|people|personal|wip)\/|\/u\/|[\w.-]*(?:git|hub|lab|bucket|code)[\w-]*(?:\.[\w-]+)*\.[a-z]{2,}[:/]|~|\bauthor[=:]|\buser(?:name)?[=:]|\bowner[=:])$/i.test(
    text.slice(Math.max(0, token.start - 60), token.start),
  ) ||
  (/(?:^|[\s`'"(])$/.test(text.slice(Math.max(0, token.start - 1), token.start)) &&
    token.raw === token.raw.toLowerCase() &&
    /^\/[a-z0-9]/i.test(text.slice(token.end)) &&
    !/^\/(?:and|or)\b/.test(text.slice(token.end)) &&
    /^\/[\w.-]*[-_\d/]/.test(text.slice(token.end)))

/** Semitic scripts write `and`, `to`, `by` onto the name itself. */
const withoutPrefix = (fold: string): string =>
  /^[\p{Script=Arabic}\p{Script=Hebrew}]{4,}$/u.test(fold) ? fold.replace(/^[وفبلكהושבלכמ]/u, '') : fold

/** `Priya` for Priyanka: a beginning this long, two letters short of the whole, is a short form where it stands as a person. */
const isBeginningOf = (person: KnownPerson, token: Token): boolean =>
  token.fold.length >= fewestOfShort &&
  token.fold.length + 2 <= person.first.length &&
  person.first.startsWith(token.fold) &&
  /^\p{Lu}/u.test(token.raw) &&
  token.fold !== 'just'

/** Everyday words that are a short name and an s: `this` is nobody's `Thi`. */
const notPlural =
  /^(?:this|his|has|was|does|less|yes|plus|us|is|as|its|pass|als|das|las|los|des|les|bus|gas|thus|goes|across|access|process|address|always)$/

type Found = { last: number; kind: Case }

/** Where this person's name, begun at the token, ends; null where it is none. */
const nameAt = (person: KnownPerson, place: Omit<Place, 'isFirstName'>): Found | null => {
  const { text, tokens, at, tongue } = place
  const token = tokens[at]
  if (token === undefined) return null
  // A path speaks no language: there a word of any of them is one.
  const words = /[/\\]/.test(text.charAt(token.start - 1)) ? null : tongue
  const standsHere = (part: string): boolean =>
    standsAsPerson({ ...place, isFirstName: part === person.first || (part !== person.last && !isParticle(part)) })
  const joined = handleFrom(text, tokens, at, person)
  if (joined !== null) return { last: joined, kind: 'plain' }
  const run = runOf(text, tokens, at, person, tongue)
  if (run !== null) {
    const isWord = person.spelled.has(run.part) || needsPlace({ ...token, fold: run.part }, words)
    if (run.isCertain || !isWord || standsHere(run.part) || inPathOfAPerson(text, token)) return run
  }
  const here: Found = { last: at, kind: 'plain' }
  if (person.handles.has(token.fold) && !needsPlace(token, words)) return here
  if (withoutPrefix(token.fold) !== token.fold && person.parts.has(withoutPrefix(token.fold))) return here
  const singular = token.fold.replace(/s$/, '')
  if (
    /^[\p{Ll}\p{M}]{3,}s$/iu.test(token.raw) &&
    !notPlural.test(token.fold) &&
    person.parts.has(singular) &&
    !person.spelled.has(singular)
  ) {
    const isBeforeNoun = tongue === 'de' && /^ \p{Lu}\p{Ll}/u.test(text.slice(token.end)) && /^\p{Lu}/u.test(token.raw)
    if (
      isBeforeNoun &&
      (!needsPlace({ ...token, fold: singular }, tongue) || startsSentence(text, token.start) || standsHere(singular))
    )
      return { last: at, kind: 'of' }
    if (!needsPlace({ ...token, fold: singular }, tongue)) return here
  }
  const initials = person.first.charAt(0) + person.last.charAt(0)
  if (token.fold.length > 1 && token.fold === initials && initialsStandAsPerson({ ...place, isFirstName: false }))
    return here
  return isBeginningOf(person, token) && standsHere(person.first) ? here : null
}

/** Somebody who is on no list, named behind a title: `Herr Brandl`, then `Brandls Liste` in the same text. */
const strangersIn = (text: string, tokens: Token[], tongueAt: (at: number) => Tongue | null): KnownPerson[] =>
  tokens.flatMap((token, at) => {
    if (!/^\p{Lu}[\p{Ll}\p{M}]+/u.test(token.raw)) return []
    const tongue = tongueAt(token.start)
    const place = { text, tokens, at, tongue, isFirstName: false, isNamePart: () => false, followsPerson: false }
    if (!isTitled(place) || isTitled({ ...place, at: at + 1 })) return []
    const next = tokens[at + 1]
    // German puts a noun behind a name; elsewhere a second capital is the surname.
    const isWhole =
      next !== undefined &&
      /^\p{Lu}[\p{Ll}\p{M}]+/u.test(next.raw) &&
      /^[ -]$/.test(text.slice(token.end, next.start)) &&
      (tongue !== 'de' ||
        text[token.end] === '-' ||
        /^(?:[.,;:!?)]|\s*$| [\p{Ll}]*(?:te|at|ar|ist)\b)/u.test(text.slice(next.end)))
    return [knownPerson({ name: isWhole ? text.slice(token.start, next.end) : token.raw })]
  })

/** Longer words are nobody's name; they are cut where they are compared. */
const longestWord = 60

const tokensOf = (
  text: string,
  { basesOf }: NameIndex,
  tongueAt: (at: number) => Tongue | null,
  steps: Steps,
): Token[] =>
  [...text.matchAll(tokenPattern)].map(match => {
    const raw = match[0].slice(0, longestWord).normalize('NFC')
    const fold = foldName(raw)
    const isCapital = /^\p{Lu}/u.test(raw)
    steps.take(isCapital ? 4 : 1)
    const start = match.index
    return { start, end: start + match[0].length, raw, fold, bases: isCapital ? basesOf(fold, tongueAt(start)) : [] }
  })

/** The full stop of an initial belongs to it, unless the sentence ends there. */
const endOf = (text: string, { raw, end }: Token): number =>
  /^\p{Lu}$/u.test(raw) && text[end] === '.' && !/^\.\s{0,24}(?:$|\p{Lu})/u.test(text.slice(end, end + 26))
    ? end + 1
    : end

export const namesIn = (
  text: string,
  index: NameIndex,
  isTaken: (token: Token) => boolean,
  tongueAt: (at: number) => Tongue | null,
  steps: Steps,
): Hit[] => {
  const { known, parts } = index
  const tokens = tokensOf(text, index, tongueAt, steps)
  const strangers = strangersIn(text, tokens, tongueAt)
  const titled = makeIndex(strangers, [])
  /** Strangers count down from -1. */
  const personOf = (person: number): KnownPerson | undefined => (person < 0 ? strangers[-1 - person] : known[person])
  const isNamePart = (at: number): boolean => {
    const token = tokens[at]
    return token !== undefined && (parts.has(token.fold) || token.bases.length > 0)
  }
  const wordsOf = ({ fold, bases }: Token): Set<string> =>
    new Set([fold, fold.replace(/s$/, ''), withoutPrefix(fold), ...bases.map(({ part }) => part)])
  const candidates = (at: number): number[] => {
    const token = tokens[at]
    if (token === undefined) return []
    const words = wordsOf(token)
    const following = tokens.slice(at + 1, at + 4).flatMap(next => [...wordsOf(next)])
    return [...index.beginning(words, following), ...titled.beginning(words, following).map(person => -1 - person)]
  }
  const before = (at: number): [string, string] => [
    tokens[at - 1]?.raw.toLowerCase() ?? '',
    tokens[at - 2]?.raw.toLowerCase() ?? '',
  ]
  const hits: Hit[] = []
  /** The first token that no name or address has. */
  let free = 0
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) continue
    if (isTaken(token)) {
      free = at + 1
      continue
    }
    const previous = hits.at(-1)
    const followsPerson =
      previous !== undefined &&
      /^(?:['’]s)?\s*(?:,|&|\/|,? (?:and|or|und|oder|et|ou|y|e|o|i|oraz|и|ve|ja|και))\s*$/.test(
        text.slice(previous.end, token.start).slice(0, 24),
      )
    const tongue = tongueAt(token.start)
    const place = { text, tokens, at, tongue, isNamePart, followsPerson }
    const those = candidates(at)
    steps.take(1 + those.length * longestName)
    let best: (Found & { person: number }) | null = null
    for (const number of those) {
      const person = personOf(number)
      const found = person && nameAt(person, place)
      if (found && (best === null || found.last > best.last)) best = { ...found, person: number }
    }
    if (best === null) {
      const part = /^\p{Lu}/u.test(token.raw) && !isWordIn(token.fold, null) ? index.misspelt(token.fold) : null
      const person = part === null || parts.has(token.fold) ? undefined : index.handles.get(part)
      if (person === undefined || !isAddressedOrActs({ ...place, isFirstName: true })) continue
      best = { last: at, kind: 'plain', person }
    }
    const { last, person, kind }: Found & { person: number } = best
    let start = token.start
    const isBehindParticle = isParticle(tokens[at - 1]?.fold ?? '') && tokens[at - 1]?.raw === tokens[at - 1]?.fold
    const beforeIt = isBehindParticle && at - 2 >= free ? at - 2 : at - 1
    const wrong = tokens[beforeIt]
    // `Theodor Lindgren`, `Mohamed al Farsi`: what stands before a part of a name may be another, written wrongly.
    if (
      beforeIt >= free &&
      wrong !== undefined &&
      /^\p{Lu}/u.test(wrong.raw) &&
      /^ (?:\p{L}{1,4} )?$/u.test(text.slice(wrong.end, start)) &&
      isNearly(personOf(person) ?? knownPerson({ name: '' }), wrong.fold)
    )
      start = wrong.start
    const asWritten = tongue === 'pl' ? caseOf(token.raw, kind, ...before(at)) : kind
    hits.push({ start, end: endOf(text, tokens[last] ?? token), person, kind: asWritten })
    at = last
    free = last + 1
  }
  return hits
}
