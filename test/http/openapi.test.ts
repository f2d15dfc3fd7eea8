import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { refusalCodes } from '../../functions/domain/refusal.ts'
import { openApiDocument } from '../../functions/http/openapi.ts'
import type { Status } from '../../functions/http/operation.ts'
import { statusOf } from '../../functions/http/problem.ts'
import { everyOperation } from '../../functions/calls/operations.ts'
import { operationOf } from '../declared.ts'

const schema = z.looseObject({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        operationId: z.string(),
        security: z.array(z.unknown()),
        parameters: z.array(z.looseObject({ name: z.string(), in: z.enum(['path', 'query', 'header']) })),
        requestBody: z.looseObject({}).optional(),
        responses: z.record(z.string(), z.looseObject({ description: z.string() })),
      }),
    ),
  ),
})
const document = schema.parse(openApiDocument(everyOperation))
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, path, operation })),
)

describe('the description of the API', () => {
  test('names every operation, and no others', () => {
    expect(described.map(({ name }) => name).toSorted()).toStrictEqual(
      everyOperation.map(({ method, path }) => `${method} ${path}`).toSorted(),
    )
  })

  test('has a unique id for each call, with the parameters of its path', () => {
    expect(new Set(described.map(({ operation }) => operation.operationId)).size).toBe(described.length)
    for (const { path, operation } of described) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(operation.parameters.filter(one => one.in === 'path').map(({ name }) => name)).toStrictEqual(inPath)
    }
  })

  test('refers to nothing outside it', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = '']) => to)
    expect(references.length).toBeGreaterThan(0)
    for (const reference of new Set(references)) {
      let place: unknown = document
      for (const step of reference.replace('#/', '').split('/')) place = Reflect.get(Object(place), step)
      expect([reference, typeof place]).toStrictEqual([reference, 'object'])
    }
  })
})

test('every refusal has a status of its kind', () => {
  for (const code of refusalCodes)
    expect([code, statusOf(code) >= 400 && statusOf(code) < 600]).toStrictEqual([code, true])
})

describe('an operation', () => {
  test('is described by its method and path', () => {
    const names = everyOperation.map(({ method, path }) => `${method} ${path}`)
    expect(new Set(names).size).toBe(names.length)
  })

  const examples = everyOperation.flatMap(operation => (operation.example ? [{ operation, ...operation.example }] : []))

  test.each(examples)('$operation.method $operation.path has an example that its schemas take', one => {
    const { operation, params, query = {}, body, answer } = one
    if (body !== undefined) expect(operation.body?.safeParse(body).error).toBeUndefined()
    for (const [name, value] of Object.entries(query)) {
      expect(operation.query?.[name]?.safeParse(value).success).toBe(true)
    }
    if (params) {
      const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
      expect(operationOf(everyOperation, operation.method, path)).toBe(operation)
    }
    if (answer === undefined) return
    const [status] = Object.keys(operation.answers)
    const declared = operation.answers[Number(status) as Status]
    expect(declared && 'safeParse' in declared && declared.safeParse(answer).data).toStrictEqual(answer)
  })
})
