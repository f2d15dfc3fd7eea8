import { describe, expect, test } from 'vitest'
import {
  type KeyClass,
  type Lambda,
  type LambdaName,
  lambdaNames,
  manifest,
  type TableGrant,
} from '../../functions/manifest.ts'
import { keyId } from '../../functions/domain/ids.ts'
import { keyIdPattern } from '../../infra/grants.ts'
import { allowedOf, functionOf, ofType, type Permission, permissionsOf, plain, synthesize } from './synthesized.ts'

const template = synthesize()
const rows: Readonly<Record<LambdaName, Lambda>> = manifest
const keyClasses: readonly KeyClass[] = ['link', 'sign', 'seal']

const tablesReached = (permissions: readonly Permission[]): Set<string> =>
  new Set(
    permissions.flatMap(({ effect, resource }) => {
      if (effect !== 'Allow') return []
      return resource.startsWith('table:') ? [resource.slice('table:'.length).split('/')[0] ?? ''] : []
    }),
  )

const classesRead = (permissions: readonly Permission[]): string[] =>
  keyClasses.filter(keyClass =>
    permissions.some(
      ({ effect, action, resource }) =>
        effect === 'Allow' && action.startsWith('ssm:Get') && resource.startsWith(`key:/${keyClass}/`),
    ),
  )

/** What a table's row allows, written a second time without the code under test. */
const expectedOfTable = (row: Lambda, grant: TableGrant): string[] => {
  const table = `table:${grant.table}`
  const wildcard = grant.partitions?.some(partition => partition.endsWith('*')) === true
  const leading = grant.partitions && {
    [wildcard ? 'ForAllValues:StringLike' : 'ForAllValues:StringEquals']: {
      'dynamodb:LeadingKeys': [...grant.partitions],
    },
  }
  const seesItems = row.tables.some(
    other =>
      other.table === grant.table &&
      other.actions.some(action => action === 'get' || (action === 'query' && !other.reads)),
  )
  const blind = seesItems ? {} : { StringEqualsIfExists: { 'dynamodb:ReturnValues': ['NONE'] } }
  const some = {
    StringEquals: { 'dynamodb:Select': ['SPECIFIC_ATTRIBUTES'] },
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': [grant.reads].flat() },
  }
  const count = { StringEquals: { 'dynamodb:Select': ['COUNT'] } }
  // Two limits of one kind stand together: what is asked of an index and where in it.
  const equals = 'ForAllValues:StringEquals'
  const limited = { ...some, [equals]: { ...leading?.[equals], ...some[equals] } }
  const selected = grant.reads === undefined ? {} : grant.reads === 'count' ? count : limited
  const calls = { get: 'GetItem', put: 'PutItem', update: 'UpdateItem', delete: 'DeleteItem', query: 'Query' }
  const places = [table, ...(grant.indexes ?? []).map(index => `${table}/index/${index}`)]
  const both = grant.actions.includes('put') && grant.actions.includes('delete') && !grant.partitions
  const batch = both ? [line('dynamodb:BatchWriteItem', table, { ...blind })] : []
  const single = grant.actions.flatMap(action => {
    const call = `dynamodb:${calls[action]}`
    if (action === 'get') return [line(call, table, { ...leading })]
    if (action === 'query') return places.map(place => line(call, place, { ...leading, ...selected }))
    return [line(call, table, { ...leading, ...blind })]
  })
  return [...single, ...batch]
}

const line = (action: string, resource: string, condition: Record<string, unknown> = {}): string =>
  `${action} ${resource} ${Object.keys(condition).length > 0 ? JSON.stringify(condition) : ''}`

const keyActions = {
  read: 'ssm:GetParameter',
  'read-many': 'ssm:GetParameters',
  make: 'ssm:PutParameter',
  delete: 'ssm:DeleteParameter',
  see: 'ssm:DescribeParameters',
}

const expectedOf = (name: LambdaName): string[] => {
  const row = rows[name]
  const keys = keyClasses.flatMap(keyClass =>
    (row.keys[keyClass] ?? []).map(grant =>
      line(
        keyActions[grant],
        grant === 'see' ? '*' : `key:/${keyClass}/${keyIdPattern}`,
        grant === 'make' ? { StringEqualsIfExists: { 'ssm:Overwrite': ['false'] } } : {},
      ),
    ),
  )
  const mail = row.may.includes('send-mail')
    ? [
        ...['ses:identity/example.com', 'ses:configuration-set/<Mails>'].map(resource =>
          line('ses:SendRawEmail', resource, { StringEquals: { 'ses:FromAddress': ['murmur@example.com'] } }),
        ),
        line('ses:GetSendQuota', '*'),
      ]
    : []
  return [
    line('logs:CreateLogStream', `log:${name}`),
    line('logs:PutLogEvents', `log:${name}`),
    ...row.tables.flatMap(grant => expectedOfTable(row, grant)),
    ...new Set(keys),
    ...mail,
    ...(row.may.includes('start-harvest') ? [line('lambda:InvokeFunction', 'function:harvest')] : []),
    ...(row.deadLetters ? [line('sqs:SendMessage', `deadLetters:${name}`)] : []),
  ].sort()
}

const foundOf = (name: LambdaName): string[] =>
  allowedOf(template, name)
    .map(({ action, resource, condition }) =>
      `${action} ${resource} ${condition}`.replace(/<Mails[0-9A-F]{8}>/, '<Mails>'),
    )
    .sort()

test.each(lambdaNames)('%s may do what its row of the manifest says, and nothing else', name => {
  expect(foundOf(name)).toEqual(expectedOf(name))
})

test.each(lambdaNames)('%s has one role of its own that only Lambda takes on, and no policy from elsewhere', name => {
  const roles = lambdaNames.map(other => plain(functionOf(template, other)[1]['Role']))
  const role = plain(functionOf(template, name)[1]['Role'])
  expect(roles.filter(other => other === role)).toHaveLength(1)
  const [, resource] = ofType(template, 'AWS::IAM::Role').find(([id]) => `<${id}.Arn>` === role) ?? []
  expect(resource?.Properties['ManagedPolicyArns']).toBeUndefined()
  expect(resource?.Properties['Policies']).toBeUndefined()
  expect(JSON.stringify(resource?.Properties['AssumeRolePolicyDocument'])).toContain('"Service":"lambda.amazonaws.com"')
})

test('no role of the template belongs to anything but a function of the manifest', () => {
  expect(ofType(template, 'AWS::IAM::Role')).toHaveLength(lambdaNames.length)
  const grants = ofType(template, 'AWS::IAM::ManagedPolicy')
  expect(grants).toEqual([])
})

test.each(lambdaNames)('%s does not reach both people and ballots', name => {
  const reached = tablesReached(permissionsOf(template, name))
  expect(reached.has('people') && reached.has('ballots')).toBe(false)
})

test('a role that reaches people and ballots is found', () => {
  const planted: Permission = {
    effect: 'Allow',
    action: 'dynamodb:GetItem',
    resource: 'table:people/index/queue',
    condition: '',
  }
  const reached = tablesReached([...permissionsOf(template, 'ballots'), planted])
  expect(reached.has('people') && reached.has('ballots')).toBe(true)
})

test.each(lambdaNames)(
  '%s reads one class of keys at most, and is denied the others whatever is added to its role',
  name => {
    const permissions = permissionsOf(template, name)
    const read = classesRead(permissions)
    expect(read.length).toBeLessThanOrEqual(1)
    const refused = permissions.filter(({ effect, condition }) => effect === 'Deny' && condition === '')
    for (const keyClass of keyClasses.filter(other => !read.includes(other))) {
      for (const action of ['ssm:GetParameter', 'ssm:GetParameters']) {
        expect(refused).toContainEqual({ effect: 'Deny', action, resource: `key:/${keyClass}/*`, condition: '' })
      }
    }
  },
)

test('the desk’s entries are reached by those who run reviews and by the clock, by name', () => {
  const reaching = lambdaNames.filter(name => {
    const grants: readonly TableGrant[] = rows[name].tables
    return grants.some(
      ({ table, partitions }) =>
        table === 'learning' &&
        (!partitions || partitions.some(one => 'desk#ann@example.com'.startsWith(one.replace('*', '')))),
    )
  })
  expect(reaching).toEqual(['organise', 'learning', 'clock'])
})

test.each<[LambdaName, string, readonly string[]]>([
  ['organise', 'desk#ann@example.com', ['get', 'put']],
  ['organise', 'desk-due', ['get', 'put', 'delete']],
  ['clock', 'desk#ann@example.com', ['get', 'put', 'delete']],
  ['clock', 'desk-due', ['get', 'put', 'update', 'delete', 'query']],
  ['clock', 'desk-built', ['get', 'put']],
  ['clock', 'action#act_aaaaaaaaaaaaaaaa', ['get']],
  ['clock', 'counterfactual#cfl_aaaaaaaaaaaaaaaa', ['get']],
])('%s does to %s what the desk needs of it, and nothing else', (name, partition, actions) => {
  const covers = (pattern: string): boolean =>
    pattern.endsWith('*') ? partition.startsWith(pattern.slice(0, -1)) : pattern === partition
  const grants: readonly TableGrant[] = rows[name].tables
  const found = grants.filter(
    ({ table, partitions }) => table === 'learning' && (!partitions || partitions.some(covers)),
  )
  expect(new Set(found.flatMap(grant => grant.actions))).toEqual(new Set(actions))
})

test('a role that reads a second class of keys is found', () => {
  const planted: Permission = { effect: 'Allow', action: 'ssm:GetParameters', resource: 'key:/link/*', condition: '' }
  expect(classesRead([...permissionsOf(template, 'harvest'), planted])).toEqual(['link', 'seal'])
})

test.each(lambdaNames)('%s is denied keys by path, their history and their overwriting', name => {
  const permissions = permissionsOf(template, name)
  for (const keyClass of keyClasses) {
    const resource = `key:/${keyClass}/*`
    const condition = JSON.stringify({ StringEquals: { 'ssm:Overwrite': ['true'] } })
    expect(permissions).toContainEqual({ effect: 'Deny', action: 'ssm:PutParameter', resource, condition })
    for (const action of ['ssm:GetParametersByPath', 'ssm:GetParameterHistory']) {
      expect(permissions).toContainEqual({ effect: 'Deny', action, resource, condition: '' })
    }
  }
})

test('passes can neither list slots nor, of a survey, anything but the ids of its keys', () => {
  const ofTables = allowedOf(template, 'passes').filter(({ resource }) => resource.startsWith('table:'))
  const lists = ofTables.filter(({ action }) => !['dynamodb:GetItem', 'dynamodb:UpdateItem'].includes(action))
  expect(lists.map(({ action }) => action)).toEqual(['dynamodb:Query', 'dynamodb:Query'])
  for (const { resource, condition } of lists) {
    expect(resource).toMatch(/^table:surveys/)
    expect(JSON.parse(condition)).toEqual({
      'ForAllValues:StringEquals': {
        'dynamodb:LeadingKeys': ['active'],
        'dynamodb:Attributes': ['pk', 'sk', 'queue', 'closesAt', 'status', 'keys'],
      },
      StringEquals: { 'dynamodb:Select': ['SPECIFIC_ATTRIBUTES'] },
    })
  }
})

test('ballots, until the harvest, can be put by one role and read by none but the harvest', () => {
  for (const name of lambdaNames) {
    const reads = allowedOf(template, name).filter(
      ({ action, resource }) => resource === 'table:ballots' && /GetItem|Query|Scan|Batch/.test(action),
    )
    expect(reads.length > 0).toBe(name === 'harvest')
  }
})

test('no role scans, reads in batches, exports, streams or restores', () => {
  const actions = lambdaNames.flatMap(name => allowedOf(template, name).map(({ action }) => action))
  const tableActions = actions.filter(action => action.startsWith('dynamodb:'))
  expect(new Set(tableActions)).toEqual(
    new Set(
      ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'Query'].map(action => `dynamodb:${action}`),
    ),
  )
})

test('a key’s id has the shape that the policies let through', () => {
  const pattern = new RegExp(`^${keyIdPattern.replaceAll('?', '.')}$`)
  expect(keyId(new Uint8Array(16))).toMatch(pattern)
  expect('key_abc/../link').not.toMatch(pattern)
})

describe('a model', () => {
  const profile = 'eu.example.model-v1:0'
  const regions = ['eu-central-1', 'eu-north-1']
  const named = synthesize({ readerModel: profile, readerRegion: 'eu-central-1', readerRegions: regions.join(',') })
  const asking = (name: LambdaName, of = named) =>
    allowedOf(of, name).filter(({ action }) => action.startsWith('bedrock:'))

  test('may be asked by nobody where the stack names none', () => {
    for (const name of lambdaNames) expect(asking(name, template)).toEqual([])
  })

  test('is asked by the harvest alone: the one that is named, in the regions that are named', () => {
    for (const name of lambdaNames) expect(asking(name).length > 0).toBe(name === 'harvest')
    const invoked = asking('harvest').filter(({ action }) => action === 'bedrock:InvokeModel')
    expect(invoked).toHaveLength(3)
    const resources = invoked.map(({ resource }) => resource).join(' ')
    expect(resources).toContain(`inference-profile/${profile}`)
    for (const region of regions) expect(resources).toContain(`:bedrock:${region}::foundation-model/example.model-v1:0`)
    expect(resources).not.toContain('*')
    expect(
      asking('harvest')
        .filter(({ resource }) => resource === '*')
        .map(({ action }) => action),
    ).toEqual(['bedrock:GetModelInvocationLoggingConfiguration'])
  })
})
