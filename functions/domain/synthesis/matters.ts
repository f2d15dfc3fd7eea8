/** Splits an answer into the matters it holds: one thing said for one purpose, in its writer's words and order. */
import { needsCare } from './care.ts'
import { isProposal } from './proposals.ts'
import { sentencesOf, type Span } from './sentences.ts'
import { contentStems, wordsOf } from './words.ts'

const bullet = /^\s{0,8}(?:[-*+•‣◦–—·▪]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)/u
const fence = /^\s{0,3}(?:```|~~~)/
/** A pasted log or stack trace has many lines that no one wrote by hand; it stays whole. */
const machineLine =
  /^\s*(?:\[?\d{4}-\d\d-\d\d[T ]\d\d|\d{1,2}:\d\d:\d\d|(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|TRACE)\b|at\s+[\w$.<>]+ ?\(|File "|Traceback\b|[$#]\s|[{}[\]|])/
/** So many list items in one answer are a paste, not a list of thoughts. */
const mostParts = 60
/** So many sentences in one line as well. */
const mostSentences = 300

/** What a mail leaves at the head of a quotation, in the languages of the words. */
const quotation =
  /^\s*(?:>|(?:On|Am|Le|El|Em|W dniu|Den|Op)\b.{6,120}(?:wrote|schrieb.*|a écrit|escribió|escreveu|napisał\(?a?\)?|kirjoitti)\s*:?\s*$|-{3,}\s*(?:Original Message|Ursprüngliche Nachricht|Message d.origine|Mensaje original)|(?:From|Von|De|Od|Sent|Gesendet|Envoyé)\s*:\s*\S.*@)/iu
/** From here on a mail is signed. */
const signature =
  /^\s*(?:-- ?|(?:best|kind|warm)? ?regards,?|best,|cheers,?|thanks,?|thank you,?|viele grüße,?|liebe grüße,?|mit freundlichen grüßen,?|vg,?|lg,?|mfg,?|cordialement,?|bien à (?:vous|toi),?|un saludo,?|saludos,?|atentamente,?|abraços?,?|atenciosamente,?|pozdrawiam,?|z poważaniem,?|sent from my .{2,30}|von meinem .{2,30} gesendet)\s*$/iu
const signedLine = /^[\p{L}\p{M}.,'’ \-|+()\d@]{0,60}$/u
const signedLines = 4

/** The lines of an answer without quoted mail and a signature at its end. */
const ownLines = (answer: string): string[] => {
  const lines = answer.split(/\r\n|\r|\n|\u2028|\u2029/)
  const at = lines.findLastIndex(line => signature.test(line))
  const isSigned =
    at > 0 && lines.length - at - 1 <= signedLines && lines.slice(at + 1).every(line => signedLine.test(line))
  const own = (isSigned ? lines.slice(0, at) : lines).filter(line => !quotation.test(line))
  // Whoever sends nothing but a quotation meant it.
  return own.some(line => line.trim() !== '') ? own : lines
}

/**
 * Begins with what points back at the sentence before: a pronoun, "so", "then", "without it". Words of several
 * languages; a sentence that begins so has no matter of its own.
 */
const pointsBack =
  /^["“„«'(]?(?:(?:it|its|it's|they|they're|their|them|that|that's|thats|this|these|those|he|she|his|her|so|then|thus|hence|therefore|otherwise|instead|because|since then|which|who|turned out|turns out|makes sense|same|both|neither|either|such|likewise|or|loop|looking back|in effect|before that|after that|from then on|from that|until then|by then|without (?:it|that|this|them)|with (?:it|that)|took|there(?:'s| is| are| was| were) (?:no|none|never|nothing|not)|there's|nobody|no one|none|not|never|nor|only|even|again|still|maybe|probably|luckily|fortunately|unfortunately|at least|of course|you|one of them|some of them|half of|eleven of|\w+ of (?:them|us|those|these))\b|(?:das|dies|diese[rsn]?|dieses|es|sie|er|ihn|ihm|den|dem|dann|da|dabei|danach|davor|dadurch|damit|darum|deshalb|deswegen|daher|also|so|sonst|trotzdem|dennoch|oder|weil|denn|niemand|keine[rsn]?|kein|nicht|nie|leider|zum glück|immerhin|die (?:ging|war|waren|hat|haben|ist|sind)|der (?:war|ist|hat))\b|(?:c'est|c'était|ça|cela|ce|ces|cette|il|elle|ils|elles|on|donc|alors|sinon|puis|ensuite|parce que|car|ou|personne|aucune?|jamais|du coup|résultat|heureusement|malheureusement)(?![\p{L}])|(?:eso|esto|ese|esa|este|esta|ello|lo|la|así|por eso|entonces|luego|después|porque|si no|o|nadie|ningun[oa]?|nunca|tampoco|por suerte|menos mal)(?![\p{L}])|(?:isso|isto|esse|essa|ele|ela|eles|elas|então|por isso|depois|porque|senão|ou|ninguém|nenhuma?|nunca|por sorte)(?![\p{L}])|(?:to|ten|ta|te|tego|więc|dlatego|wtedy|potem|bo|ponieważ|albo|nikt|żaden|żadna|nigdy|inaczej|na szczęście|niestety)(?![\p{L}]))/iu

/** Begins with a turn to something else, or with a time of its own. */
const turnsAway =
  /^["“„«'(]?(?:(?:also|besides|another|further|separately|and (?:the|then|another|also|on)|as (?:for|far as|to)|on (?:the )?\p{L}+(?: \p{L}+){0,5}:|what (?:i|we|they|confused|surprised|helped|worked|struck|bothered)|the first (?:i|we)|by \d|at \d|around \d|about \d|since \d|\d{1,2}[:.h]\d\d|if|had (?:we|the|there|i)|frankly|in hindsight|one (?:more|other) thing|other (?:thing|than that)|unrelated|apart from that|p\.?s\.?|for the record)(?![\p{L}])|(?:außerdem|ausserdem|übrigens|zudem|ferner|weiterhin|und (?:die|der|das|dann|noch)|was (?:mich|uns|mir)|zum thema|zu den|um \d|gegen \d|ab \d|\d{1,2}(?:[:.]\d\d)? uhr|wenn|hätte[nt]?|ehrlich gesagt|im nachhinein|nebenbei|noch (?:etwas|eins))(?![\p{L}])|(?:en plus|par ailleurs|aussi|de plus|sinon|côté|concernant|quant|vers \d|à \d|dès \d|si|franchement|autre chose|d'ailleurs)(?![\p{L}])|(?:además|también|por otro lado|por otra parte|aparte|en cuanto|respecto|sobre|a las \d|hacia las \d|si|francamente|otra cosa)(?![\p{L}])|(?:além disso|também|por outro lado|quanto|sobre|às \d|por volta|se|francamente|outra coisa)(?![\p{L}])|(?:poza tym|ponadto|dodatkowo|z kolei|natomiast|co do|o \d|około \d|gdyby|jeśli|szczerze)(?![\p{L}]))/iu

/** Says itself that it is about something else. */
const announces =
  /^(?:by the way|apart from that|separately|on another note|unrelated(?:ly)?|besides|(?:one (?:more|other)|another|other) thing|außerdem|ausserdem|übrigens|zudem|nebenbei|noch etwas|abgesehen davon|par ailleurs|en plus|de plus|d'ailleurs|autre chose|además|por otr[oa] (?:lado|parte)|aparte de eso|otra cosa|além disso|por outro lado|outra coisa|poza tym|ponadto|inna sprawa)(?![\p{L}])/iu

/** "Who is on leave.", "That sales had better contacts.": what was asked for, told as half a sentence. */
const asksAnew =
  /^(?:who|which|how (?:many|much|long|good|the|we|to)|why|that (?:there|the|this|we|our|no|nobody|\p{L}+s? (?:is|are|was|were|had|has)\b)|dass|wie (?:viele|lange|gut|das|die)|wer|welche[rs]?|warum|combien|pourquoi|que (?:le|la|les|nous|personne)|quién|cuánt[oa]s?|por qué|que (?:el|los|nadie)|quem|quant[oa]s|por que|que (?:o|a|os|as|ninguém)|kto|ile|dlaczego|że)(?![\p{L}])/iu

const firstPerson = /^(?:i|i'm|i've|i'd|we|we've|we're|ich|wir|je|j'\p{L}*|on|nous|yo|eu|ja|mi)(?![\p{L}])/iu

/**
 * How much speaks for a sentence beginning a matter of its own: a logistic model with twelve features, its weights
 * fitted by maximum likelihood to sets of answers that people had divided by hand (docs/synthesis.md), then rounded.
 */
const parts = (matter: string, next: string, sentences: number, index: number, isCased: boolean): number => {
  const nextWords = wordsOf(next).length
  const own = new Set(contentStems(matter))
  const shared = new Set(contentStems(next).filter(stem => own.has(stem))).size
  const soFar = sentencesOf(matter)
  const last = soFar.at(-1)
  const before = last ? wordsOf(matter.slice(last.start, last.end)).length : 0
  // "…one single site. how many people work there": an answer to another question, put into the same box.
  const breaksCase = isCased && /^\p{Ll}/u.test(next) && !/[.…]{2}["”)]*$/.test(matter)
  return (
    -6.2 +
    (pointsBack.test(next) && !asksAnew.test(next) ? -1.6 : 0) +
    (turnsAway.test(next) ? 1.4 : 0) +
    (announces.test(next) ? 4 : 0) +
    (asksAnew.test(next) ? 3 : 0) +
    (firstPerson.test(next) ? -1.6 : 0) +
    (nextWords <= 4 ? -2.7 : 0) +
    (before <= 4 ? -1.5 : 0) +
    (breaksCase ? 4.4 : 0) +
    0.13 * Math.min(30, nextWords) +
    0.17 * Math.min(60, wordsOf(matter).length) +
    0.5 * (soFar.length - 1) +
    0.3 * Math.min(8, sentences) -
    0.7 * Math.min(3, shared) +
    (index === sentences - 1 ? 0.1 : 0) +
    (isProposal(next) === isProposal(matter) ? 0 : 0.7) +
    (needsCare(next) === needsCare(matter) ? 0 : 0.8)
  )
}

/** As `parts`, among what people propose: each sentence is mostly a proposal of its own. */
const proposalParts = (matter: string, next: string): number =>
  1.4 -
  (pointsBack.test(next) ? 2.3 : 0) -
  (firstPerson.test(next) ? 2 : 0) -
  (wordsOf(next).length <= 3 ? 1.5 : 0) -
  (wordsOf(matter).length <= 3 ? 1.5 : 0)

/** Whether its writer begins sentences with a capital. */
const isCasedText = (text: string): boolean => {
  const firsts = sentencesOf(text).map(({ start }) => text.slice(start, start + 2))
  return firsts.filter(first => /^["“„'(]?[\p{Lu}\p{N}]/u.test(first)).length * 2 > firsts.length
}

/**
 * A sentence cut at its semicolons among proposals, where each clause is mostly one. Elsewhere half of such a sentence
 * may accuse where the whole does not.
 */
const clausesOf = (line: string, span: Span, isProposals: boolean): Span[] => {
  if (!isProposals) return [span]
  const { start, end } = span
  const cuts = [...line.slice(start, end).matchAll(/\s*;\s+/gu)].flatMap(match => {
    const from = start + match.index + match[0].length
    return wordsOf(line.slice(from, end)).length > 2 ? [from] : []
  })
  return [start, ...cuts].map((from, at) => {
    const until = cuts[at] ?? end
    return { start: from, end: from + line.slice(from, until).trimEnd().length }
  })
}

const mattersOf = (line: string, isProposals: boolean, isCased: boolean): string[] => {
  const sentences = sentencesOf(line).flatMap(span => clausesOf(line, span, isProposals))
  if (sentences.length > mostSentences) return [line]
  const found: { start: number; end: number }[] = []
  sentences.forEach((sentence, index) => {
    const last = found.at(-1)
    if (!last) {
      found.push({ ...sentence })
      return
    }
    const matter = line.slice(last.start, last.end)
    const next = line.slice(sentence.start, sentence.end)
    const score = isProposals ? proposalParts(matter, next) : parts(matter, next, sentences.length, index, isCased)
    if (score > 0) found.push({ ...sentence })
    else last.end = sentence.end
  })
  return found.map(({ start, end }) => line.slice(start, end))
}

/**
 * The matters of one answer in its order, trimmed. Each is a part of the answer; nothing is lost but bullets, blank
 * lines, quoted mail and a signature. A line of its own and an item of a list are always parted; sentences of one line
 * stay together unless the next begins something else. Pasted logs, stack traces and fenced blocks stay whole, and a
 * lead line that ends in a colon stays with its first item. `isProposals` where the question asks what would have had
 * to be true: each sentence is then mostly one of its own. An answer of white space gives none.
 */
export const splitAnswer = (answer: string, isProposals = false): string[] => {
  const whole = answer.trim()
  if (whole === '') return []
  const parts: string[] = []
  let current: string[] = []
  let fenced = false
  let lead = false
  const close = (): void => {
    const text = current.join('\n').trim()
    if (text !== '') parts.push(text)
    current = []
    lead = false
  }
  let isPaste = false
  const isCased = isCasedText(whole)
  for (const line of ownLines(whole)) {
    if (fence.test(line)) {
      fenced = !fenced
      current.push(line)
      isPaste = true
      continue
    }
    if (fenced || machineLine.test(line)) {
      current.push(line)
      isPaste = true
      continue
    }
    if (line.trim() === '') {
      if (!lead) close()
      continue
    }
    if (!lead) close()
    isPaste = false
    const text = line.replace(bullet, '')
    const matters = lead || isPaste ? [text] : mattersOf(text, isProposals, isCased)
    for (const [index, matter] of matters.entries()) {
      if (index > 0) close()
      current.push(matter)
    }
    lead = /[:：]\s*$/.test(line)
  }
  close()
  return parts.length > mostParts ? [whole] : parts
}
