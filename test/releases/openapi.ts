/** What a page of an earlier release needs of the API, and whether today's description still promises it. */
import * as z from 'zod'

const anything = z.record(z.string(), z.unknown())
type Json = z.infer<typeof anything>

const contentSchema = z.record(z.string(), z.object({ schema: anything.default({}) })).default({})
const operationSchema = z.object({
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean().default(false) })).default([]),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(z.string(), z.object({ content: contentSchema })),
})
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), anything) }),
})
type Document = z.infer<typeof documentSchema>
type Operation = z.infer<typeof operationSchema>

const reference = '#/components/schemas/'

/** The shapes that a value may have, references and alternatives followed. */
const shapesOf = (document: Document, schema: Json, seen: readonly string[] = []): Json[] => {
  const to = typeof schema['$ref'] === 'string' ? schema['$ref'].replace(reference, '') : null
  if (to !== null) {
    return seen.includes(to) ? [] : shapesOf(document, document.components.schemas[to] ?? {}, [...seen, to])
  }
  const several = [schema['anyOf'], schema['oneOf'], schema['allOf']].flatMap(
    each => z.array(anything).safeParse(each).data ?? [],
  )
  return several.length > 0 ? several.flatMap(each => shapesOf(document, each, seen)) : [schema]
}

const propertiesOf = (shapes: readonly Json[]): Map<string, Json[]> => {
  const all = shapes.flatMap(shape =>
    Object.entries(z.record(z.string(), anything).safeParse(shape['properties']).data ?? {}),
  )
  return new Map(
    [...Map.groupBy(all, ([name]) => name)].map(([name, found]) => [name, found.map(([, inner]) => inner)]),
  )
}
const requiredOf = (shapes: readonly Json[]): Set<string> => {
  const [first = new Set<string>(), ...others] = shapes.map(
    shape => new Set(z.array(z.string()).safeParse(shape['required']).data),
  )
  return new Set([...first].filter(name => others.every(names => names.has(name))))
}
const itemsOf = (shapes: readonly Json[]): Json[] =>
  shapes.flatMap(shape =>
    [shape['items'], shape['additionalProperties']].flatMap((each): Json[] => {
      const { data } = anything.safeParse(each)
      return data ? [data] : []
    }),
  )
const typesOf = (shapes: readonly Json[]): Set<string> =>
  new Set(
    shapes.flatMap(({ type }) =>
      typeof type === 'string' && type !== 'null' ? [type === 'integer' ? 'number' : type] : [],
    ),
  )

interface Side {
  readonly document: Document
  readonly schemas: readonly Json[]
}

/** Far deeper than any answer; a schema that holds itself ends there. */
const deepest = 12

/** `keeps`: the names that `now` has to have of those that `was` has. */
const differences = (was: Side, now: Side, place: string, depth = 0): string[] => {
  const [old, today] = [was, now].map(({ document, schemas }) => schemas.flatMap(each => shapesOf(document, each)))
  if (!old || !today || depth > deepest) return []
  const [oldTypes, types] = [typesOf(old), typesOf(today)]
  if (oldTypes.size > 0 && types.size > 0 && ![...oldTypes].some(type => types.has(type))) {
    return [`${place}: it was ${[...oldTypes].join(' or ')}, and is ${[...types].join(' or ')}`]
  }
  const [oldProperties, properties] = [propertiesOf(old), propertiesOf(today)]
  const always = requiredOf(today)
  const [oldItems, items] = [itemsOf(old), itemsOf(today)]
  return [
    ...[...requiredOf(old)]
      .filter(name => properties.has(name) && !always.has(name))
      .map(name => `${place}.${name}: it may be missing now`),
    ...[...oldProperties].flatMap(([name, schemas]) => {
      const found = properties.get(name)
      const inner = `${place}.${name}`
      // What may have any name has this one as well.
      if (!found) return items.length > 0 && properties.size === 0 ? [] : [`${inner}: it is gone`]
      return differences({ ...was, schemas }, { ...now, schemas: found }, inner, depth + 1)
    }),
    ...(oldItems.length > 0 && items.length > 0
      ? differences({ ...was, schemas: oldItems }, { ...now, schemas: items }, `${place}[]`, depth + 1)
      : []),
  ]
}

const jsonOf = (content: z.infer<typeof contentSchema> | undefined): Json[] => {
  const { 'application/json': json } = content ?? {}
  return json ? [json.schema] : []
}

/** What a request of an old page would lack today. */
const demands = (was: Operation, now: Operation, documents: readonly [Document, Document], place: string): string[] => {
  const named = ({ parameters }: Operation): string[] =>
    parameters.filter(({ required }) => required).map(({ name, in: where }) => `${where} ${name}`)
  const [oldBody, body] = [was, now].map(({ requestBody }, side) =>
    jsonOf(requestBody?.content).flatMap(schema => shapesOf(documents[side === 0 ? 0 : 1], schema)),
  )
  const before = new Set(named(was))
  const known = requiredOf(oldBody ?? [])
  return [
    ...named(now)
      .filter(name => !before.has(name))
      .map(name => `${place}: it demands the ${name}`),
    ...[...requiredOf(body ?? [])]
      .filter(name => !known.has(name))
      .map(name => `${place}: it demands ${name} in the body`),
  ]
}

/** One sentence for each thing that a page of the old release would miss. */
export const missedBy = (before: unknown, after: unknown): string[] => {
  const [was, now] = [documentSchema.parse(before), documentSchema.parse(after)]
  return Object.entries(was.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, old]) => {
      const place = `${method.toUpperCase()} ${path}`
      const today = now.paths[path]?.[method]
      if (!today) return [`${place}: it is gone`]
      const answers = Object.entries(old.responses).filter(([status]) => status.startsWith('2'))
      return [
        ...demands(old, today, [was, now], place),
        ...answers.flatMap(([status, { content }]) => {
          const found = today.responses[status]
          if (!found) return [`${place}: it answers ${status} no more`]
          const formats = Object.keys(content).filter(type => !found.content[type])
          return [
            ...formats.map(type => `${place}: it answers no ${type}`),
            ...differences(
              { document: was, schemas: jsonOf(content) },
              { document: now, schemas: jsonOf(found.content) },
              `${place} ${status}`,
            ),
          ]
        }),
      ]
    }),
  )
}
