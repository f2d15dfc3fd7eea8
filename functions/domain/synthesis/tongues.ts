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
const unspoken = /\S*[@/\\]\S*/g
const isCapital = (word: string | undefined): boolean => word !== undefined && /^\p{Lu}\p{Ll}/u.test(word)

type Scores = Record<Tongue, number>
const scoresOf = (text: string): Scores => {
  const scores: Scores = { en: 0, de: 0, fr: 0, es: 0, pt: 0, pl: 0 }
  const spoken = text.normalize('NFC').replaceAll(unspoken, ' ')
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
    if (known === undefined && word === lower)
      for (const [tongue, pattern] of letters) if (pattern.test(word)) scores[tongue] += 0.5
  })
  return scores
}

/** The best of the six and by how much it leads. */
const best = (scores: Scores): { tongue: Tongue | null; lead: number } => {
  let tongue: Tongue = 'en'
  for (const other of tongues) if (scores[other] > scores[tongue]) tongue = other
  const lead = Math.min(...tongues.filter(other => other !== tongue).map(other => scores[tongue] - scores[other]))
  return { tongue: lead > 0 ? tongue : null, lead }
}

/** How far a sentence must lead to be read in another language than the text around it. */
const clearLead = 1

/** For a place in the text: the language of its sentence where that is clear, otherwise the text's; null where nothing tells. */
export const tonguesOf = (text: string): ((at: number) => Tongue | null) => {
  const whole: Scores = { en: 0, de: 0, fr: 0, es: 0, pt: 0, pl: 0 }
  let end = 0
  const spans = text.split(/(?<=[.!?;\n])(?=\s)/).map(sentence => {
    const scores = scoresOf(sentence)
    for (const tongue of tongues) whole[tongue] += scores[tongue]
    end += sentence.length
    return { end, ...best(scores) }
  })
  const { tongue } = best(whole)
  return at => {
    const own = spans.find(span => at < span.end)
    return own !== undefined && own.lead >= clearLead ? own.tongue : tongue
  }
}
