/** What words must pass before they are shown as evidence, or as a reader's own. */
import { needsCare } from '../synthesis/care.ts'
import { clockTimesOf } from '../synthesis/clock-times.ts'
import { lens } from '../synthesis/lens.ts'
import { redact } from '../synthesis/redaction.ts'
import type { NamedPerson } from '../synthesis/schema.ts'
import { sentencesOf } from '../synthesis/sentences.ts'
import { mostTitleWords } from '../synthesis/titles.ts'
import { type Tongue, tonguesOf } from '../synthesis/tongues.ts'
import { plainSigns, turn } from '../synthesis/turn.ts'
import { contentStems, wordsOf } from '../synthesis/words.ts'

const fewestQuoteWords = 3
const letter = /[\p{L}\p{M}\p{N}]/u
const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/u

/** Words stand in it whole: "alarm" is no quote of "alarming". Scripts without spaces have no such edges. */
const isWholeAt = (text: string, at: number, quote: string): boolean => {
  const [before, after] = [text.charAt(at - 1), text.charAt(at + quote.length)]
  const joins = (outer: string, inner: string): boolean =>
    letter.test(outer) && letter.test(inner) && !unspaced.test(outer) && !unspaced.test(inner)
  return !joins(before, quote.charAt(0)) && !joins(after, quote.charAt(quote.length - 1))
}

/** Where the text says so letter by letter, in three words at least or the whole of it; -1 where it does not. */
const placeOf = (text: string, quote: string): number => {
  if (wordsOf(quote).length < fewestQuoteWords && quote !== text) return -1
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1))
    if (isWholeAt(text, at, quote)) return at
  return -1
}

export const isQuoteOf = (text: string, quote: string): boolean => quote !== '' && placeOf(text, quote) >= 0

/**
 * The sentences that a quote is part of. Cut elsewhere, "we did not test it" would read "test it"; the quote itself
 * where it goes over several lines.
 */
export const inItsSentence = (text: string, quote: string): string => {
  const at = placeOf(text, quote)
  const lineStart = text.lastIndexOf('\n', at) + 1
  const line = text.slice(lineStart).split('\n')[0] ?? ''
  const [from, to] = [at - lineStart, at - lineStart + quote.length]
  const around = sentencesOf(line).filter(({ start, end }) => start < to && end > from)
  const [first, last] = [around[0], around.at(-1)]
  return at < 0 || to > line.length || !first || !last ? quote : line.slice(first.start, last.end)
}

/** What is said of a person or judges after the event, and whatever names somebody, is not printed as anybody's words. */
const isNeutral = (text: string, people: readonly NamedPerson[]): boolean =>
  !lens(text).some(flag => flag === 'blame' || flag === 'hindsight') &&
  !needsCare(text) &&
  !accusing.test(plainSigns(text)) &&
  redact(text, people) === text

const accusing = turn(
  'faults?|guilt\\p{L}*|culprits?|to blame|blamed?|(?:mis|mal)conduct|negligen\\p{L}*|careless\\p{L}*|sloppy|lazy|ignor\\p{L}*|forg[eo]t\\p{L}*|neglect\\p{L}*|overlook\\p{L}*|vergess\\p{L}*|übersehen|oubli\\p{L}+|négligé\\p{L}*|olvid\\p{L}+|descuid\\p{L}+|esquec\\p{L}+|zapomn\\p{L}+|zaniedb\\p{L}+|incompeten\\p{L}*|irresponsib\\p{L}*|fire[ds]?(?= (?:the|him|her|them|our|an?|somebody))|schuld\\p{L}*|versag\\p{L}*|faute\\p{L}*|coupables?|culpa\\p{L}*|culpad\\p{L}*|win\\p{L}{1,3} (?=\\p{L})|winny|winni|zawini\\p{L}*',
)

const oneLine = /^[^\r\n\t]+$/
/** No link, mark-up or quote of a system: a title is read aloud. */
const unspoken = /https?:|www\.|[<>{}\\|\p{Cc}\p{Cf}]/u

const isPlain = (text: string, mostWords: number): boolean =>
  oneLine.test(text) && !unspoken.test(text) && text.length <= mostWords * 24 && wordsOf(text).length <= mostWords

/** Words of one stem, or in languages that bend their words more than the stemmer knows, of one beginning. */
const isAkin = (a: string, b: string): boolean =>
  a === b || (Math.min(a.length, b.length) >= 5 && (a.startsWith(b.slice(0, 5)) || b.startsWith(a.slice(0, 5))))

const shareSaid = (text: string, said: readonly string[]): number => {
  const stems = [...new Set(contentStems(text))]
  const known = [...new Set(said.flatMap(contentStems))]
  const shared = stems.filter(stem => known.some(other => isAkin(stem, other)))
  return stems.length === 0 ? 0 : shared.length / stems.length
}

/** Counts and versions that nobody gave would be claims. */
const figuresAreSaid = (text: string, said: readonly string[]): boolean =>
  (text.match(/\p{N}+/gu) ?? []).every(figure => said.some(one => one.includes(figure)))

/** In the language asked for or one that the statements speak; a text too short to tell passes. */
const isSpoken = (text: string, said: readonly string[], language: Tongue): boolean => {
  const tongue = tonguesOf(text)(0)
  return tongue === null || tongue === language || said.some(one => tonguesOf(one)(0) === tongue)
}

export interface Standard {
  readonly language: Tongue
  readonly people: readonly NamedPerson[]
  /** The texts of the statements that it is about. */
  readonly said: readonly string[]
}

const passes = (text: string, mostWords: number, { language, people, said }: Standard): boolean =>
  isPlain(text, mostWords) && isNeutral(text, people) && figuresAreSaid(text, said) && isSpoken(text, said, language)

const fewestTitleWords = 2
/** So much of what a title says its statements say too. */
const leastSaid = 0.4

/** Null unless it is short, neutral and made of what its statements say. */
export const titleWords = (proposed: string, standard: Standard): string | null => {
  const title = proposed.trim().replace(/[.:;,]+$/u, '')
  return passes(title, mostTitleWords, standard) &&
    wordsOf(title).length >= fewestTitleWords &&
    !title.includes('?') &&
    shareSaid(title, standard.said) >= leastSaid
    ? title
    : null
}

const mostCriterionWords = 35
export const criterionWords = (proposed: string, standard: Standard): string | null => {
  const criterion = proposed.trim()
  return criterion !== '' && passes(criterion, mostCriterionWords, standard) && shareSaid(criterion, standard.said) > 0
    ? criterion
    : null
}

const mostQuestionWords = 32
/** Asks for somebody, or for a justification; leads; or can be answered with yes. */
const closing =
  /^(?:who|whose|whom|why|wer|wessen|wem|wen|warum|wieso|weshalb|hätte\p{L}*|sollte\p{L}*|qui|pourquoi|est-ce|quién\p{L}*|por qué|acaso|quem|por que|será|kto|czyj\p{L}*|dlaczego|czemu|czy)(?!\p{L})/iu
/** In English alone: "Was" begins an open question in German. */
const closingInEnglish =
  /^(?:should|shouldn't|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|wouldn't|couldn't|hasn't|haven't|hadn't|can't|is|are|was|were|do|does|did|has|have|had|can|could|would|will)(?!\p{L})/iu
const singling =
  /(?<!\p{L})(?:(?:which|what) (?:\p{L}+ )?(?:person|people|engineers?|developers?|operators?|admins?|managers?|colleagues?|members?|individuals?|team member)|whose|who (?:\p{L}+ed|did|was|were|is|has|had|should|could|let|made|wrote|ran|broke|forgot)|(?:and|or|but) (?:who|why)|welche[rsnm]? (?:person|mitarbeiter\p{L}*|kolleg\p{L}*|entwickler\p{L}*)|quelle personne|quel (?:ingénieur|collègue)|qué persona|que pessoa|która osoba|kto)(?!\p{L})/iu

/** Null unless it is one open question that accuses nobody and is about what was said. */
export const questionWords = (proposed: string, standard: Standard): string | null => {
  const question = proposed.trim()
  const plain = plainSigns(question)
  return passes(question, mostQuestionWords, standard) &&
    /^[^?]+\?$/u.test(question) &&
    !/[.!]\s/u.test(question) &&
    !closing.test(plain) &&
    !(closingInEnglish.test(plain) && (tonguesOf(plain)(0) ?? 'en') === 'en') &&
    !singling.test(plain) &&
    shareSaid(question, standard.said) > 0
    ? question
    : null
}

const timely = turn(
  '\\p{L}*\\p{N}+\\p{L}*|minutes?|hours?|seconds?|midnight|noon|lunch\\p{L}*|dawn|dusk|morning|afternoon|evening|night|later|earlier|afterwards|before|after|until|since|minuten?|stunden?|mitternacht|mittags?|morgens?|abends?|nachts?|später|danach|zuvor|nach|vor|seit|heures?|minuit|midi|matin|soir|nuit|plus tard|après|avant|horas?|medianoche|mediodía|mañana|tarde|noche|después|antes|luego|meia-noite|meio-dia|manhã|noite|depois|godzin\\p{L}*|minut\\p{L}*|północ\\p{L}*|południ\\p{L}*|rano|wieczor\\p{L}*|później|potem|przed|po',
)
/** Whether anything in it tells of a time. */
export const tellsTime = (quote: string): boolean => timely.test(plainSigns(quote))

/** HH:MM, where the quote gives that time on a clock of twelve hours or of twenty-four. */
export const isClockOf = (quote: string, clock: string): boolean => {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock)?.map(Number) ?? []
  if (hour === undefined || minute === undefined) return false
  const isSame = (told: number, whole: boolean): boolean => (whole ? told % 24 === hour : told % 12 === hour % 12)
  const bare = [...quote.matchAll(/(?<!\p{N})(\d{1,2})[.:h ]?(\d{2})(?!\p{N})/gu)]
  return (
    clockTimesOf(quote).some(time => time.minute === minute && isSame(time.hour, time.isWhole || time.hour > 12)) ||
    bare.some(([, told, minutes]) => Number(minutes) === minute && isSame(Number(told), Number(told) > 12))
  )
}
