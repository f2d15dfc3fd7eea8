/** What is read in the place of a name, so that a sentence without names stays one, in its own language. */
import { articles, grammars, isTitle } from './grammar.ts'
import type { Case } from './inflection.ts'
import { foldName } from './names.ts'
import { standIns, type Which } from './stand-in-words.ts'
import type { Tongue } from './tongues.ts'

export type Redaction = { start: number; end: number; replacement: string }
/** `person` is the index in the list of people; a negative one is somebody who is not in it. `kind` is the case it was written in. */
/** Whoever a number reaches: told by no other word than that it is one. */
export const nobody = -1_000_000
export type Hit = { start: number; end: number; person: number; kind?: Case }

const english = 'on[- ]?call(?: (?:engineer|person|developer|responder|colleague))?'
/** Being on call as said before a name and behind it. */
const onCall: Record<Tongue, { led: RegExp; trailed: RegExp }> = {
  en: {
    led: new RegExp(`(?:\\b(?:the|our|then|my) )?\\b${english},? $`, 'i'),
    trailed: new RegExp(
      `^(?:,? (?:who was |being )?${english}(?:,|(?= and| when| that))|,? \\((?:the |who was )?${english}\\))`,
      'i',
    ),
  },
  de: {
    led: /\b(?:der|die|den|dem) (?:diensthabende[nr]?|On-?Call),? $/i,
    trailed:
      /^(?:, (?:der|die) (?:Bereitschaft|Rufbereitschaft|On-?Call) hatte,?| \((?:Rufbereitschaft|Bereitschaft|On-?Call)\))/i,
  },
  fr: {
    led: /\bl['’]astreinte,? $/i,
    trailed: /^(?:, qui était (?:d['’]astreinte|de garde),?| \((?:d['’])?astreinte\))/i,
  },
  es: { led: /(?!)/, trailed: /^(?:, que estaba de guardia,?| \((?:de )?guardia\))/i },
  pt: {
    led: /(?!)/,
    trailed: /^(?:, que estava de (?:prevenção|piquete|plantão),?| \((?:de )?(?:prevenção|piquete|plantão)\))/i,
  },
  pl: {
    led: /\bdyżurn[aye]\p{L}*,? $/iu,
    trailed: /^(?:, który miał dyżur,?|, która miała dyżur,?| \(dyżur\p{L}*\))/iu,
  },
}

const startsSentence = (left: string): boolean =>
  /(?:^|[.!?\n]\s*|[•*¿¡]\s?)$/.test(left) || /(?:^|\n)\s*[-–]\s$/.test(left)

/** Articles fused with a preposition leave it: `do João`, of somebody. */
const prepositions: Partial<Record<Tongue, Record<string, string>>> = {
  de: { vom: 'von ', zum: 'zu ', zur: 'zu ', beim: 'bei ', im: 'in ', am: 'an ' },
  fr: { du: 'de ', au: 'à ' },
  es: { al: 'a ', del: 'de ' },
  pl: { ze: 'z ' },
  pt: {
    do: 'de ',
    da: 'de ',
    ao: 'a ',
    à: 'a ',
    no: 'em ',
    na: 'em ',
    pelo: 'por ',
    pela: 'por ',
  },
}
const withTitle: Partial<Record<Tongue, ReadonlySet<string>>> = { fr: new Set(['le', 'la', 'du', 'au']) }

type Lead = { start: number; kept: string; word: string }
/** Titles and the article before a name go with it; a preposition that was fused with the article stays. */
const leadOf = (text: string, at: number, tongue: Tongue): Lead => {
  let start = at
  let titled = false
  for (;;) {
    const title = /(?<![\p{L}\p{N}])(\p{L}+)\.?[ \u00a0]{1,2}$/u.exec(text.slice(Math.max(0, start - 16), start))
    if (title === null || !isTitle(foldName(title[1] ?? ''), tongue)) break
    if (title[1] === 'M' && !title[0].includes('.')) break
    start -= title[0].length
    titled = true
  }
  const before = /(?<![\p{L}\p{N}])(\p{L}+) $/u.exec(text.slice(Math.max(0, start - 12), start))
  const word = before?.[1]?.toLowerCase() ?? ''
  const isArticle =
    articles[tongue]?.has(word) === true ||
    (titled && withTitle[tongue]?.has(word) === true) ||
    (titled && prepositions[tongue]?.[word] !== undefined) ||
    ((tongue === 'de' || tongue === 'pl') && prepositions[tongue]?.[word] !== undefined)
  if (before === null || !isArticle) return { start, kept: '', word }
  // Portuguese `a` is an article behind these, and otherwise may be `to`.
  if (
    tongue === 'pt' &&
    word === 'a' &&
    !titled &&
    !/(?:^|[.!?\n]\s*|(?:com|de|para|por|e|que|foi|é|era|sem|segundo|nem|ou|,) )$/i.test(text.slice(0, start - 2))
  )
    return { start, kept: '', word }
  const kept = prepositions[tongue]?.[word] ?? ''
  const isCapital = before[1] !== word
  start -= before[0].length
  return { start, kept: isCapital ? kept.charAt(0).toUpperCase() + kept.slice(1) : kept, word }
}

const dative =
  /^(?:mit|von|vom|bei|beim|zu|zum|zur|nach|aus|seit|laut|gegenüber|außer|neben|hinter|vor|zwischen|dem|im|am)$/
const accusative = /^(?:für|ohne|gegen|durch|um|an|auf|über|den)$/
const caseIn = (hit: Hit, tongue: Tongue, word: string, earlier: string, consumed: string): Case => {
  if (tongue === 'pl') return hit.kind ?? 'plain'
  if (tongue !== 'de') return 'plain'
  if (hit.kind === 'of') return 'of'
  if (dative.test(word) || dative.test(earlier)) return 'to'
  return accusative.test(word) || accusative.test(earlier) || /\bHerrn\b/.test(consumed) ? 'whom' : 'plain'
}

/** `de une` is said `d'une`, and `d'cette` is written `de cette`; the word before is replaced whole. */
const elided = (left: string, noun: string): { cut: number; text: string } => {
  const isVowel = /^[aeiouéê]/i.test(noun)
  const short = /(?<!\p{L})(d|qu|lorsqu|puisqu|jusqu)['’]$/iu.exec(left)
  if (short !== null && !isVowel) return { cut: short[0].length, text: `${short[1]}e ${noun}` }
  const long = /(?<!\p{L})(d|qu|lorsqu|puisqu)e $/iu.exec(left)
  return long !== null && isVowel ? { cut: long[0].length, text: `${long[1]}'${noun}` } : { cut: 0, text: noun }
}

const longestGap = 24
const longestLead = 80

/** What stands in the place of a name, so that the sentence can still be read aloud. */
export const worded = (text: string, hits: Hit[], tongueAt: (at: number) => Tongue | null): Redaction[] => {
  /** In the order in which they are first spoken of. */
  const persons = new Map<number, number>()
  const out: Redaction[] = []
  const distinct = new Set(hits.map(hit => hit.person)).size
  for (let i = 0; i < hits.length; i += 1) {
    const first = hits[i]
    if (first === undefined) continue
    const tongue = tongueAt(first.start) ?? 'en'
    const words = standIns[tongue]
    let { start, end } = first
    if (first.person === nobody) {
      out.push({ start, end, replacement: words.number })
      continue
    }
    const group = new Set([first.person])
    for (let next = hits[i + 1]; next !== undefined && next.person !== nobody; next = hits[i + 1]) {
      if (next.start - end > longestGap) break
      const gap = text.slice(end, next.start)
      const same = group.size === 1 && group.has(next.person)
      if (same && /^\s*[(<[/,]?\s*$/.test(gap))
        end = next.end + (/[(<[]/.test(gap) && /^[)>\]]/.test(text.slice(next.end)) ? 1 : 0)
      else if (
        !same &&
        /^\s*(?:,|&|\/|,? (?:and|und|et|y|e|i|oraz))\s*$/.test(gap) &&
        !group.has(next.person) &&
        (first.kind !== 'of') === (next.kind !== 'of') &&
        /^(?:\s|$|[.,;:!?])/.test(text.slice(next.end))
      ) {
        group.add(next.person)
        end = next.end
      } else break
      i += 1
    }
    const nameStart = start
    const lead = leadOf(text, start, tongue)
    start = lead.start
    const earlier = /(\p{L}+) $/u.exec(text.slice(Math.max(0, start - 16), start))?.[1]?.toLowerCase() ?? ''
    const consumed = text.slice(start, nameStart)
    const isNew = [...group].some(person => !persons.has(person))
    const position = persons.get(first.person) ?? -1
    for (const person of group) if (!persons.has(person)) persons.set(person, persons.size)
    let which: Which = isNew
      ? persons.size === 1
        ? 'first'
        : 'another'
      : distinct === 1
        ? 'that'
        : position === 0
          ? 'theFirst'
          : 'theOther'
    const led = onCall[tongue].led.exec(text.slice(0, start).slice(-longestLead))
    const trailed = onCall[tongue].trailed.exec(text.slice(end).slice(0, longestLead))
    if (group.size === 1 && (led !== null || trailed !== null)) {
      start -= led?.[0].length ?? 0
      end += trailed?.[0].length ?? 0
      which = 'onCall'
    }
    // Jonas' Idee, Brandl's Team, the Joneses' change: the mark of the genitive is said otherwise or belongs behind.
    const genitive = /^(?:['’](?= \p{L})|['’]s(?= \p{Lu}))/u.exec(text.slice(end))
    const isGenitive =
      genitive !== null &&
      (tongue === 'de' || genitive[0].length === 1) &&
      (genitive[0].length === 2 || /s$/i.test(text.slice(0, end)))
    if (isGenitive) end += genitive[0].length
    const kind: Case = isGenitive && tongue === 'de' ? 'of' : caseIn(first, tongue, lead.word, earlier, consumed)
    let noun = group.size > 1 ? words.several(group.size, kind) : words.one(which, kind)
    if (isGenitive && tongue === 'en') noun += "'s"
    // Enough to tell what stands before it; a text that is shorter is whole.
    const left = text.slice(0, start).slice(-longestLead)
    const inPath = /[/\\_.~=:@#-]$/.test(left) || /^[/\\_@]|^[.:-][\p{L}\p{N}]/u.test(text.slice(end))
    let replacement = lead.kept + noun
    if (inPath && !/(?:^|\s)[-–—]\s*$/.test(left) && !/[.:]\s/.test(left.slice(-2))) {
      start = nameStart
      replacement = words.noun
    } else if (
      tongue === 'en' &&
      grammars.en.nounBefore.has(earlier) &&
      /\b(?:the|a|an|our|my|your|their|this|that|no|another|every|each)\s$/i.test(left)
    )
      replacement = noun.replace(/^(?:an? |the |another |that )/, '')
    else if (tongue === 'fr') {
      const { cut, text: said } = elided(left, replacement)
      start -= cut
      replacement = said
    }
    if (startsSentence(text.slice(0, start).slice(-longestLead)) && replacement !== words.noun)
      replacement = replacement.charAt(0).toUpperCase() + replacement.slice(1)
    out.push({ start, end, replacement })
  }
  return out
}
