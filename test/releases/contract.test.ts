/** What today's stack and API may not do to an earlier release: each folder here is drilled as soon as it is pinned. */
import { describe, expect, test } from 'vitest'
import { everyOperation } from '../../functions/calls/operations.ts'
import { openApiDocument } from '../../functions/http/openapi.ts'
import { losses, type StackTemplate, stepsBetween, tableType } from '../../infra/upgrade.ts'
import { crowded, indexNames } from '../infra/index-changes.ts'
import { synthesize } from '../infra/synthesized.ts'
import { missedBy } from './openapi.ts'
import { keptOf, pinned } from './pinned.ts'

const today = synthesize()
const openApi = openApiDocument(everyOperation)
const table = (template: StackTemplate, name: string): [string, StackTemplate['Resources'][string]] => {
  const found = Object.entries(template.Resources).find(
    ([id, { Type }]) => Type === tableType && id.startsWith(`${name}Table`),
  )
  if (!found) throw new Error(`no table ${name}`)
  return found
}
const withTable = (template: StackTemplate, name: string, changes: object): StackTemplate => {
  const [id, resource] = table(template, name)
  const Properties = { ...resource.Properties, ...changes }
  return { ...template, Resources: { ...template.Resources, [id]: { ...resource, Properties } } }
}
describe.each(pinned())('from $version', ({ template, openApi: before }) => {
  test('an update replaces nothing that is kept, and leaves nothing behind', () => {
    expect(losses(template, today)).toEqual([])
  })

  test('no update creates or deletes two indexes of one table, and the last one leads to today', () => {
    const course = [template, ...stepsBetween(template, today), today]
    for (const [index, step] of course.slice(1).entries()) {
      expect([index, crowded(course[index] ?? template, step)]).toEqual([index, []])
      expect([index, losses(course[index] ?? template, step)]).toEqual([index, []])
    }
  })

  test.runIf(before !== null)('a page that is still open finds each call and each field that it reads', () => {
    expect(missedBy(before, openApi)).toEqual([])
  })
})

describe('a break is noticed:', () => {
  const release = keptOf(today)

  test('a table that has another key, another name in the stack, or is gone', () => {
    const [id] = table(today, 'people')
    const { [id]: people, ...others } = today.Resources
    const renamed = people ? { ...others, Renamed: people } : others
    expect(losses(release, { Resources: renamed })).toEqual([
      `${id}: there is no AWS::DynamoDB::Table of that name any more`,
    ])
    const KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' }]
    expect(losses(release, withTable(today, 'people', { KeySchema }))).toEqual([`${id}: another KeySchema replaces it`])
  })

  test('a user pool whose names are told apart in another way, and a parameter of another name', () => {
    const Resources = Object.fromEntries(
      Object.entries(today.Resources).map(([id, resource]) => {
        const changes: Readonly<Record<string, object>> = {
          'AWS::Cognito::UserPool': { UsernameAttributes: ['phone_number'] },
          'AWS::SSM::Parameter': { Name: '/elsewhere' },
        }
        return [id, { ...resource, Properties: { ...resource.Properties, ...changes[resource.Type] } }]
      }),
    )
    expect(losses(release, { Resources })).toEqual([
      expect.stringMatching(/: another UsernameAttributes replaces it$/),
      expect.stringMatching(/: another Name replaces it$/),
    ])
  })

  test('two new indexes of one table, which come one after the other, before the functions that read them', () => {
    const first = withTable(today, 'learning', {
      GlobalSecondaryIndexes: (table(today, 'learning')[1].Properties['GlobalSecondaryIndexes'] as object[]).slice(
        0,
        1,
      ),
    })
    expect(crowded(first, today)).toEqual([table(today, 'learning')[0]])
    const steps = stepsBetween(first, today)
    expect(steps.map(step => indexNames(step).get(table(today, 'learning')[0]))).toEqual([['kind', 'facet']])
    for (const [id, resource] of Object.entries(steps[0]?.Resources ?? {})) {
      if (id !== table(today, 'learning')[0]) expect(resource).toBe(first.Resources[id])
    }
  })

  test('an index whose keys are others under the same name', () => {
    const [index, ...others] = table(today, 'learning')[1].Properties['GlobalSecondaryIndexes'] as object[]
    const turned = { ...index, KeySchema: [{ AttributeName: 'at', KeyType: 'HASH' }] }
    expect(losses(release, withTable(today, 'learning', { GlobalSecondaryIndexes: [turned, ...others] }))).toEqual([
      expect.stringContaining('the index kind is another'),
    ])
  })

  test('a call, a field or a format that is gone, a field that may be missing, a demand that is new', () => {
    const answer = (properties: object, required: string[], demanded: string[] = []) => ({
      paths: {
        '/api/a': {
          post: {
            requestBody: { content: { 'application/json': { schema: { type: 'object', required: demanded } } } },
            responses: {
              200: {
                content: {
                  'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/A' } } },
                },
              },
            },
          },
        },
      },
      components: { schemas: { A: { type: 'object', properties, required } } },
    })
    const was = answer({ id: { type: 'string' }, count: { type: 'integer' } }, ['id', 'count'])
    expect(missedBy(was, was)).toEqual([])
    expect(missedBy(was, { ...was, paths: {} })).toEqual(['POST /api/a: it is gone'])
    expect(missedBy(was, answer({ id: { type: 'string' } }, ['id']))).toEqual(['POST /api/a 200[].count: it is gone'])
    expect(missedBy(was, answer({ id: { type: 'string' }, count: { type: 'string' } }, ['id', 'count']))).toEqual([
      'POST /api/a 200[].count: it was number, and is string',
    ])
    expect(missedBy(was, answer({ id: {}, count: {} }, ['id']))).toEqual([
      'POST /api/a 200[].count: it may be missing now',
    ])
    expect(missedBy(was, answer({ id: {}, count: {} }, ['id', 'count'], ['why']))).toEqual([
      'POST /api/a: it demands why in the body',
    ])
  })
})
