/** The list of records in the documents of a JSON file, and whether it is a page of a longer one. */
import { documentsIn, unreadable } from './json-text.ts'

/** Deeper than any export nests anything worth reading. */
export const depthMaximum = 6

export interface ListedElement {
  readonly line: number
  readonly element: unknown
}

/** A list of objects in the documents, by the names that lead to it between points; '' is the document itself. */
export interface FoundList {
  readonly path: string
  readonly count: number
}

export interface JsonRecords {
  readonly elements: readonly ListedElement[]
  readonly lists: readonly FoundList[]
  readonly list: string
  /** Its system says that there is more than this: null if it does not, `total` where it says how many there are. */
  readonly more: { readonly total: number | null } | null
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const entries = (value: unknown): readonly [string, unknown][] => Object.entries(Object(value))
const at = (value: unknown, name: string): unknown => new Map(entries(value)).get(name)

interface List {
  readonly path: readonly string[]
  readonly elements: readonly unknown[]
}

/** Every list of objects in a document, with the names that lead to it. */
const listsIn = (value: unknown, path: readonly string[] = []): List[] => {
  if (Array.isArray(value)) return value.some(isObject) ? [{ elements: value, path }] : []
  if (!isObject(value) || path.length >= depthMaximum) return []
  return entries(value).flatMap(([name, inside]) => listsIn(inside, [...path, name]))
}

/** Lists may be wrapped in an object; the first of these names that is present counts. */
const wrappers = ['incidents', 'issues', 'items', 'data', 'values', 'result', 'results', 'records']
/** What has one of these is a record, and no answer around records. */
const ofRecords = ['title', 'name', 'summary', 'message', 'short_description', 'fields', 'attributes', 'identifier']

/** Of a directory each document may be a person. */
const ofPeople = ['email', 'mail', 'emails', 'userName', 'userPrincipalName', 'displayName']

const identities = ['id', 'key', 'number', 'sys_id', 'identifier', 'incidentID', 'node_id']
const has = (value: unknown, names: readonly string[]): boolean => names.some(name => at(value, name) !== undefined)

const beginnings = /creat|start|open|date|began/i
/** Whether these are the records, and what is around them is not one. */
const areRecords = ({ elements }: List): boolean =>
  elements.some(element => has(element, ofRecords) && entries(element).some(([name]) => beginnings.test(name)))

/** What one record is asked for by is answered alone, or under a name of its own. */
const single = (value: unknown): unknown => {
  const inside = [value, ...['incident', 'issue', 'data', 'result'].map(name => at(value, name))]
  return inside.find(one => isObject(one) && !Array.isArray(one) && has(one, ofRecords) && has(one, identities))
}

const chosen = (lists: readonly List[], value: unknown, asked: string | null): List | null => {
  if (Array.isArray(value)) return { path: [], elements: value }
  const named = lists.find(({ path }) => path.join('.') === asked)
  if (named) return named
  for (const wrapper of wrappers) {
    const elements = at(value, wrapper)
    if (Array.isArray(elements)) return { path: [wrapper], elements }
  }
  return lists.toSorted((a, b) => b.elements.length - a.elements.length)[0] ?? null
}

/** A connection's edges and pages that were put into one list are the records within. */
const unwrapped = (elements: readonly unknown[]): readonly unknown[] =>
  elements.length > 0 && elements.every(element => isObject(at(element, 'node')))
    ? elements.map(element => at(element, 'node'))
    : elements

/**
 * The line on which each element of the list begins that `path` leads to. `text` is JSON that has already been parsed,
 * so nothing is checked here.
 */
const elementLines = (text: string, path: readonly string[]): number[] => {
  const lines: number[] = []
  /** The names of the objects that are open; null for a list. */
  const open: (string | null)[] = []
  let line = 1
  let within = false
  let awaited = false
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index]
    if (letter === '\n') line += 1
    if (letter === undefined || letter === ' ' || letter === '\n' || letter === '\t' || letter === '\r') continue
    if (awaited && letter !== ']') {
      lines.push(line)
      awaited = false
    }
    if (letter === '"') {
      const from = index + 1
      for (index += 1; text[index] !== '"'; index += 1) if (text[index] === '\\') index += 1
      if (!within && open.length > 0 && open.at(-1) !== null) open[open.length - 1] = text.slice(from, index)
    } else if (letter === '[' || letter === '{') {
      const here = open.length === path.length && path.every((step, depth) => open[depth] === step)
      open.push(letter === '[' ? null : '')
      if (letter === '[' && here && !within) {
        within = true
        awaited = true
      }
    } else if (letter === ']' || letter === '}') {
      if (within && open.length === path.length + 1) return lines
      open.pop()
    } else if (letter === ',' && within && open.length === path.length + 1) awaited = true
  }
  return lines
}

/** Pages in one list: each of its elements is a list of records, or an answer with one. */
const flattened = ({ line, element }: ListedElement, asked: string | null): ListedElement[] => {
  if (Array.isArray(element)) return unwrapped(element).map(inner => ({ line, element: inner }))
  const isRecord = !isObject(element) || ofRecords.some(name => at(element, name) !== undefined)
  const wrapper = isRecord ? undefined : wrappers.find(name => Array.isArray(at(element, name)))
  const found = wrapper === undefined ? null : chosen(listsIn(element), element, asked)
  return found ? unwrapped(found.elements).map(inner => ({ line, element: inner })) : [{ line, element }]
}

const truths = /^(more|has_?more(_?items)?|has_?next(_?page)?|is_?truncated|truncated|incomplete_results)$/i
const untruths = /^(is_?last(_?page)?|last|done)$/i
const nexts =
  /^(next|next_?(page|cursor|(page_?)?token|link|url|uri|value|page_?(url|link)|records_?url)|continuation_?token|after|@?odata\.nextLink)$/i
const totals = /^(total|total_?(count|records|record_count|size|results|items)|@?odata\.count|count)$/i
const pages = /^(pages|total_?pages|last_?page|page_?count)$/i
const here = /^(page|current_?page|page_?number|number)$/i
/** What says of a next page that there is one, wherever it stands; `after` and `count` mean it beside a page alone. */
const beside = /pag|meta|links|cursor|info/i

interface Page {
  readonly more: boolean
  readonly total: number | null
}

const pageOf = (value: unknown, list: readonly unknown[], name = '', depth = 0): Page => {
  if (!isObject(value) || value === list || Array.isArray(value) || depth > depthMaximum) {
    return { more: false, total: null }
  }
  const numbered = (names: RegExp): number =>
    Math.max(0, ...entries(value).map(([key, inside]) => (names.test(key) && typeof inside === 'number' ? inside : 0)))
  const isBefore = numbered(here) > 0 && numbered(here) < numbered(pages)
  const all = entries(value).map(([key, inside]): Page => {
    const loose = /^(after|count|next|last)$/i.test(key) && !beside.test(name) && depth > 0
    const href = at(inside, 'href')
    const isThere = [inside, href].some(one => (typeof one === 'string' && one !== '') || typeof one === 'number')
    const said = totals.test(key) && isObject(inside) ? at(inside, 'value') : inside
    const total = typeof said === 'string' && /^\d+$/.test(said) ? Number(said) : said
    if (!loose && totals.test(key) && typeof total === 'number') return { more: false, total }
    const more =
      (truths.test(key) && inside === true) ||
      (key === 'LastEvaluatedKey' && isObject(inside)) ||
      (untruths.test(key) && inside === false) ||
      (!loose && nexts.test(key) && isThere && at(value, 'hasNextPage') !== false && at(value, 'hasMore') !== false)
    return more ? { more, total: null } : pageOf(inside, list, key, depth + 1)
  })
  return {
    more: isBefore || all.some(page => page.more),
    total: all.reduce<number | null>((most, { total }) => (total === null ? most : Math.max(most ?? 0, total)), null),
  }
}

/** Refuses `file_unreadable` for broken JSON and for a document without a list. `asked`: the path of the list to take. */
export const jsonRecords = (text: string, asked: string | null): JsonRecords => {
  const documents = documentsIn(text)
  const isRecord = (value: unknown): boolean =>
    documents.length > 1 &&
    !Array.isArray(value) &&
    (has(value, ofRecords) || has(value, ofPeople)) &&
    !wrappers.some(name => Array.isArray(at(value, name)) && listsIn(at(value, name)).length > 0)
  const none = { more: false, total: null }
  const read = documents.map(document => {
    const { value, line } = document
    if (isRecord(value)) return { elements: [{ line, element: value }], lists: [], path: '', page: none }
    const lists = listsIn(value)
    const isAround = asked !== null || wrappers.some(name => Array.isArray(at(value, name))) || lists.some(areRecords)
    const alone = isAround ? undefined : single(value)
    if (alone !== undefined) return { elements: [{ line, element: alone }], lists: [], path: '', page: none }
    const list = chosen(lists, value, asked)
    if (!list) return null
    const lines = elementLines(document.text, list.path)
    const elements = unwrapped(list.elements).map((element, index) => ({
      line: (lines[index] ?? 1) + line - 1,
      element,
    }))
    return {
      elements: elements.flatMap(element => flattened(element, asked)),
      lists: lists.map(({ path, elements: { length } }) => ({ path: path.join('.'), count: length })),
      path: list.path.join('.'),
      page: pageOf(value, list.elements),
    }
  })
  const found = read.flatMap(one => one ?? [])
  const [first] = found
  if (!first)
    throw unreadable(`It holds no list of records: an array, or an object with one under ${wrappers.join(', ')}.`)
  const elements = found.flatMap(one => one.elements)
  const last = found.at(-1)?.page ?? none
  const isShort = last.total !== null && last.total > elements.length
  const more = isShort || (last.more && (last.total === null || isShort))
  return { elements, lists: first.lists, list: first.path, more: more ? { total: last.total } : null }
}
