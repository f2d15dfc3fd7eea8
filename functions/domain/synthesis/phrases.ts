/** Noun phrases of a text, found without a tagger: runs of words between function words, verbs and punctuation. */
import { isListed } from './rarity.ts'
import { isStopword, stemOf, type Word, wordsOf } from './words.ts'

/**
 * `isWhole`: it ends where its run of nouns ends, so that its last word is what it is about. `isLed`: the text puts an
 * article or the like before it. `isTied`: two runs with a word such as `of` between them.
 */
export type Phrase = { text: string; stems: string[]; start: number; isWhole: boolean; isLed: boolean; isTied: boolean }

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))
/** Everyday verbs by stem: a run of nouns ends where one stands. Stems that are nouns in this trade at least as often are left out. */
const verbs =
  set(`accept achiev act add agre allow answer appear appli appreci approv argu arriv ask assum attempt avoid begin began believ belong bring
 brought break broke brok broken built buy call care carri catch caught caus check choos chose clarifi close collect come compar complain complet confirm
 consid consist contact contain continu contribut convert copi correct could creat deal decid declar defin delay delet deliv depend describ deserv detect determin
 develop die differ disabl disagre discov discuss divid drop eat emit enabl encourag end enjoy ensur enter escal establish exist expect experienc explain explor expos
 express extend fail fall feel felt fell fill find finish fit fix follow forc forget forgot found gave generat get give given go grow handl happen hate hear heard held help
 hold hope identifi ignor imagin implement impli improv includ increas indic inform insert insist intend interrupt introduc investig involv join keep know lack land lead learn leav led left let
 lie like listen live locat look lose lost love maintain make manag mean meant meet mention met migrat miss move notic notifi obtain occur offer open order own pay perform pick
 pin prefer prepar present prevent print proceed produc promot propos protect prove provid pull push rais ran reach react read readi realis realiz receiv recommend recov reduc refer refus reject
 relat releas reli remain rememb remind remov renam repeat replac repli report request requir resolv respect respond restart restor result return reveal revert rose run rush save saw say see
 seem seen select sell send sent separ serv set share show shown shut sign sit skip slow sound speak specifi spend spent split spoke stand start starv stay stop submit succeed suffer suggest suppli support
 suppos surviv switch take taken talk teach tell tend thank think thought tie took touch treat tri trigger trust turn understand understood updat use verifi visit wait wake walk want warn wast watch went win wish wonder wore
 work worri would wrote write written affect address appoint becam becom bump consum crash describ display exceed execut fetch hang instal interact notif overload own own page perceiv rely rework scale skip spin unblock upgrad validat want`)
/** Forms that are never a noun, whatever stands before them. */
const onlyVerbs =
  set(`led lost began broke brought came caught chose fell felt found gave got grew heard held kept knew left let made meant met paid ran
 said saw sent shut sat spoke spent stood stuck took taught thought told went won wrote became cut put want wants know knows see sees seem seems think thinks comes goes takes gives makes gets keeps lets puts says tells becomes begins brings
 means meets sends sits spends stands teaches tries uses allows needs happens`)
/** Words in -ing that name a thing or a practice. */
const namingNouns =
  set(`monitoring alerting testing logging training staffing scheduling routing billing caching paging onboarding reporting planning funding parking waiting
 building meeting setting settings handling tracing timing pricing hosting networking throttling tooling warning warnings rollout signing licensing provisioning
 streaming batching sharding load-balancing balancing scaling autoscaling understanding feeling processing indexing mapping polling pooling queueing queuing signage landing
 seating cleaning nursing boarding flooding reviewing debugging engineering versioning packaging housekeeping catering heating lighting banking listing ranking spacing string thing morning evening ceiling spring king ring wing`)
/** Words that describe and cannot end a phrase. */
const describing =
  set(`good better best bad worse worst great nice poor big bigger large larger small smaller little long longer longest short shorter new newer old older high higher low lower
 fast faster slow slower quick quicker easy easier hard harder early earlier late later clear clearer simple simpler difficult different similar same various many several full empty free
 available unavailable able unable possible impossible important relevant current previous former final actual own main major minor real true false right wrong first second third last next
 certain sure specific general common rare normal usual unusual regular special whole complete incomplete total partial correct incorrect important critical essential necessary unclear happy unhappy sorry
 ready busy responsible aware unaware friendly helpful useful useless pleasant excellent amazing awful terrible horrible lovely fantastic brilliant wonderful disappointing disappointed comfortable uncomfortable clean dirty hot
 cold warm cheap expensive professional rude kind polite efficient overall fine ok okay extra additional entire particular likely unlikely recent latest more most less least much few fewer such internal external upstream downstream
 inconsistent consistent unexpected expected unable impossible dead alive absolutely extremely really very quite too also red green amber future frequent daily weekly monthly yearly significant insufficient innocuous sub-optimal relatively manual automatic automated`)
const adjectiveEnd = /(?:ful|ous|ive|able|ible|less|ish|est)$/
const nounsAnyway = set(
  'cable table variable timetable archive drive directive objective executive representative motive alternative perspective native request test guest interest quest forest rest harvest manifest digest ingest process access success address business witness wellness unless',
)
const timeWords = set(
  'time times day days week weeks month months year years hour hours minute minutes min mins hr hrs second seconds sec secs today yesterday tomorrow morning evening afternoon night moment date lot lots way ways bit thing things something anything everything kind sort type number issue issues problem problems part parts case cases fact reason example point people person someone somebody colleague colleagues',
)

/** What redaction puts in the place of names is nobody's subject. */
const stoodIn = /\bcolleagues?\b|\bon-call engineer\b/i

export const isGeneric = (word: string): boolean => timeWords.has(word.toLowerCase()) || stoodIn.test(word)

const plainAdverbs = set(
  'forever ever still again soon maybe perhaps instead anyway together apart ahead away almost nearly rather already always often sometimes somewhat meanwhile afterwards beforehand downstairs upstairs twice altogether hence thus etc via',
)
const isAdverb = (lower: string): boolean =>
  plainAdverbs.has(lower) ||
  (lower.length > 4 &&
    lower.endsWith('ly') &&
    !/^(?:supply|reply|family|assembly|anomaly|monopoly|poly|daily|apply|july)$/.test(lower))

const determiners = set(
  'a an the this that these those my our your their its his her no any some each every of for in on with from about by without two three four five six seven eight nine ten',
)
/** Words that tie two nouns into one thing: `loss of quorum`, `access to the vault`. */
const ties = set('of for to with in on from between under during')
const numberWord =
  /^(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?|dozens?)$/

type Kind = 'stop' | 'verb' | 'describing' | 'noun'
const kindOf = (word: Word, before: Word | undefined, after: Word | undefined, hasDeterminer: boolean): Kind => {
  const lower = word.text.toLowerCase().replaceAll('’', "'")
  if (isStopword(lower) || isAdverb(lower) || numberWord.test(lower) || /^\p{N}+$/u.test(lower)) return 'stop'
  if (describing.has(lower)) return 'describing'
  if (namingNouns.has(lower)) return 'noun'
  const isPlain = /^[a-z]+$/.test(lower)
  if (!isPlain) return 'noun'
  if (lower.endsWith('ing') && lower.length > 4) return 'verb'
  if (lower.endsWith('ed') && lower.length > 3 && !/eed$|^(?:bed|shed|sled|feed|embed|seed|speed)$/.test(lower))
    return hasDeterminer ? 'describing' : 'verb'
  if (onlyVerbs.has(lower)) return 'verb'
  if (verbs.has(stemOf(lower))) {
    // `a dry run`, but `the team runs the job`: a verb has its object after it.
    const hasObject =
      after !== undefined && determiners.has(after.text.toLowerCase()) && !ties.has(after.text.toLowerCase())
    const follows =
      before !== undefined && !isStopword(before.text) && (isNounBefore(before) || /^\p{Lu}{2,}$/u.test(before.text))
    // `its request fails`: with an s it only names something right behind an article.
    const isThirdPerson = /[^s]s$/.test(lower) && before !== undefined && !determiners.has(before.text.toLowerCase())
    return (hasDeterminer && !hasObject && !isThirdPerson) || follows ? 'noun' : 'verb'
  }
  if (adjectiveEnd.test(lower) && !nounsAnyway.has(lower)) return 'describing'
  return 'noun'
}
const isNounBefore = (word: Word): boolean => {
  const lower = word.text.toLowerCase()
  return /(?:tion|ment|ance|ence|ity|ness|ure|age|ism|al|er|or)$/.test(lower) && !describing.has(lower)
}

/** Longer than this it is a sentence, not a title. */
const longestWords = 4

/** `isLed`: an article or an adjective stands before, so that what follows names something. */
type Run = { word: Word; kind: Kind; isLed: boolean }[]

/** A capital at the head of a sentence says nothing; within it, it is a name of something. */
const written = (text: string, start: number, end: number): string => {
  const raw = text.slice(start, end).replaceAll(/\s+/g, ' ')
  const [first = ''] = raw.split(/[\s-]/)
  const isHead = /(?:^|[.!?:;\n"“(•*-]\s*)$/.test(text.slice(Math.max(0, start - 6), start))
  return isHead && /^\p{Lu}[\p{Ll}'’]+$/u.test(first) && isListed(stemOf(first))
    ? raw.charAt(0).toLowerCase() + raw.slice(1)
    : raw
}

const articles = /\b(?:the|an?|our|my|your|his|her|its|their|this|that|these|those)\s$/i
const isArticled = (text: string, start: number): boolean => articles.test(text.slice(Math.max(0, start - 8), start))

/** `level reboot` out of `server-level reboot`, or one folder of a path, is half a word. */
const isWithinCompound = (text: string, start: number, end: number): boolean =>
  /[\p{L}\p{N}][-‐/_]$|\/$/u.test(text.slice(Math.max(0, start - 2), start)) ||
  /^[-‐/_][\p{L}\p{N}]/u.test(text.slice(end, end + 2))

const phrasesOfRun = (text: string, run: Run): Phrase[] => {
  const found: Phrase[] = []
  for (let from = 0; from < run.length; from += 1) {
    for (let to = from; to < Math.min(run.length, from + longestWords); to += 1) {
      const first = run[from]
      const last = run[to]
      if (first === undefined || last === undefined || last.kind !== 'noun') continue
      if (isWithinCompound(text, first.word.start, last.word.end)) continue
      const stems = run.slice(from, to + 1).map(({ word }) => stemOf(word.text))
      if (new Set(stems).size < stems.length) continue
      found.push({
        text: written(text, first.word.start, last.word.end),
        stems,
        start: first.word.start,
        isWhole: to === run.length - 1,
        isLed: isArticled(text, first.word.start),
        isTied: false,
      })
    }
  }
  return found
}

/** The nouns that end one run and begin the next, when nothing but a tying word and an article stands between. */
const tiedPhrase = (text: string, left: Run, right: Run): Phrase[] => {
  const head = left.at(-1)
  const from = left.at(-2)?.kind === 'noun' ? left.at(-2) : head
  const end = right.findLast((part, at) => part.kind === 'noun' && at < 2)
  const start = right[0]
  if (
    head?.kind !== 'noun' ||
    isGeneric(head.word.text) ||
    from === undefined ||
    end === undefined ||
    start === undefined
  )
    return []
  const between = /^\s(\w+)\s(?:(?:the|a|an|our|my|their|its|this|that)\s)?$/i.exec(
    text.slice(head.word.end, start.word.start),
  )
  if (between === null || !ties.has((between[1] ?? '').toLowerCase())) return []
  const stems = [...left.slice(left.indexOf(from)), ...right.slice(0, right.indexOf(end) + 1)].map(({ word }) =>
    stemOf(word.text),
  )
  if (new Set(stems).size < stems.length || stems.length > longestWords) return []
  return [
    {
      text: written(text, from.word.start, end.word.end),
      stems,
      start: from.word.start,
      isWhole: true,
      isLed: isArticled(text, from.word.start),
      isTied: true,
    },
  ]
}

/** `on hold`, `in front of`: the noun names nothing. */
const prepositional =
  /^(?:on (?:behalf|hold|top)|in (?:addition|case|charge|favou?r|front|need|place|spite|terms|touch|view)|at (?:odds|risk)|by (?:default|means))$/

/** Said of how or when, as is `time` in `time after time`. */
const isAdverbial = (words: readonly Word[], at: number): boolean => {
  const [second, before, own, after, fourth] = [-2, -1, 0, 1, 2].map(step => words[at + step]?.text.toLowerCase() ?? '')
  const joins = /^(?:after|by|upon|for)$/
  return (
    prepositional.test(`${before} ${own}`) ||
    (own === fourth && joins.test(after ?? '')) ||
    (own === second && joins.test(before ?? ''))
  )
}

/** Noun phrases of one to four words in the order of the text, without articles, as they are written. */
export const phrasesOf = (text: string): Phrase[] => {
  const words = wordsOf(text)
  const found: Phrase[] = []
  let run: Run = []
  let earlier: Run = []
  const flush = (): void => {
    while (run.length > 0 && run[run.length - 1]?.kind !== 'noun') run.pop()
    if (run.length > 0) {
      found.push(...phrasesOfRun(text, run), ...tiedPhrase(text, earlier, run))
      earlier = run
    }
    run = []
  }
  words.forEach((word, at) => {
    const before = words[at - 1]
    const gap = before === undefined ? '' : text.slice(before.end, word.start)
    if (
      !/^(?:[ \t\u00a0]{1,2}|[-‐/_.:]?)$/.test(gap) ||
      (gap === '' && before !== undefined && /^[a-z]/i.test(word.text))
    )
      flush()
    const hasDeterminer =
      before !== undefined && determiners.has(before.text.toLowerCase()) && /^\s+$/.test(gap) && run.length === 0
    const isLed =
      hasDeterminer || (run.length > 0 && run[0]?.isLed === true) || run.some(({ kind }) => kind === 'describing')
    const kind = kindOf(word, before, words[at + 1], isLed)
    if (kind === 'stop' || kind === 'verb' || isAdverbial(words, at)) flush()
    else run.push({ word, kind, isLed })
  })
  flush()
  return found
}

const vagueWords = set(
  'bug bugs change changes service services work use usage system systems incident incidents outage outages error errors fix fixes update updates result results level state status list name names value values code line lines place places matter matters room idea help need support issue regression function process request response action setup effort',
)
/** Alone they say nothing: `Bug`, `Service`; with another word they do. */
export const isVague = (word: string): boolean => vagueWords.has(word.toLowerCase())

/** Praise and wishes: `better food` is about food. */
const judging =
  /^(?:good|better|best|bad|worse|worst|great|nice|poor|excellent|amazing|awful|terrible|horrible|lovely|fantastic|brilliant|wonderful|disappointing|more|less|fewer|enough|own|certain|whole|bigger|larger|smaller|longer|shorter|faster|quicker|slower|easier|harder|higher|lower|earlier|later|clearer|simpler|lighter|hotter|colder|warmer|cheaper|cleaner|friendlier|healthier|fresher|stronger|safer)$/i
export const isJudged = (phrase: string): boolean => judging.test(phrase.split(' ')[0] ?? '')

/** True for words that a text may repeat without saying who somebody is: listed English, acronyms, identifiers with digits. */
export const isOrdinary = (word: string): boolean => isListed(stemOf(word))
