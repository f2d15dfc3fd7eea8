/** Questions about conditions, in the place of words about people. */
import { lens } from './lens.ts'
import { isAlsoWord } from './names.ts'
import { isGeneric, isOrdinary, phrasesOf } from './phrases.ts'
import { type Factor, type Flag, type Purpose, purposeSchema } from './schema.ts'
import { isStopword, wordsOf } from './words.ts'

/** No question contains these, not even within a word. */
const forbidden =
  /who|should(?:n.t| not)? have|fail|fault|blam|mistake|careless|stupid|negligen|incompeten|guilt|lazy|idiot/i
const acting: Record<string, string> = {
  deployed: 'deploying',
  broke: 'working on',
  approved: 'approving',
  merged: 'merging',
  pushed: 'pushing',
  wrote: 'writing',
  changed: 'changing',
  decided: 'deciding',
  signed: 'signing off',
  reviewed: 'reviewing',
  turned: 'turning',
  deleted: 'deleting',
  dropped: 'dropping',
  touched: 'touching',
  configured: 'configuring',
  restarted: 'restarting',
  shut: 'shutting',
  shipped: 'shipping',
  released: 'releasing',
  put: 'putting',
  installed: 'installing',
  made: 'making',
  ran: 'running',
  allowed: 'allowing',
  authorised: 'authorising',
  authorized: 'authorizing',
  designed: 'designing',
  rotated: 'rotating',
  removed: 'removing',
  rolled: 'rolling',
  disabled: 'disabling',
  enabled: 'enabling',
  updated: 'updating',
  upgraded: 'upgrading',
  tested: 'testing',
  checked: 'checking',
  planned: 'planning',
  scheduled: 'scheduling',
  ignored: 'reading',
  skipped: 'carrying out',
  missed: 'looking for',
  muted: 'muting',
  silenced: 'silencing',
}
const notWord = /[^\p{L}\p{M}\p{N}'’]+/u
const perceiving =
  /\b(?:catch|caught|notice|noticed|detect|detected|spot|spotted|see|seen|find|found|discover|discovered|realise|realize|realised|realized)\b/i
const practices =
  /\b(code review|review|staging|testing|tests?|qa|monitoring|alerting|canary|ci|beta|rehearsal|planning|change management|approval|design)\b/i

/** Said in every incident, or of people: a question about them asks nothing. */
const hollow =
  /^(?:the )?(?:lack|absence|shortage) of\b|^(?:the )?(?:\w+ )*(?:outages?|incidents?|problems?|issues?|errors?|notice|ideas?|decisions?|calls?|hindsight|retrospect|accidents?|disasters?|teams?|engineers?|developers?|devs?|ops|operators?|admins?|managers?|management|company|department|staff|interns?|vendors?|providers?|suppliers?|others?|colleagues?|sense|sign|signs|eyes|words?|lack|side|support|help)$/i

type Topic = { text: string; isNoun: boolean }

/** What a question may speak of: noun phrases of the text, those around its end or its start first, then single words; none can be somebody's name. */
const topicsOf = (text: string, from: 'start' | 'end'): Topic[] => {
  const shouting = text === text.toUpperCase()
  const safeWord = (word: string): boolean => {
    if (forbidden.test(word)) return false
    if (shouting) return isOrdinary(word.toLowerCase()) && !isAlsoWord(word.toLowerCase())
    if (/^\p{Lu}{2,5}s?$/u.test(word)) return true
    if (/^\p{Lu}/u.test(word)) return isOrdinary(word) && !isAlsoWord(word.toLowerCase())
    return true
  }
  const ordinary = (phrase: string): boolean =>
    phrase.split(notWord).some(word => isOrdinary(word) || /\p{N}|^\p{Lu}+$/u.test(word))
  const worded = (phrase: string, isLed: boolean): string => {
    const plain = shouting ? phrase.toLowerCase() : phrase
    return isLed ? `the ${plain}` : plain
  }
  const phrases = phrasesOf(text)
    .filter(
      ({ text: phrase, isWhole }) =>
        isWhole && phrase.split(notWord).every(safeWord) && ordinary(phrase) && !isGeneric(phrase) && phrase.length > 2,
    )
    .map(({ text: phrase, stems, start, isLed }) => ({
      text: worded(phrase, isLed),
      size: Math.min(stems.length, 3),
      start,
      isNoun: true,
    }))
    .toSorted(
      (a, b) =>
        Number(hollow.test(a.text)) - Number(hollow.test(b.text)) ||
        b.size - a.size ||
        (from === 'end' ? b.start - a.start : a.start - b.start),
    )
  const singles = wordsOf(text)
    .filter(({ text: word }) => !isStopword(word) && safeWord(word) && word.length > 2 && !word.endsWith('ly'))
    .map(({ text: word }) => ({
      text: /^\p{Lu}\p{Ll}+$/u.test(word) || shouting ? word.toLowerCase() : word,
      isNoun: false,
    }))
    .toSorted((a, b) => Number(isOrdinary(b.text)) - Number(isOrdinary(a.text)))
  const seen = new Set<string>()
  return [...phrases, ...singles]
    .filter(({ text: topic }) => !seen.has(topic) && seen.add(topic) !== undefined)
    .slice(0, 40)
}

const undone =
  /\b(?:forg[eo]t(?:ten)?|failed|neglected|refused|omitted|bother(?:ed)?) to ([a-z][^.,;:!?()"“”\n–—…]*)|\b(?:did(?:n['’]?t| not)|never|had(?:n['’]t| not)) (?:even |really |properly |bother to |just )*(check|test|read|verify|look|follow|review|tell|document|ask|escalate|communicate|inform|warn|rotate|update|run|monitor|notify|announce|coordinate)\b([^.,;:!?()"“”\n–—…]*)/i
const clauseEnd =
  /\s(?:and|but|because|when|before|after|so|which|that|while|until|as|though|if|since|again|either|at all|\(|on purpose)\b.*$/i

/** `forgot to rotate the keys` gives `rotate the keys`, when nothing in it can be a person. */
const omittedAct = (text: string): string | null => {
  const match = undone.exec(text)
  if (match === null) return null
  const act = (match[1] ?? `${match[2] ?? ''}${match[3] ?? ''}`).replace(clauseEnd, '').trim().replaceAll(/\s+/g, ' ')
  const words = act.split(' ')
  const isSafe =
    words.length > 1 &&
    words.length < 10 &&
    !/\b(?:i|he|she|they|you|him|her|them|his|hers|their|me|my|us|colleagues?)\b/i.test(act)
  return isSafe &&
    words.every(word => !/^[^\p{L}]*\p{Lu}\p{Ll}/u.test(word) && !forbidden.test(word)) &&
    words.some(word => isOrdinary(word))
    ? act
    : null
}

const templates: Record<Flag, (topic: string) => string> = {
  blame: topic =>
    `What did people see and know of ${topic} at the time, and what made the course they took a sensible one?`,
  hindsight: topic => `What could be seen of ${topic} at the time, before the outcome was known?`,
  counterfactual: topic =>
    `Which conditions around ${topic} were missing, and what does it take to have them the next time?`,
  vendor: topic =>
    `Given that this kind of trouble with ${topic} will come again, what does our own system do then, and what do we want it to do?`,
}
const awaiting = (word: string): string =>
  `Given that this (“${word}”) will come again, what does our own system do then, and what do we want it to do?`
const quoting = (word: string): string =>
  `What stands behind “${word}” here: what did the situation look like at the time?`

/** Holds the law of docs/synthesis.md: a question, nobody's name, none of the words above, no flag of the lens. */
export const isNeutral = (question: string): boolean =>
  question.endsWith('?') && !forbidden.test(question) && lens(question).length === 0

/** `who approved the change` gives `approving the change`. */
const askedAct = (text: string): string | null => {
  for (const match of text.matchAll(/\bwho(?:ever)? ((?:[\w']+ ?){1,3})/gi)) {
    const words = (match[1] ?? '').toLowerCase().trim().split(' ')
    const verb = words.find(word => Object.hasOwn(acting, word))
    if (verb === undefined) continue
    const rest = text.slice(match.index + match[0].toLowerCase().indexOf(verb) + verb.length)
    const object =
      /^ ((?:off |out |on |up |down |back )?(?:the|this|that|these|those|our) [a-z][\w-]*(?: (?!(?:on|at|in|to|for|and|but|when|after|before|without|again)\b)[a-z][\w-]*)?|this)/i.exec(
        rest,
      )
    const safe = object?.[1] !== undefined && !forbidden.test(object[1]) ? object[1].toLowerCase() : 'this'
    return `${acting[verb] ?? ''} ${safe}`
  }
  return null
}

/** The sentences that are flagged, as one text: what stands beside them is not what was judged. */
const flaggedPart = (text: string): string => {
  const sentences = text.split(/(?<=[.!?])\s+/)
  return sentences.length === 1 ? text : sentences.filter(sentence => lens(sentence).length > 0).join(' ')
}

/** Questions for a text, the most fitting first; made one by one, since the first or second is nearly always neutral. */
function* triesFor(text: string, flags: readonly Flag[]): Generator<string> {
  const isBlame = flags.includes('blame')
  const isVendor = flags.includes('vendor')
  const asked = isBlame ? askedAct(text) : null
  if (asked !== null)
    yield `What information was available to the person ${asked}, and would others have done the same with it?`
  const practice = practices.exec(text)?.[0]?.toLowerCase()
  if (practice !== undefined && perceiving.test(text) && !isVendor)
    yield `What would ${practice} have needed to look like for this class of problem to be detectable?`
  const act = isBlame ? omittedAct(text) : null
  if (act !== null) yield `What made it hard to ${act} at the time, and what would make it the easy thing to do?`
  const isAboutSeeing = !isVendor && !flags.includes('counterfactual') && perceiving.test(text)
  for (const part of [flaggedPart(text), text])
    for (const { text: topic, isNoun } of topicsOf(part, isBlame ? 'end' : 'start')) {
      // Nobody can say what could be seen of `the decision` or `the team`.
      if (isNoun && hollow.test(topic)) yield quoting(topic)
      if (!isNoun) {
        yield isVendor ? awaiting(topic) : quoting(topic)
        continue
      }
      if (isAboutSeeing) yield `What would have been needed for ${topic} to be visible at the time?`
      for (const flag of ['blame', 'hindsight', 'counterfactual', 'vendor'] as const)
        if (flags.includes(flag)) yield templates[flag](topic)
      yield isVendor ? awaiting(topic) : `What did ${topic} look like at the time to the people working with it?`
    }
}

/** A question about conditions in the place of a flagged statement. The text comes redacted; a content word of it is kept where it has one that is no name. */
export const neutralQuestion = (text: string): string => {
  const one = text.slice(0, 2_000).replaceAll(/\s+/g, ' ').trim()
  for (const question of triesFor(one, lens(one))) if (isNeutral(question)) return question
  return 'What did the situation look like at the time to the people working in it?'
}

const byFactor: Record<Factor, (topic: string) => string> = {
  automation: topic =>
    `What was done by hand around ${topic}, what was automatic, and what made that sensible at the time?`,
  monitoring: topic => `What could be seen of ${topic} at the time, by which signal, and what stayed out of sight?`,
  documentation: topic => `What did people look up about ${topic}, what did they find, and what did they need?`,
  ownership: topic => `How was it settled at the time which team looks after ${topic}, and where did that leave room?`,
  deployment: topic =>
    `With ${topic} in mind, how do changes normally reach production, and what was different this time?`,
  communication: topic => `How did word of ${topic} travel, and where did it arrive later than it was needed?`,
  playbooks: topic => `Which steps for ${topic} did people have to hand, and where did they have to improvise?`,
  vendor: topic =>
    `What could we see of ${topic} from our side, what did our own system do then, and what do we want it to do the next time?`,
  capacity: topic => `How much room was there around ${topic}, how was that known, and what happens at the limit?`,
  time_pressure: topic => `Which pressures of time were at work around ${topic}, and what was traded for what?`,
  testing: topic => `What did our checks tell us about ${topic} beforehand, and what are they unable to show?`,
  safeguards: topic => `What stood between ${topic} and the people using the system, and what let it through?`,
  knowledge: topic =>
    `What did one need to know about ${topic}, where was that knowledge, and how did it reach the people working on it?`,
}

/** In the place of a purpose: most of a theme is what people would change. */
export const asksForChange = 'change'

/** By the purpose that most of a theme answers: it was asked for something, and the question goes on from there. */
const byPurpose: Readonly<Record<Purpose | typeof asksForChange, ((topic: string) => string) | null>> = {
  moment: null,
  reasons: null,
  condition: null,
  anything: null,
  'missing-information': topic =>
    `What did people need to know about ${topic}, where did they look, and what did they find there?`,
  surprise: topic => `What was expected of ${topic}, what happened instead, and where did the expectation come from?`,
  vendor: byFactor.vendor,
  [asksForChange]: topic =>
    `What has happened around ${topic} that speaks for a change, and why did the way it is now make sense until then?`,
  'went-well': topic => `What made ${topic} go well, and what does it take to keep it so?`,
}

/** Those that a question of their own goes on from. */
export const tellingPurposes: readonly Purpose[] = purposeSchema.options.filter(purpose => byPurpose[purpose] !== null)

/** In turn, so that the third theme does not sound like the first. */
const general: readonly [(topic: string) => string, ...((topic: string) => string)[]] = [
  topic => `On ${topic}: what did people see, what did they do then, and why did this make sense at the time?`,
  topic => `Where did ${topic} come up, what did people do next, and why did this make sense at the time?`,
  topic => `What was known about ${topic}, what did people do with that, and why did this make sense at the time?`,
]

/**
 * The question under a theme, by the purpose or the factor that most of its observations share, else a general one, of
 * which `turn` chooses. A topic that no neutral question may name is `this`: the title stands right above.
 */
export const themeQuestion = (
  topic: string,
  factor: Factor | null,
  purpose: Purpose | typeof asksForChange | null,
  turn: number,
): string => {
  const ask =
    (purpose && byPurpose[purpose]) ??
    (factor === null ? (general[turn % general.length] ?? general[0]) : byFactor[factor])
  return [topic, 'this'].map(ask).find(isNeutral) ?? general[0]('this')
}
