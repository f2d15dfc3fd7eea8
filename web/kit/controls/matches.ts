/** Which of the names known fit what is typed. */

const shownAtMost = 8
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Those that begin with it first, then those with a word that does; without anything typed the first few. */
export const matchesOf = (known: readonly string[], typed: string, chosen: readonly string[]): string[] => {
  const wanted = plain(typed)
  const taken = new Set(chosen.map(plain))
  const left = known.filter(name => !taken.has(plain(name)) && plain(name) !== wanted)
  const begins = left.filter(name => plain(name).startsWith(wanted))
  const inside = left.filter(name => !plain(name).startsWith(wanted) && ` ${plain(name)}`.includes(` ${wanted}`))
  return [...begins, ...inside].slice(0, shownAtMost)
}
