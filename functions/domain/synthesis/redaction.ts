/** Takes names, handles and addresses out of a text and leaves a sentence that can be read. */
import { foldName, isParticle, type KnownPerson, knownPerson } from './names.ts'
import { initialsStandAsPerson, needsPlace, standsAsPerson, type Token } from './persons.ts'
import type { NamedPerson } from './schema.ts'

export type Redaction = { start: number; end: number; replacement: string }
/** `person` is the index in the list of people; -1 - n for somebody who is not in it. */
type Hit = { start: number; end: number; person: number }

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
    if (person.parts.has(candidate.fold) && !used.has(candidate.fold)) used.add(candidate.fold)
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
  const isCapital = tokens.slice(at, last + 1).some(t => /^\p{Lu}/u.test(t.raw))
  const isJoined = last > at && !/\s/.test(text.slice(token.end, end?.start))
  if (used.size > 1)
    return {
      last,
      certain: isCapital || isJoined || ![...used].every(part => needsPlace({ ...token, fold: part, raw: part })),
    }
  if (used.size === 1 && initials > 0) {
    const capital = tokens.slice(at, last + 1).every(t => /^\p{Lu}/u.test(t.raw))
    return capital || /^['’]$/.test(between(at)) ? { last, certain: true } : { last: at, certain: false }
  }
  if (initials > 1 && text[end?.end ?? -1] === '.') return { last, certain: true }
  return used.size === 1 ? { last: at, certain: false } : null
}

const inPathOfAPerson = (text: string, token: Token): boolean =>
  /(?:\/home\/|\/users?\/|\/u\/|~|\bauthor[=:]|\buser(?:name)?[=:]|\bowner[=:])$/i.test(text.slice(0, token.start)) ||
  (/(?:^|[\s`'"(])$/.test(text.slice(0, token.start)) &&
    token.raw === token.raw.toLowerCase() &&
    /^\/[a-z0-9]/i.test(text.slice(token.end)) &&
    !/^\/(?:and|or)\b/.test(text.slice(token.end)) &&
    /^\/[\w.-]*[-_\d/]/.test(text.slice(token.end)))

/** Semitic scripts write `and`, `to`, `by` onto the name itself. */
const withoutPrefix = (fold: string): string =>
  /^[\p{Script=Arabic}\p{Script=Hebrew}]{4,}$/u.test(fold) ? fold.replace(/^[وفبلكהושבלכמ]/u, '') : fold

const namesIn = (text: string, people: KnownPerson[], taken: (token: Token) => boolean): Hit[] => {
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
    if (token === undefined || taken(token)) continue
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
  const known = people.map(knownPerson)
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
  hits.push(...spaceless(text, known).filter(hit => !within(hit)), ...namesIn(text, known, within))
  return hits
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter((hit, i, all) => all.slice(0, i).every(h => h.end <= hit.start))
}

const numbers = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const onCall = 'on[- ]?call(?: (?:engineer|person|developer|responder|colleague))?'

/** What stands in the place of a name, so that the sentence can still be read aloud. */
const worded = (text: string, hits: Hit[]): Redaction[] => {
  const persons: number[] = []
  const out: Redaction[] = []
  const distinct = new Set(hits.map(hit => hit.person)).size
  for (let i = 0; i < hits.length; i += 1) {
    const first = hits[i]
    if (first === undefined) continue
    let { start, end } = first
    const group = new Set([first.person])
    for (let next = hits[i + 1]; next !== undefined; next = hits[i + 1]) {
      const gap = text.slice(end, next.start)
      const same = group.size === 1 && group.has(next.person)
      if (same && /^\s*[(<[/,]?\s*$/.test(gap))
        end = next.end + (/[(<[]/.test(gap) && /^[)>\]]/.test(text.slice(next.end)) ? 1 : 0)
      else if (
        !same &&
        /^\s*(?:,|&|\/|,? and)\s*$/.test(gap) &&
        !group.has(next.person) &&
        /^(?:\s|$|[.,;:!?])/.test(text.slice(next.end))
      ) {
        group.add(next.person)
        end = next.end
      } else break
      i += 1
    }
    const title = /(?:\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sir|Miss)\.? )$/.exec(text.slice(0, start))
    if (title !== null) start -= title[0].length
    const isNew = [...group].some(person => !persons.includes(person))
    const position = persons.indexOf(first.person)
    for (const person of group) if (!persons.includes(person)) persons.push(person)
    let noun = isNew
      ? persons.length === 1
        ? 'a colleague'
        : 'another colleague'
      : distinct === 1
        ? 'that colleague'
        : position === 0
          ? 'the first colleague'
          : 'the other colleague'
    if (group.size > 1) noun = `${numbers[group.size - 2] ?? 'several'} colleagues`
    const led = new RegExp(`(?:\\b(?:the|our|then|my) )?\\b${onCall},? $`, 'i').exec(text.slice(0, start))
    const trailed = new RegExp(
      `^(?:,? (?:who was |being )?${onCall}(?:,|(?= and| when| that))|,? \\((?:the |who was )?${onCall}\\))`,
      'i',
    ).exec(text.slice(end))
    if (group.size === 1 && (led !== null || trailed !== null)) {
      start -= led?.[0].length ?? 0
      end += trailed?.[0].length ?? 0
      noun = 'the on-call engineer'
    }
    const left = text.slice(0, start)
    const inPath = /[/\\_.~=:@#-]$/.test(left) || /^[/\\_@]|^[.:-][\p{L}\p{N}]/u.test(text.slice(end))
    if (inPath && !/(?:^|\s)[-–—]\s*$/.test(left) && !/[.:]\s/.test(left.slice(-2))) noun = 'colleague'
    else if (/\b(?:the|a|an|our|my|your|their|this|that|no|another|every|each)\s$/i.test(left))
      noun = noun.replace(/^(?:an? |the |another |that )/, '')
    else if (/(?:^|[.!?\n]\s*|[•*]\s)$/.test(left) || /(?:^|\n)\s*[-–]\s$/.test(left))
      noun = noun.charAt(0).toUpperCase() + noun.slice(1)
    out.push({ start, end, replacement: noun })
  }
  return out
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
