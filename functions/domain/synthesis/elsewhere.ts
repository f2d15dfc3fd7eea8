/** Answers that say no more than where one was given: in another box, or by somebody else. */
import { around, boxes, core, ordinals, pointing } from './non-answer-words.ts'

const mostWords = 8
const linking: ReadonlySet<string> = new Set(
  'is are was were s put gave ist sind est sont está están estão jest są hab habe on ovat all alles tout todo tudo'.split(
    ' ',
  ),
)
/** "No form" and "the page came" are answers. */
const denies =
  /(?<!\p{L})(?:came|comes?|occurs?|springs?|cares?|bothered|fussed)(?!\p{L})|^(?:no|not|nie|nem|sin|sem|pas|kein\p{L}*|bez|нет)(?!\p{L})/u

/**
 * "All in the first box", "answered in field 1", "siehe Frage 2". Takes words in lower case, without signs; "the box was
 * open" is an answer.
 */
export const pointsToBox = (said: string): boolean => {
  const words = said.split(' ')
  const isPlace = (word: string): boolean => boxes.has(word) || ordinals.test(word)
  return (
    words.length <= mostWords &&
    !denies.test(said) &&
    words.every(
      word => core.has(word) || around.has(word) || linking.has(word) || isPlace(word) || pointing.has(word),
    ) &&
    words.some((word, at) => isPlace(word) && words.slice(Math.max(0, at - 3), at).some(before => pointing.has(before)))
  )
}

const titles = '(?:(?:Frau|Herrn?|Mr|Mrs|Ms|Dr|Pan|Pani|[Dd]on|[Dd]oña|[Dd]ona|Sra?|M|Mme)\\.? )*'
const name = `(?:@[\\p{L}\\p{N}._-]+|${titles}\\p{Lu}[\\p{L}'-]*\\.?(?: \\p{Lu}[\\p{L}'-]*)?)`
const colleague =
  '(?:(?:my |the )?colleagues?|(?:meine |die )?[Kk]olleg(?:e|in|en|innen)|(?:mes |les )?collègues?|(?:mis |los |las )?compañer[oa]s|(?:os |as |meus |minhas )?colegas|koledzy|koleżanka|(?:the )?others|everyone(?: else)?|everybody(?: else)?|the rest|him|her|them|(?:the )?(?:one|person) (?:above|before me))'
const ofWhom =
  '(?:(?:the |la |a |die )?(?:answers?|réponses?|respuestas?|respostas?|antwort(?:en)?|Antwort(?:en)?|odpowied[źz]\\p{L}*)(?: (?:of|from|de|du|d.|do|da|dos|von|od))? )'
const one = `(?:${ofWhom}?(?:(?:der|die|la|el|o|a|le) )?${name}(?:'s?(?: (?:answers?|comments?|reply|post|notes?|one))?)?|${colleague})`
const says =
  "(?:says?|said|wrote|writes|put|mentioned|(?:has |have )?already (?:said|written)|sagte?|schreibt|schrieb|meinte?|(?:schon |bereits )?(?:gesagt|geschrieben|erzählt)(?: hat| haben)?|hat (?:schon |bereits )?(?:gesagt|geschrieben)|(?:l')?(?:a|ont)(?: déjà)? (?:dit|écrit)|dit|écrit|dijo|dice|escribió|ha dicho|disse|diz|escreveu|powiedzia\\p{L}+|napisa\\p{L}+|pisze|mówi|сказал\\p{L}*|написал\\p{L}*|пишет|говорит)"
const like =
  "(?:(?:exactly |just |pretty much |the )?same (?:as|like)|ditto(?: to)?|idem|ídem|dito|as|like|see|(?:i )?agree(?:d)? with|i(?:'m| am) with|\\+ ?1(?: to| for)?|(?:genau(?:so)? )?wie|das ?(?:[Gg]leiche|[Ss]elbe) wie|siehe|(?:la )?même (?:chose|réponse|avis) que|pareil que|comme|voir|d'accord avec|(?:lo )?mismo que|igual que|como|ver|de acuerdo con|(?:o )?mesmo que|igual a(?:o|os)?|concordo com|to samo co|tak jak|jak|zgadzam się z|patrz|то же,? что и?|как(?: и)?|соглас(?:ен|на) с|sama kuin|samaa kuin|kuten|samaa mieltä kuin)"
const what =
  "(?:(?:exactly |just |the same as |same as |as |see )?what|(?:genau )?(?:das,? )?was|ce qu(?:e |')|lo que|lo mismo que|o que|(?:dokładnie )?to,? co|то,? что)"
const verbFirst = '(?:como|lo que|o que|como já) (?:dijo|dice|escribió|disse|diz|escreveu)'
const more =
  '(?: (?:above|already|again|oben|bereits|schon|here|too|hier|auch|plus haut|ci-dessus|ici|arriba|aquí|acima|aqui|wyżej|tu|выше|yllä))*'
const capital = (source: string): RegExp => new RegExp(`^(?:${source})${more}$`, 'u')
const echoes = [
  capital(`${like} ${one}(?: ${says})?`),
  capital(`${what} ?(?:${one}|\\p{Ll}{3,}) ${says}`),
  capital(`${verbFirst} ${one}`),
]
const credits = [
  capital(`${one} ${says}(?: (?:it|that|es|das|lo|to))?(?: (?:all|alles|tout|todo|tudo|wszystko|всё|все))?`),
  capital(
    `${one} (?:hat (?:schon |ja )?alles (?:schon )?gesagt|a (?:déjà )?tout dit|ya lo dijo(?: todo)?|lo dijo todo|já disse tudo|disse tudo|(?:już )?wszystko (?:już )?powiedzia\\p{L}+|(?:уже )?всё (?:уже )?сказал\\p{L}*)`,
  ),
  capital(
    `${one} (?:has |hat |a |ha )?(?:already |schon |déjà |ya |já )?(?:covered|answered) (?:it|that|this)(?: all)?`,
  ),
  capital(`${one} (?:ile aynı|gibi|kanssa samaa mieltä)`),
  /^[^、。\s]{1,8}(?:さん|様|氏)(?:と(?:同じ|同様|同意見)|の(?:通り|とおり|言う通り))(?:です)?$/u,
  /^(?:مثل|كما قال|كما قالت|نفس ما قال|نفس ما قالت|أتفق مع) \p{L}+(?: \p{L}+)?$/u,
]
/** A capital that is no name: "same as Monday", "wie im März". */
const noName =
  /(?<!\p{L})(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Christmas|Easter|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Ostern|Weihnachten|We|They|It|This|That|\p{Lu}{2,})(?!\p{L})/u

const end = '[\\s.!:;)\\u{1F600}-\\u{1F64F}]*$'
/** Somebody else is to be asked, and for nothing: with more behind it it would be a proposal. */
const asks = [
  // Whom: by name, or as a crowd and in jest.
  new RegExp(
    `^(?:(?:just |please |better |best )?[Aa]sk|[Ff]rag(?:t|en Sie)?(?: mal| besser| lieber| da| bitte)*) ${name}(?: (?:lol|haha|instead|please|about (?:that|this|it)|bitte|dazu))?${end}`,
    'u',
  ),
  new RegExp(
    `^(?:(?:you(?:'d| would| will)? (?:have to|need to|should|better|best)|better|best) ask \\p{L}[^.,;:!?]{0,40}|(?:just |please )?ask (?:the |our |those )?(?:\\p{L}+ ){1,2}(?:people|folks|guys|lot|team|crowd)(?: about (?:that|this|it))?,? (?:lol|haha|:\\)|;\\)|not me|instead)|ask (?:him|her|them|(?:some|any)(?:one|body) else)|(?:that(?:'s| is)|this is|it's) (?:a question|one|something) for \\p{L}[^.,;:!?]{0,30}|(?:a question|one) for (?:the )?\\p{L}+(?: (?:people|team|folks|guys))?|(?:da |das )?(?:müsst|müssen|musst)(?: ihr| sie| du)? [^.,;:!?]{1,30} fragen|frag(?:t|en sie)?(?: mal| besser| lieber| da| bitte| doch)* (?:die |den |das )\\p{L}+(?: (?:lol|lieber|bitte|nicht mich))|il (?:faut|faudrait) (?:demander|voir) (?:à|au|aux|avec) (?:la |le |les |l')?\\p{L}+|(?:demandez|voyez|voir)(?: ça| cela| plutôt)* (?:à|au|aux|avec) (?:la |le |les |l')?\\p{L}+|(?:mejor )?pregúnt\\p{L}+ (?:a|al) (?:la |los |las )?\\p{L}+|(?:melhor )?pergunt(?:a|e|em|ar) (?:a|à|ao|para o|para a|pro|pra) \\p{L}+|(?:trzeba |proszę |lepiej )?(?:zapyta\\p{L}+|pytajcie|spyta\\p{L}+) \\p{L}+|(?:лучше )?спрос\\p{L}+ (?:у )?\\p{L}+)${end}`,
    'iu',
  ),
]

/** "Not my area", with nothing behind it. */
const notMine =
  /^(?:(?:that s|it s|that is|it is|this is) )?(?:not|isn t|is not)(?: really| quite)? (?:my|our) (?:area|field|department|business|thing|topic|part|job|turf|call|remit|expertise|subject|domain|place)$|^(?:das )?(?:ist )?nicht (?:meine?r?|unsere?r?) (?:bereich|thema|gebiet|ressort|bier|baustelle|sache|fachgebiet|zuständigkeit|aufgabe)$|^(?:ce n est )?pas (?:mon|ma|notre) (?:domaine|rayon|sujet|périmètre|partie|affaire|rôle|métier|service)$|^no es (?:lo mío|mi (?:área|tema|campo|parte|asunto|competencia))$|^não é (?:a )?(?:minha|meu) (?:praia|área|parte|tema|assunto|departamento)$|^(?:to )?nie (?:moj[ae]|mój|nasz[ae]?) (?:działka|temat|dział|obszar|sprawa|broszka)$|^(?:это )?не (?:моя|мой|моё|мое) (?:тема|область|отдел|зона|дело|вопрос)$|^benim (?:alanım|konum|işim) değil$|^ei (?:ole )?(?:minun|mun) (?:alaani|alueeni|asiani|vastuulla)$/u

/** As written, in its own case; `said` is the same in lower case and without signs. */
export const pointsToSomebody = (text: string, said: string): boolean => {
  const written = text
    .normalize('NFKC')
    .replaceAll(/[’‘`´]/gu, "'")
    .replaceAll(/^[^\p{L}\p{N}+@]+|[\s.!…。:;)(]+$/gu, '')
    .replaceAll(/,(?= )/gu, '')
  const [first = ''] = written
  const lowered = first.toLowerCase() + written.slice(first.length)
  if (notMine.test(said)) return true
  if (asks.some(pattern => pattern.test(written))) return true
  return (
    !noName.test(written) && (echoes.some(echo => echo.test(lowered)) || credits.some(credit => credit.test(written)))
  )
}
