/** What people propose to change, as a sentence or as a noun phrase. */
import { isBlaming } from './blame.ts'
import type { Purpose } from './schema.ts'
import { sentencesOf } from './sentences.ts'
import { plainSigns, turn } from './turn.ts'
import { wordsOf } from './words.ts'

const acts =
  'add|adopt|agree|alert|allow|announce|appoint|ask|assign|automate|avoid|ban|block|bring|build|buy|call|cap|change|check|choose|clarify|compare|connect|consider|copy|create|cut|decide|define|delete|describe|disable|discuss|document|drill|drop|enable|enforce|ensure|exercise|expand|explain|expire|export|extend|fix|forbid|freeze|give|group|have|hire|improve|increase|inform|introduce|invest|investigate|isolate|keep|label|let|limit|link|list|listen|load[- ]test|lock|log|make|mark|measure|merge|migrate|mirror|monitor|move|name|notify|offer|open|own|page|pay|pin|plan|post|practi[cs]e|prepare|pre-?scale|prevent|print|prioriti[sz]e|protect|prove|provide|publish|pull|put|raise|read|rebuild|record|reduce|refuse|rehearse|remove|rename|replace|report|require|reserve|restore|retire|review|reward|roll|rotate|run|save|say|scale|schedule|send|separate|set(?: up)?|share|ship|shorten|show|simplify|simulate|slow|split|staff|start|stop|store|switch|tag|teach|tell|test|throttle|tighten|track|train|treat|trigger|try|turn|update|upgrade|use|validate|verify|warn|watch|write'
const imperative = new RegExp(
  `^[^\\p{L}]*(?:(?:please|maybe|perhaps|also|just|then|next time|simply|always|never|at least|better|and|or|ideally|first|definitely) ,?)*(?:(?:do not|don't|dont|let's|lets|never) )?(?:${acts})(?![\\p{L}\\p{N}'=-])(?! (?:=|on [\\p{L}\\d]+-|was|were|had|is|are|did|came|showed|said|failed|took)\\b)`,
  'iu',
)
const asked = [
  turn(
    "(?:we|they|it|there|someone|somebody|this|that|you|one|every(?:one|body|thing)|nobody|(?:the|a|an|our|each|all|any) (?:\\p{L}+ ){1,3}) ?(?:really |also |all |just |probably |definitely )?(?:should(?:n't| not)?|must(?:n't| not)?|ought to|has to|have to|needs? to|had better)(?! have| of|'ve| be (?:a|an|the|that|because|down|due|it|fine|safe)(?!\\p{L})) \\p{L}+|(?:someone|somebody) (?:from|in|on|of|at) (?:\\p{L}+ ){1,2}(?:should|must|has to|needs? to)|can (?:we|you|somebody|someone) (?:please |also |just )?(?:have|get|make|add|stop|start|use|put)|(?:we|they|there|you) need (?!to know)\\p{L}+",
  ),
  turn(
    "needs? (?:to be|more|better|an?|some|regular|clear\\p{L}*|improv\\p{L}*)|(?:i|we)(?:'d| would)? (?:suggest|propose|recommend|(?:would )?(?:like|love|want|welcome|appreciate) (?:to see|to have|an?|some|more)|wish for|vote for)|my (?:suggestion|proposal|wish|idea)|(?:what|how) about|why not|let's|lets|action item|to-?do:|(?:it )?would (?:be|help|make|give|save) (?!have)\\p{L}+|would have been (?:better|nicer|good|helpful)|(?:could|might) (?:have )?(?:be(?:en)? )?(?:offered|done differently|automated|avoided by|improved|shared|simplified|better)|next time|from now on|in (?:the )?future|going forward|so:",
  ),
  turn(
    '(?:wir|man|es|das|jemand|jede[rs]?|alle|die|der|\\p{Lu}\\p{L}+) (?:\\p{L}+ ){0,3}?(?:sollten?|müssten?|müssen|muss|bräuchten?|brauchen|braucht)|(?:wir|man|es) (?:brauchen|braucht|bräuchten?)|(?:wäre|fände) (?:\\p{L}+ ){0,2}(?:gut|hilfreich|besser|schön|sinnvoll|wichtig)|(?:mein )?vorschlag|bitte|künftig|in zukunft|nächstes mal|beim nächsten mal|ich würde|ich schlage vor',
  ),
  turn(
    "(?:il (?:faut|faudrait|faudra)|(?:on|nous|je) (?:devrait|devrions|pourrait|pourrions|doit|devons|propose|proposons|suggère)|(?:devrait|devraient) (?!avoir)|(?:ce )?serait (?:\\p{L}+ )?(?:bien|utile|bon|mieux|souhaitable)|je (?:propose|suggère|recommande|souhaite\\p{L}*|voudrais)|prévoir|à l'avenir|la prochaine fois|besoin d\\p{L}*|pourquoi pas|ne plus|ne jamais)",
  ),
  turn(
    '(?:(?:hay|habría) que|(?:hace|haría) falta|(?:debemos|deberíamos|debería|deberían|tenemos que|tendríamos que|necesitamos|podríamos|conviene|convendría|propongo|sugiero|recomiendo|(?:sería|estaría) (?:\\p{L}+ )?(?:bueno|útil|mejor|bien|deseable))|en el futuro|la próxima vez|me gustaría)(?! haber \\p{L}+do)',
  ),
  turn(
    '(?:é preciso|precisamos|precisa|devemos|deveríamos|devíamos|devia|deveria(?:m)?|temos (?:de|que)|teríamos (?:de|que)|podíamos|poderíamos|convém|proponho|sugiro|recomendo|seria (?:\\p{L}+ )?(?:bom|útil|melhor|bem)|no futuro|da próxima vez|gostaria|faz falta|falta (?:um|uma))(?! ter \\p{L}+(?:[ai]do|sto)(?!\\p{L}))',
  ),
  turn(
    '(?:trzeba(?: by)?|powinniśmy|powinno się|powinien|powinna|powinny|musimy|należy|należałoby|warto(?: by)?|przydał(?:by|aby|oby)\\p{L}*(?: się)?|potrzebujemy|potrzebn[yaei]|proponuję|sugeruję|dobrze by było|lepiej by|następnym razem|w przyszłości|może (?:warto|trzeba))',
  ),
  turn(
    '(?:нужно|надо|следует|необходимо|предлагаю|стоит|хорошо бы|в следующий раз|yapılmalı|gerek(?:iyor|li)|olmalı|öneriyorum|lazım|pitäisi|pitää|täytyy|tulisi|ehdotan|ensi kerralla)|(?:\\p{L}+)(?:malı|meli)(?:yız|yiz)?',
  ),
]
/** Languages whose infinitives stand for a wish: "Stichproben prüfen", "Prévoir un plan", "Probar las copias". */
const infinitives = [
  /^(?=[^.!?]*[.!]?$)[^]*\p{L}{3}(?:en|ern|eln)[.!]?$/u,
  /^[^\p{L}]*(?:ne (?:pas|plus|jamais) )?(?!after|over|other|under|never|ever|her|their|our|there|where|here|more|are|were|before|for|or|user|server|order|number|together|either|rather|whether|another|later)\p{L}{3,}(?:er|ir|oir|re)(?= (?:le|la|les|l'|un|une|des|du|de|nos|notre|au|aux|à|sur|en|chaque|tous?|deux|plus|par|ville|tout)(?![\p{L}]))/iu,
  /^[^\p{L}]*(?:que (?:le|la|les|el|los|las|un|una|se|haya|nadie|cada|o|a|os|as|haja|ninguém)|qu'(?:il|on|un|une)) \p{L}/iu,
  /^[^\p{L}]*(?:no )?\p{L}{2,}(?:ar|er|ir)(?:lo|la|los|las|se)?(?= (?:el|la|los|las|un|una|nuestr\p{L}+|al?|en|con|de|cada|tod\p{L}+|más|dos|por|que|o|os|as|um|uma|noss\p{L}+|num|numa)(?![\p{L}]))/iu,
  /^[^\p{L}]*(?:nie )?\p{L}{3,}(?:ać|ić|yć|eć|ować|nąć)(?![\p{L}])/iu,
]
/** Told of what was: "Encontrar la causa llevó dos horas". */
const past = /\p{L}(?:ó|ou|eu|iu|aron|ieron|aram|eram|iram|[łl]o|ła|li|ły|é)(?!\p{L})/u
/** What was expected and did not come to pass. */
const expected = turn(
  'should (?:[\\p{L}\\p{N}]+ ){1,8}(?:but|yet)|sollte\\p{L}* (?:[\\p{L}\\p{N}]+ ){1,8}(?:aber|doch|und (?:war|dauerte|brauchte|blieb))',
)
/** A noun phrase that names a thing to have. */
const wantedThing =
  /^[^\p{L}]*(?:(?:(?:an?|one|two|another|some|any|more|fewer|less|better|shorter|longer|earlier|clearer|separate|shared|independent|dedicated|automatic|automated|regular|weekly|monthly|quarterly|real|proper|hard|soft|mandatory|written|simple|single|same) )(?!(?:few|lot|bit|day|week|minute|hour|colleague|customer|user|ticket|client|message|mail|call|friend|while|moment|surprise) )|(?:script|check-?list|runbook|playbook|template|dashboard|drills?|game ?day|rehearsal|training|alarm|alert|alerts?|monitor|rate ?limit|limit|cap|budget|copy|backup|register|inventory|owner|deput\p{L}+|kill ?switch|circuit ?breaker|canary|staging|two people|second (?:pair|person|team)|four eyes|rota|rotation|hand-?over|on-?call|feature flags?|access|sessions?|rights|permissions|somebody who|someone who|people who|red |big )(?![\p{L}]*(?:ed|was|were)\b))/iu
const wantedElsewhere =
  /^[^\p{L}]*(?:(?:ein|eine|einen|einem|mehr|weniger|bessere[rsn]?|klare[rsn]?|eigene[rsn]?|feste[rsn]?|gleiche[rsn]?|automatische[rsn]?|regelmäßige[rsn]?|getrennte[rsn]?|gemeinsame[rsn]?|zweite[rsn]?|wöchentliche[rsn]?) \p{L}|(?:un|une|des|plus de|moins de|davantage de|meilleure?) \p{L}|(?:un|una|unos|unas|más|menos|mejor(?:es)?) \p{L}|(?:um|uma|mais|menos|melhor(?:es)?) \p{L}|(?:jeden|jedna|jedno|więcej|mniej|lepsz[yae]|wspóln[yae]|osobn[yae]|automatyczn[yae]|regularn[yae]|stał[yae]|druga?|drugi) \p{L}|(?:checkliste|notfall\p{L}*|vorlage|probe\p{L}*|übung\p{L}*|prüf\p{L}*|umstellung|alarm\p{L}*|liste|plan) )/iu
/** In a noun phrase that is wished for, not reported: how often, for whom, in what manner. */
const manner = turn(
  'every|each|per|instead of|not once|regularly|by template|with(?:out)?|outside|tested|checked|automatically|independent(?:ly)?|in advance|on paper|by name|for (?:every|each|all)|that|which|who|where|jede[rnsm]?|pro|statt|regelmäßig|automatisch\\p{L}*|verglichen|getestet|mit|ohne|unabhängig\\p{L}*|chaque|avec|sans|automatique\\p{L}*|cada|con|sin|automátic\\p{L}*|com|sem|każd\\p{L}+|z|bez|dla',
)
const finite = turn(
  "is|isn't|are|aren't|was|wasn't|were|weren't|am|has|hasn't|have|haven't|had|hadn't|do|don't|does|doesn't|did|didn't|can|can't|could|couldn't|will|won't|went|came|got|saw|said|told|knew|thought|took|made|found|ran|gave|kept|left|lost|sent|broke|began|became|felt|stood|hung|died|got|it's|there's|that's|we're|they're|i'm|i|we|they|he|she|ist|sind|war|waren|hat|haben|hatte[n]?|wurde[n]?|wird|werden|kann|konnte[n]?|ging|kam|kamen|gab|stand|sah|wir|ich|est|sont|était|étaient|avait|avaient|a|ont|fut|je|nous|es|son|era|eran|fue|fueron|había|estaba\\p{L}*|ha|han|tenía\\p{L}*|é|são|foi|foram|estava\\p{L}*|tinha\\p{L}*|jest|są|był|była|było|były|miał\\p{L}*|nie było",
)
/** A report in the past tense: "The people who knew the stores were the same five in every shift". */
const report = turn(
  "was|wasn't|were|weren't|had|hadn't|did|didn't|knew|saw|said|told|took|went|came|got|counted|war|waren|hatte[n]?|wurde[n]?|était|étaient|avait|avaient|fue|fueron|era|eran|había|foi|foram|era|eram|tinha|był|była|było|były|miał\\p{L}*",
)
/** "Two customers opened cases": a finite verb by its ending, with what it acts on. */
const acted =
  /(?<=\p{L}{2})(?:ed|s) (?:it|this|that|them|us|me|him|her|the|a|an|our|my|their|cases|nothing|to|up|out|across)(?![\p{L}])/iu
const questionWords = /\?\s*$/
const lack =
  /^[^\p{L}]*(?:no|zero|none|nothing|not|kein\p{L}*|nicht|null|aucune?|pas|ningún|ninguna?|sin|nenhum\p{L}*|sem|brak|żad\p{L}+)(?![\p{L}])/iu

/** "Suggestion: …", "– and …", "Secondly, …": what stands before a proposal without being part of it. */
const lead =
  /^(?:[^\p{L}\p{N}`]+|(?:suggestions?|ideas?|wish(?:es)?|proposals?|vorschlag|idee|wunsch|suggestion|idée|sugerencia|propuesta|sugestão|proposta|propozycja|pomysł) ?:\s*|(?:also|and|plus|then|or|first|secondly|thirdly|finally|und|außerdem|dann|oder|et|aussi|puis|y|además|e|também|i|oraz|a) ,?\s*|(?:firstly|secondly|thirdly|finally),\s*)+/iu

const firstSentence = (text: string): string => {
  const [first] = sentencesOf(text.split('\n').find(line => line.trim() !== '') ?? '')
  const sentence = first ? text.trim().slice(first.start, first.end) : text
  return sentence.replace(lead, '')
}

const inForm = (sentence: string): boolean => {
  if (imperative.test(sentence)) return !report.test(sentence)
  if (infinitives.some(pattern => pattern.test(sentence))) return !finite.test(sentence)
  // What a relative clause says of the thing is no sentence of its own.
  const main = sentence.replace(
    /(?<!\p{L})(?:that|which|who|where|die|der|das|den|qui|que|który|która|które)(?!\p{L}).*$/iu,
    '',
  )
  if (finite.test(main) || acted.test(main) || lack.test(sentence)) return false
  return (wantedThing.test(sentence) || wantedElsewhere.test(sentence)) && wordsOf(sentence).length <= 24
}

/** A noun phrase in answer to these names what was missing, surprising or good, not what to have. */
const namesThings: ReadonlySet<Purpose | null> = new Set(['missing-information', 'surprise', 'went-well'])

/**
 * The sentences of a statement from the first that proposes to the last, as they stand there; the whole of it where none
 * does by itself. What leads to a proposal is no part of it.
 */
export const proposingPart = (text: string, purpose: Purpose | null = null): string => {
  const sentences = sentencesOf(text)
  const proposing = sentences.filter(({ start, end }) => isProposal(text.slice(start, end), purpose))
  const [first, last] = [proposing[0], proposing.at(-1)]
  return first && last ? text.slice(first.start, last.end).trim() : text
}

/**
 * Whether a statement proposes a change, by the purpose of the question it answers. Where conditions are asked for
 * everything is taken for one but a plain report. Elsewhere it has to be worded as one: "we should", an imperative, a
 * noun phrase that names a thing to have.
 */
export const isProposal = (text: string, purpose: Purpose | null = null): boolean => {
  const plain = plainSigns(text)
  const first = firstSentence(plain)
  if (!expected.test(plain) && asked.some(pattern => pattern.test(plain)))
    return !isBlaming(plain, purpose === 'anything')
  if (purpose === 'condition') return !report.test(first) || inForm(first)
  if (questionWords.test(plain) || namesThings.has(purpose) || isBlaming(plain)) return false
  return (
    inForm(first) &&
    (imperative.test(first) ||
      manner.test(first) ||
      wantedThing.test(first) ||
      wantedElsewhere.test(first) ||
      (infinitives.slice(1).some(pattern => pattern.test(first)) && !past.test(first)))
  )
}
