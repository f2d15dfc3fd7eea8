/** Words of a text, in any script, and the stems under which two texts are compared. */
import porter2 from 'wink-porter2-stemmer'
import { stopwords } from './stopwords.ts'

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** All scripts without spaces lie here, and much else: a text that has none of it need not be looked at word by word. */
const beyondSpaced = /[\u0e00-\uffff]/
const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu
const ascii = /^[a-z]+$/
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })

export type Word = { text: string; start: number; end: number }

/** Words with their places in the text. Scripts written without spaces are cut by the Unicode segmenter, all others at non-letters. */
export const wordsOf = (text: string): Word[] => {
  const found: Word[] = []
  const isSpaced = !beyondSpaced.test(text)
  for (const match of text.matchAll(wordPattern)) {
    const word = match[0]
    if (isSpaced || !unspaced.test(word)) {
      found.push({ text: word, start: match.index, end: match.index + word.length })
      continue
    }
    for (const part of segmenter.segment(word)) {
      if (part.isWordLike === false) continue
      const start = match.index + part.index
      found.push({ text: part.segment, start, end: start + part.segment.length })
    }
  }
  return found
}

const oneWord = /^[A-Za-z][a-z]*$/

/** Parts of a compound identifier: `kubeApiServer_v2` reads kube, api, server, v2. */
export const identifierParts = (word: string): string[] => (oneWord.test(word) ? [word] : partsOf(word))

const partsOf = (word: string): string[] =>
  word
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(' ')

/** No word of English is longer, and a pasted key of thousands of letters would cost the stemmer a second. */
const longestStemmed = 40

const stems = new Map<string, string>()
/** Enough for every word of a long set; past it the memory starts anew, which changes no result. */
const stemMemory = 50_000

/** The comparable form of a word: lower case, without marks that a keyboard may lack, stemmed where it is English. */
export const stemOf = (word: string): string => {
  const known = stems.get(word)
  if (known !== undefined) return known
  const folded = word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]s?$/u, '')
    .replaceAll(/['’]/gu, '')
  const isEnglish = folded.length <= longestStemmed && ascii.test(folded)
  const stem = isEnglish ? porter2(folded) : folded.normalize('NFD').replaceAll(/\p{M}/gu, '')
  if (stems.size >= stemMemory) stems.clear()
  stems.set(word, stem)
  return stem
}

export const isStopword = (word: string): boolean =>
  stopwords.has(word.includes('’') ? word.toLowerCase().replaceAll('’', "'") : word.toLowerCase())

/** Two signs of this script alone are an ending that the segmenter cut off. */
const ending = /^\p{Script=Hiragana}{1,2}$/u

/** Stems of the words that carry meaning, in the order of the text, repeats kept. Numbers alone carry none. */
export const contentStems = (text: string): string[] => {
  const found: string[] = []
  for (const { text: word } of wordsOf(text)) {
    if (isStopword(word) || /^\p{N}+$/u.test(word) || ending.test(word)) continue
    for (const part of identifierParts(word)) {
      if (isStopword(part) || /^[\p{Script=Latin}\p{N}]$/u.test(part)) continue
      const stem = stemOf(part)
      if (stem !== '') found.push(stem)
    }
  }
  return found
}
