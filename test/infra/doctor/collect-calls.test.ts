import { expect, test } from 'vitest'
import type { Aws, AwsRequest } from '../../../infra/doctor/call.ts'
import {
  collectBackups,
  collectDeadLetters,
  collectRecorders,
  collectSite,
  collectStages,
} from '../../../infra/doctor/collect-calls.ts'
import { deployment } from './account.ts'

/** Answers by the end of the operation's name or the path, and records the requests. */
const answering = (answers: Readonly<Record<string, unknown>>): Aws & { readonly asked: AwsRequest[] } => {
  const asked: AwsRequest[] = []
  return {
    asked,
    region: 'eu-central-1',
    call: async request => {
      asked.push(request)
      const what = request.headers?.['x-amz-target'] ?? request.path ?? Object.keys(request.query ?? {})[0] ?? ''
      const key = Object.keys(answers).find(end => what.endsWith(end))
      const answer = key === undefined ? undefined : answers[key]
      if (answer === undefined) throw new Error(`AccessDenied ${what}`)
      return typeof answer === 'string' ? answer : JSON.stringify(answer)
    },
  }
}

test('the depth of every dead-letter queue', async () => {
  const aws = answering({ GetQueueAttributes: { Attributes: { ApproximateNumberOfMessages: '4' } } })
  expect(await collectDeadLetters(aws, deployment)).toEqual({ clock: 4 })
  expect(JSON.parse(String(aws.asked[0]?.body))).toMatchObject({ QueueUrl: deployment.deadLetters['clock'] })
})

test('an access log and metrics of a single route are found', async () => {
  const aws = answering({
    stages: {
      items: [
        { stageName: '$default', defaultRouteSettings: { detailedMetricsEnabled: false } },
        {
          stageName: 'b',
          accessLogSettings: { destinationArn: 'arn:logs' },
          routeSettings: { 'POST /api/passes': { detailedMetricsEnabled: true } },
        },
      ],
    },
  })
  expect(await collectStages(aws, deployment)).toEqual([
    { name: '$default', accessLog: false, metricsByRoute: false },
    { name: 'b', accessLog: true, metricsByRoute: true },
  ])
})

const siteAnswers = (config: string, bucket: string, arns: string[]) => ({
  '/config': `<?xml version="1.0"?><DistributionConfig xmlns="http://cloudfront">${config}</DistributionConfig>`,
  '/': bucket,
  logging: bucket,
  DescribeDeliverySources: { deliverySources: [{ name: 'cdn', resourceArns: arns }] },
})

test('a site without logs is recognised, and each log where one is on', async () => {
  const quiet = answering(
    siteAnswers(
      '<Logging><Enabled>false</Enabled><Bucket></Bucket></Logging><HttpVersion>http2</HttpVersion><WebACLId></WebACLId>',
      '<BucketLoggingStatus/>',
      ['arn:aws:cloudfront::1:distribution/OTHER'],
    ),
  )
  const off = { logs: false, realTimeLogs: false, firewall: false, bucketLogs: false, deliveries: [] }
  expect(await collectSite(quiet, deployment)).toEqual(off)
  const loud = answering(
    siteAnswers(
      '<DefaultCacheBehavior><RealtimeLogConfigArn>arn:r</RealtimeLogConfigArn></DefaultCacheBehavior>' +
        '<Logging>\n<Enabled>true</Enabled></Logging><WebACLId>arn:waf</WebACLId>',
      '<BucketLoggingStatus><LoggingEnabled><TargetBucket>b</TargetBucket></LoggingEnabled></BucketLoggingStatus>',
      ['arn:aws:cloudfront::1:distribution/E1'],
    ),
  )
  const on = { logs: true, realTimeLogs: true, firewall: true, bucketLogs: true, deliveries: ['cdn'] }
  expect(await collectSite(loud, deployment)).toEqual(on)
})

test('trails are read in their own region, event data stores page by page', async () => {
  const aws = answering({
    DescribeTrails: { trailList: [{ Name: 'all', TrailARN: 'arn:trail', HomeRegion: 'us-east-1' }] },
    GetEventSelectors: {
      EventSelectors: [{ DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: ['arn:aws:dynamodb'] }] }],
    },
    ListEventDataStores: { EventDataStores: [{ Name: 'lake', EventDataStoreArn: 'arn:lake' }] },
    GetEventDataStore: {
      AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }],
    },
  })
  const [trail, lake] = await collectRecorders(aws)
  expect(trail).toMatchObject({
    name: 'trail all',
    dataResources: [{ type: 'AWS::DynamoDB::Table', values: ['arn:aws:dynamodb'] }],
  })
  expect(lake?.advanced[0]?.[0]).toMatchObject({ field: 'eventCategory', equals: ['Data'] })
  expect(aws.asked.map(({ region }) => region)).toEqual(['eu-central-1', 'us-east-1', 'eu-central-1', 'eu-central-1'])
})

test('a trail owned by another account is kept, marked as unreadable', async () => {
  const aws = answering({
    DescribeTrails: { trailList: [{ Name: 'org', TrailARN: 'arn:trail' }] },
    ListEventDataStores: { EventDataStores: [] },
  })
  const [trail] = await collectRecorders(aws)
  expect(trail?.unreadable).toContain('AccessDenied')
})

test('every selection of every plan, with what it excludes', async () => {
  const aws = answering({
    '/plans/': { BackupPlansList: [{ BackupPlanId: 'p1', BackupPlanName: 'daily' }] },
    '/selections/': { BackupSelectionsList: [{ SelectionId: 's1', SelectionName: 'all' }] },
    '/s1': { BackupSelection: { Resources: ['*'], NotResources: ['arn:x'] } },
  })
  expect(await collectBackups(aws)).toEqual([
    { plan: 'daily', selection: 'all', resources: ['*'], notResources: ['arn:x'] },
  ])
})
