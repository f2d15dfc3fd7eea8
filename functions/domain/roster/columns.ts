/** Which column of a file holds what of a person. */
import * as z from 'zod'
import { zoneSchema } from '../time/zone.ts'
import { familyFirst, type HeaderKind, headerWords, plainWord } from './header-words.ts'

export const rosterFields = ['email', 'name', 'group', 'seniority', 'zone', 'language'] as const
export type RosterField = (typeof rosterFields)[number]

/** What is longer names no column. */
const longestTitle = 200
const columnName = z.string().min(1).max(longestTitle)

/** `?mapping=` as JSON. Fields that are left out are found by the names of the columns. */
export const rosterMappingSchema = z.strictObject({
  /** The column or columns of each field: names are joined in this order, of the others the first that is filled counts. */
  columns: z
    .partialRecord(z.enum(rosterFields), z.union([columnName, z.array(columnName).max(10)]).nullable())
    .default({}),
  /** The zone that the file means by a word of its own: {"IST": "Asia/Kolkata"}. */
  zones: z.record(z.string().max(100), zoneSchema).default({}),
})
export type RosterMapping = z.infer<typeof rosterMappingSchema>

export interface RosterColumns {
  /** As they are answered and can be sent back. */
  readonly mapping: Readonly<Partial<Record<RosterField, readonly string[]>>>
  /** Of a file with first and family names: where the whole name stands too, for those who have neither. */
  readonly wholeName: string | null
  /** Its names are written "Family, First". */
  readonly turned: boolean
}

/** Levels around a value that say nothing of it: 'profile.email', 'attributes.email.value', 'urn:…:User.department'. */
const wrapper = /^(?:profile|user|attributes|value|fields|employee|person|worker|properties|data|\d+)$/i
/** "Preferred Name - First Name", "Work Contact: Work Email": where the value stands in a form, and what it is. */
const placeInForm =
  /^(?:preferred|legal|name|work|business|contact|primary|employee|worker|organi[sz]ation|job|[\s\d])+$/i
/** SCIM's extensions are named by an address with points in it. */
const extension = /^urn:\S+:\w+\.(?=\w+$)/i

/** Beside an address it says that this is not the one to write to at work. */
const elsewhere = /priv|home|personal|recovery|second|other|altern|manager|supervisor|vorgesetz|assistant|emergency/i

/** Every way to read a column's title, the likeliest first: with what stands in brackets, that alone, without it. */
const readings = (title: string): string[] => {
  if (title.length > longestTitle) return []
  const bare = title.replaceAll(/\b(?:required|optional)\b/gi, ' ')
  const inBrackets = [...bare.matchAll(/[[(]([^\])]*)[\])]/g)].map(([, inside = '']) => inside)
  const without = bare.replaceAll(/[[(][^\])]*[\])]/g, ' ')
  const path = bare.includes('.') ? pathReading(bare) : null
  const [place = '', ...inPlace] = bare.split(/\s[-–]\s|:\s/)
  const all = [
    bare,
    ...inBrackets,
    ...(elsewhere.test(inBrackets.join(' ')) ? [] : [without]),
    ...(path ? [path] : []),
    ...(placeInForm.test(place) ? inPlace.slice(0, 1) : []),
  ]
  return all.map(plainWord).filter(Boolean)
}

/** The last step of a path, if what leads to it only wraps it. 'department.name' is the department. */
const pathReading = (title: string): string | null => {
  const steps = title
    .replace(extension, '')
    .split('.')
    .filter(step => step && !wrapper.test(step))
  if (steps.length === 1) return steps[0] ?? null
  if (steps.length !== 2) return null
  const [thing = '', part = ''] = steps
  if (/^(?:name|emails?|organi[sz]ations?)$/i.test(thing)) {
    return /^(?:givenname|familyname|fullname|formatted|department|address|primary)$/i.test(part)
      ? (pathWords[part.toLowerCase()] ?? part)
      : null
  }
  return /^(?:name|title|displayname)$/i.test(part) && headerWords.group.has(plainWord(thing)) ? thing : null
}

const pathWords: Readonly<Record<string, string>> = { formatted: 'full name', address: 'email', primary: '-' }

interface Titled {
  readonly title: string
  /** The place among the words of its kind; the smallest is the likeliest. */
  readonly rank: number
}

const ofKind = (titles: readonly string[], kind: HeaderKind): Titled[] =>
  titles
    .flatMap(title => {
      const ranks = readings(title).flatMap(word => headerWords[kind].get(word) ?? [])
      return ranks.length > 0 ? [{ title, rank: Math.min(...ranks) }] : []
    })
    .toSorted((a, b) => a.rank - b.rank)

const titlesOf = (titles: readonly string[], kind: HeaderKind): string[] =>
  ofKind(titles, kind).map(({ title }) => title)

/** In the order of the file, as in "Primer apellido; Segundo apellido". */
const inFile = (titles: readonly string[], some: readonly string[]): string[] =>
  titles.filter(title => some.includes(title))

/** First, middle and family names in the order in which they are said. */
const nameParts = (titles: readonly string[]): Pick<RosterColumns, 'wholeName' | 'turned'> & { name: string[] } => {
  const firsts = titlesOf(titles, 'first')
  const lasts = inFile(titles, titlesOf(titles, 'last'))
  const others = (kind: HeaderKind): string[] =>
    titlesOf(titles, kind).filter(title => !firsts.includes(title) && !lasts.includes(title))
  const [turned] = titlesOf(titles, 'turned')
  const [whole] = others('full')
  const given = firsts.length > 0 ? firsts.slice(0, 1) : lasts.length > 0 ? others('fullOrFirst').slice(0, 1) : []
  const family = lasts.length > 0 ? lasts : firsts.length > 0 ? others('fullOrLast').slice(0, 1) : []
  const wholeName = whole && !given.includes(whole) && !family.includes(whole) ? whole : null
  if (given.length > 0 && family.length > 0) {
    const before = family.some(title => familyFirst.test(plainWord(title)))
    const between = before ? [] : titlesOf(titles, 'middle').slice(0, 1)
    return {
      name: before ? [...family, ...given] : [...given, ...between, ...family],
      wholeName,
      turned: false,
    }
  }
  if (turned) return { name: [turned], wholeName: null, turned: true }
  const only = whole ?? others('fullOrFirst')[0] ?? others('fullOrLast')[0] ?? given[0] ?? family[0]
  return { name: only === undefined ? [] : [only], wholeName: null, turned: false }
}

const found = (titles: readonly string[], field: Exclude<RosterField, 'name'>): string[] => {
  const own = titlesOf(titles, field)
  // A sign-in name stands in for an address that is not filled in.
  return field === 'email' ? [...own, ...titlesOf(titles, 'signIn')] : own
}

/** The columns of a file, by what they are called and by what was asked. A column that is asked for may be missing. */
export const rosterColumns = (
  titles: readonly string[],
  { columns: asked }: Pick<RosterMapping, 'columns'>,
): RosterColumns => {
  const names = nameParts(titles)
  const byWord = new Map(titles.map(title => [plainWord(title), title]))
  const own = (given: string): string => (titles.includes(given) ? given : (byWord.get(plainWord(given)) ?? given))
  const mapping = Object.fromEntries(
    rosterFields.flatMap(field => {
      const named = asked[field]
      const from =
        named === undefined
          ? field === 'name'
            ? names.name
            : found(titles, field)
          : named === null
            ? []
            : (typeof named === 'string' ? [named] : named).map(own)
      return from.length > 0 ? [[field, from]] : []
    }),
  )
  const chosen = asked.name !== undefined
  return { mapping, wholeName: chosen ? null : names.wholeName, turned: !chosen && names.turned }
}

/** Whether a row of a table names columns, one of which holds addresses. */
export const isRosterHeader =
  ({ columns: asked }: Pick<RosterMapping, 'columns'>) =>
  (cells: readonly string[]): boolean => {
    const titles = cells.map(cell => cell.trim().slice(0, longestTitle))
    if (titles.some(title => /\S@\S+\.\S/.test(title))) return false
    const wanted = asked.email
    if (wanted === undefined || wanted === null) return found(titles, 'email').length > 0
    const named = typeof wanted === 'string' ? [wanted] : wanted
    return named.some(name => titles.some(title => plainWord(title) === plainWord(name)))
  }
