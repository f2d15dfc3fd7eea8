/** How Polish bends a name, so that a bent one is known and what stands for it takes the same case. Others: endings.ts. */

/** What a stand-in can show. Vocatives count as plain. */
const cases = ['plain', 'of', 'to', 'whom', 'by'] as const
export type Case = (typeof cases)[number]

type Ending = [ending: string, grammaticalCase: Case]
const pairs = (list: string): Ending[] =>
  list.split(' ').map(pair => {
    const [ending = '', kind] = pair.split(':')
    return [ending, cases.find(known => known === kind) ?? 'plain']
  })

const masculine = pairs('a:of owi:to em:by iem:by u:plain ie:by e:by ze:by ia:of iowi:to iu:plain owie:plain')
const adjective = pairs('ego:of iego:of emu:to iemu:to ym:by im:by')
const feminine = pairs('y:of i:of ie:to e:to o:plain u:plain iu:plain')
const feminineAdjective = pairs('iej:of ej:of')
/** The last consonant before `-e`: Monika, Monice. */
const softened: [from: RegExp, to: string][] = [
  [/k$/, 'c'],
  [/g$/, 'dz'],
  [/t$/, 'ci'],
  [/d$/, 'dzi'],
  [/r$/, 'rz'],
  [/st$/, 'sci'],
  [/ch$/, 'sz'],
]

/** Every bent form of a folded name with its case; the accents that tell Annę from Anne are judged where it stands. */
export const bentForms = (name: string): Map<string, Case> => {
  const forms = new Map<string, Case>()
  const add = (stem: string, endings: Ending[]): void => {
    for (const [ending, kind] of endings) if (!forms.has(stem + ending)) forms.set(stem + ending, kind)
  }
  const stem = name.slice(0, -1)
  if (name.length < 3 || !/^[a-z]+$/.test(name)) return forms
  if (/[sc]ki$|[iy]$/.test(name)) add(stem, adjective)
  else if (/[ao]$/.test(name)) {
    if (/[sc]ka$/.test(name)) add(stem, feminineAdjective)
    for (const [from, to] of softened) if (from.test(stem)) forms.set(`${stem.replace(from, to)}e`, 'to')
    add(stem, feminine)
    if (stem.endsWith('i')) add(stem, [['', 'of']])
    if (stem.endsWith('j')) add(stem.slice(0, -1), [['i', 'of']])
  } else if (/[^aeiou]$/.test(name)) {
    add(name, masculine)
    // Marek, Marka; Paweł, Pawła; Piotr, Piotrze.
    const fleeting = name.replace(/ie([kc])$/, '$1').replace(/e([klcn])$/, '$1')
    if (fleeting !== name) add(fleeting, masculine)
    // Gołąb, Gołębia; Kozioł, Kozła.
    if (/a[bd]$/.test(name)) add(name.replace(/a(.)$/, 'e$1'), masculine)
  }
  forms.delete(name)
  return forms
}

const before: [RegExp, Case][] = [
  [/^(?:u|od|ode|do|dla|bez|według|obok|koło|oprócz|zamiast)$/, 'of'],
  [/^(?:dzięki|przeciw|wbrew)$/, 'to'],
  [/^(?:przez|na|pytał\p{L}*|zapyta\p{L}*)$/u, 'whom'],
  [/^(?:o|przy|po|w|we|nad|między)$/, 'by'],
]

const titles: Record<string, Case> = { pana: 'of', panu: 'to', panem: 'by' }

/** The case in which a name was written, by the two words before it and its own ending. */
export const caseOf = (raw: string, bent: Case, previous: string, earlier: string): Case => {
  const titled = titles[previous]
  if (titled !== undefined) return titled
  if (previous === 'panią') return /^(?:z|ze|nad|przed|między)$/.test(earlier) ? 'by' : 'whom'
  if (raw.endsWith('ą') || /(?:[^aeiou]|i)em$/.test(raw)) return 'by'
  if (raw.endsWith('ę')) return 'whom'
  if (raw.endsWith('owi') || raw.endsWith('emu')) return 'to'
  return before.find(([pattern]) => pattern.test(previous))?.[1] ?? bent
}
