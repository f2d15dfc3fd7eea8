/** Two accounts that cannot both be so: one denies what the other tells. Both are quoted; precision before recall. */
import { isCondition } from './conditions.ts'
import { isProposal } from './proposals.ts'
import { rarityOf } from './rarity.ts'
import { sentencesOf } from './sentences.ts'
import { plainSigns, turn } from './turn.ts'
import { writerIn } from './voices.ts'
import { identifierParts, isStopword, stemOf, wordsOf } from './words.ts'

/** Words that accounts of one thing use for each other, one line each; compared by their stems. */
const same = new Map(
  `practise practice rehearse drill exercise tried try tested test tests übung geübt probe geprobt getestet test tests répété exercice essayé testé ensayo ensayado probado probar ensaio ensaiado testado ćwiczyliśmy ćwiczenia testowaliśmy przetestowane
check verify validate cross-check compared reviewed review read inspected looked geprüft prüfen überprüft abgeglichen vérifié vérifier contrôlé relu comprobado comprobar revisado verificado conferido verificar sprawdzone sprawdziłem sprawdzić sprawdził
alert alarm alerted page paged pager notification notice warning warned warn alarmiert meldung gemeldet warnung gewarnt alerte alerté averti alerta avisado aviso avisaron alarme alertou avisou ostrzeżenie alarmu powiadomienie
ask request asked requested gefragt angefragt demandé demande pedido pedimos solicitado solicitud poprosiliśmy prosiliśmy
answer respond reply answered responded replied antwort geantwortet répondu réponse respondió contestó respuesta contestaron respondeu resposta odpowiedzieli odpowiedź
tell told inform informed notified said gesagt informiert dit prévenu informé dijo informado avisó disse informou powiedział powiedziano
restore recover recovery restored wiederherstellung wiederhergestellt restauration restaurer restauración restaurar restauração przywracanie przywrócenie odtworzenie
runbook playbook procedure instruction instructions anleitung handbuch ablauf procédure mode manual procedimiento procedimento manuel procedura instrukcja
decide agree decision agreed decided entschieden entscheidung beschlossen décidé décision decidido decidió decisión decisão decidiu decyzja zdecydowano
backup copy dump snapshot sicherung sauvegarde copia copias respaldo cópia kopia
rollback revert undo rolled reverted zurückgerollt zurück retour revertir reverter wycofanie
dry-run dryrun dry
on-call oncall
supplier vendor provider dienstleister anbieter betreiber prestataire fournisseur proveedor fornecedor dostawca`
    .split('\n')
    .flatMap((line, index) => line.split(' ').map(word => [stemOf(word), `=${index}`] as const)),
)

/** "Une personne de l'équipe" stands for a name and denies nothing. */
const negation = turn(
  "not|no|never|nobody|no one|none|neither|nor|cannot|(?:do|does|did|was|were|is|are|has|have|had|could|would|can)(?:n't|nt)|nicht|kein\\p{L}*|nie|niemals|niemand\\p{L}*|nirgends|weder|ne|n'\\p{L}*|pas|jamais|(?<!(?:une|la|cette|autre|première) )personne(?! de l'équipe)|aucun\\p{L}*|no|nunca|jamás|nadie|ningun\\p{L}*|ningún|tampoco|não|nenhum\\p{L}*|ninguém|nie|nikt|żad\\p{L}+|nigdy|brak\\p{L}*|missing|lack(?:s|ed|ing)|unclear|unklar|fehl(?:t|te|ten)|manquai(?:t|ent)|faltaban?|faltavam?",
)
/** "no longer than", "I did not know that …", "nobody wanted to …": what follows is not denied. */
const notDenial = turn(
  'not only|(?:not|\\p{L}+n.t) (?:know|aware)|(?:not|nobody|no one|none of \\p{L}+|never) (?:(?:is|was|were|are|has been|seems|seemed) )?(?:\\p{L}+ )?(?:sure|certain|aware|clear)|niemand (?:ist|war|weiß|wusste) (?:\\p{L}+ )?(?:sicher)?|personne (?:n.est|n.était|ne sai\\p{L}+)|nadie (?:está|estaba|sab\\p{L}+)|ninguém (?:está|estava|sab\\p{L}+)|nikt nie (?:jest|był|wie\\p{L}*)|(?:not|nobody|no one|never|\\p{L}+n.t) (?:want|think|thought|feel|felt|dare|expect)\\p{L}*|not until|know until|no (?:longer|more|less|fewer) than|not more than|no wonder|no doubt|not sure|no idea|not just|nicht nur|nicht mehr als|keine ahnung|non seulement|no sólo|no solo|não só|nie tylko|why not|if not|or not|oder nicht|ou non|o no\\b',
)
/** "Site ids, not ids of the app": what it is not, beside what it is. */
const contrast = /[,;]\s*(?:and |und |et |y |e |a )?$|(?<!\p{L})(?:and|und|et|y|e|a) $/u
const wish = turn(
  "should|could|would|might|must|let's|please|ought|if|sollte\\p{L}*|müsste\\p{L}*|hätte\\p{L}*|wäre\\p{L}*|wenn|bitte|devrai\\p{L}+|faudrai\\p{L}+|aurai\\p{L}+|si|debería\\p{L}*|habría\\p{L}*|deveria\\p{L}*|teria\\p{L}*|se|powin\\p{L}+|gdyby\\p{L}*|jeśli",
)
/** Two statements that name different ones of these speak of different things. */
const distinctions =
  /(?<!\p{L})(?:first|second|third|last|next|previous|old|new|east|west|north|south|primary|secondary|replica|staging|production|prod|dev|morning|afternoon|evening|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday|internal|external|january|february|march|april|may|june|july|august|september|october|november|december|erste[nrs]?|zweite[nrs]?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|premier|première|second|seconde|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|primer[oa]?|segund[oa]|lunes|martes|miércoles|jueves|viernes|sábado|domingo)(?!\p{L})/giu

const numbers: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  hundred: 100,
  ein: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
  zehn: 10,
  elf: 11,
  zwölf: 12,
  zwanzig: 20,
  dreißig: 30,
  vierzig: 40,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  dwa: 2,
  dwie: 2,
  trzy: 3,
  cztery: 4,
  pięć: 5,
}

/** A sentence reduced to what it speaks of, whether it denies it, and what it counts. */
interface Claim {
  readonly statement: number
  readonly sentence: string
  readonly topics: ReadonlySet<string>
  readonly denied: ReadonlySet<string>
  readonly counts: ReadonlyMap<string, number>
  readonly names: ReadonlySet<string>
}

/** How many words of meaning a denial reaches, on either side. */
const reach = 4
const keyOf = (word: string): string => {
  const stem = stemOf(word)
  return same.get(stem) ?? stem
}

const claimOf = (statement: number, sentence: string): Claim => {
  const topics: string[] = []
  const at: number[] = []
  const counts = new Map<string, number>()
  let pending: number | null = null
  for (const { text, start } of wordsOf(sentence)) {
    const low = text.toLowerCase()
    const value = /^\p{N}+$/u.test(text) ? Number(text) : (numbers[low] ?? null)
    if (value !== null && !Number.isNaN(value)) {
      pending = value
      continue
    }
    const key = same.get(stemOf(text))
    if (key === undefined && isStopword(text)) continue
    for (const part of key === undefined ? identifierParts(text) : [text]) {
      const topic = key ?? keyOf(part)
      topics.push(topic)
      at.push(start)
      if (pending !== null) counts.set(topic, pending)
    }
    pending = null
  }
  const denied = new Set<string>()
  for (const match of negation.matches(sentence)) {
    if (notDenial.test(sentence.slice(Math.max(0, match.index - 4), match.index + 24))) continue
    if (/^(?:not|nicht|pas|no|não|nie)$/iu.test(match[0]) && contrast.test(sentence.slice(0, match.index))) continue
    const from = sentence.slice(0, match.index).search(/[^,;:–—]*$/u)
    const rest = sentence.slice(match.index).search(/[,;:–—]/u)
    const until = rest < 0 ? sentence.length : match.index + rest
    const within = topics.filter((_, index) => (at[index] ?? 0) >= from && (at[index] ?? 0) < until)
    const before = within.filter((_, index) => (at[topics.indexOf(within[index] ?? '')] ?? 0) < match.index).length
    // "Nach Spuren gesucht hat niemand": the denial may stand behind what it denies.
    for (const topic of within.slice(Math.max(0, before - 2), before + reach)) denied.add(topic)
  }
  return {
    statement,
    sentence,
    topics: new Set(topics),
    denied,
    counts,
    names: new Set(sentence.toLowerCase().match(distinctions)),
  }
}

const mostSentences = 12
/** Sentences that tell of what was, in plain signs. */
const claimsOf = (text: string, statement: number): Claim[] =>
  text
    .slice(0, 2_000)
    .split('\n')
    .flatMap(line => sentencesOf(line).map(({ start, end }) => line.slice(start, end)))
    .slice(0, mostSentences)
    .flatMap(sentence => {
      const plain = plainSigns(sentence)
      return wish.test(plain) || /\?\s*$/.test(plain) || isCondition(plain) || isProposal(plain)
        ? []
        : [claimOf(statement, sentence)]
    })

const weightOf = (topic: string): number => (topic.startsWith('=') ? 7 : rarityOf(topic))

/** So much of what the shorter one speaks of the other speaks of too, weighed by how much each word tells. */
const leastOverlap = 0.4
const leastWeight = 11
/** "three min later" and "11 min late" count the same minutes and not the same thing. */
const units = new Set(
  'minute min minut hour stunde heure hora godzin second sekund day tag jour día dia dzień week woche semaine semana month monat mois mes percent prozent time times mal fois vez'
    .split(' ')
    .map(stemOf),
)

const weigh = (topics: Iterable<string>): number => [...topics].reduce((sum, topic) => sum + weightOf(topic), 0)

/** How sure it is that one of two claims denies the other or counts otherwise; 0 where it is not. */
const opposed = (a: Claim, b: Claim): number => {
  const shared = [...a.topics].filter(topic => b.topics.has(topic))
  if (a.names.size > 0 && b.names.size > 0 && ![...a.names].some(name => b.names.has(name))) return 0
  const weight = weigh(shared)
  const overlap = weight / Math.min(weigh(a.topics), weigh(b.topics))
  if (shared.length < 2 || weight < leastWeight || overlap < leastOverlap) return 0
  const [deniedByA, deniedByB] = [
    shared.filter(topic => a.denied.has(topic)),
    shared.filter(topic => b.denied.has(topic)),
  ]
  const isDenied =
    (deniedByA.length >= 2 && deniedByB.length === 0) || (deniedByB.length >= 2 && deniedByA.length === 0)
  const isMiscounted =
    shared.length >= 3 &&
    shared.some(topic => {
      const [left, right] = [a.counts.get(topic), b.counts.get(topic)]
      return !units.has(topic) && left !== undefined && right !== undefined && left !== right && left > 1 && right > 1
    })
  return isDenied || isMiscounted ? weight * overlap : 0
}

export interface Account {
  readonly text: string
  /** Null where its writer is unknown: then it may be anybody's, and contradicts nobody. */
  readonly voice: string | null
}
export interface Disagreement {
  /** Indices of the accounts, with the sentence of each. */
  readonly a: { readonly index: number; readonly quote: string }
  readonly b: { readonly index: number; readonly quote: string }
}

/** A word that so many sentences share tells no pair apart, and all pairs of them are too many to compare. */
const mostSharing = 40

/**
 * Pairs of accounts by different writers of which one denies the other, or counts the same thing otherwise, each pair
 * once, surest first, no account in two. Wishes, plans, questions and what might have been contradict nobody.
 */
export const disagreementsOf = (accounts: readonly Account[]): Disagreement[] => {
  const claims = accounts.flatMap(({ text }, index) => claimsOf(text, index))
  const byTopic = new Map<string, number[]>()
  claims.forEach(({ topics }, at) => {
    for (const topic of topics) byTopic.set(topic, [...(byTopic.get(topic) ?? []), at])
  })
  const pairs = new Map<string, { left: Claim; right: Claim; weight: number }>()
  for (const list of byTopic.values()) {
    if (list.length > mostSharing) continue
    for (const [at, i] of list.entries()) {
      for (const j of list.slice(at + 1)) {
        const [left, right] = [claims[i], claims[j]]
        const key = `${i} ${j}`
        if (!left || !right || left.statement === right.statement || pairs.has(key)) continue
        const [one, other] = [accounts[left.statement], accounts[right.statement]]
        if (!one?.voice || !other?.voice || writerIn(one.voice) === writerIn(other.voice)) continue
        pairs.set(key, { left, right, weight: opposed(left, right) })
      }
    }
  }
  const taken = new Set<number>()
  return [...pairs.values()]
    .filter(({ weight }) => weight > 0)
    .toSorted(
      (a, b) => b.weight - a.weight || a.left.statement - b.left.statement || a.right.statement - b.right.statement,
    )
    .flatMap(({ left, right }) => {
      if (taken.has(left.statement) || taken.has(right.statement)) return []
      taken.add(left.statement).add(right.statement)
      return [
        { a: { index: left.statement, quote: left.sentence }, b: { index: right.statement, quote: right.sentence } },
      ]
    })
}
