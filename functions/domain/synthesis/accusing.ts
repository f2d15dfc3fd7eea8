/**
 * Blame that is told by its form: a question thrown at somebody, mockery, who only remembers whom when it burns. For the
 * facilitator's flags alone; the hint on the participant's page keeps to what is said outright (blame.ts).
 */
import { isBlaming, refusesBlame } from './blame.ts'
import type { Purpose } from './schema.ts'
import { plainSigns, turn } from './turn.ts'

/** Who is above, or elsewhere, or paid for it, by the words that organisations use. */
const above =
  "management|leadership|the board|board (?:members|room)|(?:at |on )?director level|directors?|executives?|execs|head ?office|headquarters?|hq|upstairs|the top floor|bosses|boss|managers?|consultants?|auditors?|council|ministry|trustees|vorstand\\p{L}*|geschäftsführung|geschäftsleitung|(?:die|der|von) (?:zentrale|leitung|verwaltung)|chefs?|chefetage|vorgesetzt\\p{L}+|die da oben|berater|rektorat|ministerium|direktion|(?:la|à la|notre) direction|hiérarchie|les chefs|le siège|le rectorat|ceux d'en haut|le conseil|les consultants|la dirección|los jefes|jefes|jefatura|(?:la )?gerencia|la sede|la central|los de arriba|rectorado|directiv[oa]s?|consultor\\p{L}+|a direção|(?:a )?diretoria|a chefia|os chefes|a gestão|a gerência|a matriz|os de cima|(?:a )?(?:pró-)?reitoria|consultoria|kierownictw\\p{L}*|zarząd\\p{L}*|szefow\\p{L}+|szefostw\\p{L}*|dyrekcj\\p{L}*|rektorat\\p{L}*|central[aię]|ci (?:na|z) gór\\p{L}+|konsultan\\p{L}+|ministerstw\\p{L}*"
/** Who works next door: departments and trades; never those who were served. */
const beside =
  "(?:the )?(?:service|help|front|news|trading|dispatch) ?desk|(?:the )?(?:hr|legal|finance|sales|marketing|procurement|purchasing|logistics|facilities|security|operations|ops|support|engineering|product|planning|comms|accounting|dispatch)(?= (?:\\w+ )?(?:\\p{L}+s|\\p{L}+ed|never|always|only|just|do|don't|does|doesn't|did|didn't|has|have|had|is|are|was|were|sat|told|went|took|got|said|knew|thought|team|people|guys|folks|lot)(?!\\p{L}))|(?:engineers|developers|planners|architects|controllers|lawyers|designers|testers|admins|operators|technicians|dispatchers|contractors|vendors?|suppliers?|the other (?:team|side|shift|department)|their (?:people|side|support))|die (?:planung|technik|entwicklung|verwaltung|disposition|logistik|buchhaltung|rechtsabteilung|presse\\p{L}*|it|edv|informatik\\p{L}*|leitstelle|programmierer|entwickler|techniker|juristen|planer|berater|herren|\\p{L}+abteilung)|der (?:hersteller|\\p{L}+hersteller|anbieter|lieferant|dienstleister|betreiber|vertrieb|einkauf|support)|(?:le|la|les|l'|du|au) (?:service \\p{L}+|informatique|e-commerce|marketing|technique|technicien\\p{L}*|développeurs?|ingénieurs?|juristes?|commerciaux|achats|prestataires?|fournisseurs?|logistique|siège|support|compta\\p{L}*)|(?:los|las|la gente) de \\p{L}+|(?:en |de )?sistemas|(?:los|las) (?:ingenier\\p{L}+|informátic\\p{L}+|técnic\\p{L}+|consultor\\p{L}+|proveedor\\p{L}+|jef\\p{L}+|compañer\\p{L}+)|(?:la|el) (?:sala|oficina|proveedor\\p{L}*|contratista|centro de control|soporte)|o pessoal (?:de|do|da) \\p{L}+|a turma (?:de|do|da) \\p{L}+|(?:a|o|os|as) (?:ti|infra|suporte|fornecedor\\p{L}*|produto|comercial|jurídico|engenheir\\p{L}+|desenvolvedor\\p{L}+|técnic[oa]s|central)|informatycy|programiści|inżynierowie|prawnicy|planiści|księgow\\p{L}+|dostawc\\p{L}+|handlowcy|dział \\p{L}+|strona \\p{L}+|ci z \\p{L}+|(?:nikt|ktoś) (?:z|od) \\p{L}+|(?:nobody|no one|not one|someone|anyone) (?:in|from|at) (?:the )?\\p{L}+|(?:niemand|keiner|jemand) (?:aus|von|in) (?:der |dem )?\\p{L}+|personne (?:à|au|chez|de) \\p{L}+|nadie (?:de|en) \\p{L}+|ninguém (?:da|do|de|na|no) \\p{L}+"
const others = turn(`(?:${above}|${beside})`)
const those = `(?:${above}|${beside}|they|you|sie|ihr|ils|elles|on|ellos|ustedes|eles|vocês|oni|wy)`

/** What one says of somebody one is angry with; no event needs it. */
const scorn = turn(
  "shameless|disgrace(?:ful)?|outrageous|pathetic|scandal(?:ous)?|a farce|(?:what|such) a (?:joke|farce|circus)|unbelievable|laughable|ludicrous|how (?:kind|nice|lovely|generous|convenient)(?= of|[.!]|$)|(?:which|that|it) (?:is|must be|was) (?:nice|lovely|great|convenient|comfortable) for (?:them|him|her|some)|must be nice|good for them|bless them|what (?:galls|annoys|angers|bugs|irks|infuriates|frustrates|gets) me|(?:fed up|sick and tired|had enough) (?:of|with)|rubs salt|(?:no|not) kidding|no joke|so much for|that's what we pay|what (?:do )?we pay (?:them )?for|for (?:once|a change)|lip service|frechheit|unverschämt\\p{L}*|dreist\\p{L}*|lächerlich\\p{L}*|armutszeugnis|peinliche vorstellung|kein witz|ohne worte|was soll man dazu sagen|(?:schön|toll|fein) für (?:sie|ihn|die)|wie (?:nett|schön|freundlich)(?= von|[.!]|$)|(?:muss|kann) man sich (?:auch )?(?:erst mal |erstmal )?leisten (?:können)?|was mich (?:\\p{L}+ )?(?:ärgert|nervt|aufregt|wurmt)|das nervt|(?:hab|habe) (?:ich )?satt|dafür zahlen wir|am grünen tisch|quel (?:culot|scandale|cirque)|quelle (?:honte|blague)|honteu\\p{L}+|scandaleu\\p{L}+|trop aimables?|c'est du joli|c'est beau|voilà ce qu'on paie|on paie pour ça|(?:ce qui|ça) me reste en travers|ce qui m'(?:agace|énerve|écœure)|ras le bol|comme par hasard|la belle affaire|pour une fois|qué (?:amables?|bonito|lindo|detalle|fácil|vergüenza ajena|descaro)|descaro|de risa|es un chiste|una burla|así nos va|me (?:indigna|revienta|da rabia|enferma)|felices porque|para eso (?:les )?pagamos|vengan (?:y|a)|faltaba más|por una vez|que (?:beleza|lindo|gracinha|piada)|palhaçada|uma piada|um absurdo|descaso|péssim[oa]s? (?:atendimento|serviço)|(?:atendimento|serviço|suporte) (?:péssimo|horrível|ridículo)|ridículo|então tá|me (?:irrita|revolta|indigna)|é pra isso que pagamos|sem noção|bom pra eles|skandal\\p{L}*|kpin[ay]|żenad[aą]|farsa|cyrk|śmiech na sali|bezczeln\\p{L}+|wkurza mnie|irytuje mnie|za to (?:im )?płacimy|dobrze im|bez żartów|nie żartuję",
)
/** Put to somebody as a question that nobody is to answer. */
const thrown = [
  turn(
    "why (?:must|does|do|did|is|are|can't|has|have|should) (?:it )?(?:always|never|nobody|no one|only|we|they|(?:\\p{L}+ ){1,3}(?:always|never))|why(?: \\p{L}+){0,4} (?:always|never)|(?:where|who) (?:were|was) (?:the )?(?:\\p{L}+ ){0,2}(?:when|while)|since when do(?:es)?|how hard can it be|is it too much to ask",
  ),
  turn(
    'warum (?:muss|müssen|hat|haben|wird|werden|kann|können|fragt|sagt|ist|sind)(?: \\p{L}+){0,5} (?:immer|nie|niemand|keiner|erst)|wieso(?: \\p{L}+){0,5} (?:immer|nie|niemand|keiner|erst)|wo war(?:en)? (?:eigentlich )?(?:die|der|das)|wie schwer kann',
  ),
  turn(
    "pourquoi (?:personne|jamais|toujours|c'est toujours|est-ce toujours|faut-il toujours)|pourquoi(?: [\\p{L}'-]+){0,6} (?:jamais|toujours|personne)|où (?:était|étaient) (?:la|le|les)",
  ),
  turn(
    'por qué(?: \\p{L}+){0,5} (?:nunca|nadie|siempre|jamás)|dónde (?:estaba|estaban) (?:el|la|los|las)|por (?:que|quê)(?: \\p{L}+){0,5} (?:nunca|ninguém|sempre)|cadê (?:o|a|os|as)|onde (?:estava|estavam) (?:o|a|os|as)',
  ),
  turn('(?:dlaczego|czemu)(?: \\p{L}+){0,5} (?:nikt|nigdy|zawsze|ciągle)|gdzie (?:był|była|byli) \\p{L}+'),
]
/** What others do to us, or leave to us. */
const wronged = [
  // Only when it burns.
  turn(
    'only (?:ever )?(?:remembers?|thinks? of|notices?|calls?|shows? up|talks? to|listens?|cares?|know|knows)[^.;!?]{0,60} (?:when|if|once|after)|(?:discovers?|notices?|remembers?|finds? out)[^.;!?]{1,60} (?:the day|only when|only after)|(?:erinner\\p{L}+|denk\\p{L}+|meld\\p{L}+|kenn\\p{L}+|komm\\p{L}+)[^.;!?]{0,50} (?:nur|erst)(?: dann)?,? wenn|nur wenn es brennt|(?:découvr\\p{L}+|se souvien\\p{L}+|pens\\p{L}+ à nous)[^.;!?]{1,60} (?:le jour où|quand|que quand|que lorsque)|(?:solo|sólo|únicamente) (?:se acuerdan?|se entera\\p{L}*|aparecen?|llaman?|preguntan?)[^.;!?]{1,60}|(?:só|apenas) (?:se )?(?:lembra\\p{L}*|aparece\\p{L}*|liga\\p{L}*|pergunta\\p{L}*)[^.;!?]{1,60}|(?:przypomina\\p{L}*|pamięta\\p{L}*)[^.;!?]{0,40} (?:tylko|dopiero)[^.;!?]{0,10} (?:gdy|kiedy|jak)|dopiero (?:gdy|jak) się pali',
  ),
  // Let the others see to it; at our cost.
  turn(
    "(?:leave|leaves|left) (?:it|that|everything|the rest|us) (?:to us|to the rest|with (?:it|the mess)|holding)|we (?:are|were|get) (?:left )?(?:to )?(?:clean(?:ing)? up|pick(?:ing)? up the pieces)|(?:test(?:s|ed|ing)?|experiment(?:s|ed|ing)?|practi[cs]\\p{L}+) on us|guinea pigs?|(?:make|makes|made|making) (?:a |the )?mess|die anderen (?:sollen|dürfen|müssen) (?:es|das) (?:\\p{L}+ )?(?:richten|ausbaden|retten)|(?:wir|andere) (?:dürfen|müssen) (?:es|das) (?:\\p{L}+ )?ausbaden|versuchskaninchen|testen an uns|qu'(?:on|ils|elles) se débrouillent?|à nous de (?:ramasser|réparer)|cobayes?|compte(?:nt)? pour (?:du beurre|rien)|que se las? arreglen?|que nos las arreglemos|que (?:se apañen|lo arreglen otros)|conejill\\p{L}+|cobay[ao]s?|(?:nosotros|nos toca) (?:pagar|pagamos|limpiar)|no pinta(?:mos|n)? nada|(?:que|eles que) se virem|cobaias?|quem (?:paga|apanha|sofre|se ferra)[^.;!?]{0,30} (?:é|somos) (?:a gente|nós)|a gente que se vire|niech (?:sobie )?radzą|(?:testuj\\p{L}+|eksperymentuj\\p{L}+|ćwicz\\p{L}+) na nas|królik\\p{L}+ doświadczaln\\p{L}+|(?:my|nam) (?:musimy|zostaje) (?:to )?(?:sprzątać|posprzątać)|count(?:s|ed)? for nothing (?:here|in)|zähl\\p{L}* (?:hier |ja )?nichts",
  ),
  // They pretend; they knew and let it be.
  turn(
    "pretend(?:s|ed|ing)?|act(?:s|ed|ing)? as (?:if|though) (?:nothing|they|we|it)|tu(?:t|n) so,? als|(?:haben|hat) so getan|fai(?:t|re|saient|sait|sant) semblant|(?:hicieron|hizo|hacen|hace) como (?:que|si)|fing(?:en|e|ió|ieron|iu|iram|em)|faz(?:em)? de conta|fizeram de conta|uda(?:je|ją|wał\\p{L}*)(?:,| że)|wusste[nt]? (?:\\p{L}+ ){0,3}bescheid und|knew[^.;!?]{0,30},? (?:and|but) (?:never|did|let|said|kept|just)|savai(?:t|ent)[^.;!?]{0,30} et (?:n'|ne )|sabía[n]?[^.;!?]{0,30} y no|sabia[m]?[^.;!?]{0,30} e não|wiedzi(?:ał|eli)\\p{L}*[^.;!?]{0,30} i nie",
  ),
]
/** "Could for once write notes that a human understands". */
const mocked = turn(
  '(?<!(?:we|i|one) )(?:could|might|can) (?!we|i )(?:also |perhaps |maybe |at least )?(?:for once|one time|just once|one day|occasionally|some ?day)|(?<!(?:wir|man|ich) )(?:könnte|dürfte)[nt]? (?!wir|man|ich)(?:\\p{L}+ ){0,3}(?:mal|einmal)|(?<!(?:on|ça|ce) )pourrai(?:t|ent) (?:\\p{L}+ ){0,2}(?:pour une fois|une fois|enfin|au moins)|podría[n]? (?:\\p{L}+ ){0,2}(?:alguna vez|por una vez|al menos)|podia[m]? (?:\\p{L}+ ){0,2}(?:uma vez|ao menos|pelo menos)|m[oó]g(?:łby|łaby|liby) (?:\\p{L}+ ){0,2}(?:wreszcie|w końcu|choć raz|czasem)',
)
/** One side at ease while the other toils: where it is told apart, that is a charge. */
const meanwhile = turn(
  "while (?:we|us|the rest of us|everyone else|the (?:\\p{L}+ )?(?:crew|shift|staff))|während (?:wir|unsere?|uns)|pendant qu(?:e nous|'on)|mientras (?:nosotr[oa]s|aquí|acá|que nosotr[oa]s|los de)|enquanto (?:a gente|nós|aqui)|podczas gdy my|a my (?:tu|w tym czasie)",
)
/** What was done or bought, and what was not. */
const instead = turn(
  "and not one of (?:them|those)|and here we are|und dann wunder\\p{L}+|et on s'étonne|y luego se (?:quejan|extrañan)|e depois reclamam|a potem się dziwią|preferred to|rather \\p{L}+ (?:the|a|their|its)|prefiri(?:ó|eron) \\p{L}+r|préfèr\\p{L}+ \\p{L}+(?:er|ir|re)|preferi(?:u|ram) \\p{L}+r|lieber \\p{L}+ (?:\\p{L}+ )?(?:als|statt)|wol(?:ał|eli)\\p{L}* \\p{L}+ć",
)
/** Of those above, elsewhere, at their own affairs. */
const away = turn(
  `(?:${above})[^.;!?]{1,60}(?:offsite|conference|golf|retreat|gala|beach|in suits?|ribbon|on holiday|tagung|klausur|auf (?:der|einer) (?:messe|reise)|im anzug|séminaire|en costume|à la plage|congreso|de viaje|en la playa|offsite|na praia|em viagem|na plaży|na konferencji|w delegacji)`,
)
/** Praise and thanks name others too. */
const kind = turn(
  "thank(?:s| you)|grateful|credit|kudos|helped|well done|great job|danke|dank|hilfreich|merci|grâce à|bravo|gracias|agradec\\p{L}+|obrigad[oa]|dzięki|dziękuj\\p{L}+|nobody's fault|no one to blame",
)
/** "I thought somebody had": what one guessed at the time. */
const wished = turn(
  "if only|i wish|we wish|if (?:some|any)(?:one|body)|wenn (?:doch|nur|jemand)|hätte (?:doch|nur|mich|uns|jemand)|si seulement|si (?:quelqu'un|on m')|ojalá|si (?:alguien|me hubiera)|quem dera|se (?:alguém|me tiv)|gdyby",
)

/**
 * Whether a statement charges a person, a team, a supplier or those above, outright or by its form. Where its question
 * keeps it apart, or asks about suppliers, scorn alone is enough; elsewhere somebody has to be named.
 */
export const isAccusing = (text: string, purpose: Purpose | null, isApart: boolean): boolean => {
  const plain = plainSigns(text)
  if (isBlaming(text) || (isApart && !wished.test(plain) && isBlaming(text, true))) return true
  if (refusesBlame(plain) || kind.test(plain)) return false
  const isAside = isApart || purpose === 'vendor'
  const namesOthers = others.test(plain) || /(?<![\p{L}\p{N}-])IT(?![\p{L}\p{N}-])/u.test(plain)
  if (mocked.test(plain)) return true
  if (wronged.some(pattern => pattern.test(plain)) && (isAside || namesOthers || charged.test(plain))) return true
  if (thrown.some(pattern => pattern.test(plain)) && (isApart || namesOthers)) return true
  if (scorn.test(plain) && (isAside || namesOthers)) return true
  if (away.test(plain) || (instead.test(plain) && namesOthers) || (isApart && meanwhile.test(plain))) return true
  return isApart && namesOthers && !wished.test(plain)
}

/** A name or a group at the head of the clause, as a subject. */
const charged = turn(`${those} (?:\\p{L}+ ){0,3}\\p{L}+`)
