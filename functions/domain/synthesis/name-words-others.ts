/** The same of languages whose grammar no rule knows. Folded as names are: й is и, ς is σ, no accents. */
export const otherNameWords: Record<string, string> = {
  ru: `вера надежда любовь лев роман слава мир воля рада злата роза лилия маргарита майя зоя ия ада аврора ангел ангелина алмаз август марс тимур лиана виола камилла
    белая белыи черныи черных рыжии седых долгих толстыи толстая горькии сладкии мягкии тихии буиныи грозныи добрыи злои смелыи умныи малыи большои сухои глухои
    кривои косои прямои лысыи быстрыи вольныи ветер мороз зима весна лето осень снег дождь гром туман буря роса заря иней лед вода море река озеро остров берег гора
    камень песок земля поле луг лес бор дуб береза клен ясень сосна ель липа верба калина рябина малина ягода яблоко груша вишня слива орех гриб трава цвет
    лист корень ветка волк заяц лиса медведь лебедь орел сокол ворон ворона воробеи голубь соловеи сорока синица журавль гусь утка петух курица кот кошка конь
    баран козел козлов бык жук комар муха паук рак щука карась сом ерш окунь лещ пчела муравеи зверь зуб глаз ухо нос борода голова рука нога палец горб
    кузнец мельник пекарь рыбак пастух охотник плотник гончар ткач портнои сапожник коваль швец мороз король царь князь боярин барин поп дьяк солдат казак
    господин молодец мастер хозяин сосед гость друг брат сын дед баба внук кум сват жених молот топор нож серп коса плуг колесо телега сани мост дорога путь
    город село двор дом окно дверь порог печь стол лавка замок ключ крест колокол свеча лампа огонь дым пепел уголь золото серебро медь железо сталь олово
    соль сахар мука хлеб каша щи борщ суп масло сало сыр молоко мед вино пиво квас бублик пирог блин калач капуста репа редька морковь лук чеснок горох боб
    понедельник вторник среда четверг пятница суббота воскресенье январь февраль март апрель маи июнь июль вечер утро ночь день час минута век правда кривда
    счастье горе радость печаль победа свет тень звезда луна солнце небо облако туча радуга молния белка барсук бобер выдра еж крот мышь олень лось рысь
    новик старик малыш прокоп гордеи дар клад дукат рубль копеика алтын грош шило мыло бритва щетка метла лопата пила гвоздь`,
  el: `ελπιδα χαρα ειρηνη νικη σοφια αγαπη αρετη αγνη αυγη ανατολη δροσια γαλατεια γαληνη δοξα ευχη ζωη θαλασσα ηλιοσ ανθη ανθοσ μυρτω μυρσινη ροδο ροδανθη τριανταφυλλια
    γαρυφαλλια ασημινα χρυση χρυσα χρυσοσ ασημι αργυρω φωτεινη λαμπρινη λαμπροσ λαμπρου πασχαλησ πασχαλια παρασκευη κυριακη σαββατο σταυροσ σταυρου αγγελοσ αγγελου
    αστεριοσ αστερι φωτοσ φωτησ θεοσ βασιλικη βασιλικοσ βασιλιασ κοσμοσ κοσμασ λεων λεοντασ λυκοσ λυκου αετοσ γερακι γερακησ κορακασ κορακησ περδικα περδικησ σπανοσ
    μαυροσ μαυρου ασπροσ ασπρου κοκκινοσ κοκκινου πρασινοσ πρασινου γαλανοσ γαλανησ ξανθοσ ξανθου ξανθη μελαχρινοσ γκριζοσ κιτρινοσ μεγασ μικροσ μικρου μακρησ μακρη
    μακρυσ κοντοσ κοντου χοντροσ χοντρου λεπτοσ ψηλοσ στραβοσ κουφοσ κουτσοσ καλοσ καλου καλη κακοσ παλιοσ παλαιοσ νεοσ νεου σκληροσ γλυκοσ πικροσ ξινοσ ζεστοσ κρυοσ
    ρηγασ αρχοντασ δεσποτησ πρωτοσ τελευταιοσ δασκαλοσ δασκαλου γιατροσ ψαρασ ψαρρασ ραπτησ ραφτησ σιδερησ χαλκιασ φουρναρησ μυλωνασ βοσκοσ κυνηγοσ κηπουροσ σαμαρασ
    παπασ παπαδησ διακοσ διακου μοναχοσ καπετανιοσ ναυτησ στρατιωτησ πετρα πετροσ βραχοσ βουνο ποταμοσ ποταμου λιμνη νησι κυμα αερασ ανεμοσ βροχη χιονι παγοσ φλογα
    φωτια καπνοσ ουρανοσ ουρανια αστρο σεληνη ανοιξη καλοκαιρι χειμωνασ φθινοπωρο μαιοσ απριλιοσ μαρτησ αυγουστοσ ελια δαφνη μηλια πορτοκαλια ροδια λεμονια κυπαρισσι
    πλατανοσ πευκο δρυσ ιριδα βιολετα νεφελη δανεια αθηνα ροδου ροδοσ κρητη κυπροσ θηβα σπαρτη χαρτησ γραμματικοσ κριτησ ψυχη τυχη μοιρα χαρισ νοτα μουσα αρμονια`,
  tr: `adak adem akin akinci aksoy alev altin altun ardic arda arslan aslan ates atak atilgan ay aydin ayaz aydemir azim bahadir bahar balci baris baris basar basak batur bayrak bayram
    beyaz bilge bilgin birlik boran boz bozkurt bulut burak burcu cagri can canan celik cem ceren cesur cevher ceylan cicek cihan cihangir coskun cengiz damla defne demir demirci
    deniz derin derya destan devrim dilek dogan dogru dogu doga duman duru duygu ece efe ege ekin ela elmas emek emel emir engin er ercan erdem eren ertan esen esin esra evren eylem
    eylul ezgi fatih fidan fikret filiz gece gelincik genc gok gokce gonca gonul gul guler gulen gulsen gunes gun gunay guney gungor gur gurbuz guven guzel hakan harika hasret hayat
    hazal hazan hilal hur huzur idil ilgi ilke ilker ilkay inanc inci ince ipek irmak isik isil iyi iz kader kahraman kara karaca karakaya karadag karanfil kartal kaya keskin kilic kilinc
    kir kiraz kirmizi kivanc koc koksal koray korkmaz korkut kurt kutlu kuzey lale lider mavi mayis melek melodi meltem menekse mercan mert mine mor mutlu muz nar nazar nehir nergis nil
    nisan nur nurlu ocak ocean oguz okan okur olcay onur orman ova oya ozan ozen ozer ozgur ozlem oz pamuk pinar polat poyraz reyhan ruzgar ruya saban safak sahin sahil sakin sancak sari
    sarikaya savas seda seher selvi sena ses seven sevgi sevda sevim sevinc seyhan sezgin sert sicak simge sinan solmaz son sonmez soylu soysal su sumbul sungur simsek sirin tan taner
    tanju tarhan tas tasci tek tekin temel tepe tez tilki tok topal toprak tugba tuna tunc turan turna tutku tuz ucar uckun ufuk ulker ulas umut umit unal uslu usta uyanik uygar uygun uysal
    uzun ulku ufuk utku vatan vural yaman yagiz yagmur yalcin yalin yaprak yasa yasam yaz yazici yelda yener yesil yetkin yildirim yildiz yilmaz yigit yolcu yonca yuce yucel yurt yuksel
    zafer zaman zambak zeki zengin zeytin zirve zorlu`,
  fi: `aalto ahde ahlo ahma ahti ahven aho airo aihe ala aalto alho alku ammatti ansa arkku armo aro arvo aura auer aukio aurinko autio eho elo elämä enne erä eräs etelä haapa
    halava halla halko halme hanka harju harmaa hauki heinä helle helmi helo hieta hilla hirvi hovi huhta huhti hukka hurme huttu huuhka hyvä iivari ilma ilmari ilo ilona ilta
    ilves impi inka into ilmi jalava jalo jalka joki joutsen joutsi jousi jyrki jänis järvi jää kaarna kaila kaisla kaivo kallio kallo kanerva kangas kanto karhu kari karjala kaski kataja
    kaunis kesä keto keskinen kielo kieli kilpi kivi kirves kohta koivu koski korpi kota kukka kulma kulta kunnas kuisma kumpu kurki kuusi kuu kuura kylmä kyllikki kytö käki kärki
    laakso lahti laine laiho lampi lauha laukka laulu lehti lehto leino leivo lempi leppä liekki lilja linna lintu linna loimu lohi lounas lumi lumikki luoma luoto luosto
    maa maija maininki malmi mansikka manner mela metsä metso mesi miina mieli minttu muisto musta mutka myrsky myller mylly mäki mänty mättö naava nauris niemi nietos niitty
    nummi nuora nurmi noki oksa oja olavi onni oras orava orvokki otso outi ora paasi paju palo panu parta pelto peura petäjä pihla pihlaja piha pilvi pimeä piste pohja pohjola pouta puro puisto
    puu puuska pyry päivi päivä päiviö raita rae raisa ranta rastas rauha rauta ratia rehti repo retki rinne ritva routa ruoho ruska ruusu ruis räty saari sade saga saila salmi salo sampo
    sara satu savi savu selja selkä seppo seppä silta sini sinikka sirkka sirpa sisko sisu sointu soini soihtu sora suo suomi sulo suvi suoja suuri syksy syrjä säde säkki taimi taika taival talas talo talvi
    tammi tarmo tarha tarina taisto tasa teräs tie tikka tiira toivo torni torppa touko tuisku tuli tulla tuohi tuomi turva tuuli tuulikki tyyni tyyne tähti tähkä unto urho usko utu uoti vaara vahva
    vaahtera valo valta valkea valkama varis varpu vasara vehmas vehka vesi vesa verho veräjä viima viita vilja vilkas vuoksi vuori vuokko väinö väre virta visa voitto ylä yrjö äijä`
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, ''),
  hu: `arany bako balog barany barna bator beke bekes biro bodor bokor boldog bor borbely csillag csonka deak dobos erdos erdo erdei farkas fazekas fekete fodor forras fulop gal galamb gazdag gulyas halasz
    hajnal hegedus hegyi hold huszar ibolya juhasz kadar kelemen kerekes kis kiss kek kocsis kovacs kozma lakatos lilla lukacs magyar meszaros mezei mogyorosi molnar nagy nap nemes nyari orban orsos palyi papp pap
    pasztor piros pusztai racz remeny rigo rozsa rozsas sarkany sas simon sipos soos sos solyom suto szabo szalai szegedi szekeres szel szeles szilagyi szirom szoke szucs takacs tavasz tavaszi teli torok toth
    tukor vadasz varga vas vass veres viola virag vitez voros zold`,
  it: `alba allegra amato amore angelo aprile arancio argento aurora azzurra bella bellini bello benedetto bianca bianchi bianco bosco bruno buono cantone cardinale caro carbone castello celeste chiara
    colombo conte corallo costa cristallo dolce fabbri felice fermo ferrara ferrari ferri ferro fiore fiori fonte forte franco gallo gatti gatto gentile giacinto gioia giglio giusto gloria grande grassi grasso greco
    guerra leone letizia libero longo luce lupo mancini mare marino marrone mori moro neri nero neve oliva orlando pace palma pane perla piazza pietra ponte porta primavera pugliese regina ricci riccio rizzo
    romano rosa rossa rossi rosso russo sacco salvatore santo sera serena sereno silvestri sole sorrentino stella testa torre valle verde vento vera villa viola vitale vittoria volpe`,
  nl: `bakker beek berg bloem boer bont boom bos brand broek bruin brouwer burger daan dekker dijk dood duin engel fabriek geel gerst groen groot haan hart heide hemel hoek hof hond hoop huis jager jong jonge
    kamp kaas kat keizer kerk kers klein klok koning koop kok kool korte kort kraan kramer kuiper kuipers lang lange leeuw linde meer meester mol molen mulder nacht noord oost paard peper pijl pool post prins raaf roos
    rood schaap schipper schoen slager smit smits snel steen ster stil storm straat tuin veen veld verf visser vis vos vogel vrede vrij wal water wind winter wit wolf zand zee zon zomer zwaan zwart`,
  sv: `alm ask bäck berg björk björn blad blom bly bo boman borg brant bro broman brink dag dahl ek eld eng enk falk fager fors frisk fröjd fura glad gran gren grön gull gås hagen hall hav hed hjort holm hult
    häll höst is jord kall kjell klang klar klint kraft kvist lager lejon lilja lind ljung ljus lo lund löv lång lärka mark modig mur natt nord ny nyman näs palm park ros rosen rapp rask rot sand silver sjö skog sköld
    sol sommar sten stark stig stolt storm strand ström svan svärd stål tall torn torp tapper tysk ung vall varg vik vind viking vinge vinter våg ängel öst`
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, ''),
  cs: `babka beran bily blaha bouda brada brazda breza buk cap cech cermak cerny cervenka cerveny dlouhy dobry drahy dub duda dvorak fiala hajek hlavac hlava holub holy hora horak hruska hynek jahoda jaro jasny
    javor jelen jelinek jezek kafka kalina kavka klima kmen kobza kocour kohout kolar kopecky koren kos koza kozel kral kraus kratky krejci kriz kubik kun kvet kovar krasny les lev lipa liska lis louka
    maly marek med mech mlady moravec moudry mracek mraz novak novy nemec ocel orel orech ostry pacek paty pavlik pes pisek polak polasek pomeranc prochazka ptacek ptak rak ruda ruzicka ryba ryska safranek sedlak
    skala slavik sladek smutny sokol sova srnka stastny straka suchy svaty svoboda sykora tesar tichy topol trnka urban vavra vesely vitek vlasta vlcek vlk vorel vrana vyskocil zajic zeleny zeman zima zlaty`,
}
