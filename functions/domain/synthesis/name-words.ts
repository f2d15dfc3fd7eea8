/** Names that are words as well, by language: of these the spelling does not tell, the place in the sentence does. */
import { otherNameWords } from './name-words-others.ts'
import { otherScript } from './skeleton.ts'
import type { Tongue } from './tongues.ts'

/** Written without accents, as names are compared. */
const lists: Record<Tongue, string> = {
  en: `abbey ace aim al alert alpha amber an angel april arch arm art ash aspen august autumn bach back bad baker ball band bank banks bar barber bark barn
    base bass bat bay beach bean bear beck bell bella bench berg best beta bill birch bird bishop bit bits black blade blank blaze blue bolt bond
    bonds book booker boot booth boss box branch brand bravo bridge bridges bright brook brooke brooks brown buck bud buddy bug bull burns bush butler
    buzz cable cache calm candy cane carol carter case cash castle cat chain chance chandler charity chase chat check cherry child chip chips
    christian church clay clear cliff close cloud coal cob cole coleman collier comfort constant cook cooper core cost cotton count court cox craft crane
    cream cross crow crown cruise crystal cube curry cutter dace daily daisy dale dash data date dawn day days deal dean dear dell deploy desk destiny dev
    diamond dice dick do doc dock dollar dong door dove down drake drew drive driver drives duke dung dust duty early earnest east edge ellis else emerald english ever fair faith
    falls farm farmer fast fax fern ferry field fields finch finn fire fish fisher fix flash fleet flint flower flowers flynn force ford forest forge
    fork foster fountain fox frank frankie free freedom freeman french frost fry fuller gale garage garden gates gay gem gene gentry ginger glass
    glen glory go gold golden gong good grace graham grant grave graves gray green grey grid guide gun guy hall ham hand handler hands happy hard hardy
    harmony harper harry hart haven hawk hay haze hazel head heart heath heather heaven henry hill hills ho holder holiday holly holmes home honey hood
    hook hooks hope host house hub hue hunt hunter in iris iron ivory ivy jack jade jam jasmine jay jean jet jewel job jobs join jordan joy
    judge july june justice kay keen key keys king kit kitchen knight knot ko lake lamb lance land lane lark last lau laurel law lay leaf lee lemon leo
    less lilac lily lin line link list little liu lo load lock locke lodge log long lot love low luck lucky ly ma mac mace mage magic major man
    manual march marigold marina mark marks mars marsh mason mast master math matrix max may mead melody mercy merit merry mike miles mill miller mills
    min mint miracle misty mole monk moon moore more moss mount munch my nash neat need nell new nick night no noble noon norm normal north note novel
    object ocean of old olive on opal or orange otter page pages paige pain palm pan park parker parks parrot pass pat patch patience peace peak pear
    pearce pearl penny pepper perk perry pie pierce pike pilot pine ping pink pitt place plant plum poe point pole pond pool poole poor pope poppy port
    porter post posy pot potter potts pound power powers precious price prime prince prior prosper proxy prudence pryor pure python quick quill rain
    rains ran randy ranger rankin rapp rash raven ray read reader reason red reed reef reese regan rich rider ridge ring rio ripple rise rita river
    rivers road rob robin rock rocket rocky rod roll roman rome root rose rosemary round rover row rowan rowe royal ruby run russet rust ryan sable
    saffron sage sail sailor sales salt sam sample sand sands sandy scales scarlet schema scott sea seal seller sergeant serve server service shade shah
    shards sharp shell shepherd shield shields shine ship shore short silver simple singer sky slack sloan small smart smoke snow so sol son song south
    spark sparks spear speed spence spencer spring square stack staff stage stamp star stark start steel step sterling stern stock stone storm story
    straw street strong su sue summer summers sun sunny swan sweet swift table tai tally tan tanner task tate taylor teal teddy temple test thorn tide
    tiger tilly tim tin to token tong tower trace tracy trap travel tree trent trigger trinity trip troy true trust tulip turner twist tyler ulm unity
    urban vale valentine van vaughn vault version victor violet virginia wade wages walker wall walls wang ward wards warner warren wash watch water
    waters watt watts way weaver web webb weber weeks welch well wells west wheel wheeler white wild will willow wills win wind wing wings winner winnie
    winter winters wise wish wolf wong wood woods work workman world worth wren wright yard yates yo york young zen zone`,
  de: `abt acker adler amsel anders arm art auer bach baecker bald balde ball band bank bar bart basis bass bau bauer bauern baum beer berg berge best
    bester binder birke birne bischof bitter blank blau block blum blume bock boden bogen bohne bolz bote brand brauer braun brauner breit breiter
    brenner brett brief brot bruch bruder brunnen buch buche bund bunt burg burger busch butter christ damm dank dauer decker demut deutsch dick dieb
    dies ding direkt dom dorn drache draht dreher dreier druck dunkel dunst eben ecke edel ehrlich eich eiche eis eisen ende enders eng engel enger erle
    ernst esel ewig faden falk falke falter fass faust feder fein feld fels fest fester feuer fichte filter finger fink finke finster fisch fischer flach
    fleck fleischer fleiss flink flucht flug fluss forst frank frei freitag freund fried friede frieden frisch froh frohlich fromm frosch frost fruh
    fuchs fuhrer funk fuss gans ganz garten gast geiger geist gelb gerber gerecht gering gerste gilde glanz glas glaser glatt gleich glock glocke gluck
    glueck gold graf gras grau greis grell grimm grob gros gross grosse grosser grube grun gunst gut haar haas haase hafen hafer hahn hammer hand hang
    hart harter hase haube haupt haus hauser haut hecht heft heide heil heilig heim heiser heiss heiter held hell heller hemd herbst herd herr herz
    herzog heu hieb himmel hirsch hirt hirte hitze hoch hof hofer hohl hohn hold holz honig hopfen horn hubsch hugel huhn hummel hund hut igel immer
    jager jung junge junger just kahl kaiser kalb kalt kamm kampf kanne kanzler kappe kasten kater katz katze kaufmann keil keller kerl kern kessel kette
    kiefer kind kirch kirsch kirsche klar klein kleine kleiner klemme klinge klink klug kluge knabe knecht knoll knopf koch kohl kohle kolb kolbe komm
    konig konige kopf kopp korb korn krabbe kraft kranich kranz kraus krause krebs kreis kreuz krieg krieger krone krug krumm kugel kuhn kunst kupfer
    kurz kurze kuss laden lage lahm lamm land lang lange langer langsam last laub lauer lauf laus laut leber leer lehrer leicht leid leiter lerch lerche
    licht lieb liebe lieber lieder linde linke linker linse lippe lob loch locke lohn lorbeer los lose lotse lowe luchs luft lust macht mager mai maler
    mann mantel marder mark markt marschall maurer maus mehl meister melde mensch messer metz metzger miene mild milde minister mist mittag mittel mohn
    mohr moll mond montag moor moos morgen most mucke muhle muller mund munter mut mutig mutter nabel nacht nadel nagel nah nass natter neid nelke nest
    netz neu neuer nickel nord not nuss oben ochs ofen ohr ordner ort ost oster ostern otter pabst palm pech pfad pfaff pfau pfeffer pfeifer pfeil
    pfennig pferd pfingsten pfister pflug pilger pilz platt platz post prediger preis prinz probst puder rabe rad rand rasch rast rat rath rau raub rauch
    raum rebe rebell recht regen reh reich reif reim rein reiner reis reise reiss reiter rest richter riegel rieger riemen riese ring ringer ritter rock
    rohr roller rosa rose ross rost rot rote roth rube rudel ruf ruhe rumpf rund sacher sachs sack saft sage salz sander sanft satt sattler satz sauer
    saum schacht schade schaf schafer schall scharf schatz scheffel schein schenk scherer scherz scheu schilling schimmel schirm schlacht schlag schlange
    schlecht schlicht schloss schlosser schmal schmied schneider schnell schneller schon schrank schreck schreiber schreiner schuh schuler schuster
    schutz schutze schwab schwan schwarz schwarzer schwer see seel seide seiler selig semmel senf sense sicher siegel sieger silber sommer sonne sonntag
    sorge specht speck sperling spiegel spiel spitz spitzer sporn spott stab stahl stamm stang stange star stark starke starker starr staub steg steiger
    steil stein steinmetz stempel stengel stern stich stiefel stier still stiller stock stolz storch storm strahl strauch strauss streck streit streng
    strick stroh strom stube stuhl stumpf sturm sturmer sud sus suss tag tanne tanz tau taube tauber teich teuer teufel thaler thron tief tiefe tisch
    tischler topf topfer tor traum treu trost trumpf tuch turm ufer ulme unruh urban vater vetter vogel volk voll voller wachtel wachter wagen wahl wahr
    wald wall wand warm wasser weber weg weich weide weidlich weiler wein weis weise weiser weiss weisse weit welk welt wende wenig werk west wichtig wie
    wiese wild wilder will wille winkel winter winzer wirt wolf wolke wolle wort wunder wunsch wurm wurst zahn zander zange zauber zaun zeh zeiger zelle
    zelt ziegel ziegler ziel zimmer zimmermann zink zipfel zobel zoll zorn zucker zunge zweig`,
  fr: `abel abondance aimable aime alize amande amant ambre amethyste ami amour anemone ange arcade archange ascension assomption astre aube auguste aurore
    avril azalee ballet baptiste barbe barbier baron barre beau beaux bel belle berger bien bijou blanc blanche blond bois bon bonheur bonhomme bonne
    bonnet bouche boucher boucle boulanger bourgeois bout branche brave brebis breton brillant brin brise brun brune buisson bureau camille candide cape
    cardinal carre celeste cerf cesar chanson chapelet chapelle charbonnier charme charpentier chasseur chat chauvin chene cher chevalier chretien clair
    claire clause clemence clement clementine clerc coin collet colombe combe comte conception constance constant coq corbeau cordier couleur cour
    courtois cousin couture couturier croix cruel cuisinier dame daphne dauphin deluge desire diane dieu dieudonne docteur douce doux droit duc eglantine
    emeraude epine ermine espoir etoile faible faucon fauvel felicite fer ferme feuille fidele fier fille flamant fleur flore florence foi fontaine
    forestier forge forgeron fort forte fortune foucher four fraise franc france franche froid froment gage gaillard gain garance garcon garde gardien
    gay geai gentil gerbe gilet glace gloire grain grand grande granger gras gris gros grosse guerre guide hardi haut hermine heron heureux hiver honore
    innocent iris jacinthe jacquet jade jardin jardinier jasmin jean jeudi job joli jolie joly jour journee joyeux juin jumeau juste justice lac laine
    large laurier lavande leger lievre lilas lion lis loi long longue lorrain loup lucide lundi lune lys madame magnolia mai maillard mairie maison
    maitre marais marc marchal marchand mariage marin marine marquis mars marteau martial masse matin maure maxime meilleur melodie menager mercier
    mercure merle merlin meunier midi mignon millet mimosa miracle moineau moise molaire montagne morin mot moulin moutarde mouton muguet mule myrtille
    narcisse neige noel noir noire normand normande octave oiseau olive olivier olympe ombre orange page pain paix palme papillon parfait passe pasteur
    patience pelerin perle perlin perron persil petit petite peuplier pic picard pie pierre pigeon pin pinson plaisance plat poirier poisson pomme pont
    portier poste potier poulain poulet pre premier prieur prince printemps prosper prudence prudent prunier puits rame reine renard ricard riche riviere
    robin roche rocher roi romain romarin rond rose roseau rosier rossignol rouge rousse rousseau roux rubis rue sable sabre sage saint salle salut
    samedi saphir sauvage sauveur savon secret seigneur serein serpent serrurier sire soleil solide sorcier soulier souris tailleur tanneur temple terme
    terrier tonnelier tour tournier tout tresor trouve urbain vache valence valentin vallee vallet vasseur vendredi verdier verger verite vert victoire
    victor vie vierge vif vigile vigne vigneron vilain villa ville vin violet violette vital voisin volant vrai zephyr`,
  es: `abad abril adorno agosto agua alba alcalde alegre alegria almendro alonso alto amable amada amado amador amor amparo angel angeles arce arco arena
    arenas armas arroyo asuncion aurora avila baca ballesteros banda barajas barba barragan barranco barrera barrios barro batista bella bello benito
    blanca blanco borrego botella bravo brisa buena bueno caballero cabello cabeza cabezas cabrera cadena caldera calderon calle calvo camara camino
    campo campos candela candelaria cano canto caridad carrasco carrera carrero carro casa casado casanova casas castano castellano castellanos castillo
    castro caza ceja celeste centeno cepeda cerda cerezo cerro chico cielo clara clavel clemente collado colon concepcion conde consuelo coral cordero
    cornejo corona coronado corral correa cortes cortina costa crespo cruz cuenca cuerda cuesta cueva cuevas delgado delicado desierto diamante dichoso
    dolores domingo duenas dulce duro encarnacion enero escalante escudero esmeralda espada espejo esperanza espina espinal espino espinosa estela
    estrada estrecho estrella fe febrero feliz ferro fiel fierro flor flores fortuna frances franco fresno frias fuente fuentes fuerte gala galan
    gallardo gallego gallegos gallo gato gentil gloria gordo gracia gracias granada granado granados grande griego guapo guardado guardia guerra guerrero
    hermoso herrera herrero hidalgo hierro hoyos huerta huertas iglesia iglesias india infante inocencia iris izquierdo jardin jazmin joya julio junio
    jurado juventud ladron lago laguna largo laurel leal lechuga leon libertad limon linares lince lira listo llama llamas llano lluvia lobo loma lozano
    lucero lucio luna luz madera madero madrigal mancha manrique manso manzano mar maravilla marina marte martes marzo mata maya mayo mayor mayoral menor
    mercado mercedes merino mesa milagros mina miranda modesto molina molinero molino monja monje montana monte montero montes mora morado moral morales
    moreno moro mota moya muro naranjo negra negrete negro nevada nevado nieto nieve nieves nino noble nobles norma nube oliva olivares olivas olivera
    olivo olmo olmos oro ortiga otero padron pajares palacio palacios palma palmero paloma palomino palomo parada pardo paredes parra partida pasos
    pastor patria paz pedrera pedrosa pena perales pilar pimienta pinar pino pinto plata plaza poblador pomar porras portal portero portillo posada pozo
    prado preciado prieto primavera principe puente puerta puertas puerto pulido quintero ramo ramos raya real redondo regalado reina reinoso remedios
    rey reyes ribera rico rincon rio rioja rios roble robles roca rocio rojo roman romero romo rosa rosado rosal rosario rosas rubio rueda sabio salado
    salas salinas salvador san sancho santa santiago santos sastre sauce segura seguro sereno serna serrano severo sierra silva silvestre sol soledad
    sombra tapia tejada tejero terrazas tesoro tierra tirado tomillo toro torre torrente torres trigo trinidad vaca valencia valiente valle valles vega
    vela ventura vera verano verde verdugo vergara vicario victoria vida vidrio viento villa villar vina virgen virtudes yerba yeso zapata zapatero zarza
    zorro`,
  pt: `abril agosto agua alegria alma alto amado ameixa amor amora angelo anjo anjos assuncao aurora bandeira barata barbeiro barreira barro barros batista
    bela belo bento bica bicho bispo boa boavida bonito borba braga branca branco bravo calado caldeira caldeirao camara caminha campo campos canto
    cardoso carmo carneiro carreira carvalhal carvalho casaca casal castanheira castelo celeste cereja cerqueira chaves cidade clara claro clemente
    coelho conceicao conde cordeiro correia corte costa couto cravo cruz cunha diamantina dias doce dores dourado duarte duro espada esperanca espirito
    estrada estrela falcao farinha feio feliz ferreira ferreiro ferro fiel figueira figueiredo flor flores fonte fontes formiga forte fortes franca
    franco freire frota gago gaio galego galo gama garca gato gloria graca grande guerra guerreiro horta inocencia iris jardim jasmim jesus julho junho
    justo lago lagoa lamas lampreia leal leao leitao leite lemos lima limao lindo linhares lobo longo loureiro louro lua luz luzes machado madeira
    madureira maia maio manso mar marco margarida marinho marques marreiros martelo mata matos melo mercedes mesquita milagre moita montanha monte
    monteiro morais moreira moreno nabo natal neto neves nobre nogueira norma oliva oliveira outeiro paixao palma palmeira parreira pascoa pastor paz
    pedra pedras pedreira pedroso penedo penha pequeno pereira perpetua pessoa pilar pimenta pinhal pinheiro pinho pinto poco pomar pombo ponte porto
    prado prata preto primavera prior quaresma quintal quintas quintela ramalho ramo ramos raposo rato real rebelo rei reis ribeira ribeiro rico rita
    roca rocha rola rosa rosado rosario rosas roseira sa sacramento safira salgado salgueiro salvador santana santo santos sardinha seixas serafim serra
    serrano silva silveira silvestre sobral sol soledade sousa soveral telhado torre torres touro trigo trindade vale valente valverde varela ventura
    vera verao verde vermelho viana vinha virgem vital vitoria zebra`,
  pl: `bak baran bednarz berta bialas bialy bieda biel bielik bober bochenek bocian bogacz borek borowik borsuk bozek brat broda brona brzoza buczek bujak
    buk bury byk bystry cebula chlopek chmiel chmura chudy cichy ciesla czajka czapka czapla czarny czekaj czerwony czysty czyz czyzyk dab dabek diabel
    dlugi dlugosz dobosz dobra dobry drozd drzazga duda dudek dudka duzy dym dziadek dzieciol dziedzic dzik dziki fiolek flak flis furman gajda galazka
    galka garncarz gasior gawron gazda gil glowa gluch gluchy godny golab golas golec gora goral gorka gorny gorzki grab gracja grad grobla groch grosz
    gruby grudzien gruszka grzyb grzywa guz guzik gwiazda gwozdz hajduk iskra iwa jablko jagoda jaje jarzab jarzabek jaskolka jasny jastrzab jelen jesien
    jez juszczak kaczka kaczor kaleta kalina kaluza kania kapusta karas karp kasza kat kawa kawka kepa kiel kielbasa kisiel kita klepka klimek klin klos
    klucz kmiec kobyla kocur kogut kolec kolodziej komar kon konieczny konik kopec koper kora korzen kos kosa kostka kot kotek kowal kowalik koza kozak
    koziol kozub krakowiak krawczyk krawiec kret krol krolik kropka krotki kruk krupa krysa krzak krzywy ksiezyc kubik kuc kucharz kuchta kukla kukulka
    kula kulig kulik kuna kupiec kura kurek kurka kuropatwa kwiat kwiatek kwiecien lapa las laska latek lato lech lew lilia lipa lipiec lipka lis lisek
    list lopata los lotr luty lysy maj maja majka mak makowka mala malec malina maly mamut marchewka marek marka marszalek marzec maslanka mazur mazurek
    mech miara mika mlody mlot mlynarczyk mlynarz moc mokry motyka motyl mroczek mrowka mroz mrozek mucha mur muszka nadzieja niedziela niedzwiedz
    niemiec niski noga nowak nowy oko okon olej olszyna orzech orzel osa osika osina osiol ostry owca owczarek pajak palacz palka paluch panek papuga
    pasternak paw pech piasek piatek piec piechota piekarz pierog pies pietruszka pilot plaza pliszka pokora pokrywka polak polana poniedzialek potok
    pradze prosty prus przybyla przybysz pszczola ptak ptaszek puchacz pyra rabiec radosna rak rakieta reka robak rogal rosa rosol roza ruda rudy
    rumianek ruta ryba rybak rydz rys ryz rzepa rzepka rzeznik sad sadlo sarna sen ser serce siekiera sikora sila siwy skala skiba sklad skora skowron
    skowronek skrzypek slimak sliwa sloma slon slonina slowik smok sniezek sobota socha sokol sol sola soltys sosna sowa spokojny srebro sroda sroka
    stelmach step stokrotka stolarz strach strzelec suchy suma swiatek swider swieca swierk swist syn szary szczerba szczesny szczur szczygiel szelag
    szeliga szewc szewczyk szpak szwed szybki szyszka tarka tarnina tokarz tracz trawa trojan trzeciak tulipan turek twardy tygrys tyran walc warchol
    wasik wazka wegiel wezyk wiara wicher wicherek wieczorek wielki wieprz wierzba wiewiora wiktoria wilczek wilk winnica wiosna wisnia wlodarz wnuk woda
    wojcik wojna wol wolny wrobel wrona wrzesien wrzos wujek wydra wysoki zaba zajac zak zapala zaraza zawada zbik zdroj zegar zgoda ziarno zieba
    zielonka zielony ziemia zima zimny zlot zloto zloty znak zolw zoraw zuk zur zurek zwierz zyla zyta zyto zywiec`,
}

const split = (list: string): string[] => list.split(/\s+/)
const sets = new Map(Object.entries(lists).map(([tongue, list]) => [tongue, new Set(split(list))]))
const others = new Set(Object.values(otherNameWords).flatMap(split))

/** English words stand in every language of this trade. Where the language is not known, a word of any of them counts. */
export const isWordIn = (fold: string, tongue: Tongue | null): boolean =>
  sets.get('en')?.has(fold) === true ||
  (tongue === null || otherScript.test(fold)
    ? others.has(fold) || [...sets.values()].some(words => words.has(fold))
    : sets.get(tongue)?.has(fold) === true)
