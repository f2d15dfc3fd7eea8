/**
 * Notices actions that ask people to be different, so that a change of the system can be suggested. Refuses nothing.
 */
import { groupKey } from '../normal-form.ts'

export const askKinds = ['training', 'care', 'reminder', 'discipline'] as const
type AskKind = (typeof askKinds)[number]

// Runs of words are bounded, because nested repetition would take for ever on a long text.
const people =
  '(?:[\\w-]+ ){0,4}?(?:teams?|staff|engineers?|developers?|devs|operators?|ops|people|persons?|everybody|everyone|anybody|colleagues?|employees?|responders?|on-?call|folks|users?|admins?|contractors?|newcomers|joiners|hires|them|us|ourselves|themselves)\\b'
const rules =
  '(?:[\\w-]+ ){0,4}?(?:process(?:es)?|procedures?|checklists?|runbooks?|playbooks?|rules?|polic(?:y|ies)|guidelines?|documentation|instructions?|standards?|best practices?)\\b'
const more = '(?:[\\w-]+ ){0,3}?'

const patterns: Readonly<Record<AskKind, readonly RegExp[]>> = {
  training: [
    /\bre-?train(?:ing|ed)?\b(?! (?:[\w-]+ ){0,4}?(?:models?|classifiers?|detectors?|networks?|embeddings?|forecasts?|weights)\b)/i,
    new RegExp(`\\b(?:train|educate|coach|teach|upskill|school|sensiti[sz]e)\\b ${people}`, 'i'),
    /\b(?:give|provide|hold|organi[sz]e|run|schedule|do|offer|attend|require|arrange|mandatory|refresher|more|better|additional|further|annual|yearly) (?:[\w-]+ ){0,4}?(?:trainings?|training sessions?|refresher|courses?|lessons)\b/i,
    /^(?:[\w-]+ ){0,3}training (?:for|of|on|about|session)\b/i,
  ],
  care: [
    new RegExp(
      `\\b(?:be|being|stay|become|remain) ${more}(?:careful|attentive|vigilant|cautious|diligent|mindful|conscientious|disciplined|thorough|alert|conscious|responsible)\\b`,
      'i',
    ),
    new RegExp(
      `\\b(?:be|being|become) ${more}aware of\\b|\\b(?:rais|increas|improv|creat)(?:e|ing) (?:[\\w-]+ ){0,3}?awareness\\b`,
      'i',
    ),
    new RegExp(
      `\\b(?:pay|paying|take|taking|use|exercise|show|apply) ${more}(?:attention|care|caution|diligence|heed|discipline)\\b`,
      'i',
    ),
    /\bmore (?:care|caution|discipline|attention|vigilance|awareness|diligence)\b/i,
    /\b(?:double|triple)[ -]?check(?:ing)?\b/i,
    /\b(?:try|work|think) harder\b|\bthink (?:twice|before)\b|\b(?:do|try to do|doing) better\b/i,
    /\b(?:do not|don['’]t|never|not) (?:to )?forget\b|\bremember(?:ing)? to\b|\bkeep in mind\b/i,
    new RegExp(`\\b(?:make|making) (?:sure|certain) (?:that )?(?:we|nobody|no one|i|you|${people})`, 'i'),
    /\b(?:look|check|review|read|test|verify|work)(?:ing)? (?:[\w-]+ ){0,4}?more (?:carefully|closely|thoroughly|diligently|attentively)\b/i,
  ],
  reminder: [
    new RegExp(`\\bremind(?:ing)?\\b ${people}`, 'i'),
    /\b(?:send|post|circulate|write|issue)(?:ing)? (?:out )?(?:[\w-]+ ){0,2}?(?:reminders?|memos?)\b/i,
    new RegExp(`\\b(?:urge|admonish|encourage|instruct|warn|reprimand)(?:ing)?\\b ${people}`, 'i'),
    /\b(?:stress|emphasi[sz]e|reinforce|underline|reiterate|communicate) (?:[\w-]+ ){0,3}?(?:importance|need to)\b/i,
  ],
  discipline: [
    new RegExp(`\\b(?:follow|following|stick to|adhere to|comply with|respect|obey|observe|read) ${rules}`, 'i'),
    /\bhold (?:[\w-]+ ){1,4}?accountable\b|\bdisciplinary\b|\bformal warnings?\b|\bperformance (?:plan|review)\b/i,
    new RegExp(`\\b(?:must|should|has to|have to|needs? to) (?:always|never) \\w+`, 'i'),
  ],
}

/** If one of these words comes before the match, a machine does the asking: `a job that reminds the team`. */
const machine =
  /\b(?:automat\w*|scripts?|pipelines?|ci|lint\w*|hooks?|bots?|gates?|jobs?|monitors?|monitoring|alarms?|alerts?|dashboards?|tests?|deploys?|deployer|cli|console|tool(?:ing|s)?|templates?|services?|systems?|calendar|timers?|checks?)\b/i

/** The first way in which a text asks people to be different; null if it is about the system. */
export const asksOfPeople = (text: string): AskKind | null => {
  const sentences = text.split(/(?<=[.!?;])\s+|\n+/)
  for (const sentence of sentences)
    for (const kind of askKinds)
      for (const pattern of patterns[kind]) {
        const found = pattern.exec(sentence)
        if (found && !machine.test(sentence.slice(0, found.index))) return kind
      }
  return null
}

const itself = new Set(['i', 'me', 'myself'])

/**
 * Whether the owner is one person: somebody known by full name, by address or by a first name that nobody else has, and
 * nothing beside it ("Platform, Ada" names a team). What is called so among `groups` is a team whatever else it is.
 */
export const isOnePerson = (
  owner: string,
  people: readonly { readonly name: string; readonly email: string }[],
  groups: readonly string[],
): boolean => {
  const named = groupKey(owner).replace(/^@/, '')
  if (named === '' || groups.some(group => groupKey(group) === named)) return false
  if (itself.has(named)) return true
  if (people.some(({ name, email }) => named === groupKey(name) || named === groupKey(email))) return true
  return people.filter(({ name }) => groupKey(name).split(' ')[0] === named).length === 1
}

/** Shown next to such an action: asks what would change the system. */
export const systemQuestions: Readonly<Record<AskKind, string>> = {
  training: 'What would the system have to show or do, so that nobody needs to know this by heart?',
  care: 'What could make the careful way the easy one, or the slip harmless?',
  reminder: 'What could tell whoever does it, at the moment they do it, so that nobody has to remember?',
  discipline: 'What makes this step hard to follow, and what could do it in their place or stop without it?',
}
