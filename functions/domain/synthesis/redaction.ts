/** Takes names, handles and addresses out of a text and leaves a sentence that can be read. */
import { type Case, caseOf } from './inflection.ts'
import { handleFrom, runOf } from './name-runs.ts'
import { isWordIn } from './name-words.ts'
import { foldName, isParticle, type KnownPerson, knownPerson, roles } from './names.ts'
import {
  initialsStandAsPerson,
  isTitled,
  needsPlace,
  type Place,
  standsAsPerson,
  startsSentence,
  type Token,
} from './persons.ts'
import type { NamedPerson } from './schema.ts'
import { type Hit, type Redaction, worded } from './stand-ins.ts'
import { type Tongue, tonguesOf } from './tongues.ts'

/** What follows an at sign without being a person: broadcast words, annotations, package tags, style rules. */
const notHandles =
  /^(?:here|channel|everyone|all|group|room|team|latest|next|beta|alpha|canary|rc|media|import|keyframes|supports|param|params|returns?|throws|see|type|types|deprecated|override|test|autowired|transactional|component|bean|nullable|nonnull|property|staticmethod|classmethod|daily|hourly|weekly|monthly|yearly|reboot|todo|since|link|example|internal|ts-ignore|ts-expect-error)$/i
const addressPattern = /[\p{L}\p{N}][\p{L}\p{N}._%+'-]*@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu
const handlePattern = /(?<![\p{L}\p{N}._@/`])@(\p{L}[\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)*)/gu
const tokenPattern = /[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}\p{Cf}]*[\p{L}\p{M}\p{N}])?/gu

const bare = (handle: string): string => foldName(handle).replaceAll(/[^\p{L}\p{N}]/gu, '')

const spaceless = (text: string, people: readonly KnownPerson[]): Hit[] =>
  people.flatMap((person, index) =>
    person.unspaced.flatMap(name => {
      const letters = Array.from(name).map(letter => letter.replace(/[^\p{L}\p{N}]/u, String.raw`\$&`))
      const pattern = new RegExp(`${letters.join('\\s?')}(?:さん|様|氏|君|先生)?`, 'gu')
      return [...text.matchAll(pattern)].map(({ index: start, 0: found }) => ({
        start,
        end: start + found.length,
        person: index,
      }))
    }),
  )

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
const fewestOfShort = 4
const isBeginningOf = (person: KnownPerson, token: Token): boolean =>
  token.fold.length >= fewestOfShort &&
  token.fold.length + 2 <= person.first.length &&
  person.first.startsWith(token.fold) &&
  /^\p{Lu}/u.test(token.raw) &&
  token.fold !== 'just'

/** Those known, and of every folded word at which a name can begin, whose. */
type Roster = { known: KnownPerson[]; begins: ReadonlyMap<string, ReadonlySet<number>> }
const rosters = new WeakMap<readonly NamedPerson[], Roster>()

/** Taken apart once for all statements of a survey, which come with one list. */
const rosterOf = (people: readonly NamedPerson[]): Roster => {
  const made = rosters.get(people)
  if (made !== undefined) return made
  const known = people.map(knownPerson)
  const begins = new Map<string, Set<number>>()
  known.forEach((person, index) => {
    const short = Array.from({ length: Math.max(0, person.first.length - fewestOfShort - 1) }, (_, at) =>
      person.first.slice(0, fewestOfShort + at),
    )
    const { parts, handles, initials, bent, first, last } = person
    const letters = [...handles].map(handle => handle.charAt(0))
    for (const word of [
      ...parts,
      ...handles,
      ...letters,
      ...initials,
      ...bent.keys(),
      first.charAt(0) + last.charAt(0),
      ...short,
    ])
      begins.set(word, (begins.get(word) ?? new Set()).add(index))
  })
  const roster = { known, begins }
  rosters.set(people, roster)
  return roster
}

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

const namesIn = (
  text: string,
  { known, begins }: Roster,
  taken: (token: Token) => boolean,
  tongueAt: (at: number) => Tongue | null,
): Hit[] => {
  const tokens = [...text.matchAll(tokenPattern)].map(match => ({
    start: match.index,
    end: match.index + match[0].length,
    raw: match[0].normalize('NFC'),
    fold: foldName(match[0]),
  }))
  const strangers = strangersIn(text, tokens, tongueAt)
  const personOf = (index: number): KnownPerson | undefined => (index < 0 ? strangers[-1 - index] : known[index])
  const isNamePart = (at: number): boolean => {
    const fold = tokens[at]?.fold ?? ''
    return [...(begins.get(fold) ?? [])].some(index => known[index]?.parts.has(fold))
  }
  /** Strangers count down from -1. */
  const candidates = (fold: string): number[] => {
    const spellings = new Set([fold, fold.replace(/s$/, ''), withoutPrefix(fold)])
    const found = [...spellings].flatMap(word => [...(begins.get(word) ?? [])])
    strangers.forEach(({ parts, bent }, index) => {
      if ([...spellings].some(word => parts.has(word) || bent.has(word))) found.push(-1 - index)
    })
    return found
  }
  const before = (at: number): [string, string] => [
    tokens[at - 1]?.raw.toLowerCase() ?? '',
    tokens[at - 2]?.raw.toLowerCase() ?? '',
  ]
  const hits: Hit[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) continue
    const those = candidates(token.fold)
    if (those.length === 0 || taken(token)) continue
    const previous = hits.at(-1)
    const followsPerson =
      previous !== undefined &&
      /^(?:['’]s)?\s*(?:,|&|\/|,? (?:and|or|und|oder|et|ou|y|e|o|i|oraz))\s*$/.test(
        text.slice(previous.end, token.start),
      )
    const tongue = tongueAt(token.start)
    let best: (Found & { person: number }) | null = null
    for (const index of those) {
      const person = personOf(index)
      const found = person && nameAt(person, { text, tokens, at, tongue, isNamePart, followsPerson })
      if (found && (best === null || found.last > best.last)) best = { ...found, person: index }
    }
    if (best === null) continue
    const { last, person, kind }: Found & { person: number } = best
    let end = tokens[last]?.end ?? token.end
    // The full stop of an initial belongs to it, unless the sentence ends there.
    if (/^\p{Lu}$/u.test(tokens[last]?.raw ?? '') && text[end] === '.' && !/^\.\s*(?:$|\p{Lu})/u.test(text.slice(end)))
      end += 1
    const asWritten = tongue === 'pl' ? caseOf(token.raw, kind, ...before(at)) : kind
    hits.push({ start: token.start, end, person, kind: asWritten })
    at = last
  }
  return hits
}

const collect = (text: string, people: readonly NamedPerson[], tongueAt: (at: number) => Tongue | null): Hit[] => {
  const roster = rosterOf(people)
  const { known } = roster
  const owner = (handle: string): number => known.findIndex(p => p.handles.has(handle) || p.parts.has(handle))
  const strangers: string[] = []
  /** Apart from those known by a title, who count down from -1 in the text. */
  const stranger = (handle: string): number => {
    const at = strangers.indexOf(handle)
    return -1001 - (at < 0 ? strangers.push(handle) - 1 : at)
  }
  const kept: { start: number; end: number }[] = []
  const hits: Hit[] = []
  for (const match of text.matchAll(addressPattern)) {
    const end = match.index + match[0].length
    const local = match[0].split('@')[0] ?? ''
    const person = people.findIndex(p => p.email?.toLowerCase() === match[0].toLowerCase())
    const isRepository = /^:[^\s\d]/.test(text.slice(end)) || text.slice(0, match.index).endsWith('://')
    const index = person >= 0 ? person : owner(bare(local))
    if (index < 0 && (isRepository || roles.test(local))) kept.push({ start: match.index, end })
    else if (!isRepository) hits.push({ start: match.index, end, person: index >= 0 ? index : stranger(bare(local)) })
  }
  for (const match of text.matchAll(handlePattern)) {
    const handle = match[1] ?? ''
    const index = owner(bare(handle))
    const end = match.index + match[0].length
    // `@sommer/icons` is a package unless it is somebody's handle.
    const isScope =
      /^\/[\p{L}\d]/u.test(text.slice(end)) &&
      isWordIn(bare(handle), null) &&
      known[index]?.handles.has(bare(handle)) !== true
    if (isScope || (index < 0 && (notHandles.test(handle) || roles.test(handle) || /^[/(\\]/.test(text.slice(end)))))
      kept.push({ start: match.index, end })
    else hits.push({ start: match.index, end, person: index >= 0 ? index : stranger(bare(handle)) })
  }
  const whole = [...kept, ...hits]
  const within = (token: { start: number; end: number }): boolean =>
    whole.some(k => token.start < k.end && token.end > k.start)
  hits.push(...spaceless(text, known).filter(hit => !within(hit)), ...namesIn(text, roster, within, tongueAt))
  return hits
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter((hit, i, all) => all.slice(0, i).every(h => h.end <= hit.start))
}

/** Where somebody's name, handle or address stands, in order, without overlap; offsets are of UTF-16 units as in `slice`. */
export const findNames = (text: string, people: readonly NamedPerson[]): Redaction[] => {
  const tongueAt = tonguesOf(text)
  return worded(text, collect(text, people, tongueAt), tongueAt)
}

/** The text with every found name replaced. Without people only titles' names, handles and personal mail addresses are found. */
export const redact = (text: string, people: readonly NamedPerson[]): string => {
  let out = ''
  let at = 0
  for (const { start, end, replacement } of findNames(text, people)) {
    out += text.slice(at, start) + replacement
    at = end
  }
  return out + text.slice(at)
}
