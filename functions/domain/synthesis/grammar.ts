/** What stands around a name, by language: the words before a noun, the words before a person, what persons do. */
import type { Tongue } from './tongues.ts'

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

export type Grammar = {
  /** Behind these stands a noun, an adjective or a verb, and no person. Compared as written, in lower case. */
  nounBefore: ReadonlySet<string>
  /** Behind these stands a person, even one written small. */
  addressed: ReadonlySet<string>
  /** Months and seasons, and what makes them one: after these, or beside a number. */
  times: ReadonlySet<string>
  timeBefore: ReadonlySet<string>
  /** What may stand between a person and their verb. */
  between: ReadonlySet<string>
  /** Finite verbs in the third person. */
  verbs: ReadonlySet<string>
  verbEndings: RegExp
  /** What only people do: a surname or a name written small needs one of these. */
  humanActs: ReadonlySet<string>
  /** What ends in the same letters as a verb and is none. */
  notVerbs: ReadonlySet<string>
}

export const grammars: Record<Tongue, Grammar> = {
  en: {
    nounBefore: set(
      'a an the this these those each every our your their its his her my any no some another new old first last next same',
    ),
    addressed: set(
      'thanks thank thx cc ask asked asking told tell telling ping pinged pinging messaged dm emailed mailed paged call called woke by per hi hey hello dear via kudos @',
    ),
    times: set('jan january april avril may june july august jun jul aug march mar summer winter spring autumn'),
    timeBefore: set(
      'in since until till by last next this early mid late during from of before after end through between',
    ),
    between: set(
      'also then just only already immediately later first never finally again probably apparently still both once soon even',
    ),
    verbs:
      set(`is has does says asks tells thinks knows wants needs sees did could would should must cannot can didn doesn wasn isn hasn hadn
      couldn wouldn shouldn starts stops restarts deploys merges notices finds goes comes takes runs rolls reverts opens joins leaves pings fixes
      checks looks gets gives makes owns suggests reports replies confirms begins explains adds removes changes pushes writes tries keeps who
      saw was were had said told went got took made knew thought found began came gave left ran sent spoke wrote woke held brought built caught
      chose broke fell felt forgot led lost meant met paid rang stood understood drove grew heard hid kept shook slept taught threw tore won wore
      drew flew became stuck swore undid withdrew overrode rewrote reran sat hung dug ate drank rode swam stole spun sought sold fought bent lay
      read set let cut hit shut quit split put hurt`),
    verbEndings: /..ed$/,
    humanActs:
      set(`said says asked asks told tells thought thinks knew knows noticed notices decided approved merged joined explained suggested
      agreed reverted escalated forgot muted paged restarted deployed confirmed reported investigated wrote pushed replied pinged called answered
      declared mitigated rolled believed wanted tried saw didn doesn wasn hadn had reviewed acknowledged acked handed identified silenced sat stood
      left slept rang kept took held`),
    notVerbs: set('need feed speed proceed succeed exceed seed bleed embed shed indeed based related limited'),
  },
  de: {
    nounBefore:
      set(`der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner mein meine meinen meinem meiner dein deine
      sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren unserem unserer euer eure dies diese dieser dieses diesen diesem
      jede jeder jedes jeden jedem jene jener jenes welche welcher welches welchen manche mancher im am zum zur vom beim ins ans aufs fürs durchs übers
      unterm überm hinterm viel viele vielen wenig wenige wenigen mehr mehrere mehreren alle allen aller alles einige einigen beide beiden zwei drei
      vier fünf sechs großer große großen großes kleiner kleine kleinen kleines alter alte alten altes neuer neue neuen neues guter gute guten gutes
      letzter letzte letzten letztes nächster nächste nächsten nächstes voriger vorigen ganzer ganze ganzen ganzes erster erste ersten erstes
      heißer heißen kalter kalten voller starker starken derselbe dieselbe`),
    addressed: set(
      'frag frage fragt fragte gefragt sag sagte danke hallo hi hey liebe lieber cc laut per via weckte rief bat kollege kollegin kollegen',
    ),
    times: set(
      'sommer winter herbst januar februar märz april mai juni juli august september oktober freitag sonntag montag',
    ),
    timeBefore: set('seit ab bis vor nach über gegen ende anfang mitte bei von im am jeden'),
    between: set('selbst auch'),
    verbs:
      set(`hat hatte ist war wird wurde würde kann konnte könnte muss musste müsste soll sollte will wollte darf durfte mag mochte sagt meint fragt weiß
      kam kommt ging geht rief ruft sah sieht nahm nimmt gab gibt fand ließ lässt lief läuft stand steht saß sitzt schrieb schreibt las hielt hält
      blieb bleibt bekam begann half hilft schlug zog trug sprach schien vergaß griff bat brachte dachte denkt kennt macht tut tat fuhr schlief
      trat verließ verstand entschied unterschrieb lag hing fing`),
    verbEndings: /..te$/,
    humanActs: set(
      'sagt sagte meint meinte fragt fragte weiß wusste rief schrieb dachte wollte hat hatte saß kam ging sah nahm bat entschied',
    ),
    notVerbs: set(
      'heute bitte letzte erste beste zweite dritte mitte echte schlechte alte späte gute laute harte bunte breite weite rote nächste beinahe',
    ),
  },
  fr: {
    nounBefore: set(''),
    addressed: set(
      'chez merci demandé demande appelé appeler rappelé bonjour salut cher chère cc selon via réveillé prévenu prévenir dit dis',
    ),
    times: set('janvier février mars avril mai juin juillet août'),
    timeBefore: set('en de depuis avant après dès fin mi début à ce'),
    between: set("n ne s se l le la lui nous m me t te y en j c'est"),
    verbs:
      set(`a avait est était va dit pense croit veut peut doit sait voit fait prend met vient demande appelle relance lance répond écrit décide
      voulait pouvait devait savait disait vit prit mit vint fut eut tient tenait suit ouvre ferme coupe a-t-il sort part dort regarde trouve explique`),
    verbEndings: /..(?:ait|rait)$/,
    humanActs: set('a avait dit pense croit veut sait voulait savait disait pensait demande répond'),
    notVerbs: set('fait parfait trait lait extrait portrait retrait souhait'),
  },
  es: {
    nounBefore: set(''),
    addressed: set(
      'gracias hola llamé llamó llamamos avisé pregunté preguntó dije pedí pedimos avisamos según querida querido cc vía a con',
    ),
    times: set('enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre domingo'),
    timeBefore: set('en de desde hasta este pasado próximo para cada el'),
    between: set('no se me nos lo la le les ya también nunca solo'),
    verbs:
      set(`ha había es era fue estaba está tiene tenía dijo hizo vio puso tuvo pudo quiso supo vino trajo dio iba va sabe cree piensa dice quiere
      puede debe pide avisa llama hace estuvo anduvo leía`),
    verbEndings: /(?:.ó|..aba|..ía)$/,
    humanActs: set('dijo dice pidió preguntó quiso sabía sabe tenía llamó avisó respondió contestó vio'),
    notVerbs: set('todavía energía batería avería mayoría garantía compañía auditoría categoría'),
  },
  pt: {
    nounBefore: set(''),
    addressed: set('obrigado obrigada olá liguei ligou perguntei avisei disse pedi segundo cc via caro cara'),
    times: set('janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'),
    timeBefore: set('em de desde até este passado próximo no fim início'),
    between: set('não se me nos lhe já também nunca só'),
    verbs: set(
      `foi é era está estava tem tinha disse fez viu veio pôs quis soube deu ia há vai pode deve sabe acha quer teve pôde trouxe diz pede faz`,
    ),
    verbEndings: /(?:.ou|.eu|.iu|..ava|..ia)$/,
    humanActs: set('disse diz pediu perguntou quis sabia sabe tinha ligou avisou respondeu viu'),
    notVerbs: set('eu meu teu seu dia havia energia bateria avaria maioria garantia ou'),
  },
  pl: {
    nounBefore: set(''),
    addressed: set(
      'dzięki cześć hej zapytałem zapytałam spytałem powiedziałem powiedziałam według kolega koleżanka cc',
    ),
    times: set(
      'styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień zima lato wiosna jesień',
    ),
    timeBefore: set('w we od do po przed na koniec'),
    between: set('nie się też już nigdy mi mu nam'),
    verbs: set(`jest ma może chce wie mówi musi powinien powinna będzie robi pisze dzwoni uważa`),
    verbEndings: /..(?:ł|ła)$/,
    humanActs:
      set(`powiedział powiedziała zapytał zapytała zauważył zauważyła wiedział wiedziała napisał napisała kazał kazała chciał chciała
      zadzwonił zadzwoniła mówi`),
    notVerbs: set('siła skala była był zła cała mała'),
  },
}

/** A name stands behind its article as behind nothing else: Portuguese and Spanish, and spoken German. */
export const articles: Partial<Record<Tongue, ReadonlySet<string>>> = {
  de: set('der die den dem'),
  es: set('el la al del'),
  pt: set('o a os as do da ao à no na pelo pela'),
}

/** Things that come without an article, so that a preposition alone does not make a person of them. */
export const uncounted =
  set(`kraft holz stolz schwarz rot blau grün weiß gold silber stahl kupfer eis zauber freude scherz wasser salz mehl lob neid mut zorn glanz
 grace hope will art faith joy patience luck love peace trust power faithful dawn summer winter spring may april june august honour charity glory justice harmony chance hand default mistake`)

/** Adjectives and adverbs of German that open a sentence before its verb: `Lange hat niemand gefragt`. */
export const openers = set(
  'lang lange kurz klein groß gross ernst stolz schnell schwer stark still frisch froh ehrlich gut recht schlecht klar bitter spät frei hart leicht weit',
)

/** Whoever is named behind one of these is a person, on the list or not. Compared folded, in the languages that use it so. */
const titleWords: Record<string, readonly Tongue[]> = {}
const addTitles = (words: string, ...where: Tongue[]): void => {
  for (const word of words.split(' ')) titleWords[word] = [...(titleWords[word] ?? []), ...where]
}
addTitles('mr mrs ms mx miss', 'en')
addTitles('dr prof', 'en', 'de', 'fr', 'es', 'pt', 'pl')
addTitles('herr herrn frau hr fraulein', 'de')
addTitles('m mme mlle monsieur madame mademoiselle', 'fr')
addTitles('don dona sr sra srta senor senora senorita', 'es')
addTitles('dom dona sr sra dra senhor senhora', 'pt')
addTitles('pan pani pana panu panem pania inz mgr', 'pl')

/** Those no language uses for anything else. */
const anywhere =
  set(`mr mrs ms dr prof herr herrn frau mme mlle monsieur madame sra senhor senhora senor senora herra rouva neiti bayan sayin
 meneer mevrouw mevr dhr mevr signor signore signora signorina sig dott dottssa fru froken господин господина господину господином госпожа госпожу госпоже госпожои
 κυριοσ κυριο κυριου κυριε κυρια κυριασ κοσ κα`)
/** What stands behind a name and makes a person of it, in languages that put it there. */
export const titleBehind = /^ (?:bey|hanım|hanim|abi|abla|usta|hoca|efendi|úr|asszony|kisasszony)(?!\p{L})/iu
/** What people do, of languages without rules: behind a word that opens a sentence it tells a person. */
const otherActs =
  set(`сказал сказала говорит спросил спросила ответил ответила знал знала думал думала решил решила написал написала позвонил позвонила одобрил одобрила
 перезапустил перезапустила отключил отключила заметил заметила увидел увидела попросил попросила объяснил объяснила сообщил сообщила уверен уверена хотел хотела
 ειπε απαντησε ρωτησε ηξερε εγραψε ειδε ενεκρινε αποφασισε νομιζε ηθελε τηλεφωνησε καλεσε παρατηρησε ξεκινησε επανεκκινησε
 sanoi kysyi vastasi soitti tiesi kirjoitti hyvaksyi paatti luuli kaynnisti huomasi pyysi kertoi halusi selitti lahti tuli
 soyledi dedi sordu yanitladi biliyordu yazdi aradi onayladi baslatti fark istedi anlatti
 mondta kerdezte valaszolta tudta irta hivta jovahagyta eszrevette
 sa fragade svarade visste skrev ringde godkande tyckte
 zei vroeg antwoordde wist schreef belde keurde dacht wilde
 disse chiese rispose sapeva scrisse chiamo approvo pensava voleva
 rekl rekla zeptal zeptala odpovedel odpovedela vedel vedela napsal napsala zavolal zavolala schvalil schvalila`)
export const isOtherAct = (fold: string): boolean => otherActs.has(fold)
export const isTitle = (fold: string, tongue: Tongue | null): boolean =>
  anywhere.has(fold) ||
  (tongue !== null && Object.hasOwn(titleWords, fold) && titleWords[fold]?.includes(tongue) === true)
