/** One spelling for what Latin, Cyrillic and Greek letters write alike, so that Жанна is known where the list says Zhanna. */

const cyrillic: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  є: 'ie',
  ж: 'z',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ў: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'c',
  ш: 's',
  щ: 's',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  ђ: 'd',
  ј: 'i',
  љ: 'l',
  њ: 'n',
  ћ: 'c',
  џ: 'd',
}
const greek: Record<string, string> = {
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 't',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'ks',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'i',
  φ: 'f',
  χ: 'h',
  ψ: 'ps',
  ω: 'o',
}
const greekPairs: [RegExp, string][] = [
  [/ου/g, 'u'],
  [/αυ/g, 'av'],
  [/ευ/g, 'ev'],
  [/[εο]ι/g, 'i'],
  [/αι/g, 'e'],
  [/μπ/g, 'b'],
  [/ντ/g, 'd'],
  [/γ[κγ]/g, 'g'],
]
const latinPairs: [RegExp, string][] = [
  [/sch|sh/g, 's'],
  [/tch|tsch|ch/g, 'c'],
  [/zh/g, 'z'],
  [/kh/g, 'h'],
  [/t[sz]/g, 'c'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ck/g, 'k'],
  [/ou/g, 'u'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/[yj]/g, 'i'],
]

export const otherScript = /[\p{Script=Cyrillic}\p{Script=Greek}]/u

/** `iye` and `ie` sound alike where they begin or end a syllable, and so do double letters and single ones. */
const levelled = (text: string): string =>
  text
    .replaceAll(/^ie|(?<=[aeiou])ie/g, 'e')
    .replaceAll('io', 'o')
    .replaceAll(/i+/g, 'i')
    .replaceAll(/(.)\1/g, '$1')

/** Every skeleton of a folded word; one, or two where Latin letters leave it open. */
export const skeletonsOf = (fold: string): string[] => {
  if (/[\u0370-\u03ff]/.test(fold)) {
    const paired = greekPairs.reduce((text, [from, to]) => text.replaceAll(from, to), fold)
    return [levelled(Array.from(paired, letter => greek[letter] ?? letter).join(''))]
  }
  if (/[\u0400-\u04ff]/.test(fold)) return [levelled(Array.from(fold, letter => cyrillic[letter] ?? letter).join(''))]
  if (!/^[a-z]+$/.test(fold)) return []
  const plain = latinPairs.reduce((text, [from, to]) => text.replaceAll(from, to), fold)
  // Greek: Chara, Eirini, Oikonomou.
  const other = latinPairs.reduce(
    (text, [from, to]) => text.replaceAll(from, to),
    fold.replaceAll('ch', 'h').replaceAll(/[eo]i/g, 'i').replaceAll('ai', 'e'),
  )
  return [...new Set([levelled(plain), levelled(other)])]
}
