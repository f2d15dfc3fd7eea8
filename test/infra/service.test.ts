import { readFileSync } from 'node:fs'
import type { App } from 'aws-cdk-lib'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { expect, test, vi } from 'vitest'
import { environmentNames } from '../../functions/environment.ts'
import { type Lambda, type LambdaName, lambdaNames, manifest } from '../../functions/manifest.ts'
import { isPublic, routes } from '../../functions/calls/routes.ts'
import { type Table, type TableName, tableNames, tables } from '../../functions/tables.ts'
import { requestFailed } from '../../functions/aws/log.ts'
import { holdingCodes, unsureCode } from '../../infra/alarms.ts'
import { exceptions } from '../../infra/exceptions.ts'
import type { Template } from '../../infra/local/hostile/template.ts'
import { functionOf, ofType, only, plain, type Resource, synthesize } from './synthesized.ts'

// A synthesis takes a second, and many seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const template = synthesize()
const elsewhere = synthesize({
  issuer: 'https://id.example.com/realms/a',
  clientId: 'murmur',
  metricsAudience: 'prometheus',
  citeAudience: 'pipelines',
  groupsClaim: 'groups',
})
const rows: Readonly<Record<LambdaName, Lambda>> = manifest

const properties = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

const tableOf = (from: Template, name: TableName): Resource => {
  const [found] = ofType(from, 'AWS::DynamoDB::Table').filter(([id]) => id.startsWith(`${name}Table`))
  if (!found) throw new Error(`no table ${name}`)
  return found[1]
}

/** Everything that would keep an earlier state of a table, or record when it changed. */
const pastOf = (table: Resource): string[] => {
  const recovery = properties(table.Properties['PointInTimeRecoverySpecification'])
  return [
    ...(recovery['PointInTimeRecoveryEnabled'] === false ? [] : ['recovery']),
    ...['StreamSpecification', 'KinesisStreamSpecification', 'ContributorInsightsSpecification', 'Replicas'].filter(
      name => table.Properties[name] !== undefined,
    ),
    ...(table.Properties['TimeToLiveSpecification'] === undefined ? [] : ['time-to-live']),
  ]
}

const forgetful: readonly TableName[] = ['slots', 'ballots', 'live']

test.each(forgetful)('%s has no past: no recovery, stream, insight, time-to-live or replica', name => {
  expect(pastOf(tableOf(template, name))).toEqual([])
})

test('a switch that is on is found', () => {
  const ballots = tableOf(template, 'ballots')
  const planted = { ...ballots, Properties: { ...ballots.Properties, StreamSpecification: {} } }
  expect(pastOf(planted)).toEqual(['StreamSpecification'])
  expect(pastOf({ ...ballots, Properties: {} })).toEqual(['recovery'])
  expect(pastOf(tableOf(template, 'people'))).toEqual(['recovery', 'time-to-live'])
})

test('nothing in the stack backs up, records, streams or exports', () => {
  const watched =
    /^AWS::(Backup|CloudTrail|Kinesis|KinesisFirehose|XRay|ApplicationInsights|DynamoDB::GlobalTable|WAFv2)/
  expect(Object.values(template.Resources).filter(({ Type }) => watched.test(Type))).toEqual([])
})

test.each(tableNames)('%s has the keys, indexes and recovery of its row, and outlives the stack', name => {
  const row: Table = tables[name]
  const { Properties, ...rest } = tableOf(template, name)
  const keys = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ]
  expect(Properties['KeySchema']).toEqual(keys(row.partitionKey, row.sortKey))
  expect(Properties['GlobalSecondaryIndexes'] ?? []).toEqual(
    row.indexes.map(index => ({
      IndexName: index.name,
      KeySchema: keys(index.partitionKey, index.sortKey),
      Projection: { ProjectionType: 'ALL' },
    })),
  )
  expect(Properties['PointInTimeRecoverySpecification']).toEqual({ PointInTimeRecoveryEnabled: row.recoverable })
  expect(Properties['TimeToLiveSpecification']).toEqual(
    row.timeToLive === null ? undefined : { AttributeName: row.timeToLive, Enabled: true },
  )
  expect(Properties['BillingMode']).toBe('PAY_PER_REQUEST')
  expect(Properties['DeletionProtectionEnabled']).toBe(true)
  expect(rest['DeletionPolicy']).toBe('Retain')
})

test.each(lambdaNames)('%s runs as its row says, with no tracing', name => {
  const row = rows[name]
  const [, lambda] = functionOf(template, name)
  expect(lambda).toMatchObject({
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Handler: 'index.handler',
    Timeout: row.timeoutSeconds,
    MemorySize: row.memoryMegabytes,
    LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: row.platformLogs },
  })
  expect(lambda['TracingConfig']).toBeUndefined()
  expect(lambda['Layers']).toBeUndefined()
  expect(lambda['DeadLetterConfig'] !== undefined).toBe(row.deadLetters)
  const variables = Object.keys(properties(properties(lambda['Environment'])['Variables']))
  expect(variables.sort()).toEqual(row.environment.map(key => environmentNames[key]).sort())
})

test('log lines are kept for a month, those of the participant routes for a week', () => {
  for (const name of lambdaNames) {
    const [, lambda] = functionOf(template, name)
    const group = plain(properties(lambda['LoggingConfig'])['LogGroup']).slice(1, -1)
    const days = rows[name].platformLogs === 'WARN' ? 7 : 30
    expect(template.Resources[group]?.Properties['RetentionInDays']).toBe(days)
  }
})

const asynchronous = (name: LambdaName): Record<string, unknown> | undefined => {
  const [id] = functionOf(template, name)
  return ofType(template, 'AWS::Lambda::EventInvokeConfig').find(
    ([, { Properties }]) => plain(Properties['FunctionName']) === `<${id}>`,
  )?.[1].Properties
}

const scheduleOf = (name: LambdaName): Record<string, unknown> => {
  const [id] = functionOf(template, name)
  const rules = ofType(template, 'AWS::Events::Rule').filter(([, { Properties }]) =>
    JSON.stringify(Properties['Targets']).includes(`"${id}"`),
  )
  expect(rules).toHaveLength(1)
  const rule = rules[0]?.[1].Properties ?? {}
  // EventBridge's event has `time`, which an input of our own would replace.
  expect(JSON.stringify(rule['Targets'])).not.toContain('"Input')
  return rule
}

test.each(['clock', 'mailer'] as const)('%s runs every minute, is never retried and never late', name => {
  expect(asynchronous(name)).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 })
  expect(scheduleOf(name)).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' })
})

test('learning also runs every quarter of an hour, for the live channels that nobody ended', () => {
  expect(scheduleOf('learning')).toMatchObject({ ScheduleExpression: 'rate(15 minutes)', State: 'ENABLED' })
})

test('reserved concurrency is an option, since a small account cannot spare it', () => {
  expect(functionOf(template, 'mailer')[1]['ReservedConcurrentExecutions']).toBeUndefined()
  const reserved = synthesize({ reserveMailer: 'true' })
  expect(functionOf(reserved, 'mailer')[1]['ReservedConcurrentExecutions']).toBe(1)
})

test('each function that participants call has room of its own, where it is asked for', () => {
  const ofParticipants = ['passes', 'ballots', 'learning']
  const reservedIn = (from: Template) =>
    lambdaNames.flatMap(name => {
      const reserved = functionOf(from, name)[1]['ReservedConcurrentExecutions']
      return reserved === undefined ? [] : [[name, reserved]]
    })
  expect(reservedIn(template)).toEqual([])
  const asked = reservedIn(synthesize({ participantConcurrency: '20' }))
  expect(new Map(asked.map(([name, reserved]) => [name, reserved]))).toEqual(
    new Map(ofParticipants.map(name => [name, 20])),
  )
})

test('every route that anybody may call is throttled by itself, and the stage waits for it', () => {
  const [stage] = ofType(template, 'AWS::ApiGatewayV2::Stage').map(([, resource]) => resource)
  const settings = properties(stage?.Properties['RouteSettings'])
  const open = lambdaNames.flatMap(name => (routes[name] ?? []).filter(isPublic))
  expect(open.length).toBeGreaterThan(5)
  expect(Object.keys(settings).toSorted()).toEqual(open.map(({ method, path }) => `${method} ${path}`).toSorted())
  const whole = properties(stage?.Properties['DefaultRouteSettings'])
  for (const { method, path, access } of open) {
    const own = properties(settings[`${method} ${path}`])
    expect(own['ThrottlingRateLimit'], path).toBe(access === 'participant' ? 100 : 20)
    expect(Number(own['ThrottlingRateLimit'])).toBeLessThan(Number(whole['ThrottlingRateLimit']))
    expect(own['ThrottlingBurstLimit']).toBe(Number(own['ThrottlingRateLimit']) * 2)
  }
  const waitsFor = JSON.stringify(stage?.['DependsOn'])
  for (const [id, { Properties }] of ofType(template, 'AWS::ApiGatewayV2::Route')) {
    if (plain(Properties['RouteKey']) in settings) expect(waitsFor).toContain(`"${id}"`)
  }
})

const routesOf = (from: Template): string[] => {
  const authorizer = (reference: unknown): string => {
    if (reference === undefined) return 'none'
    return String(from.Resources[plain(reference).slice(1, -1)]?.Properties['Name'])
  }
  const target = (value: unknown): string => {
    const integration = from.Resources[plain(value).replace('integrations/', '').slice(1, -1)]?.Properties ?? {}
    const id = plain(integration['IntegrationUri']).slice(1).replace('.Arn>', '')
    return lambdaNames.find(name => functionOf(from, name)[0] === id) ?? 'unknown'
  }
  return ofType(from, 'AWS::ApiGatewayV2::Route').map(([, { Properties: route }]) =>
    [
      plain(route['RouteKey']),
      target(route['Target']),
      String(route['AuthorizationType']),
      authorizer(route['AuthorizerId']),
      JSON.stringify(route['AuthorizationScopes'] ?? []),
    ].join(' '),
  )
}

test('the API has the operations’ routes, each with its authorizer, and no other', () => {
  const guards = {
    'signed-in': 'JWT People []',
    metrics: 'JWT Metrics ["murmur/metrics"]',
    cite: 'JWT Cite []',
    participant: 'NONE none []',
    anybody: 'NONE none []',
  }
  const expected = lambdaNames.flatMap(name => {
    return (routes[name] ?? []).map(({ method, path, access }) => `${method} ${path} ${name} ${guards[access]}`)
  })
  expect(routesOf(template).sort()).toEqual(expected.sort())
})

test('a signed-in prefix has its exact route and the one below it', () => {
  const routes = new Set(routesOf(template).map(route => route.split(' ')[1] ?? ''))
  for (const path of routes) {
    if (path.endsWith('/{proxy+}')) expect(routes).toContain(path.replace('/{proxy+}', ''))
  }
})

/** Everywhere a request might leave a line: the stage, its metrics by route, the CDN, the bucket. */
const requestLogs = (from: Template): string[] => {
  const stage = only(from, 'AWS::ApiGatewayV2::Stage')
  const distribution = properties(only(from, 'AWS::CloudFront::Distribution')['DistributionConfig'])
  return [
    ...(stage['AccessLogSettings'] === undefined ? [] : ['access log']),
    ...(properties(stage['DefaultRouteSettings'])['DetailedMetricsEnabled'] === true ? ['metrics by route'] : []),
    ...(distribution['Logging'] === undefined ? [] : ['cdn log']),
    ...(JSON.stringify(distribution).includes('RealtimeLogConfigArn') ? ['real-time log'] : []),
    ...(only(from, 'AWS::S3::Bucket')['LoggingConfiguration'] === undefined ? [] : ['bucket log']),
    ...ofType(from, 'AWS::Lambda::Function').flatMap(([, { Properties }]) =>
      properties(Properties['TracingConfig'])['Mode'] === 'Active' ? ['tracing'] : [],
    ),
  ]
}

test('no request leaves a line anywhere', () => {
  expect(requestLogs(template)).toEqual([])
})

test('a log that is on is found', () => {
  const planted = structuredClone(template)
  for (const [, resource] of ofType(planted, 'AWS::ApiGatewayV2::Stage')) resource.Properties['AccessLogSettings'] = {}
  for (const [, resource] of ofType(planted, 'AWS::Lambda::Function')) {
    resource.Properties['TracingConfig'] = { Mode: 'Active' }
  }
  expect(new Set(requestLogs(planted))).toEqual(new Set(['access log', 'tracing']))
})

test('SES reports only bounces and complaints', () => {
  expect(only(template, 'AWS::SES::ConfigurationSetEventDestination')['EventDestination']).toMatchObject({
    MatchingEventTypes: ['bounce', 'complaint'],
  })
  expect(only(template, 'AWS::SES::ConfigurationSet')['TrackingOptions']).toBeUndefined()
})

test('the API behind the site is cached nowhere, and its problem documents pass untouched', () => {
  const config = properties(only(template, 'AWS::CloudFront::Distribution')['DistributionConfig'])
  expect(config['CustomErrorResponses']).toBeUndefined()
  expect(config['CacheBehaviors']).toEqual([
    // A file of the site, cached like any other: CachingOptimized.
    expect.objectContaining({
      PathPattern: '/api/openapi.json',
      CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
    }),
    expect.objectContaining({
      PathPattern: '/api/*',
      // The ids of CachingDisabled and AllViewerExceptHostHeader.
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
    }),
  ])
})

test('every text of the site is compressed on its way: by the edge, under the policy that keeps both encodings', () => {
  const config = properties(only(template, 'AWS::CloudFront::Distribution')['DistributionConfig'])
  const behaviors = [config['DefaultCacheBehavior'], ...Object.values(properties(config['CacheBehaviors']))].map(
    properties,
  )
  const cached = behaviors.filter(({ CachePolicyId: id }) => id !== '4135ea2d-6df8-44a3-9df3-4b5a84be39ad')
  // What is kept nowhere the edge compresses never: there the functions do it.
  expect(behaviors.length - cached.length).toBe(1)
  for (const behavior of cached) {
    expect(behavior).toMatchObject({ Compress: true, CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' })
  }
})

test('signing in fetches from the issuer and the site, and from nowhere else', () => {
  const policy = (from: Template): string => {
    const config = properties(only(from, 'AWS::CloudFront::ResponseHeadersPolicy')['ResponseHeadersPolicyConfig'])
    const security = properties(properties(config['SecurityHeadersConfig'])['ContentSecurityPolicy'])
    return plain(security['ContentSecurityPolicy'])
  }
  expect(policy(template)).toContain(
    "connect-src 'self' https://cognito-idp.<AWS::Region>.amazonaws.com https://murmur-<AWS::AccountId>.auth.",
  )
  expect(policy(elsewhere)).toContain("connect-src 'self' https://id.example.com;")
})

test('with a given issuer there is no user pool, and the authorizers use that issuer', () => {
  expect(ofType(elsewhere, 'AWS::Cognito::UserPool')).toEqual([])
  const jwt = ofType(elsewhere, 'AWS::ApiGatewayV2::Authorizer').map(
    ([, { Properties }]) => Properties['JwtConfiguration'],
  )
  expect(jwt).toEqual([
    { Issuer: 'https://id.example.com/realms/a', Audience: ['murmur'] },
    { Issuer: 'https://id.example.com/realms/a', Audience: ['murmur', 'pipelines'] },
    { Issuer: 'https://id.example.com/realms/a', Audience: ['prometheus'] },
  ])
  const variables = properties(properties(functionOf(elsewhere, 'learning')[1]['Environment'])['Variables'])
  expect(variables).toMatchObject({
    GROUPS_CLAIM: 'groups',
    CLIENT_ID: 'murmur',
    METRICS_AUDIENCE: 'prometheus',
    CITE_AUDIENCE: 'pipelines',
  })
})

test('nobody can sign up; the web client is public and has only the code flow', () => {
  expect(only(template, 'AWS::Cognito::UserPool')).toMatchObject({
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    MfaConfiguration: 'ON',
  })
  expect(only(template, 'AWS::Cognito::UserPoolClient')).toMatchObject({
    GenerateSecret: false,
    AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'email', 'profile'],
  })
  const groups = ofType(template, 'AWS::Cognito::UserPoolGroup').map(([, { Properties }]) => Properties['GroupName'])
  expect(groups).toEqual(['facilitator', 'keeper', 'leadership'])
})

test.each([
  ['Metrics', 'metrics'],
  ['Cite', 'cite'],
])('the client %s has a secret and the one scope, and only its own authorizer takes its tokens', (authorizer, name) => {
  const withClient = synthesize({ [`${name}Client`]: 'true' })
  const [found] = ofType(withClient, 'AWS::Cognito::UserPoolClient').filter(
    ([, { Properties }]) => Properties['GenerateSecret'] === true,
  )
  expect(found?.[1].Properties['AllowedOAuthFlows']).toEqual(['client_credentials'])
  expect(JSON.stringify(found?.[1].Properties['AllowedOAuthScopes'])).toContain(`/${name}"`)
  const takers = ofType(withClient, 'AWS::ApiGatewayV2::Authorizer')
    .filter(([, { Properties }]) => JSON.stringify(Properties['JwtConfiguration']).includes(String(found?.[0])))
    .map(([, { Properties }]) => Properties['Name'])
  expect(takers).toEqual([authorizer])
})

test('every function that fails, every dead letter and a backlog of mail rings', () => {
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties)
  for (const alarm of alarms) expect(alarm['AlarmActions']).toHaveLength(1)
  const watches = (metric: string, id: string): boolean =>
    alarms.some(alarm => alarm['MetricName'] === metric && JSON.stringify(alarm['Dimensions']).includes(`"${id}`))
  for (const name of lambdaNames) {
    expect(watches('Errors', functionOf(template, name)[0])).toBe(true)
    const rings = watches('ApproximateNumberOfMessagesVisible', `${name}DeadLetters`)
    expect(rings).toBe(rows[name].deadLetters)
  }
  expect(watches('Duration', functionOf(template, 'mailer')[0])).toBe(true)
  expect(alarms.map(alarm => alarm['MetricName'])).toEqual(expect.arrayContaining(['MailHeld', 'MailUnsure']))
})

test('a request answered with 500 rings, whichever function answered it', () => {
  const filters = ofType(template, 'AWS::Logs::MetricFilter').map(([, { Properties }]) => Properties)
  const asked = lambdaNames.filter(name => rows[name].trigger.kind === 'http')
  expect(asked).toEqual(expect.arrayContaining(['organise', 'passes', 'ballots', 'learning']))
  for (const name of asked) {
    const own = filters.filter(filter => JSON.stringify(filter?.['LogGroupName']).includes(`"${name}Log`))
    expect(own).toEqual([expect.objectContaining({ FilterPattern: `"${requestFailed}"` })])
    expect(own[0]?.['MetricTransformations']).toMatchObject([{ MetricName: 'RequestFailed', MetricValue: '1' }])
    // All that goes wrong is told by the one line that is looked for.
    expect(readFileSync(new URL(`../../${rows[name].entry}`, import.meta.url), 'utf8')).toContain('reportFailed')
  }
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties)
  expect(alarms.filter(alarm => alarm?.['MetricName'] === 'RequestFailed')).toEqual([
    expect.objectContaining({ Threshold: 1, Period: 300, EvaluationPeriods: 1, Statistic: 'Sum' }),
  ])
})

test('the codes that ring for mail held back, or perhaps lost, are those the mailer logs', () => {
  const source = readFileSync(new URL('../../functions/mailer/run.ts', import.meta.url), 'utf8')
  for (const code of [...holdingCodes, unsureCode]) expect(source).toContain(`'${code}'`)
  const filters = ofType(template, 'AWS::Logs::MetricFilter').map(([, { Properties }]) => Properties?.['FilterPattern'])
  expect(filters).toContain(holdingCodes.map(code => `?"${code}"`).join(' '))
  expect(filters).toContain(`"${unsureCode}"`)
})

test('at most ten exceptions from AWS’s checklist, each with its reason', () => {
  expect(exceptions.length).toBeLessThanOrEqual(10)
  for (const { reason } of exceptions) expect(reason.length).toBeGreaterThan(20)
})

test('AWS’s checklist finds nothing else, with every option too', () => {
  expect(() => synthesize({}, { checked: true })).not.toThrow()
  const every = {
    metricsClient: 'true',
    reserveMailer: 'true',
    participantConcurrency: '20',
    alarmsTo: 'oncall@example.com',
  }
  expect(() => synthesize(every, { checked: true })).not.toThrow()
})

test('a part that breaks the checklist stops the synthesis', () => {
  const plant = (app: App): void => void new Bucket(app.node.findChild('Murmur'), 'Planted')
  expect(() => synthesize({}, { checked: true, change: plant })).toThrow('AwsSolutions-S10')
})

const variablesOf = (from: Template, name: LambdaName) =>
  properties(properties(functionOf(from, name)[1]['Environment'])['Variables'])

test('the functions that reckon with quarters, and the pages, are told which the organisation has', () => {
  const calendar = { zone: 'Pacific/Auckland', yearStartsIn: 4 }
  const own = synthesize({ zone: 'pacific/auckland', yearStartsIn: '4' })
  for (const name of ['learning', 'organise', 'clock'] as const) {
    expect(variablesOf(template, name)[environmentNames.calendar]).toBe('{"zone":"UTC","yearStartsIn":1}')
    expect(variablesOf(own, name)[environmentNames.calendar]).toBe(JSON.stringify(calendar))
  }
  const stored = (from: Template) => JSON.stringify(ofType(from, 'AWS::SSM::Parameter'))
  expect(stored(template)).not.toContain('yearStartsIn')
  expect(stored(own)).toContain('yearStartsIn')
})

test('whoever answers signs in where the stack says so; what is open is checked by the same issuer either way', () => {
  const asking = synthesize({ participantSignIn: 'true' })
  expect(variablesOf(template, 'clock')[environmentNames.participantSignIn]).toBe('off')
  expect(variablesOf(asking, 'clock')[environmentNames.participantSignIn]).toBe('on')
  for (const from of [template, asking]) {
    expect(JSON.stringify(variablesOf(from, 'passes')[environmentNames.issuer])).toContain('https://cognito-idp.')
    const [, client] = ofType(from, 'AWS::Cognito::UserPoolClient').find(([id]) => id.includes('Web')) ?? []
    const pages = JSON.stringify(client?.Properties['CallbackURLs'])
    for (const page of ['/desk/', '/answer/pre-meeting-1/', '/answer/pulse-2/']) expect(pages).toContain(page)
  }
  expect(variablesOf(elsewhere, 'passes')).toMatchObject({
    [environmentNames.issuer]: 'https://id.example.com/realms/a',
    [environmentNames.clientId]: 'murmur',
  })
})
