/** The OpenAPI 3.1 document, made from the operations and therefore from the very schemas that parse requests. */
import * as z from 'zod'
import { limitMaximum, usualLimit } from '../domain/page.ts'
import { refusalCodes } from '../domain/refusal.ts'
import { citeScope, metricsScope } from './access.ts'
import { answerNames, bodyNames } from './named-schemas.ts'
import { type Declaration, refusalsOf, tags, type Who } from './operation.ts'
import { cursorSchema, limitSchema } from './page.ts'
import { usualLanguage } from '../domain/language/language.ts'
import { statusOf, titleOf } from './problem.ts'

type Json = Record<string, unknown>
type Direction = 'input' | 'output'

const registryOf = (names: Readonly<Record<string, z.ZodType>>) => {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(names)) registry.add(schema, { id })
  return registry
}
const registries = { input: registryOf(bodyNames), output: registryOf(answerNames) }

const definitionsSchema = z.record(z.string(), z.record(z.string(), z.unknown()))

/** From where zod puts named schemas to where the document has them. */
const moved = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/'))

const asJson = z.record(z.string(), z.unknown())

/** A record with a few known keys becomes an object with those properties, so that tools find required ones. */
const withKnownKeys = ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
  const { required, properties, additionalProperties } = jsonSchema
  if (!required || properties || typeof additionalProperties !== 'object') return
  jsonSchema.properties = Object.fromEntries(required.map(name => [name, additionalProperties]))
  jsonSchema.additionalProperties = false
  delete jsonSchema.propertyNames
}

/**
 * Describes transforms by what they take (`input`) or what they return (`output`). Named schemas are added to `named`.
 */
const schemaOf = (schema: z.ZodType, io: Direction, named: Map<string, Json>): Json => {
  const metadata = registries[io]
  const whole = z.toJSONSchema(z.tuple([schema]), { io, unrepresentable: 'any', metadata, override: withKnownKeys })
  const { $defs, prefixItems } = asJson.parse(moved(whole))
  for (const [name, definition] of Object.entries(definitionsSchema.parse($defs ?? {}))) {
    const { id: _, ...rest } = definition
    named.set(name, rest)
  }
  return z.array(asJson).min(1).parse(prefixItems)[0] ?? {}
}

const problemsOf = (declaration: Declaration): Json =>
  Object.fromEntries(
    [...Map.groupBy(refusalsOf(declaration), statusOf)].map(([status, refusals]) => [
      String(status),
      {
        description: refusals.map(code => `\`${code}\`: ${titleOf(code, usualLanguage)}`).join('\n\n'),
        content: {
          'application/problem+json': {
            schema: {
              allOf: [
                { $ref: '#/components/schemas/Problem' },
                { type: 'object', properties: { code: { enum: refusals } } },
              ],
            },
          },
        },
      },
    ]),
  )

const linkHeader: Json = {
  Link: {
    description: '`<address>; rel="next"`: the page after this one. The last page has none.',
    schema: { type: 'string' },
  },
}

const meanings: Readonly<Record<string, string>> = { 200: 'Done.', 201: 'Created.', 303: 'See the page at `Location`.' }

const answersOf = (declaration: Declaration, named: Map<string, Json>): Json => {
  const { answers, alsoAnswers = [], paged, conditional, example } = declaration
  const others = Object.fromEntries(alsoAnswers.map(type => [type, { schema: { type: 'string' } }]))
  const described = Object.entries(answers).map(([status, answer], index) => {
    const shown = index === 0 && example && 'answer' in example ? { example: example.answer } : {}
    const content =
      answer === null
        ? {}
        : 'contentType' in answer
          ? { content: { [answer.contentType]: { schema: { type: 'string' } } } }
          : { content: { 'application/json': { schema: schemaOf(answer, 'output', named), ...shown }, ...others } }
    return [status, { description: meanings[status] ?? '', ...(paged ? { headers: linkHeader } : {}), ...content }]
  })
  const unchanged = { 304: { description: 'Not changed: `If-None-Match` named the current `ETag`.' } }
  return { ...Object.fromEntries(described), ...(conditional ? unchanged : {}) }
}

const bodyOf = ({ body, alsoTakes = [], example }: Declaration, named: Map<string, Json>): Json => {
  if (!body) return {}
  const shown = example && 'body' in example ? { example: example.body } : {}
  const others = alsoTakes.map(type => [type, { schema: { type: 'string' } }])
  const json = { schema: schemaOf(body, 'input', named), ...shown }
  return { requestBody: { required: true, content: { 'application/json': json, ...Object.fromEntries(others) } } }
}

const pageParameters = (named: Map<string, Json>): readonly Json[] => [
  {
    name: 'limit',
    in: 'query',
    description: `The most items a page may have: ${usualLimit} by default, at most ${limitMaximum}. A page of large items may have fewer.`,
    schema: { ...schemaOf(limitSchema, 'output', named), default: usualLimit },
  },
  {
    name: 'cursor',
    in: 'query',
    description: 'Where the page begins, as given by `Link` of the previous page of this list. It does not expire.',
    schema: schemaOf(cursorSchema, 'input', named),
  },
]

const keyParameter: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'A request sent again with the same key creates nothing twice.',
  schema: { type: 'string', pattern: '^[\\w-]{16,100}$' },
}

const parametersOf = (declaration: Declaration, named: Map<string, Json>): Json[] => {
  const { parameters = {}, query = {}, paged, repeatable, example } = declaration
  const shown = (value: unknown) => (value === undefined ? {} : { example: value })
  return [
    ...Object.entries(parameters).map(([name, { schema }]) => ({
      name,
      in: 'path',
      required: true,
      schema: schemaOf(schema, 'input', named),
      ...shown(example?.params?.[name]),
    })),
    ...Object.entries(query).map(([name, schema]) => ({
      name,
      in: 'query',
      schema: schemaOf(schema, 'input', named),
      ...shown(example?.query?.[name]),
    })),
    ...(paged ? pageParameters(named) : []),
    ...(repeatable ? [keyParameter] : []),
  ]
}

const operationId = ({ method, path }: Declaration): string =>
  [method.toLowerCase(), ...path.split(/[^a-zA-Z]+/).filter(word => word && word !== 'api')].join('-')

const security: Readonly<Record<Who, readonly Json[]>> = {
  account: [{ signIn: [] }],
  facilitator: [{ signIn: [] }],
  keeper: [{ signIn: [] }],
  organiser: [{ signIn: [] }],
  leadership: [{ signIn: [] }],
  leader: [{ signIn: [] }],
  overseer: [{ signIn: [] }],
  cite: [{ signIn: [] }, { cite: [] }],
  metrics: [{ metrics: [] }],
  participant: [],
  anybody: [],
}

const described = (declaration: Declaration, named: Map<string, Json>): Json => ({
  operationId: operationId(declaration),
  tags: [declaration.tag],
  summary: declaration.summary,
  ...(declaration.description === undefined ? {} : { description: declaration.description }),
  security: security[declaration.who],
  parameters: parametersOf(declaration, named),
  ...bodyOf(declaration, named),
  responses: { ...answersOf(declaration, named), ...problemsOf(declaration) },
})

const bearer = (description: string): Json => ({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description })

const problem: Json = {
  type: 'object',
  description: 'RFC 9457; `detail` says what to do.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { enum: refusalCodes },
    detail: { type: 'string' },
  },
}

/** The OpenAPI 3.1 document. The same operations always give the same document. */
export const openApiDocument = (declarations: readonly Declaration[]): Json => {
  const named = new Map<string, Json>()
  const paths = [...Map.groupBy(declarations, ({ path }) => path)].map(([path, own]) => [
    path,
    Object.fromEntries(own.map(declaration => [declaration.method.toLowerCase(), described(declaration, named)])),
  ])
  const used = new Set<string>(declarations.map(({ tag }) => tag))
  return {
    openapi: '3.1.0',
    info: { title: 'Murmur', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    tags: Object.entries(tags)
      .filter(([name]) => used.has(name))
      .map(([name, description]) => ({ name, description })),
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: {
        signIn: bearer('The ID token of a person’s sign-in.'),
        metrics: bearer(`A machine’s token with scope ${metricsScope}.`),
        cite: bearer(`A machine’s token with scope ${citeScope}.`),
      },
      schemas: { Problem: problem, ...Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))) },
    },
  }
}
