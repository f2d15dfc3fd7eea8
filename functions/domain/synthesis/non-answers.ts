/** Answers that say nothing: counted, and shown nowhere. */

/** As people write them when a question does not concern them. Compared without signs, in lower case. */
const phrases: ReadonlySet<string> = new Set(
  `n a|na|none|no|nope|nah|nil|nothing|nothing to add|nothing else|nothing more|nothing really|nothing special|nothing here|no comment|no comments|no answer|no idea|no opinion|not that i know|not that i know of|not applicable|not really|not sure|dont know|do not know|i dont know|i do not know|idk|dunno|no clue|unknown|unsure|same|same here|same as above|same as others|same as the others|same as everyone|same as everybody|same as before|same again|as above|as before|all said above|said above|already said|all said|nothing comes up|all good|no complaints|ntr|none that i know|none that i can think of|nothing that i can think of|nothing that comes to mind|none that i know of|not that i can think of|see above|see below|see previous|see my other answer|see other answers|ditto|pass|skip|skipped|test|asdf|foo|bar|blah|tbd|todo|ok|okay|fine|x|xx|xxx|can t think of anything|cant think of anything|i have nothing to add|nothing comes to mind|nothing i can think of|no thanks|no thank you|wasn t there|i wasn t there|was not there
keine|kein|keiner|keines|nein|nö|nichts|nix|nichts weiter|nichts zu ergänzen|nichts hinzuzufügen|nichts besonderes|keine ahnung|keine angabe|keine angaben|k a|ka|keine anmerkungen|kein kommentar|keine meinung|keine idee|weiß nicht|weiß ich nicht|weiss nicht|weiss ich nicht|ich weiß es nicht|entfällt|trifft nicht zu|nicht zutreffend|siehe oben|schon gesagt|steht oben|alles gesagt|s o|siehe unten|siehe vorher|wie oben|wie die anderen|wie alle anderen|wie gesagt|dito|dasselbe|das gleiche|das selbe|gleiches|fällt mir nichts ein|mir fällt nichts ein|fällt mir nix ein|mir fällt nix ein|passt|nicht dass ich wüsste|nicht bekannt|unbekannt
non|rien|rien de plus|rien à ajouter|rien à signaler|rien à dire|rien à redire|je ne vois pas|je vois pas|rien de spécial|rien de particulier|ras|r a s|néant|aucun|aucune|aucune idée|sans avis|sans objet|sans opinion|pas de commentaire|pas d avis|pas d idée|je ne sais pas|je sais pas|j sais pas|jsp|sais pas|ne sait pas|nsp|idem|pareil|comme les autres|comme ci dessus|comme plus haut|voir ci dessus|voir plus haut|cf ci dessus|cf plus haut|non applicable|s o|non concerné|non concernée|pas concerné|pas concernée|la même chose|même chose|rien ne me vient
no sé|no se|no lo sé|no lo se|ni idea|nada|nada más|nada mas|nada que añadir|nada que agregar|nada en especial|nada en particular|ninguno|ninguna|ningún comentario|ningun comentario|sin comentarios|sin comentario|sin novedad|no aplica|no procede|n p|no contesta|ns nc|nsnc|lo mismo|igual|igual que arriba|igual que los demás|igual que los demas|lo mismo que los demás|lo mismo que arriba|ídem|idem|ver arriba|ya lo puse arriba|ya lo dije|ya está dicho|véase arriba|como arriba|como los demás|no tengo nada que añadir|no se me ocurre nada|desconozco
não|nao|não sei|nao sei|nada a acrescentar|nada a declarar|nada a dizer|nada mais|nada de especial|nenhum|nenhuma|nenhuma ideia|sem comentários|sem comentarios|sem comentário|sem opinião|não se aplica|nao se aplica|não aplicável|o mesmo|a mesma coisa|igual aos outros|igual aos demais|como acima|ver acima|idem|sei lá|não faço ideia|nao faço ideia
nie|nie wiem|nic|nic więcej|nic nowego|nic do dodania|nic dodać|brak|brak uwag|brak zdania|brak komentarza|brak pomysłów|nie dotyczy|n d|nd|bez komentarza|bez uwag|to samo|tak samo|jak wyżej|jw|j w|jak inni|jak pozostali|jak wszyscy|nie mam zdania|nie mam nic do dodania|nie pamiętam|żaden|żadne|żadna|nic mi nie przychodzi do głowy|trudno powiedzieć
нет|не знаю|ничего|ничего не добавить|нечего добавить|без комментариев|не применимо|неприменимо|не относится|нет ответа|нет данных|н д|нет мнения|то же|то же самое|тоже самое|как выше|см выше|как и все|как у всех|как у других|затрудняюсь ответить|понятия не имею|без понятия|никакой|никаких|ничего нового|пропуск
hayır|yok|hiç|hiçbir şey|hiçbiri|bilmiyorum|fikrim yok|bir fikrim yok|ekleyecek bir şey yok|ekleyecek bir şeyim yok|ekleyecek şeyim yok|ekleyeceğim bir şey yok|eklemek istediğim bir şey yok|yorum yok|yorumum yok|aynı|aynısı|aynı şey|yukarıdaki gibi|yukarıda yazdım|diğerleri gibi|diğerleriyle aynı|uygulanamaz|geçerli değil|ilgili değil
ei|ei mitään|ei mitään lisättävää|ei lisättävää|ei kommentoitavaa|ei kommenttia|ei kommentteja|ei tietoa|ei käsitystä|ei hajuakaan|en tiedä|en osaa sanoa|eos|ei koske|ei koske minua|ei sovellu|sama|samat|samaa|sama kuin yllä|kuten yllä|kuten muut|samoin kuin muut|ks yllä|ei oo|ei ole|ei muuta
なし|無し|無|特になし|特に無し|特にない|特にありません|特にございません|ありません|ないです|ない|分からない|わからない|分かりません|わかりません|不明|同上|上と同じ|上に同じ|他の人と同じ|他と同じ|同じ|該当なし|該当しない|知らない|知りません|ノーコメント|回答なし|無回答|覚えていない
لا|لا شيء|لاشيء|لا يوجد|لايوجد|لا أعرف|لا اعرف|لا أعلم|لا اعلم|لا أدري|لا ادري|لا تعليق|بدون تعليق|لا إضافة|ليس لدي ما أضيف|ليس لدي شيء|غير معروف|غير متاح|لا ينطبق|غير قابل للتطبيق|نفس الشيء|نفس ما سبق|كما سبق|كما أعلاه|كما ذكر أعلاه|مثل الآخرين|مثل البقية|لا فكرة|لا فكرة لدي
to be done|to be decided|to be determined|to be defined|to be confirmed|tbc|to do|later|will do later|will add later|coming soon|done|noted|as discussed|none known|not known|nothing known|not known to me|unknown to me|not aware of any|none that i am aware of|not that i am aware of|nothing that i am aware of|none i am aware of|no additions|no input|nope all good|nothing to report|nothing noteworthy
folgt|kommt noch|noch offen|später|wird nachgereicht|wie besprochen|keine bekannt|nichts bekannt|mir nicht bekannt|erledigt|à faire|à définir|à venir|plus tard|pas connu|rien de connu|comme discuté|por hacer|por definir|pendiente|más tarde|no conocido|ninguno conocido|a fazer|a definir|mais tarde|do zrobienia|do ustalenia|później|nieznane|nieznany|будет позже|позже|неизвестно|ничего не знаю|ничего не могу добавить|sonra|bilinmiyor|myöhemmin|tuntematon|未定|後で|あとで|検討中|لاحقا|لاحقًا
geen|geen idee|geen commentaar|geen opmerkingen|geen mening|niets|niks|niet van toepassing|nvt|n v t|weet ik niet|weet niet|niets toe te voegen|zie boven|zie hierboven|idem dito|hetzelfde|onbekend|nee|nog te bepalen
niente|nulla|nessuno|nessuna|nessun commento|nessuna idea|niente da aggiungere|niente da dire|non so|non lo so|non saprei|non applicabile|vedi sopra|come sopra|stessa cosa|lo stesso|sconosciuto|da definire|da fare
ingen|inget|inga|ingenting|inga kommentarer|ingen kommentar|ingen aning|vet ej|vet inte|vet ikke|ved ikke|ikke noe|ikke noget|intet|intet at tilføje|inget att tillägga|ingenting å tilføye|ej tillämpligt|ikke relevant|ikke aktuelt|se ovan|se ovenfor|samma som ovan|samme som over|som ovan|som ovenfor|okänt|ukjent|ukendt|nej|nei
τίποτα|τιποτα|κανένα|κανενα|δεν ξέρω|δεν ξερω|δεν γνωρίζω|όχι|οχι|βλέπε παραπάνω|δεν ισχύει
nimic|niciunul|nu știu|nu stiu|nu e cazul|nu este cazul|nimic de adăugat|vezi mai sus|la fel|necunoscut|nu
žádné|žádný|žádná|nevím|nemám|nemám co dodat|není|neznámé|viz výše|totéž|bez komentáře|žiadne|neviem|nemám čo dodať|viď vyššie|ne|ništa|ne znam|nema|nič|nincs|semmi|nem tudom|nincs megjegyzés|lásd fent|ugyanaz|nem releváns|nem
нічого|ніч|не знаю що додати|немає|невідомо|див вище|те саме|ні|нищо|не знам|няма|виж по горе|ништа|нема
无|沒有|没有|無し|没|暂无|暫無|没什么|沒什麼|没有了|不知道|不清楚|不了解|不适用|不適用|同上|见上|見上|待定|没有补充|無可奉告|未知
없음|없습니다|없어요|없다|특별히 없음|특이사항 없음|모름|모르겠음|모르겠습니다|모르겠어요|해당 없음|해당없음|위와 같음|위와 동일|동일|미정|알 수 없음
không|không có|không có gì|không biết|không áp dụng|như trên|chưa biết|tidak ada|tidak tahu|nihil|sama seperti di atas|tidak berlaku|belum tahu|belum ada|tiada|tak tahu|wala|wala akong alam|hindi ko alam
ไม่มี|ไม่ทราบ|ไม่รู้|เหมือนข้างบน|ไม่มีความเห็น|कुछ नहीं|पता नहीं|कोई नहीं|नहीं|लागू नहीं|ऊपर देखें|কিছু না|জানি না|নেই
לא|אין|כלום|לא יודע|לא יודעת|אין לי מושג|אין תגובה|לא רלוונטי|כנ ל|ראה למעלה|אין מה להוסיף|هیچ|هیچی|نمی دانم|نمیدانم|ندارم|ندارد|مورد ندارد|همان بالا|کچھ نہیں|معلوم نہیں
res|no ho sé|cap|res a afegir|igual que a dalt|ezer ez|ez dakit|hakuna|sijui|geen nie`.split(/[|\n]/),
)

/** Letters that show nothing. */
const blanks = /[\u115f\u1160\u3164\uffa0\p{Cf}]/gu

const plain = (text: string): string =>
  text
    .replaceAll(blanks, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’`´]/gu, ' ')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replaceAll(/n t(?!\p{L})/gu, ' not')
    .trim()

/** "same as above, sorry", "fällt mir grad nichts ein": what may stand around or within a non-answer. */
const filler =
  /(?<!\p{L})(?:sorry|well|hm+|erm|uh|honestly|really|actually|right now|here|from me|from my side|on my side|for me|thanks|thank you|i think|i guess|tbh|lol|nah|ask somebody else|on this|tja|leider|ehrlich gesagt|grad|gerade|gerad|jetzt|von mir|meinerseits|danke|bof|alors|merci|désolée?|de ce côté là|de mon côté|pour moi|pues|bueno|gracias|por mi parte|de mi parte|obrigad[oa]|da minha parte|no cóż|dziękuję|z mojej strony|хм|спасибо|teşekkürler|kiitos|valitettavasti)(?!\p{L})/gu
/** Says that there is nothing, or that it was said elsewhere. */
const core: ReadonlySet<string> = new Set(
  `no not nothing none nope nah nae nil nowt zip dont dont didnt cannot cant same above below ditto see refer skip pass skipped dunno idk unsure already previously covered
kein keine keinen keiner keinerlei nichts nix nein nö nicht siehe dito gleiche gleiches dasselbe oben unten bereits schon vorher fehlanzeige entfällt
rien non aucun aucune pas néant ras idem pareil même voir cf dessus déjà haut
nada no ni ninguno ninguna ningún ídem igual igualmente mismo misma arriba ya anterior anteriores
não nao nem nenhum nenhuma acima já mesma vide
nic nie brak żaden żadne żadna żadnych bez samo wyżej powyżej już jw`.split(/\s+/),
)
/** Says no more beside it: words that speak of answering, not of what happened. */
const around: ReadonlySet<string> = new Set(
  `i we my me mine to of that this these here there for from on in at and but or so the a an any anything much more else further other others really honestly sorry thanks thank you please well hm just right now moment yet still currently again have had ve ll d m s do know think remember recall say add contribute share comment comments answer answers answered question questions one part side end comes came come mind head idea ideas opinion opinions clue sure certain input applicable relevant special particular specific new useful worth mentioning everything everyone everybody colleagues rest previous earlier first last wrote written said mentioned put as what with up guess suppose afraid concern concerned would could can like does apply all rather prefer springs spring occurs occur off top care fussed bothered
ich mir mich dazu hierzu da das dem den die der was wie von meiner seite habe hab hätte kann könnte fällt ein grad gerade momentan im moment jetzt leider ehrlich gesagt weiß weiss sagen beitragen beizutragen hinzufügen hinzuzufügen ergänzen zu mehr weiter weiteres weiteren sonst anderes andere anderen kollegen alles steht geschrieben genannt erwähnt antwort antworten frage fragen meine meinen meinem vorige vorherige erste ersten idee ahnung meinung angabe angaben anmerkung anmerkungen kommentar kommentare bekannt erinnere erinnerung so auch und oder besonderes spezielles neues betrifft zutreffend trifft auf für bei hier dieser diese es nur wirklich eigentlich dran sinn
je j ai n ne de du d à ce c cela ça le la les l un une sur sujet point côté mon ma mes moi pour en y me m vient vois sais saurais ajouter dire signaler redire déclarer préciser répondre réponse réponses question idée avis commentaire commentaires souvenir souviens rappelle tête esprit particulier spécial précis plus autre autres chose mieux vraiment franchement désolé désolée merci instant comme collègues tout dit écrit mentionné précédente précédentes première là ici ci qui que quoi concerné concernée objet sans suis
yo mi mí lo el los las del qué al por para sobre esto eso este punto parte lado sé se tengo tenía puedo sabría recuerdo acuerdo ocurre viene cabeza mente añadir agregar aportar decir comentar comentario comentarios opinión respuesta respuestas pregunta preguntas más mas otra otro otros cosa demás dicho dije puse escrito escribí mencionado visto ver véase como especial nuevo momento ahora gracias perdón siento aplica procede corresponde honestamente realmente verdad colegas compañeros todo todos está respondí contesté resto primera tampoco
eu meu minha o os as do da dos das em na isto isso ponto sei tinha consigo lembro ocorre vem cabeça acrescentar adicionar dizer declarar comentário comentários ideia opinião resposta respostas pergunta perguntas mais outras coisa demais dito disse escrevi novo agora obrigado obrigada desculpe sinceramente verdade tudo aqui aquí respondi restante faço ao à aos primeira tenho
ja mi mnie mam miałem miałam wiem pamiętam przychodzi głowy o tym to tu tutaj ten temat w tej sprawie z mojej strony więcej nowego szczególnego innego dodania dodać powiedzenia powiedzieć zdania uwag komentarza komentarzy pomysłu pomysłów opinii pojęcia odpowiedzi pytania pytanie inni pozostali wszyscy koledzy tak jak napisałem napisałam powiedziałem powiedziałam wspomniałem pisałem pisałam zobacz patrz poprzednie poprzednia poprzednio pierwszej dotyczy teraz chwili obecnie przykro przepraszam dziękuję szczerze mówiąc naprawdę trudno niestety tylko i ani na do`.split(
    /\s+/,
  ),
)
/** "No one said anything" tells of people. */
const ofPeople = /(?<!\p{L})(?:no one|not one)(?!\p{L})/u
const mostWords = 12

/** Had no part in it: away, asleep, off shift. */
const absent =
  /^(?:i )?(?:was|wasn t|was not|were)(?: just| still)? (?:off|away|out|asleep|there|around|involved|on (?:leave|holiday|vacation|shift|pto|sick leave|call)|off (?:shift|sick|duty)|not (?:there|around|involved|on (?:shift|call|duty)))(?: (?:that|the whole) (?:day|night|week|evening|time))?$|^(?:(?:ich )?war (?:nicht dabei|nicht da|im urlaub|krank|nicht beteiligt)|(?:j )?étais (?:absente?|en congés?|malade|pas là)|(?:yo )?(?:no estaba|estaba de (?:vacaciones|baja))|(?:eu )?(?:não estava|estava de férias)|(?:nie było mnie|byłem na urlopie|byłam na urlopie))$/u

const speaksOfAnswering = (said: string): boolean => {
  const words = said.split(' ')
  return (
    words.length <= mostWords &&
    words.some(word => core.has(word)) &&
    words.every(word => core.has(word) || around.has(word)) &&
    !ofPeople.test(said)
  )
}

/** Longer than this is an answer, whatever words it is made of. */
const longest = 80

/**
 * Whether a text answers nothing: bare signs, "n/a", "same as above" and their like in the languages that people answer in. A phrase is known
 * whole, or each of its words speaks of answering; "no alarm" is an answer.
 */
export const isNonAnswer = (text: string): boolean => {
  if (!/[\p{L}\p{N}]/u.test(text.replaceAll(blanks, ''))) return true
  if (text.trim().length > longest) return false
  const said = plain(text)
  const bare = said.replaceAll(filler, ' ').replaceAll(/\s+/g, ' ').trim()
  return (
    phrases.has(said) ||
    bare === '' ||
    phrases.has(bare) ||
    absent.test(said) ||
    speaksOfAnswering(said) ||
    /^(\p{L})\1*$/u.test(said) ||
    // "n/a n/a"
    phrases.has(/^(.+?)(?: \1)+$/u.exec(said)?.[1] ?? '')
  )
}
