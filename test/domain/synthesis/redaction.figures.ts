/** Counts what a redaction left and what it damaged in marked sentences. */
import { findNames } from '../../../functions/domain/synthesis/redaction.ts'
import * as latin from './redaction.blind.latin.ts'
import * as other from './redaction.blind.other.ts'

const { listed: _, ...inLatin } = latin
export const blindLanguages: Record<string, latin.Blind> = { ...inLatin, ...other }

/** Of each marked name whether a letter or digit of it stayed; and the words outside of any mark that went. */
export const missesOf = (marked: string, people: latin.Blind['development']['people']) => {
  const marks: string[] = []
  let text = ''
  let within = ''
  let name = 0
  for (const letter of marked) {
    if (letter === '{') within = `${(name += 1)}`
    else if (letter === '<') within = '<'
    else if (letter === '}' || letter === '>') within = ''
    else {
      text += letter
      for (let unit = 0; unit < letter.length; unit += 1) marks.push(within)
    }
  }
  const gone = new Set(
    findNames(text, people).flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)),
  )
  const isLetter = (at: number): boolean => /[\p{L}\p{N}]/u.test(text[at] ?? '')
  const left = new Set(marks.filter((mark, at) => /\d/.test(mark) && isLetter(at) && !gone.has(at)))
  const damaged = marks.some((mark, at) => mark === '' && isLetter(at) && gone.has(at))
  return { left: left.size, damaged, names: name }
}

export const figureOf = ({ people, said }: latin.Blind['development']) => {
  const all = said.map(marked => missesOf(marked, people))
  const sum = (of: (one: (typeof all)[number]) => number): number => all.reduce((total, one) => total + of(one), 0)
  return {
    names: sum(({ names }) => names),
    left: sum(({ left }) => left),
    sentences: said.length,
    damaged: sum(({ damaged }) => Number(damaged)),
  }
}
