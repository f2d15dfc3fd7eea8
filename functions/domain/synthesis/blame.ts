/** A person, a team or the people above them held to be the fault: said outright, by their job, or by mockery. */
import { plainSigns, turn } from './turn.ts'

const adverbs =
  '(?:(?:just|simply|clearly|obviously|again|also|once|then|still|totally|completely|actually|probably|apparently|really|always|never|even|all|both|easily|instead|only|quite|flatly|repeatedly|conveniently|happily|plainly) )*'
/** Those who decide. */
const managers =
  '(?:(?:product|project|upper|senior|line|middle|top) )?management|leadership|the board|directors?|executives?|exec(?:utive)? committee|execs|c[etisf]{1,2}os?|vps?|head of \\p{L}+|(?:team |platform |tech |project )?leads|upstairs|the top floor|somebody upstairs|(?:architecture|steering|change) board|product (?:owners?|managers?)|boss(?:es)?|managers?|architects?|founders?|those who (?:plan|decide|run|lead)|vorstand\\p{L}*|geschäftsführung|leitung|\\p{L}+leitung|führung\\p{L}*|chefs?|chefin|chefetage|vorgesetzt\\p{L}+|einkauf|controlling|(?:la )?direction|hiérarchie|les chefs|le chef|le comité|le patron|la dirección|los jefes|el jefe|la jefa|jefatura|gerencia|el gerente|la gerente|los directivos|a direção|diretoria|a chefia|os chefes|o chefe|a gestão|a gerência|a administração|kierowni\\p{L}+|zarząd\\p{L}*|szef\\p{L}*|dyrekcj\\p{L}*|dyrektor\\p{L}*|przełożon\\p{L}+|начальств\\p{L}+|руководств\\p{L}+|yönetim\\p{L}*|müdür\\p{L}*|johto|esimies|esimiehet'
/** Those who do the work next door; never a part of software. */
const teams =
  "(?:the |our |their |those )?(?:\\p{L}+ ){0,2}(?:teams?|people|folks|ppl|guys|department|dept|devs|developers|engineers?|admins|dbas?|staff|crew|contractors?|interns?|juniors?|reviewers?|responders?|on-call|shift|person(?: on call)?)|one of (?:us|them|you)|qa|security|infra|engineering|tooling|procurement|purchasing|facilities|finance|marketing|sales|comms|legal|ops|qa|tech|support|(?:the|our) (?:vendor|provider|supplier|contractor|operator|reviewer|manager|architect|developer|engineer|admin|on-call engineer)|die (?:edv|it|netzwerker|admins|entwickler|techniker|tester|betriebler|technik|entwicklung|\\p{L}*abteilung|verwaltung|kollegen|betriebsführung)|der (?:betreiber|dienstleister|anbieter|lieferant|hersteller|entwickler|kollege|admin|support)|die kollegin|(?:le|la|les) (?:prestataires?|fournisseurs?|hébergeur|agence|développeurs?|collègues?|technique|informatique|dsi|exploitation|produit|commerciaux)|l'(?:équipe|agence|hébergeur|exploitation|informatique)(?: \\p{L}+)?|operaciones|soporte|desarrollo|(?:el|la|los|las) (?:proveedor(?:es)?|equipo de \\p{L}+|gente de \\p{L}+|bancos?|de \\p{L}+|compañer[oa]s?|técnicos?|desarrolladores|operador(?:a|es)?)|[oa]s? (?:fornecedor(?:es)?|equipa? de \\p{L}+|pessoal d[aeo] \\p{L}+|colegas?|técnicos?|operadora?)|dostawc\\p{L}+|zespół(?: \\p{L}+)?|ci z \\p{L}+|koledzy z \\p{L}+|programiści|administratorzy|operator"
const someone =
  "he|she|they|a colleague|the colleague|(?:two|three|four|five|several) colleagues|colleagues|somebody|someone|everyone else|everybody else|others|one of (?:them|you)|some of (?:them|you)|er|sie|jemand|ein kollege|eine kollegin|man dort|il|elle|ils|elles|quelqu'un|un collègue|une collègue|él|ella|ellos|alguien|un compañero|una compañera|ele|ela|eles|alguém|um colega|uma colega|on|ona|oni|ktoś"
/** A name that redaction has replaced: one person, and never a system. */
const colleague =
  "(?:(?:a|another|that|the (?:first|other)|two|three|four|five|several) colleagues?|jemand(?: anders)? aus dem team|(?:diese|die erste|die andere) person|(?:zwei|drei|vier|fünf|mehrere) aus dem team|(?:une (?:autre )?|cette |la première |l'autre )personne(?: de l'équipe)?|(?:deux|trois|plusieurs) personnes de l'équipe|alguien del equipo|(?:otra|esa|la primera|la otra) persona(?: del equipo)?|alguém da equipa|(?:outra|essa|a primeira|a outra) pessoa(?: da equipa)?|ktoś (?:inny )?z zespołu|(?:ta|pierwsza|druga) osoba)"
const actor = `(?:${colleague}|${someone}|${teams}|${managers})`

const acts = [
  // English
  `(?:should(?:n't| not)?|ought(?:n't| not)? to) ${adverbs}have|could have ${adverbs}(?:asked|checked|told|read|tested|said|looked|warned|bothered)|ignored|dismissed|misread|rubber-stamped|walked away|stood by|looked on|argued instead|never (?:listen|check|read|test|care|ask|look|answer)s?|had not (?:read|checked|tested|asked)|(?:pushing|pushed) us|left (?:the|a) [^.;]{2,30} (?:on|open|running|off)(?=[^\\p{L}]*$)|shrugged(?: (?:it|us|this) off)?|waved (?:it|us|this|that|them) (?:through|away|off)|laughed (?:it|us|at)|refused|forgot|neglected|overlooked|skipped|rushed|messed up|screwed(?: up)?|panicked|guessed|botched|bungled|broke (?:it|everything|prod\\p{L}*|the)|dropped the ball|cut corners|fell asleep|slept through|looked away|turned a blind eye|(?:had (?:it|this|that) and )?sat on (?:it|this|that|their hands|(?:the|our|my|this|that) (?:ticket|request|case|e?-?mail|change|review|report|warning|issue|escalation|bug)s?)|ca(?:n't|nnot|n not) (?:even )?be bothered|(?:had(?:n't| not)?|did(?:n't| not)|never) (?:do|done|did) (?:its|his|her|their) (?:jobs?|homework)|(?:was|were|is|are) (?:\\w+ ){0,2}(?:hiding|asleep|careless|sloppy|lazy|useless|clueless|incompetent|arrogant|negligent|to blame|at fault|the problem|the culprit|nowhere to be)|hid(?:es|ing)? behind|kept (?:quiet|silent|ignoring|putting|saying no|postponing)|struck (?:it|us|this|that|them) (?:from|off|out)|turned (?:it|us|this|that) down|overruled|pushed (?:it|this|that|us)? ?through|insisted|did(?:n't| not) (?:want to |even |bother to )*(?:listen|care|check|ask|bother|read|look|tell|inform|warn|respond|understand the|think|test|review|follow|communicate|escalate|know what)|do(?:n't| not|nt)(?:es)? (?:do|care|listen|read|bother|answer)|doesn't (?:care|listen|read|bother|answer)|would(?:n't| not) (?:listen|hear|let|stop|wait)|wo(?:n't|uld never) (?:listen|admit)|never (?:bothered|asked|checked|listened|told|said no|cared|read|looked|tested|answered|inquired|owned|once)|fail(?:s|ed) (?:to|us)|made (?:a|the|an) (?:\\w+ ){0,2}(?:mistake|error|blunder|mess)|got it wrong|had (?:no|not a) (?:clue|idea what|business)|took (?:his|her|their) (?:sweet )?time|found (?:\\w+ ){0,3}(?:more interesting|less urgent|more important)|(?:was|were) told (?:at least|twice|before|several times|again)|waved through|(?:much|far|way) too late|playing with|got (?:applause|what (?:it|they) paid)|went (?:to|with|for) the cheapest|saved? (?:money )?on|cut (?:the |our )?(?:budget|headcount|staff|tokens|corners|training)|froze (?:the )?hiring|without (?:a word|telling|asking|a heads-up|warning)|liked (?:his|her|their) own|shipped (?:a|the|this|that)[^.;]{0,40}(?:anyway|don't)|let (?:it|this|that|us)(?: one)? (?:slip|happen|down|through|slide)`,
  // German
  `(?:\\p{L}+ ){0,9}(?:geschlampt|schlampig\\p{L}*|gepfuscht|verpennt|verschlafen|versagt|ignoriert|abgetan|weggeschaut|wegsehen|weggesehen|abgenickt|durchgewinkt|durchgedrückt|abgewimmelt|abgelehnt|blockiert|verschwiegen|vertuscht|nichts (?:gelesen|geprüft|gesagt|getan|unternommen|getestet)|(?:seinen|ihren) job nicht gemacht|vergessen|versäumt|verbockt|vermasselt|verschleppt|unterschlagen|gespart|kaputtgespart|übergangen|abgeschossen|nicht (?:zugehört|gekümmert|interessiert|hören|wissen|nachgefragt|geprüft|gelesen|informiert|gefragt)|gewusst|wusste es|wussten es|für nötig (?:gehalten|hielt)|(?:hätte|hätten) (?:\\p{L}+ ){0,5}(?:müssen|sollen|können|dürfen)|bevor (?:\\p{L}+ ){0,6}gefragt|ohne (?:\\p{L}+ ){0,6}zu (?:fragen|prüfen|lesen|informieren))`,
  // French
  `(?:\\p{L}+ |n'|l'|d'|s'){0,8}(?:savai(?:t|ent)|ignoré\\p{L}*|refusé\\p{L}*|bâclé\\p{L}*|négligé\\p{L}*|oublié\\p{L}*|moqué\\p{L}*|caché\\p{L}*|imposé\\p{L}*|fermé les yeux|s'en (?:fich|fout|moqu)\\p{L}+|n'écout\\p{L}+|pas (?:écouté|vérifié|daigné|pris la peine|prévenu|lu|testé|jugé)|rien (?:fait|voulu|vérifié|lu|testé|dit|regardé)|pas fait (?:son|leur) travail|jamais (?:écouté|vérifié|lu|lire|testé|prévenu|demandé)|n'importe quoi|aurai(?:t|ent) dû|sans (?:\\p{L}+ ){0,4}(?:prévenir|demander|lire|vérifier|tester)|chiffre rond)`,
  // Spanish
  `(?:\\p{L}+ ){0,8}(?:sabían?|ignoraron|ignoró|se negaron|se negó|pasaron de|pasó de|se olvid\\p{L}+|no (?:quisieron|quiso|hicieron|hizo|avisaron|avisó|leen|leyeron|escuchan|escucharon|contestan|contestó|contestaron|les (?:gusta|importa)|le importa|revisaron|revisó|comprobaron|se molest\\p{L}+)|nunca (?:\\p{L}+ )?(?:avisan|avisaron|escuchan|revisa\\p{L}*|lee\\p{L}*|contesta\\p{L}*)|miraron a otro lado|calladit[oa]s|congel\\p{L}+|recort\\p{L}+|tendría\\p{L}* que haber|deberían? haber|chapuza\\p{L}*|se lavan? las manos|sin (?:avisar|preguntar|leer|probar|revisar|mirar))`,
  // Portuguese
  `(?:\\p{L}+ ){0,8}(?:sabiam?|ignor(?:ou|aram)|recus(?:ou|aram)|esquece(?:u|ram)|não (?:quis|quiseram|fez|fizeram|avis(?:ou|aram)|le(?:u|ram|em)|ouv(?:iu|iram|em)|respond\\p{L}+|verific\\p{L}+|quer(?:em)? saber|se import\\p{L}+)|nunca (?:\\p{L}+ )?(?:avis\\p{L}+|ouv\\p{L}+|lê|leram|respond\\p{L}+|verific\\p{L}+)|virou a cara|viraram a cara|cort(?:ou|aram)|dever(?:ia|iam) ter|lav(?:ou|aram) as mãos|sem (?:avisar|perguntar|ler|testar|verificar))`,
  // Polish
  `(?:\\p{L}+ ){0,8}(?:wiedzi(?:ał|eli|ało)\\p{L}*|zignorow\\p{L}+|zlekceważ\\p{L}+|olał\\p{L}*|olewa\\p{L}*|zapomni\\p{L}+|zaspał\\p{L}*|odmówi\\p{L}+|kazał\\p{L}*|nie (?:chciał\\p{L}*|słucha\\p{L}*|sprawdz\\p{L}+|uprzedz\\p{L}+|czyta\\p{L}*|zapyta\\p{L}*|powiedzi\\p{L}+|odpisa\\p{L}*|obchodzi\\p{L}*)|nigdy (?:nie )?\\p{L}+|wie lepiej|wiedzą lepiej|powin(?:ien|na|ni|ny) (?:był\\p{L}*|byli)|bez (?:pytania|uprzedzenia|sprawdzenia|słowa))`,
]
const outright = [
  // One pattern for all: who acts is long, and compiling it for each language would cost a page a tenth of a second.
  turn(
    `${actor}(?:,? (?:who|that|die|der|qui|que|który|która))?,? ${adverbs}(?:(?:had|has|have|hat|haben|a|ont|s'est|se sont|ha|han) )?(?:${acts.join('|')})`,
  ),
  turn(
    `(?:${managers}) (?:all |both )?(?:knew|had known|(?:were|was) told(?! (?:at|by|around|within))|had been (?:told|warned))`,
  ),
  turn(
    "(?:his|her|their|your|whose|\\p{L}+(?:'s|s')) (?:own |entire )?(?:fault|mistake|screw-?up|job(?=,? (?:period|full stop|not|and not|after all)|[.!]*\\s*$)|doing(?= [^\\p{L}]|[.!]*\\s*$)|responsibility(?=[.!,]|\\s*$))|(?:fault|mistake) (?:of|by) (?:the|our|him|her|them)|blame (?:him|her|them|the (?:\\w+ )?(?:team|people|guys))|i blame (?!myself)|(?:because of|thanks to) (?:him|her|them|their|his)",
  ),
  turn(
    '(?:careless|incompeten\\p{L}+|stupid(?:ity)?|idiots?(?!-)|clueless|negligen\\p{L}+|reckless|sloppy|sloppiness|lazy people|laziness|irresponsible|too (?:lazy|proud) to|zu (?:faul|bequem|stolz)|trop (?:paresseu\\p{L}+|fiers? pour)|demasiado (?:vag[oa]s?|perezos[oa]s?|preguiços[oa]s?)|(?:zbyt|za) leniw\\p{L}+|inexcusabl\\p{L}+|unprofessional|amateurs?|dilettant\\p{L}*|inkompeten\\p{L}+|unfähig\\p{L}*|fahrlässig\\p{L}*|verantwortungslos\\p{L}*|schlamperei|pfusch|dumm(?:heit)?|incompétent\\p{L}*|négligen\\p{L}+|irresponsable\\p{L}*|incompetente\\p{L}*|negligente\\p{L}*|negligencia|inútiles|incompetência|negligência|irresponsável|niekompeten\\p{L}+|nieodpowiedzialn\\p{L}+|niedbal\\p{L}+)',
  ),
  turn(
    `whoever (?!is |was |has |had )\\p{L}+(?:ed|wrote|did|made|built|set)? [^.;!?]{1,80}(?:did(?:n't| not)|never) \\p{L}+|(?:celui|celle|ceux|celles) qui (?:a|ont) [^.;!?]{2,80} (?:n'a|n'ont) (?:pas|rien|jamais)|(?<!(?:con|de|para|por|a) )quien (?:\\p{L}+ó|\\p{L}+aron) [^.;!?]{1,80} (?:no|nunca|ni) \\p{L}+|(?<!(?:com|de|para|por|a|pra) )quem \\p{L}+(?:ou|eu|iu) [^.;!?]{1,80} (?:não|nunca|nem) \\p{L}+|(?:ten|ta|ci),? kt\\p{L}+ [^.;!?]{2,80} nie \\p{L}+`,
  ),
  turn(
    `(?:fue|es|foi|é) culpa d(?:e|el|a|o|os|as) (?:${actor})|(?:whoever|wer immer|quien(?:quiera)?|quem|kto) (?!has|have|is|wants|needs|asks)[^.;!?]{2,120} (?:should|can (?:foot|explain|tell)|take a bow|must|ought|owes|sollte|soll|muss|gehört|tendría|debería|devia|deveria|powinien|niech)|(?<=^[^\\p{L}]*)wer [^.;!?]{2,140}, (?:sollte|soll|muss|gehört|darf|hat)`,
  ),
  // Asked after whose deed it was, whoever it was.
  /(?:^|[.!?]\s+)who (?:on earth |the hell |exactly |actually )?(?:deploy|approv|turned|switch|sign|push|merg|chang|delet|remov|disabl|decid|allow|review|authori[sz]|caus|let|broke|did|ran|wrote|forgot|thought)\p{L}* /iu,
  turn(
    'whose (?:idea|decision|fault|bright idea) (?:is|was)|should (?:all )?be (?:fired|sacked|punished)|you (?:never|always) (?!know|can|need|get)\\p{L}+|nobody (?:bothered|took responsibility|cared)|(?:caused|made|passed|broken) by (?:the|an?|our|one) (?:\\p{L}+ ){0,2}(?:engineer|operator|admin|shift|intern|person|developer|dba|reviewer|team)|what happens when \\p{L}+ (?:get|are|have)|asleep at the wheel|lazy \\p{L}+|without (?:any(?:one|body)|somebody|a single person) (?:looking|checking|reading|asking|testing)',
  ),
  // A name, by what only people do; systems forget behind an article.
  /(?:^|[.;!?]\s+|\bIf )(?!We|It|This|That|Nobody|Somebody|They|Wir|Es)\p{Lu}\p{Ll}+ (?:forgot|overlooked|neglected|always breaks|had paid attention|(?:didn't|did not|never) (?:tell|told|listen\p{L}*|ask\p{L}*|bother\p{L}*)|should have (?:known|told|asked|checked))/u,
  turn(
    "a(?:ny)? (?:careful|competent|decent|good|grown-?up|professional)(?: \\w+)? would|a grown-?up|i(?:'d| would) have expected (?:more|better)|(?:that's|thats|it's|its) \\w+ 101|how (?:could|can) (?:he|she|they|any\\p{L}+)|what (?:was|were) (?:he|she|they) thinking|why (?:did|does|has|was|were) (?:nobody|no one)|(?:rushed|decided|approved|cut|dropped|pushed) because (?:\\p{L}+ ){0,3}(?:management|leadership|sales|product|they|he|she)|got a no|(?:was|were|got) (?:turned down|told no|overruled)|(?:schuld (?:ist|sind|war|hat|haben)|selbst schuld)|(?:c'est (?:de )?la faute|par la faute)|(?:la culpa (?:es|fue)|por culpa) de|(?:a culpa (?:é|foi)|por culpa) d[aeo]s?|(?:to |wina )\\p{L}* ?wina (?!nikogo)",
  ),
]
/** Mockery that needs somebody to be meant. */
const mockery = turn(
  "well done,? \\p{L}+|slow clap|(?:take|takes|took) a bow|genius(?:es)?|clever (?:folks?|people|ones)|marvellous|brilliant[.!]*(?=\\s*$)|draw your own conclusions|lmao|hats? off|typical[.!]|as usual|as always|as is tradition|of course they|period[.!]?|full stop[.!]|look it up|golf|nuff said|surprise,? surprise|go figure|what a joke|applause|god forbid|on paper only|chapeau|na bravo|bravo(?! à| a )|wie immer|typisch|ist ja nicht so|(?:herzlichen|vielen|schönen) dank auch|wie üblich|un comble|comme d'habitude|on ne change pas|merci bien|félicitations|como siempre|la historia de siempre|cómo no|enhorabuena|faltaría más|como sempre|parabéns|claro que|como de costume|jak zwykle|jak zawsze|brawo|gratuluję|no ale|oczywiście",
)
/** Somebody other than the writer. Pronouns are left out: `sie`, `il` and `on` are as often no person. */
const another = turn(
  `${colleague}|(?!(?:\\p{L}+ )?(?:all|the|some|many|other|most|few|of|to|at|about|more|and)? ?(?:people|staff|guys|folks)(?! (?:who|that|above|at|in|from)))(?:${teams})|${managers}|(?<!with )(?:someone|somebody)|whoever|those who|wer|jemand|quelqu'un|celui qui|celle qui|ceux qui|quien|alguien|quem|alguém|kto|ktoś|(?:mr|mrs|ms|herr|herrn|frau|monsieur|madame|mme|señora?|senhora?|pan|pani) (?=\\p{L})`,
)
/** What a colleague did, told with a slight. */
const slighted = turn(
  `${colleague} (?:\\p{L}+ ){0,6}(?:without (?:even )?(?:look|check|read|ask|tell|test|wait|think|verify|say)ing|just(?! in time)|only (?:after|when|once)|(?:through|off|on) (?:\\p{L}+ )?(?:in|after) (?:one|two|three|\\p{N}+)|(?:far|much|way) too|let (?:it|this|that)|no sane|sans (?:même )?\\p{L}+(?:er|ir|re)|ohne (?:\\p{L}+ ){0,4}zu|sin (?:\\p{L}+ )?\\p{L}+[aei]r|sem (?:\\p{L}+ )?\\p{L}+[aei]r|bez \\p{L}+ni[ae])|no sane (?:person|engineer)|waved through by|(?:let|left) (?:it|this|that) (?:just )?(?:rot|lie|slide)`,
)
/** Where somebody other than the writer is first named; -1 where nobody is. Takes a text of plain signs. */
export const anotherAt = (plain: string): number => another.at(plain)

const aManager = turn(managers)
const anActor = turn(actor)
const notBlame = turn(
  "(?:thought|assumed|guessed|dachte|pensais|croyais|pensé|creí|pensei|achei|myślał[ea]m),? (?:that |que |dass |że |qu')?(?:some(?:one|body)|jemand|quelqu'un|alguien|alguém|ktoś)|blame-?less|(?:who|who's|who is|who was) (?:guilty|to blame)|no[t-]?[ -]?blame|without (?:any )?blam\\p{L}+|git blame|(?:not|nor|never|nobody|no one|isn't|wasn't|aren't|weren't)(?: [\\p{L}']+){0,4}? ?(?:'s|s|my|his|her|their|anybody's|anyone's) fault|nobody(?:'s)? (?:is |was |has been |planned|did|has done|looked for|blamed|to blame)[^.;]{0,40}|(?:don't|do not|didn't|did not|won't|never) (?:\\w+ )?blame|no (?:point|use|sense) (?:in )?asking who|not (?:about|a question of) who|the (?:new|old) code must be the culprit|niemand(?:en)? (?:hat (?:etwas |was )?falsch|ist schuld|trifft|war schuld|hat schuld)|keine schuld|nicht um schuld|schuldfrage|personne n'est (?:coupable|en faute|responsable)|ce n'est la faute de personne|sans chercher (?:de |un )?coupable\\p{L}*|no (?:es|fue) culpa de nadie|nadie (?:tiene|tuvo) la culpa|no creo que sirva de nada preguntar quién|ninguém (?:tem|teve) culpa|não é culpa de ninguém|nikt nie (?:jest|był) winny|niczyja wina|design did",
)
const selfOnly =
  /(?<!\p{L})(?:i|we|ich|wir|je|nous|yo|nosotr[oa]s|eu|nós|ja|my) (?:\p{L}+ )?(?:should have|forgot|missed|overlooked|messed|hätte[n]?|habe[n]? (?:\p{L}+ )?vergessen)/iu

/** A sentence about blame, or one that refuses it. Takes a text of plain signs. */
export const refusesBlame = (plain: string): boolean => notBlame.test(plain)

/**
 * Whether a statement holds a person, a team or those above them to be the fault. Self-blame is none, nor is a
 * sentence about blame. `isApart` where the question keeps its answer from the others: whoever names somebody else there
 * mostly charges them, so that alone counts. Reads English, German, French, Spanish, Portuguese and Polish, outright charges before allusions.
 */
export const isBlaming = (text: string, isApart = false): boolean => {
  const plain = plainSigns(text)
  if (refusesBlame(plain)) return false
  if (outright.some(pattern => pattern.test(plain)) && !(selfOnly.test(plain) && !aManager.test(plain))) return true
  if (slighted.test(plain) || (mockery.test(plain) && anActor.test(plain))) return true
  return isApart && another.test(plain)
}
