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
لا|لا شيء|لاشيء|لا يوجد|لايوجد|لا أعرف|لا اعرف|لا أعلم|لا اعلم|لا أدري|لا ادري|لا تعليق|بدون تعليق|لا إضافة|ليس لدي ما أضيف|ليس لدي شيء|غير معروف|غير متاح|لا ينطبق|غير قابل للتطبيق|نفس الشيء|نفس ما سبق|كما سبق|كما أعلاه|كما ذكر أعلاه|مثل الآخرين|مثل البقية|لا فكرة|لا فكرة لدي`.split(
    /[|\n]/,
  ),
)

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’`´]/gu, ' ')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** "same as above, sorry", "fällt mir grad nichts ein": what may stand around or within a non-answer. */
const filler =
  /(?<!\p{L})(?:sorry|well|hm+|erm|uh|honestly|really|actually|right now|here|from me|from my side|on my side|for me|thanks|thank you|i think|i guess|tbh|lol|nah|ask somebody else|on this|tja|leider|ehrlich gesagt|grad|gerade|gerad|jetzt|von mir|meinerseits|danke|bof|alors|merci|désolée?|de ce côté là|de mon côté|pour moi|pues|bueno|gracias|por mi parte|de mi parte|obrigad[oa]|da minha parte|no cóż|dziękuję|z mojej strony|хм|спасибо|teşekkürler|kiitos|valitettavasti)(?!\p{L})/gu
/** "I have nothing to add to that", "I refer to my previous answers". */
const sentence =
  /^(?:(?:i |we )?(?:really )?have nothing (?:more |else |further )?to (?:add|say|contribute|report)(?: (?:to|on|about) (?:this|that|it))?|i refer to my (?:previous|other|earlier) answers?|(?:see|as (?:in|per)) my (?:previous|other|earlier|first) answers?|(?:ich )?habe (?:dem |hierzu |dazu )?nichts (?:hinzuzufügen|zu ergänzen|beizutragen)|(?:je n ai|rien d autre|je n ai rien) (?:rien )?à (?:ajouter|dire|signaler)|no tengo nada (?:más )?que (?:añadir|agregar|decir|aportar)|não tenho nada (?:mais )?a (?:acrescentar|dizer|declarar)|nie mam (?:już )?nic (?:więcej )?do (?:dodania|powiedzenia))$/u

/** Longer than this is an answer, whatever words it is made of. */
const longest = 60

/**
 * Whether a text answers nothing: bare signs, "n/a", "same as above" and their like in eleven languages. Knows whole
 * phrases only; "no alarm" is an answer.
 */
export const isNonAnswer = (text: string): boolean => {
  if (!/[\p{L}\p{N}]/u.test(text)) return true
  if (text.trim().length > longest) return false
  const said = plain(text)
  const bare = said.replaceAll(filler, ' ').replaceAll(/\s+/g, ' ').trim()
  return phrases.has(said) || bare === '' || phrases.has(bare) || sentence.test(bare) || /^(\p{L})\1*$/u.test(said)
}
