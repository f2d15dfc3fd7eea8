/** Takes names, handles and addresses out of a text and leaves a sentence that can be read. */
import { foldName, isParticle, type KnownPerson, knownPerson } from './names.ts'
import { actsAsPerson, initialsStandAsPerson, needsPlace, standsAsPerson, type Token } from './persons.ts'
import type { NamedPerson } from './schema.ts'
import { type Hit, type Redaction, worded } from './stand-ins.ts'

const roles =
  /^(?:on-?call|support|info|ops|dev-?ops|sec(?:urity)?|no-?reply|do-?not-?reply|teams?|help(?:-?desk)?|admins?|administrator|sre|alerts?|alerting|post-?master|host-?master|web-?master|abuse|hello|contact|sales|billing|service|incidents?|status|root|git|hg|svn|notifications?|monitor(?:ing)?|pager|platform|infra(?:structure)?|build|ci|deploy|jenkins|mailer-daemon|office|press|privacy|legal|hr|jobs|all|everyone|staff|it|noc|engineering|developers?|list|announce|feedback|postmortems?|payments?|accounts?|bot|robot|system|daemon|cron|user|test|example)(?:[-+._].*|\d+)?$/i
/** What follows an at sign without being a person: broadcast words, annotations, package tags, style rules. */
const notHandles =
  /^(?:here|channel|everyone|all|group|room|team|latest|next|beta|alpha|canary|rc|media|import|keyframes|supports|param|params|returns?|throws|see|type|types|deprecated|override|test|autowired|transactional|component|bean|nullable|nonnull|property|staticmethod|classmethod|daily|hourly|weekly|monthly|yearly|reboot|todo|since|link|example|internal|ts-ignore|ts-expect-error)$/i
const addressPattern = /[\p{L}\p{N}][\p{L}\p{N}._%+'-]*@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu
const handlePattern = /(?<![\p{L}\p{N}._@/`])@(\p{L}[\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)*)/gu
const tokenPattern = /[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}\p{Cf}]*[\p{L}\p{M}\p{N}])?/gu

const bare = (handle: string): string => foldName(handle).replaceAll(/[^\p{L}\p{N}]/gu, '')

const spaceless = (text: string, people: KnownPerson[]): Hit[] =>
  people.flatMap((person, index) =>
    person.unspaced.flatMap(name => {
      const hits: Hit[] = []
      const pattern = new RegExp(
        `${Array.from(name)
          .map(letter => letter.replace(/[^\p{L}\p{N}]/u, String.raw`\$&`))
          .join('\\s?')}(?:さん|様|氏|君|先生)?`,
        'gu',
      )
      for (const match of text.matchAll(pattern))
        hits.push({ start: match.index, end: match.index + match[0].length, person: index })
      return hits
    }),
  )

/** The name run that begins at a token: how far it goes, and whether its length alone makes it certain. */
const runOf = (
  text: string,
  tokens: Token[],
  at: number,
  person: KnownPerson,
): { last: number; certain: boolean } | null => {
  const token = tokens[at]
  if (token === undefined) return null
  const letters = (t: Token | undefined): boolean => t !== undefined && /^\p{Lu}\p{M}*$/u.test(t.raw)
  const between = (left: number): string => text.slice(tokens[left]?.end, tokens[left + 1]?.start)
  const used = new Set<string>()
  let initials = 0
  let last = at
  if (person.parts.has(token.fold)) used.add(token.fold)
  else if (
    person.initials.has(token.fold) &&
    (/^['’]$/.test(between(at)) || (letters(token) && /^(?:\. ?| )$/.test(between(at))))
  ) {
    if (between(at) === ' ' && (token.fold === 'a' || token.fold === 'i')) return null
    initials = 1
  } else return null
  for (let next = at + 1; next < tokens.length; next += 1) {
    const candidate = tokens[next]
    const gap = between(next - 1)
    if (candidate === undefined || !/^(?:[ \t\u00a0]{1,2}|['’.\-_\u2010]|\. |, )$/.test(gap)) break
    if (gap === ', ' && !(used.has(person.last) && candidate.fold === person.first && /^\p{Lu}/u.test(candidate.raw)))
      break
    const singular = candidate.fold.replace(/s$/, '')
    if (person.parts.has(candidate.fold) && !used.has(candidate.fold)) used.add(candidate.fold)
    else if (used.size > 0 && singular !== candidate.fold && person.last === singular && /^\p{Lu}/u.test(candidate.raw))
      used.add(singular)
    else if (
      letters(candidate) &&
      person.initials.has(candidate.fold) &&
      !(gap === ' ' && /^[ai]$/.test(candidate.fold) && text[candidate.end] !== '.')
    )
      initials += 1
    else if (isParticle(candidate.fold) || candidate.fold.length === 1) continue
    else break
    last = next
  }
  const end = tokens[last]
  const run = tokens.slice(at, last + 1).filter(t => !isParticle(t.fold))
  const isCapital = run.every(t => /^\p{Lu}/u.test(t.raw))
  const isJoined = last > at && !/\s/.test(text.slice(token.end, end?.start))
  if (used.size > 1) {
    const isPlain = [...used].every(part => needsPlace({ ...token, fold: part, raw: part }))
    if (isCapital || isJoined || !isPlain) return { last, certain: true }
    const place = { text, tokens, at: last, isFirstName: false, isNamePart: () => false, followsPerson: false }
    // `Will power be restored?`: the second word is only a word.
    return actsAsPerson(place) ? { last, certain: true } : { last: at, certain: false }
  }
  if (used.size === 1 && initials > 0) {
    const capital = tokens.slice(at, last + 1).every(t => /^\p{Lu}/u.test(t.raw))
    return capital || /^['’]$/.test(between(at)) ? { last, certain: true } : { last: at, certain: false }
  }
  if (initials > 1 && text[end?.end ?? -1] === '.') return { last, certain: true }
  return used.size === 1 ? { last: at, certain: false } : null
}

const inPathOfAPerson = (text: string, token: Token): boolean =>
  /(?:\/home\/|(?:^|[\s/"'`(=])(?:users?|people|personal|wip)\/|\/u\/|:\/\/[\w.-]+\/(?=$)|[\w-]+\.(?:com|org|io|net|dev)[:/]|~|\bauthor[=:]|\buser(?:name)?[=:]|\bowner[=:])$/i.test(
    text.slice(0, token.start),
  ) ||
  (/(?:^|[\s`'"(])$/.test(text.slice(0, token.start)) &&
    token.raw === token.raw.toLowerCase() &&
    /^\/[a-z0-9]/i.test(text.slice(token.end)) &&
    !/^\/(?:and|or)\b/.test(text.slice(token.end)) &&
    /^\/[\w.-]*[-_\d/]/.test(text.slice(token.end)))

/** Semitic scripts write `and`, `to`, `by` onto the name itself. */
const withoutPrefix = (fold: string): string =>
  /^[\p{Script=Arabic}\p{Script=Hebrew}]{4,}$/u.test(fold) ? fold.replace(/^[وفبلكהושבלכמ]/u, '') : fold

/** Those known, and every folded word at which a name of theirs can begin. */
type Roster = { known: KnownPerson[]; begins: ReadonlySet<string> }
const rosters = new WeakMap<readonly NamedPerson[], Roster>()

/** Taken apart once for all statements of a survey, which come with one list. */
const rosterOf = (people: readonly NamedPerson[]): Roster => {
  const made = rosters.get(people)
  if (made !== undefined) return made
  const known = people.map(knownPerson)
  const begins = new Set(
    known.flatMap(person => [
      ...person.parts,
      ...person.handles,
      ...person.initials,
      person.first.slice(0, 1) + person.last.slice(0, 1),
      ...Array.from({ length: Math.max(0, person.first.length - fewestOfShort - 1) }, (_, at) =>
        person.first.slice(0, fewestOfShort + at),
      ),
    ]),
  )
  const roster = { known, begins }
  rosters.set(people, roster)
  return roster
}

/** `Priya` for Priyanka: a beginning this long, two letters short of the whole, is a short form where it stands as a person. */
const fewestOfShort = 4
const isBeginningOf = (person: KnownPerson, token: Token): boolean =>
  token.fold.length >= fewestOfShort &&
  token.fold.length + 2 <= person.first.length &&
  person.first.startsWith(token.fold) &&
  /^\p{Lu}/u.test(token.raw) &&
  token.fold !== 'just'

/** Everyday words that are a short name and an s: `this` is nobody's `Thi`. */
const notPlural =
  /^(?:this|his|has|was|does|less|yes|plus|us|is|as|its|pass|als|das|las|los|des|les|bus|gas|thus|goes|across|access|process|address|always)$/

const namesIn = (text: string, { known: people, begins }: Roster, taken: (token: Token) => boolean): Hit[] => {
  const tokens = [...text.matchAll(tokenPattern)].map(match => ({
    start: match.index,
    end: match.index + match[0].length,
    raw: match[0].normalize('NFC'),
    fold: foldName(match[0]),
  }))
  const isNamePart = (at: number): boolean => people.some(person => person.parts.has(tokens[at]?.fold ?? ''))
  const hits: Hit[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) continue
    const { fold } = token
    const isPossible =
      begins.has(fold) || (fold.endsWith('s') && begins.has(fold.slice(0, -1))) || withoutPrefix(fold) !== fold
    if (!isPossible || taken(token)) continue
    const previous = hits.at(-1)
    const followsPerson =
      previous !== undefined && /^(?:['’]s)?\s*(?:,|&|\/|,? and|,? or)\s*$/.test(text.slice(previous.end, token.start))
    let best: { last: number; person: number } | null = null
    people.forEach((person, index) => {
      const place = {
        text,
        tokens,
        at,
        isFirstName:
          token.fold === person.first ||
          (person.parts.has(token.fold) && token.fold !== person.last && !isParticle(token.fold)),
        isNamePart,
        followsPerson,
      }
      const run = runOf(text, tokens, at, person)
      let last = -1
      if (run !== null && (run.certain || !needsPlace(token) || standsAsPerson(place) || inPathOfAPerson(text, token)))
        last = run.last
      else if (person.handles.has(token.fold) && !needsPlace(token)) last = at
      else if (withoutPrefix(token.fold) !== token.fold && person.parts.has(withoutPrefix(token.fold))) last = at
      else if (
        /^[\p{Ll}\p{M}]{3,}s$/iu.test(token.raw) &&
        !notPlural.test(token.fold) &&
        person.parts.has(token.fold.slice(0, -1)) &&
        !needsPlace({ ...token, fold: token.fold.slice(0, -1) })
      )
        last = at
      else if (
        token.fold.length > 1 &&
        person.last !== '' &&
        token.fold === person.first.slice(0, 1) + person.last.slice(0, 1) &&
        initialsStandAsPerson(place)
      )
        last = at
      else if (isBeginningOf(person, token) && standsAsPerson({ ...place, isFirstName: true })) last = at
      if (last >= at && (best === null || last > best.last)) best = { last, person: index }
    })
    if (best === null) continue
    const { last, person }: { last: number; person: number } = best
    let end = tokens[last]?.end ?? token.end
    // The full stop of an initial belongs to it, unless the sentence ends there.
    if (/^\p{Lu}$/u.test(tokens[last]?.raw ?? '') && text[end] === '.' && !/^\.\s*(?:$|\p{Lu})/u.test(text.slice(end)))
      end += 1
    hits.push({ start: token.start, end, person })
    at = last
  }
  return hits
}

const collect = (text: string, people: readonly NamedPerson[]): Hit[] => {
  const roster = rosterOf(people)
  const { known } = roster
  const owner = (handle: string): number => known.findIndex(p => p.handles.has(handle) || p.parts.has(handle))
  const strangers: string[] = []
  const stranger = (handle: string): number => {
    const at = strangers.indexOf(handle)
    return -1 - (at < 0 ? strangers.push(handle) - 1 : at)
  }
  const kept: { start: number; end: number }[] = []
  const hits: Hit[] = []
  for (const match of text.matchAll(addressPattern)) {
    const end = match.index + match[0].length
    const local = match[0].split('@')[0] ?? ''
    const person = people.findIndex(p => p.email?.toLowerCase() === match[0].toLowerCase())
    const isRepository = /^:[^\s\d]/.test(text.slice(end)) || text.slice(0, match.index).endsWith('://')
    const known = person >= 0 ? person : owner(bare(local))
    if (known < 0 && (isRepository || roles.test(local))) kept.push({ start: match.index, end })
    else if (!isRepository) hits.push({ start: match.index, end, person: known >= 0 ? known : stranger(bare(local)) })
  }
  for (const match of text.matchAll(handlePattern)) {
    const handle = match[1] ?? ''
    const known = owner(bare(handle))
    const end = match.index + match[0].length
    if (known < 0 && (notHandles.test(handle) || roles.test(handle) || /^[/(\\]/.test(text.slice(end))))
      kept.push({ start: match.index, end })
    else hits.push({ start: match.index, end, person: known >= 0 ? known : stranger(bare(handle)) })
  }
  const whole = [...kept, ...hits]
  const within = (token: { start: number; end: number }): boolean =>
    whole.some(k => token.start < k.end && token.end > k.start)
  hits.push(...spaceless(text, known).filter(hit => !within(hit)), ...namesIn(text, roster, within))
  return hits
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter((hit, i, all) => all.slice(0, i).every(h => h.end <= hit.start))
}

/** Where somebody's name, handle or address stands, in order, without overlap; offsets are of UTF-16 units as in `slice`. */
export const findNames = (text: string, people: readonly NamedPerson[]): Redaction[] =>
  worded(text, collect(text, people))

/** The text with every found name replaced. Without people only handles and personal mail addresses are found. */
export const redact = (text: string, people: readonly NamedPerson[]): string => {
  let out = ''
  let at = 0
  for (const { start, end, replacement } of findNames(text, people)) {
    out += text.slice(at, start) + replacement
    at = end
  }
  return out + text.slice(at)
}
