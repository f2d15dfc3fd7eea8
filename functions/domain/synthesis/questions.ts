/** Questions about conditions, in the place of words about people. */
import { lens } from './lens.ts'
import { isAlsoWord } from './names.ts'
import { isGeneric, isOrdinary, phrasesOf } from './phrases.ts'
import type { Factor, Flag } from './schema.ts'
import { withinSentence } from './titles.ts'
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
const perceiving =
  /\b(?:catch|caught|notice|noticed|detect|detected|spot|spotted|see|seen|find|found|discover|discovered|realise|realize|realised|realized)\b/i
const practices =
  /\b(code review|review|staging|testing|tests?|qa|monitoring|alerting|canary|ci|beta|rehearsal|planning|change management|approval|design)\b/i

/** What a question may speak of: phrases of the text, then single words, none of which can be somebody's name. */
const topicsOf = (text: string): string[] => {
  const shouting = text === text.toUpperCase()
  const safeWord = (word: string): boolean => {
    if (forbidden.test(word)) return false
    if (shouting) return isOrdinary(word.toLowerCase()) && !isAlsoWord(word.toLowerCase())
    if (/^\p{Lu}{2,5}s?$/u.test(word)) return true
    if (/^\p{Lu}/u.test(word)) return isOrdinary(word) && !isAlsoWord(word.toLowerCase())
    return true
  }
  const ordinary = (phrase: string): boolean =>
    phrase.split(/[^\p{L}\p{M}\p{N}'’]+/u).some(word => isOrdinary(word) || /\p{N}|^\p{Lu}+$/u.test(word))
  const phrases = phrasesOf(text)
    .map(({ text: phrase, stems, start }) => ({
      phrase: withinSentence(shouting ? phrase.toLowerCase() : phrase),
      size: stems.length,
      start,
    }))
    .filter(
      ({ phrase }) =>
        phrase.split(/[^\p{L}\p{M}\p{N}'’]+/u).every(safeWord) &&
        ordinary(phrase) &&
        !isGeneric(phrase) &&
        phrase.length > 2,
    )
    .toSorted((a, b) => Math.min(b.size, 3) - Math.min(a.size, 3) || b.start - a.start)
    .map(({ phrase }) => phrase)
  const singles = wordsOf(text)
    .map(({ text: word }) => word)
    .filter(word => !isStopword(word) && safeWord(word) && word.length > 2)
    .map(word => (/^\p{Lu}\p{Ll}+$/u.test(word) || shouting ? word.toLowerCase() : word))
  const known = singles.filter(word => isOrdinary(word))
  return [
    ...new Set([...phrases, ...known.toReversed(), ...singles.filter(word => !known.includes(word)).toReversed()]),
  ].slice(0, 40)
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

const templates: Record<Flag, ((topic: string) => string)[]> = {
  blame: [
    topic =>
      `What made the way ${topic} was handled the sensible one at the time, and what did the surroundings make easy or hard?`,
    topic => `What did the situation around ${topic} look like at the time, and what made the choice a reasonable one?`,
  ],
  hindsight: [
    topic =>
      `What could be seen of ${topic} at the time, before the outcome was known, and what stood in the way of more?`,
  ],
  counterfactual: [
    topic => `Which conditions around ${topic} were missing, and what does it take to have them the next time?`,
  ],
  vendor: [
    topic =>
      `Given that trouble with ${topic} will come again, what does our own system do then, and what do we want it to do?`,
  ],
}

/** Holds the law of docs/synthesis.md: a question, nobody's name, none of the words above, no flag of the lens. */
export const isNeutral = (question: string): boolean =>
  question.endsWith('?') && !forbidden.test(question) && lens(question).length === 0

/** A question about conditions in the place of a flagged statement. The text comes redacted; a content word of it is kept where it has one that is no name. */
export const neutralQuestion = (text: string): string => {
  const one = text.slice(0, 2_000).replaceAll(/\s+/g, ' ').trim()
  const flags = lens(one)
  const topics = topicsOf(one)
  const tries: string[] = []
  const asker = /\bwho(?:ever)? (?:\w+ )?(\w+)/i.exec(one)?.[1]?.toLowerCase() ?? ''
  const gerund = acting[asker]
  if (flags.includes('blame') && gerund !== undefined && gerund !== 'working on') {
    tries.push(
      `What information was available to the person ${gerund} ${topics.find(topic => !topic.startsWith(asker)) ?? 'this'}, and would others have done the same with it?`,
    )
    tries.push(
      `What information was available to the person ${gerund} this, and would others have done the same with it?`,
    )
  }
  const practice = practices.exec(one)?.[0]?.toLowerCase()
  if (practice !== undefined && perceiving.test(one) && !flags.includes('vendor'))
    tries.push(`What would ${practice} have needed to look like for this class of problem to be detectable?`)
  const act = flags.includes('blame') ? omittedAct(one) : null
  if (act !== null) tries.push(`What made it hard to ${act} at the time, and what would make it the easy thing to do?`)
  const perceived = flags.some(flag => flag === 'hindsight' || flag === 'blame') && perceiving.test(one)
  for (const topic of topics) {
    if (perceived) tries.push(`What would have been needed for ${topic} to be visible at the time?`)
    for (const flag of ['blame', 'hindsight', 'counterfactual', 'vendor'] as const)
      if (flags.includes(flag)) for (const template of templates[flag]) tries.push(template(topic))
    tries.push(`What did ${topic} look like at the time to the people working with it?`)
  }
  return tries.find(isNeutral) ?? 'What did the situation look like at the time to the people working in it?'
}

const byFactor: Record<Factor, (topic: string) => string> = {
  automation: topic =>
    `What was done by hand around ${topic}, what was automatic, and what made that sensible at the time?`,
  monitoring: topic => `What could be seen of ${topic} at the time, by which signal, and what stayed out of sight?`,
  documentation: topic => `What did people look up about ${topic}, what did they find, and what did they need?`,
  ownership: topic => `How was it settled at the time which team looks after ${topic}, and where did that leave room?`,
  deployment: topic => `How do changes to ${topic} normally reach production, and what was different this time?`,
  communication: topic => `How did word of ${topic} travel, and where did it arrive later than it was needed?`,
  playbooks: topic => `Which steps for ${topic} did people have to hand, and where did they have to improvise?`,
  vendor: topic =>
    `Given that trouble with ${topic} will come again, what does our own system do then, and what do we want it to do?`,
  capacity: topic => `How much room was there around ${topic}, how was that known, and what happens at the limit?`,
  time_pressure: topic => `Which pressures of time were at work around ${topic}, and what was traded for what?`,
  testing: topic => `What did our checks tell us about ${topic} beforehand, and what are they unable to show?`,
  safeguards: topic => `What stood between ${topic} and the people using the system, and what let it through?`,
  knowledge: topic =>
    `What did one need to know about ${topic}, where was that knowledge, and how did it reach the people working on it?`,
}

/** The question under a theme's title, chosen by the factor most of its observations speak of. */
export const themeQuestion = (title: string, topics: string[], factor: Factor | null): string => {
  const ask =
    factor === null
      ? (topic: string) => `What did people see of ${topic} at the time, and what made what they did make sense?`
      : byFactor[factor]
  const tries = [withinSentence(title), ...topics.map(withinSentence)].map(ask)
  return tries.find(isNeutral) ?? 'What did people see at the time, and what made what they did make sense?'
}
export { topicsOf as questionTopics }
