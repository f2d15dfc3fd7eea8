/** Which names a word may be a form of, by the endings that other languages than those of the rules put on one. */

/** As folded: й loses its sign. */
const split = (list: string): string[] => [...new Set(list.replaceAll('й', 'и').split(' '))]
const russian = split('ами ями ого его ому ему ыми ими ой ою ей ею ом ем ым им ых их ья ью ам ям ах ях а я у ю е ы и о')
const russianNominatives = split('- а я й ь ий ый ой ая я')
const greek = split('ουσ ου ων ον ασ ησ εσ α η ο ε υ')
const greekNominatives = split('οσ ασ ησ α η ου - υσ')
const finnish = split('ssa sta lla lta lle ksi na tta ta n a in an en on un yn seen kaan kin lle han nsa ni').toSorted(
  (a, b) => b.length - a.length,
)
const turkish = split('dan den tan ten nin nun yla yle lar ler da de ta te ya ye yi yu in un la le na ne a e i u')
const hungarian = split('nak nek val vel hoz hez rol tol ban ben bol nal nel ert kent ek et at ot ra re on en t')
/** Behind a name of three letters as well: nothing else ends so. */
const hungarianLong = split('nak nek val vel hoz hez rol tol nal nel')
const others = split('ovi ova ove eho emu ych ymi ym ej em om ou ui am im iem as is us ai u e y a o i')

const stemsBy = (fold: string, endings: readonly string[], least: number): string[] =>
  endings
    .filter(ending => fold.endsWith(ending) && fold.length - ending.length >= least)
    .map(ending => fold.slice(0, -ending.length))

/** Virtase-n, Mäke-n, Lahde-n, Eliakse-n, Mika-n, Peka-n. */
const finnishNames = (stem: string): string[] => [
  stem,
  ...(stem.endsWith('se') ? [`${stem.slice(0, -2)}nen`, stem.slice(0, -1)] : []),
  ...(stem.endsWith('kse') ? [`${stem.slice(0, -3)}s`] : []),
  ...(stem.endsWith('de') ? [`${stem.slice(0, -2)}ti`, `${stem.slice(0, -2)}si`] : []),
  ...(stem.endsWith('e') ? [`${stem.slice(0, -1)}i`, `${stem.slice(0, -1)}ki`] : []),
  ...(stem.endsWith('ee') ? [stem.slice(0, -1)] : []),
  ...(stem.endsWith('i') ? [stem.slice(0, -1)] : []),
  stem.replace(/([kpt])([aeiouy])$/, '$1$1$2'),
  stem.replace(/(?<=[aeiouyln])d([aeiouy])$/, 't$1'),
  stem.replace(/(?<=[aeiouylr])v([aeiouy])$/, 'p$1'),
  stem.replace(/ng([aeiouy])$/, 'nk$1'),
  stem.replace(/([aeiouy])([aeiouy])$/, '$1k$2'),
  stem.replace(/(.)(?=ll$|nn$|rr$|mm$)/, '$1'),
  stem.replace(/ll([aeiouy])$/, 'lt$1'),
  stem.replace(/nn([aeiouy])$/, 'nt$1'),
  stem.replace(/rr([aeiouy])$/, 'rt$1'),
  stem.replace(/mm([aeiouy])$/, 'mp$1'),
]

/** Folded words that this one may be a form of; itself is not among them. As many as there are endings, never more. */
export const possibleNames = (fold: string): string[] => {
  const names = new Set<string>()
  if (fold.length < 3 || fold.length > 24) return []
  if (/^[\u0400-\u04ff]+$/.test(fold)) {
    for (const stem of [fold, ...stemsBy(fold, russian, 2)])
      for (const ending of russianNominatives) names.add(ending === '-' ? stem : stem + ending)
    // Павла, Павел; Петька, Петек; Льва, Лев.
    for (const stem of stemsBy(fold, russian, 3)) {
      names.add(stem.replace(/([^аеиоуыэюяьй])([^аеиоуыэюяьй])$/, '$1е$2'))
      names.add(stem.replace(/ь([^аеиоуыэюя])$/, 'е$1'))
      names.add(stem.replace(/([^аеиоуыэюяьй])([^аеиоуыэюяьй])$/, '$1о$2'))
    }
  } else if (/^[\u0370-\u03ff]+$/.test(fold)) {
    for (const stem of [fold, ...stemsBy(fold, greek, 2)])
      for (const ending of greekNominatives) names.add(ending === '-' ? stem : stem + ending)
  } else if (/^[a-z]+$/.test(fold)) {
    for (const stem of stemsBy(fold, finnish, 3)) for (const name of finnishNames(stem)) names.add(name)
    for (const stem of stemsBy(fold, turkish, 4)) names.add(stem)
    for (const stem of stemsBy(fold, hungarian, 4)) names.add(stem)
    for (const stem of stemsBy(fold, hungarianLong, 3)) names.add(stem)
    // Péterrel.
    if (/(.)\1[ae]l$/.test(fold)) names.add(fold.slice(0, -3))
    for (const stem of stemsBy(fold, others, 3))
      for (const ending of ['', 'as', 'is', 'us', 's', 'a', 'e', 'y', 'i']) names.add(stem + ending)
  }
  names.delete(fold)
  return [...names].filter(name => name.length > 2)
}
