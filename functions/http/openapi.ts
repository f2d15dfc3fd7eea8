/** The OpenAPI 3.1 document, made of the schemas that parse the requests. */
import * as z from 'zod'
import { type RefusalCode, refusalCodes } from '../domain/refusal.ts'
import { limitMaximum, usualLimit } from '../domain/page.ts'
import type { Operation } from './operations/operation.ts'
import { operations, pathParameter } from './operations/operations.ts'
import { cursorSchema, limitSchema } from './page.ts'
import { statusOf, titleOf } from './problem.ts'

type Json = Record<string, unknown>

/** Transforms are described by what they take (`input`) or by what they give (`output`). */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const isSignedIn = ({ who }: Operation): boolean => who === 'facilitator' || who === 'leadership'

const signedInRefusals: readonly RefusalCode[] = ['not_signed_in', 'not_allowed']
/** Any call can meet these. */
const anyRefusals: readonly RefusalCode[] = ['method_not_allowed', 'try_again', 'internal']

const problemsOf = (operation: Operation): Json => {
  const paging: readonly RefusalCode[] = operation.paged ? ['invalid_body', 'bad_cursor'] : []
  const own = new Set([...operation.refuses, ...paging])
  const codes = [...(isSignedIn(operation) ? signedInRefusals : []), ...own, ...anyRefusals]
  const byStatus = Map.groupBy(codes, statusOf)
  return Object.fromEntries(
    [...byStatus].map(([status, refusals]) => [
      String(status),
      {
        description: refusals.map(code => `\`${code}\`: ${titleOf(code)}`).join('\n\n'),
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
}

const linkHeader: Json = {
  Link: {
    description: '`<address>; rel="next"`: the page after this one. The last page has none.',
    schema: { type: 'string' },
  },
}

const pageParameters: readonly Json[] = [
  {
    name: 'limit',
    in: 'query',
    description: `How many items a page has at most; ${usualLimit} unless it is given, never more than ${limitMaximum}. A page of large items may have fewer.`,
    schema: { ...schemaOf(limitSchema, 'input'), default: usualLimit },
  },
  {
    name: 'cursor',
    in: 'query',
    description:
      'Where the page goes on, as `Link` of the page before gives it; of this very list. It does not expire.',
    schema: schemaOf(cursorSchema, 'input'),
  },
]

const answerOf = ({ answer, contentType, does, paged }: Operation): Json => ({
  description: does,
  ...(paged ? { headers: linkHeader } : {}),
  ...(answer ? { content: { 'application/json': { schema: schemaOf(answer, 'output') } } } : {}),
  ...(contentType ? { content: { [contentType]: { schema: { type: 'string' } } } } : {}),
})

const bodyOf = ({ body, alsoTakes = [] }: Operation): Json =>
  body
    ? {
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: schemaOf(body, 'input') },
            ...Object.fromEntries(alsoTakes.map(type => [type, { schema: { type: 'string' } }])),
          },
        },
      }
    : {}

const parametersOf = ({ path, query = {}, paged, repeatable }: Operation): Json[] => [
  ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: schemaOf(pathParameter(path, name), 'input'),
  })),
  ...Object.entries(query).map(([name, schema]) => ({ name, in: 'query', schema: schemaOf(schema, 'input') })),
  ...(paged ? pageParameters : []),
  ...(repeatable
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          description: 'Sent again with the same key, nothing is made twice.',
          schema: { type: 'string', pattern: '^[\\w-]{16,100}$' },
        },
      ]
    : []),
]

const operationId = ({ method, path }: Operation): string =>
  [method.toLowerCase(), ...path.split(/[^a-zA-Z]+/).filter(word => word && word !== 'api')].join('-')

const described = (operation: Operation): Json => ({
  operationId: operationId(operation),
  summary: operation.does,
  security: isSignedIn(operation) ? [{ signIn: [] }] : operation.who === 'metrics' ? [{ metrics: [] }] : [],
  parameters: parametersOf(operation),
  ...bodyOf(operation),
  responses: { [operation.status]: answerOf(operation), ...problemsOf(operation) },
})

/** OpenAPI 3.1; the same document at every call. */
export const openApiDocument = (): Json => ({
  openapi: '3.1.0',
  info: { title: 'Murmur', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  servers: [{ url: '/' }],
  paths: Object.fromEntries(
    [...Map.groupBy(operations, ({ path }) => path)].map(([path, methods]) => [
      path,
      Object.fromEntries(methods.map(operation => [operation.method.toLowerCase(), described(operation)])),
    ]),
  ),
  components: {
    securitySchemes: {
      signIn: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      metrics: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'A token with scope murmur/metrics.',
      },
    },
    schemas: {
      Problem: {
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
      },
    },
  },
})
