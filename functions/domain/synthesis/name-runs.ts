/** How far one person's name goes from a token on: first name, particles, surname, initials, bent or not. */
import type { Case } from './inflection.ts'
import { isNearly } from './name-index.ts'
import { isParticle, type KnownPerson } from './names.ts'
import { actsAsPerson, needsPlace, type Token } from './persons.ts'
import type { Tongue } from './tongues.ts'

/** `isCertain` where its length alone makes it a name. `part` is the form on the list that its first word is one of. */
export type Run = { last: number; isCertain: boolean; part: string; kind: Case }

const isCapital = (token: Token): boolean => /^\p{Lu}/u.test(token.raw)
const isInitial = (token: Token | undefined): boolean => token !== undefined && /^\p{Lu}\p{M}*$/u.test(token.raw)

/** The part of a name that a word is: as listed, or bent. */
const partAt = (token: Token, person: KnownPerson, tongue: Tongue | null): { part: string; kind: Case } | null => {
  if (person.parts.has(token.fold)) {
    const isInstrumental = tongue === 'pl' && token.raw.endsWith('ą')
    return { part: token.fold, kind: isInstrumental ? 'by' : 'plain' }
  }
  return token.bases.find(({ part }) => person.parts.has(part)) ?? null
}

const joinsWords = /^(?:y|e|o|i|a|as|os|el|al|la|las|los|the|and|und|et)$/

/** Nobody's name has more words and initials than this. */
export const longestName = 9

export const runOf = (
  text: string,
  tokens: Token[],
  at: number,
  person: KnownPerson,
  tongue: Tongue | null,
): Run | null => {
  const token = tokens[at]
  if (token === undefined) return null
  const between = (left: number): string => text.slice(tokens[left]?.end, tokens[left + 1]?.start)
  const used = new Set<string>()
  let initials = 0
  let last = at
  const own = partAt(token, person, tongue)
  if (own !== null) used.add(own.part)
  else if (
    person.initials.has(token.fold) &&
    (/^['’]$/.test(between(at)) || (isInitial(token) && /^(?:\. ?| )$/.test(between(at))))
  ) {
    if (between(at) === ' ' && (token.fold === 'a' || token.fold === 'i')) return null
    initials = 1
  } else return null
  for (let next = at + 1; next < tokens.length && next < at + longestName; next += 1) {
    const candidate = tokens[next]
    const gap = between(next - 1)
    if (candidate === undefined || !/^(?:[ \t\u00a0]{1,2}|['’.\-_\u2010]|\. |, )$/.test(gap)) break
    if (gap === ', ' && !(used.has(person.last) && candidate.fold === person.first && isCapital(candidate))) break
    const singular = candidate.fold.replace(/s$/, '')
    const known = partAt(candidate, person, tongue)
    if (known !== null && !used.has(known.part)) used.add(known.part)
    else if (used.size > 0 && singular !== candidate.fold && person.last === singular && isCapital(candidate))
      used.add(singular)
    else if (
      isInitial(candidate) &&
      person.initials.has(candidate.fold) &&
      !(gap === ' ' && /^[aeioy]$/.test(candidate.fold) && text[candidate.end] !== '.')
    )
      initials += 1
    else if (used.size > 0 && gap === ' ' && isCapital(candidate) && isNearly(person, candidate.fold))
      used.add(candidate.fold)
    // Small letters and `rojo y el pilar`: a conjunction or an article between two words joins no name.
    else if (!isCapital(token) && joinsWords.test(candidate.fold)) break
    else if (isParticle(candidate.fold) || candidate.fold.length === 1) continue
    else break
    last = next
  }
  const run = (isCertain: boolean, end = last): Run => ({
    last: end,
    isCertain,
    part: own?.part ?? token.fold,
    kind: own?.kind ?? 'plain',
  })
  const end = tokens[last]
  const isAllCapital = tokens
    .slice(at, last + 1)
    .filter(({ fold }) => !isParticle(fold))
    .every(isCapital)
  if (used.size > 1) {
    const isJoined = !/\s/.test(text.slice(token.end, end?.start))
    const isPlain = [...used].every(part => needsPlace({ ...token, fold: part, raw: part }, tongue))
    if (isAllCapital || isJoined || !isPlain) return run(true)
    const place = { text, tokens, at: last, tongue, isFirstName: false, isNamePart: () => false, followsPerson: false }
    // `Will power be restored?`: the second word is only a word.
    return actsAsPerson(place) ? run(true) : run(false, at)
  }
  if (used.size === 1 && initials > 0) return isAllCapital || /^['’]$/.test(between(at)) ? run(true) : run(false, at)
  if (initials > 1 && text[end?.end ?? -1] === '.') return run(true)
  return used.size === 1 ? run(false, at) : null
}

/** `t.huang`, `J. Vanterpool`: a handle or the local part of an address, written with a sign between. */
export const handleFrom = (text: string, tokens: Token[], at: number, person: KnownPerson): number | null => {
  let joined = tokens[at]?.fold ?? ''
  for (let next = at + 1; next <= at + 2; next += 1) {
    const gap = text.slice(tokens[next - 1]?.end, tokens[next]?.start)
    if (!/^[._-]$/.test(gap) && !(/^\. ?$/.test(gap) && isInitial(tokens[at]))) return null
    joined += tokens[next]?.fold ?? ''
    if (person.handles.has(joined)) return next
  }
  return null
}
