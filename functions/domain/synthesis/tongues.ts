/** The language of a sentence, told by its function words and common verbs: enough to choose rules and stand-ins, and no more. */
import { grammars } from './grammar.ts'

export const tongues = ['en', 'de', 'fr', 'es', 'pt', 'pl'] as const
export type Tongue = (typeof tongues)[number]

const split = (list: string): string[] => list.split(/\s+/)

/** Spelled as written, accents included: `a` is French for has, `à` is to. */
const functionWords: Record<Tongue, string> = {
  en: `the and was were is to of in that it for on with not we they had have has he she you this but at by from be are an as would could what when
 who which there then if so no our their us my me his her did do after before again all will can been nobody everybody than or about asked told said`,
  de: `der die das und war waren nicht ist ich wir ein eine einen einem einer mit auf den dem von zu im am zum zur vom beim hat haben hatte hatten auch es noch aber
 sich wie bei nach was als dass weil wenn kein keine keiner niemand man sie er für über um an aus bis nur schon dann ohne uns mir mich sein wurde oder laut`,
  fr: `le la les des du de et est était on nous je pas que qui un une dans pour sur avec il elle ce au aux ne se sa son ses leur puis mais chez sans par plus
 c'est j'ai qu'on n'a personne ont avait été ou où selon cette merci tout à a en`,
  es: `el la los las y que se no en un una por con del al lo nos pero dos fue había sin para su es de ni como más muy me le les ya según está estaba cuando
 nadie todos gracias hay esto eso tampoco a o yo`,
  pt: `o a os as e que não se em um uma do da dos das no na nos nas ao à foi com por para mas é de era estava nem isto isso já só muito pelo pela segundo até
 mais quando ninguém obrigado há ver`,
  pl: `i w we nie się na z ze że to do jest był była było były po o ale jak od przez nam dla tak czy a już tylko ta ten tej tego za bez co mnie jego jej byłem
 gdy kiedy są przy według dzięki razem też może nikt u ktoś`,
}
/** Each word's languages; a word counts for less the more of them have it. */
const speaking = new Map<string, { tongues: Tongue[]; weight: number }>()
for (const tongue of tongues) {
  const { verbs, addressed, humanActs } = grammars[tongue]
  for (const word of new Set([...split(functionWords[tongue]), ...verbs, ...addressed, ...humanActs])) {
    const having = [...(speaking.get(word)?.tongues ?? []), tongue]
    speaking.set(word, { tongues: having, weight: 1 / having.length })
  }
}

/** Words and letters of languages without rules: where they speak louder than the six, none of the six is spoken. */
const otherWords = new Set(
  split(`oli ja ei että kun mutta myös vain kukaan ennen sitten minä hän joka jotta mikä siitä tuli oliko olivat eikä koko kanssa joka meidän sen taas lopulta vasta enää
 bir ve bu çok için ama gibi daha değil kadar sonra önce her hiç ile ya yoktu vardı oldu olduğu olan ki biz ben onu ona iki üç
 az egy és hogy nem volt meg csak már még vagy mert akkor ezt azt senki nekem lett
 och att det som inte är av till på har hade men vi jag ett från var efter
 het een van dat niet zijn was met voor maar ook naar werd niemand toen we ik
 il che non è della sono per alla nel gli dei delle ma anche dopo prima nessuno aveva
 ir ar ka uz nav bija mēs viņš bet kad apie nuo buvo jis yra
 že jsme jsem byl byla bylo byly ale nebo když jak tak ještě nikdo který`),
)
const otherLetters = [
  /[ıığ]|ş$|ü[a-zçğş]*(?:du|dü|mış|muş)$/,
  /ää|öö|yy[^s]|yö|(?:ll|ss)[aä]$|[aeiouyäö]lle$/,
  /[őű]/,
  /[ěřů]/,
  /[āēīģķļņėįų]/,
  /å/,
]

/** Letters and endings that one of the six has alone. In a word with a capital the letters may be a name's. */
const letters: [Tongue, RegExp][] = [
  ['de', /[äöüß]/],
  ['fr', /[èêûîœ]/],
  ['es', /ñ|..ó$/],
  ['pt', /[ãõ]|...[oie]u$/],
  ['pl', /[łąęśżźćń]/],
  ['en', /...ed$/],
]
const pastOfPolish = /ł[ae]m$|liśmy$|łyśmy$/
const elided = /^(?:l|d|j|n|c|s|m|qu)$/

/** What joins the parts of a name, as in `Anna van der Berg`, tells no language. */
const joins = new Set('van von zu de der den da do dos das del la di du y e i'.split(' '))
const isUnspoken = /[@/\\]/
const isCapital = (word: string | undefined): boolean => word !== undefined && /^\p{Lu}\p{Ll}/u.test(word)

type Scores = Record<Tongue | 'other', number>
const scoresOf = (text: string): Scores => {
  const scores: Scores = { en: 0, de: 0, fr: 0, es: 0, pt: 0, pl: 0, other: 0 }
  const spoken = text
    .normalize('NFC')
    .split(/\s+/)
    .filter(word => !isUnspoken.test(word))
    .join(' ')
  const words = spoken.match(/[\p{L}\p{M}]+['’]?/gu) ?? []
  words.forEach((written, at) => {
    const word = written.replace(/['’]$/, '')
    const lower = word.toLowerCase()
    if (joins.has(word) && isCapital(words[at - 1]) && (isCapital(words[at + 1]) || joins.has(words[at + 1] ?? '')))
      return
    if (word === 'I') scores.en += 1
    if (word !== written && elided.test(lower)) scores.fr += 1
    const known = speaking.get(lower)
    for (const tongue of known?.tongues ?? []) scores[tongue] += known?.weight ?? 0
    if (pastOfPolish.test(lower)) scores.pl += 1
    if (otherWords.has(lower) && known === undefined) scores.other += 1
    else if (word === lower && known === undefined && otherLetters.some(pattern => pattern.test(word)))
      scores.other += 1
    if (known === undefined && word === lower)
      for (const [tongue, pattern] of letters) if (pattern.test(word)) scores[tongue] += 0.5
  })
  return scores
}

/** The best of the six and by how much it leads. */
const best = (scores: Scores): { tongue: Tongue | null; lead: number } => {
  let tongue: Tongue = 'en'
  for (const other of tongues) if (scores[other] > scores[tongue]) tongue = other
  if (scores.other > 0 && scores.other >= scores[tongue]) return { tongue: null, lead: scores.other - scores[tongue] }
  const lead = Math.min(...tongues.filter(other => other !== tongue).map(other => scores[tongue] - scores[other]))
  return { tongue: lead > 0 ? tongue : null, lead }
}

/** How far a sentence must lead to be read in another language than the text around it. */
const clearLead = 1

/** For a place in the text: the language of its sentence where that is clear, otherwise the text's; null where nothing tells. */
export const tonguesOf = (text: string): ((at: number) => Tongue | null) => {
  const whole: Scores = { en: 0, de: 0, fr: 0, es: 0, pt: 0, pl: 0, other: 0 }
  let end = 0
  const spans = text.split(/(?<=[.!?;\n])(?=\s)/).map(sentence => {
    const scores = scoresOf(sentence)
    for (const tongue of tongues) whole[tongue] += scores[tongue]
    whole.other += scores.other
    end += sentence.length
    return { end, ...best(scores) }
  })
  const { tongue } = best(whole)
  let last = 0
  return at => {
    // Mostly asked in order: the search goes on from where it was.
    if (at < (spans[last - 1]?.end ?? 0)) last = 0
    while (last < spans.length - 1 && at >= (spans[last]?.end ?? 0)) last += 1
    const own = at < (spans[last]?.end ?? 0) ? spans[last] : undefined
    return own !== undefined && own.lead >= clearLead ? own.tongue : tongue
  }
}
