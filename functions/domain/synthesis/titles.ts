/** Titles of themes: the noun phrase of their observations that most of them share and other themes do not. */
import { isGeneric, isJudged, isVague, type Phrase, phrasesOf } from './phrases.ts'
import { rarityOf } from './rarity.ts'
import { contentStems, stemOf, wordsOf } from './words.ts'

/** Words in -ing by their stem: what people do may be all that a theme shares. */
const practicesOf = (text: string): Map<string, string> =>
  new Map(
    wordsOf(text)
      .filter(({ text: word }) => /^\p{L}{2,}ing$/iu.test(word))
      .map(({ text: word }) => [stemOf(word), word.toLowerCase()]),
  )

/** What the titles of one set are made from: each observation's text with its stems and phrases. */
export type TitleSource = { stems: ReadonlySet<string>; phrases: Phrase[]; practices: ReadonlyMap<string, string> }
export const titleSource = (text: string): TitleSource => ({
  stems: new Set(contentStems(text)),
  phrases: phrasesOf(text.slice(0, 2_000)),
  practices: practicesOf(text.slice(0, 2_000)),
})

type Candidate = {
  stems: string[]
  surfaces: Map<string, number>
  /** How often an article or the like stands before it. */
  led: number
  isTied: boolean
  /** How often its last word is what it is about. */
  whole: number
  support: Set<number>
  score: number
}

/** Two words say what one leaves open; four already read like a sentence. */
const lengthWeight = [0, 0.6, 1.15, 1.1, 0.85]
const isPlain = (text: string): boolean => /^[\p{Lu}]?[\p{Ll}\p{M}\s'’-]+$/u.test(text)

/** One word alone stands for many of its kind: `Beds`, where anybody wrote so. */
const isPlural = (text: string): boolean => /[^s]s$/.test(text)

/** A capital at the head of a sentence says nothing; one that stands everywhere is a name of something. */
const isLower = (text: string): boolean => /^\p{Ll}/u.test(text)

const surfaceOf = ({ surfaces, stems }: Candidate): string =>
  [...surfaces].toSorted(
    ([a, countA], [b, countB]) =>
      (stems.length === 1 ? Number(isPlural(b)) - Number(isPlural(a)) : 0) ||
      Number(isLower(b)) - Number(isLower(a)) ||
      countB - countA ||
      Number(isPlain(b)) - Number(isPlain(a)) ||
      a.length - b.length ||
      (a < b ? -1 : 1),
  )[0]?.[0] ?? ''

const writtenOf = ({ surfaces }: Candidate): number => [...surfaces.values()].reduce((sum, count) => sum + count, 0)
const some = ({ surfaces }: Candidate, test: (text: string) => boolean): boolean => [...surfaces.keys()].some(test)

/** What makes a phrase a poor title, as a factor of its score. */
const fitness = (candidate: Candidate): number => {
  // `double` out of `double charges` is half a name.
  if (candidate.stems.length === 1) return (some(candidate, isVague) ? 0.5 : 1) * (candidate.whole === 0 ? 0.4 : 1)
  return (
    (candidate.whole === 0 ? 0.8 : 1) *
    (some(candidate, text => isGeneric(text.split(' ').at(-1) ?? '')) ? 0.7 : 1) *
    // `incident from a customer`, `plug in sink`: once is chance, twice is a thing.
    (candidate.isTied && writtenOf(candidate) < 2 && !some(candidate, text => / (?:of|for|to) /i.test(text))
      ? 0.5
      : 1) *
    (some(candidate, text => /[/:_]|\.\p{L}/u.test(text)) ? 0.6 : 1)
  )
}

const candidatesOf = (members: TitleSource[], others: TitleSource[]): Candidate[] => {
  const byKey = new Map<string, Candidate>()
  members.forEach((member, index) => {
    for (const { text, stems, isLed, isTied, isWhole } of member.phrases) {
      if (isGeneric(text) || (stems.length > 1 && isJudged(text)) || (stems.length === 1 && text.length < 3)) continue
      const key = stems.toSorted().join(' ')
      const candidate = byKey.get(key) ?? {
        stems,
        surfaces: new Map<string, number>(),
        led: 0,
        isTied,
        whole: 0,
        support: new Set<number>(),
        score: 0,
      }
      candidate.surfaces.set(text, (candidate.surfaces.get(text) ?? 0) + 1)
      candidate.led += Number(isLed)
      candidate.whole += Number(isWhole)
      candidate.support.add(index)
      byKey.set(key, candidate)
    }
  })
  for (const candidate of byKey.values()) {
    const written = new Set(candidate.support)
    members.forEach((member, index) => {
      if (candidate.stems.every(stem => member.stems.has(stem))) candidate.support.add(index)
    })
    // Both words somewhere in a text are less than the phrase: `time after time` and a meal are no meal time.
    const support = (written.size + candidate.support.size) / 2
    const outside = others.filter(other => candidate.stems.every(stem => other.stems.has(stem))).length
    const share = candidate.support.size / members.length
    const elsewhere = others.length === 0 ? 0 : outside / others.length
    const rarity = candidate.stems.reduce((sum, stem) => sum + Math.min(rarityOf(stem), 11), 0) / candidate.stems.length
    candidate.score =
      fitness(candidate) *
      (lengthWeight[candidate.stems.length] ?? 0) *
      support ** 0.7 *
      Math.log2(1 + share / (elsewhere + 0.03)) *
      (0.5 + rarity / 11)
  }
  return [...byKey.values()].toSorted((a, b) => b.score - a.score || (a.stems.join(' ') < b.stems.join(' ') ? -1 : 1))
}

/** Upper case on the first letter only where the word is an ordinary one: `kubectl` and `iOS` stay as they are. */
const asTitle = (text: string): string => {
  const clean = text.replaceAll(/\s+/g, ' ').trim()
  const [first = ''] = clean.split(/[\s:-]/)
  return /^\p{Ll}+$/u.test(first) ? clean.charAt(0).toUpperCase() + clean.slice(1) : clean
}
const longestTitle = 80

/** What a theme is called, as a title and as it stands within a sentence. */
export type Named = { title: string; topic: string }
const named = (title: string, topic: string): Named => ({
  title: asTitle(title).slice(0, longestTitle),
  topic: topic.slice(0, longestTitle),
})

/** `the pool size`, `runbooks`, `Kafka`: with the article that most writers gave it. */
const topicOf = (candidate: Candidate): string => {
  const text = surfaceOf(candidate)
  return candidate.led * 2 > writtenOf(candidate) && !isPlural(text) ? `the ${text}` : text
}

/** A theme of fewer observations is read at a glance. */
const fewestDetailed = 4
/** What fewer than this share speak of says little of the whole. */
const leastDetail = 0.17

/** One word names a subject only: the phrases that several of many use say what of it. */
const detailsOf = (best: Candidate, ranked: Candidate[], size: number): Candidate[] => {
  const taken: Candidate[] = []
  const fitting = size < fewestDetailed ? [] : ranked
  for (const candidate of fitting)
    if (
      taken.length < 2 &&
      candidate.stems.length > 1 &&
      candidate.stems.length < 4 &&
      candidate.support.size >= Math.max(2, size * leastDetail) &&
      writtenOf(candidate) > 1 &&
      fitness(candidate) === 1 &&
      ![best, ...taken].some(({ stems }) => stems.some(stem => candidate.stems.includes(stem)))
    )
      taken.push(candidate)
  return taken
}

/** So few members share the best noun phrase that what they share must be a verb. */
const leastSharedNoun = 0.4

/** `listening`, where most say that somebody should listen and one of them wrote the word so. */
const sharedPractice = (members: TitleSource[], best: Candidate | undefined): string | null => {
  const shared = best === undefined ? 0 : best.support.size
  if (members.length < 3 || shared > members.length * leastSharedNoun) return null
  for (const [stem, word] of members.flatMap(({ practices }) => [...practices])) {
    const users = members.filter(({ stems }) => stems.has(stem)).length
    if (users > 2 && users * 2 >= members.length && users > shared) return word
  }
  return null
}

/** A name for the members of one theme, out of their own words. `others` are the observations outside of it. */
export const nameOf = (members: TitleSource[], others: TitleSource[]): Named => {
  const ranked = candidatesOf(members, others)
  const best = ranked[0]
  if (best === undefined) {
    const none = members.length === 1 ? 'a single remark' : 'further remarks'
    return named(none, none)
  }
  const practice = sharedPractice(members, best)
  if (practice !== null) return named(practice, practice)
  // A second phrase is worth its room only where it says much of what the first leaves out.
  const second = ranked.find(
    candidate =>
      candidate !== best &&
      candidate.score > best.score * 0.35 &&
      writtenOf(candidate) > 1 &&
      (candidate.stems.length > 1 || fitness(candidate) === 1) &&
      !candidate.stems.some(stem => best.stems.includes(stem)) &&
      [...candidate.support].filter(index => !best.support.has(index)).length > members.length * 0.2,
  )
  // One word is the name of a subject; a phrase around it that several use says what about it.
  const closer =
    best.stems.length > 1
      ? undefined
      : ranked.find(
          candidate =>
            candidate.stems.length > 1 &&
            candidate.stems.length < 4 &&
            candidate.stems.some(stem => best.stems.includes(stem)) &&
            candidate.support.size > 1 &&
            candidate.support.size >= best.support.size * 0.25,
        )
  const first = closer ?? best
  const isEnough =
    closer !== undefined || best.stems.length > 2 || best.support.size / members.length > 0.65 || second === undefined
  if (!isEnough)
    return named(`${surfaceOf(first)} and ${surfaceOf(second)}`, `${topicOf(first)} and ${topicOf(second)}`)
  const details = first.stems.length > 1 ? [] : detailsOf(first, ranked, members.length)
  const title = surfaceOf(first)
  return named(details.length === 0 ? title : `${title}: ${details.map(surfaceOf).join(', ')}`, topicOf(first))
}
