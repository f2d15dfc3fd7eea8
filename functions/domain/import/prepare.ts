/** Exports contain lists of names and values; this puts each value under its name. */
import type { Prepare } from '../table/source-records.ts'

const entries = (value: unknown): ReadonlyMap<string, unknown> => new Map(Object.entries(Object(value)))
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce((inside, name) => entries(inside).get(name), value)

const named = (values: unknown, nameOf: (one: unknown) => unknown, valueOf: (one: unknown) => unknown) =>
  Array.isArray(values)
    ? Object.fromEntries(
        values.map(one => [String(nameOf(one)), valueOf(one)]).filter(([, value]) => value !== undefined),
      )
    : undefined

/** The text of Jira's document format, with a line for each paragraph. */
const documentText = (node: unknown): string => {
  const inside = at(node, 'content')
  const text = at(node, 'text')
  if (typeof text === 'string') return text
  if (!Array.isArray(inside)) return at(node, 'type') === 'hardBreak' ? '\n' : ''
  const said = inside.map(documentText).join('')
  return ['paragraph', 'heading', 'codeBlock'].includes(String(at(node, 'type'))) ? `${said}\n` : said
}

const customValue = (value: unknown): unknown =>
  at(value, 'value_option', 'value') ??
  at(value, 'value_catalog_entry', 'name') ??
  at(value, 'value_text') ??
  at(value, 'value_numeric')

const prepareIncidentIo: Prepare = element => ({
  ...Object(element),
  // Older answers call it `timestamp`.
  timestamps: named(
    at(element, 'incident_timestamp_values'),
    one => at(one, 'incident_timestamp', 'name') ?? at(one, 'timestamp', 'name'),
    // One that was taken back has no value.
    one => at(one, 'value', 'value') ?? null,
  ),
  fields: named(
    at(element, 'custom_field_entries'),
    one => at(one, 'custom_field', 'name'),
    one => {
      const values = at(one, 'values')
      return Array.isArray(values) ? values.map(customValue) : undefined
    },
  ),
})

/** The key of the issue that this one duplicates, as its own link says; the other one's link is no word about itself. */
const duplicatedBy = (links: unknown): unknown =>
  Array.isArray(links)
    ? links
        .filter(link => String(at(link, 'type', 'name')).toLowerCase() === 'duplicate')
        .flatMap(link => at(link, 'outwardIssue', 'key') ?? [])[0]
    : undefined

const prepareJira: Prepare = element => {
  const self = at(element, 'self')
  const site = typeof self === 'string' ? /^https?:\/\/[^/]+/.exec(self)?.[0] : undefined
  const description = at(element, 'fields', 'description')
  const fields = Object(at(element, 'fields'))
  return {
    ...Object(element),
    duplicates: duplicatedBy(at(element, 'fields', 'issuelinks')),
    browse: site && `${site}/browse/${String(at(element, 'key'))}`,
    fields: typeof description === 'object' ? { ...fields, description: documentText(description) } : fields,
  }
}

/** Milestones by their names, each with when it was reached. */
const prepareFirehydrant: Prepare = element => ({
  ...Object(element),
  milestone: named(
    at(element, 'milestones'),
    one => at(one, 'type') ?? at(one, 'slug'),
    one => at(one, 'occurred_at') ?? null,
  ),
})

/** The site stands in the links of what a record refers to. */
const prepareServicenow: Prepare = element => {
  const id = at(element, 'sys_id', 'value') ?? at(element, 'sys_id')
  const links = [...entries(element).values()].map(value => at(value, 'link'))
  const site = links.flatMap(link => /^https?:\/\/[^/]+/.exec(String(link))?.[0] ?? [])[0]
  return { ...Object(element), browse: site && `${site}/nav_to.do?uri=incident.do?sys_id=${String(id)}` }
}

export const prepare: Prepare = element => {
  if (Array.isArray(at(element, 'milestones'))) return prepareFirehydrant(element)
  if (at(element, 'sys_id') !== undefined) return prepareServicenow(element)
  if (Array.isArray(at(element, 'incident_timestamp_values'))) return prepareIncidentIo(element)
  return typeof at(element, 'fields', 'created') === 'string' ? prepareJira(element) : element
}
