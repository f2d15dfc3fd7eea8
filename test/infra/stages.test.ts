import { App } from 'aws-cdk-lib'
import { Template as Assertions } from 'aws-cdk-lib/assertions'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { expect, test, vi } from 'vitest'
import { namesOf } from '../../infra/installation-names.ts'
import { addMurmur } from '../../infra/service.ts'
import { readSettings } from '../../infra/settings.ts'

// A synthesis takes a second, and many seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const templateOf = (stage?: string, given: Record<string, unknown> = {}): Record<string, Record<string, Resource>> => {
  const app = new App({ builtinCloudFormationValidation: false })
  const settings = readSettings({ hardened: 'true', ...given })
  const stack = addMurmur(app, settings, () => Code.fromInline('exports.handler = async () => {}'), namesOf(stage))
  return Assertions.fromStack(stack).toJSON()
}

interface Resource {
  readonly Type: string
  readonly Properties?: Readonly<Record<string, unknown>>
}

/** What is unique in an account, or in an account and region. Names inside of a stack's own parts are not. */
const uniqueNames: Readonly<Record<string, string>> = {
  'AWS::SSM::Parameter': 'Name',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Cognito::UserPoolDomain': 'Domain',
  'AWS::CloudFront::ResponseHeadersPolicy': 'ResponseHeadersPolicyConfig',
  'AWS::CloudFront::OriginAccessControl': 'OriginAccessControlConfig',
  'AWS::CloudFront::Function': 'Name',
  'AWS::Logs::MetricFilter': 'MetricTransformations',
}
const namesIn = (template: ReturnType<typeof templateOf>): string[] =>
  Object.values(template['Resources'] ?? {}).flatMap(({ Type, Properties }) => {
    const attribute = uniqueNames[Type]
    return attribute === undefined ? [] : [`${Type} ${JSON.stringify(Properties?.[attribute])}`]
  })

const [usual, staging] = [templateOf(), templateOf('staging')]

test('two stages in one account and region share no name', () => {
  expect(new Set(namesIn(usual).map(name => name.split(' ')[0]))).toEqual(new Set(Object.keys(uniqueNames)))
  const taken = new Set(namesIn(usual))
  expect(namesIn(staging).filter(name => taken.has(name))).toEqual([])
})

test('a stage reads, makes and is denied its own keys alone', () => {
  const text = JSON.stringify(staging)
  expect(text).toContain(':parameter/murmur-staging/seal/')
  expect(text).not.toContain(':parameter/murmur/')
  expect(text).toContain('"KEY_PREFIX":"/murmur-staging"')
})

test('no resource is named but those that have no name of AWS’s making', () => {
  const named = Object.entries(usual['Resources'] ?? {}).filter(([, { Properties = {} }]) =>
    ['TableName', 'FunctionName', 'RoleName', 'BucketName', 'QueueName', 'TopicName', 'LogGroupName'].some(
      name => typeof Properties[name] === 'string',
    ),
  )
  expect(named).toEqual([])
})

test('what CloudFront keeps for a whole account names its region', () => {
  const edge = namesIn(usual).filter(name => name.startsWith('AWS::CloudFront'))
  expect(edge.length).toBeGreaterThan(2)
  for (const name of edge) expect(name).toContain('{"Ref":"AWS::Region"}')
})

test('a restored table stands in for the one made here: in every grant, name and place, and the first one stays', () => {
  const restored = 'Murmur-people-20261201T090000000Z'
  const template = templateOf(undefined, { restoredTables: { people: restored } })
  const tablesOf = ({ Resources = {} }: ReturnType<typeof templateOf>) =>
    Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::DynamoDB::Table')
  expect(tablesOf(template)).toEqual(tablesOf(usual))
  const others = Object.entries(template['Resources'] ?? {}).filter(([, { Type }]) => Type !== 'AWS::DynamoDB::Table')
  const text = JSON.stringify(others)
  expect(text).toContain(`"PEOPLE_TABLE":"${restored}"`)
  expect(text).toContain(`:table/${restored}/index/queue`)
  expect(text).not.toContain('peopleTable')
})

test('clients under another mark are other clients of the same pool', () => {
  const clientsOf = (template: ReturnType<typeof templateOf>) =>
    Object.entries(template['Resources'] ?? {}).flatMap(([id, { Type }]) =>
      Type.startsWith('AWS::Cognito') ? [id] : [],
    )
  const isClient = (id: string): boolean => /Web|Metrics/.test(id)
  const given = { metricsClient: 'true' }
  const before = clientsOf(templateOf(undefined, given))
  const after = clientsOf(templateOf(undefined, { ...given, clientsSince: '20261201090000' }))
  expect(before.filter(isClient)).toHaveLength(2)
  expect(after.filter(isClient)).toHaveLength(2)
  expect(after.filter(id => isClient(id) && before.includes(id))).toEqual([])
  expect(after.filter(id => !isClient(id))).toEqual(before.filter(id => !isClient(id)))
})
