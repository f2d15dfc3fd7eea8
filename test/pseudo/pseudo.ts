/**
 * A language made of English, to find words that stand in no catalogue and places that hold no more than English fills:
 * accented, a third longer, between ⟦ and ⟧. What is put into a sentence stays as it is.
 */

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const accents = 'áƀçðéƒĝĥíĵķļɱñóþǫŕšţúṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĻṀÑÓÞǪŔŠŢÚṼŴẊÝŽ'

const accented = (text: string): string => text.replace(/[A-Za-z]/g, letter => accents.charAt(plain.indexOf(letter)))

/** Words of their own, so that a line breaks where a longer language would. */
const filler = (length: number): string => ' öñé ţŵó ţĥŕéé ƒóúŕ ƒíṽé'.repeat(Math.ceil(length / 24)).slice(0, length)

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Whether it stands between one pair of brackets as a whole: such a text is pseudo already. */
const isPseudo = (said: string): boolean => {
  let depth = 0
  for (let at = 0; at < said.length; at += 1) {
    const letter = said.charAt(at)
    depth += letter === '⟦' ? 1 : letter === '⟧' ? -1 : 0
    if (depth === 0) return at > 0 && at === said.length - 1
  }
  return false
}

/** `kept`: what came in from outside, a text that is pseudo already among it. */
const text = (said: string, kept: readonly string[]): string => {
  if (!/[A-Za-z]/.test(said) || isPseudo(said)) return said
  const parts = kept.length > 0 ? said.split(new RegExp(`(${kept.map(escaped).join('|')})`)) : [said]
  const longer = filler(Math.ceil(said.length / 3)).trimEnd()
  return `⟦${parts.map((part, at) => (at % 2 === 1 ? part : accented(part))).join('')}${longer}⟧`
}

/** Every text in what a sentence is made of, the longest first. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return /[A-Za-z]/.test(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

const spokenAs = (value: unknown, kept: readonly string[]): unknown => {
  if (typeof value === 'string') return text(value, kept)
  if (typeof value === 'function') {
    return (...facts: unknown[]): unknown =>
      spokenAs(
        value(...facts),
        [...new Set(textsIn(facts))].toSorted((a, b) => b.length - a.length),
      )
  }
  if (Array.isArray(value)) return value.map(each => spokenAs(each, kept))
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, key === 'kind' ? each : spokenAs(each, kept)]),
  )
}

/** A catalogue, or the face of a module that is one. */
const isPlain = (value: object): boolean =>
  [Object.prototype, null].includes(Object.getPrototypeOf(value)) ||
  Object.prototype.toString.call(value) === '[object Module]'

/** The same keys, and the same functions over the same facts. */
export const pseudo = <Words>(words: Words): Words => spokenAs(words, []) as Words
