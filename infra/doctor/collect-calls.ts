/** Reads from services that have no client installed: queues, the API's stages, the site, CloudTrail, AWS Backup. */
import * as z from 'zod'
import type { Deployment } from '../deployment.ts'
import { edgeOf, hostOf } from '../endpoints.ts'
import { type Aws, target } from './call.ts'
import type { BackupSelection, Recorder, SiteState, StageState } from './state.ts'

const json = async <T>(schema: z.ZodType<T>, answer: Promise<string>): Promise<T> =>
  schema.parse(JSON.parse(await answer))

const get = ({ call, region }: Aws, service: string, path: string): Promise<string> =>
  call({ service, host: hostOf(service, region), region, method: 'GET', path })

export const collectDeadLetters = async (aws: Aws, parts: Deployment): Promise<Record<string, number>> => {
  const schema = z.object({ Attributes: z.object({ ApproximateNumberOfMessages: z.coerce.number() }) })
  const waiting: Record<string, number> = {}
  for (const [name, QueueUrl] of Object.entries(parts.deadLetters)) {
    const body = { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }
    const { Attributes } = await json(schema, target(aws, 'sqs', 'AmazonSQS.GetQueueAttributes', body, '1.0'))
    waiting[name] = Attributes.ApproximateNumberOfMessages
  }
  return waiting
}

const settings = z.object({ detailedMetricsEnabled: z.boolean().optional() })
const stages = z.object({
  items: z.array(
    z.object({
      stageName: z.string(),
      accessLogSettings: z.object({ destinationArn: z.string().optional() }).optional(),
      defaultRouteSettings: settings.optional(),
      routeSettings: z.record(z.string(), settings).optional(),
    }),
  ),
})

export const collectStages = async (aws: Aws, parts: Deployment): Promise<StageState[]> => {
  const { items } = await json(stages, get(aws, 'apigateway', `/v2/apis/${parts.apiId}/stages`))
  return items.map(({ stageName, accessLogSettings, defaultRouteSettings, routeSettings }) => ({
    name: stageName,
    accessLog: Boolean(accessLogSettings?.destinationArn),
    metricsByRoute: [defaultRouteSettings, ...Object.values(routeSettings ?? {})].some(
      one => one?.detailedMetricsEnabled === true,
    ),
  }))
}

/** The text of the first element with this name. The elements in these answers have no attributes. */
const element = (xml: string, name: string): string =>
  new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xml)?.[1]?.trim() ?? ''

const deliveries = z.object({
  deliverySources: z.array(z.object({ name: z.string(), resourceArns: z.array(z.string()).default([]) })).default([]),
})

export const collectSite = async (aws: Aws, parts: Deployment): Promise<SiteState> => {
  const { host, region: edgeRegion } = edgeOf(aws.region)
  const config = await aws.call({
    service: 'cloudfront',
    host,
    region: edgeRegion,
    method: 'GET',
    path: `/2020-05-31/distribution/${parts.distributionId}/config`,
  })
  const bucket = await aws.call({
    service: 's3',
    host: hostOf(`${parts.bucket}.s3`, aws.region),
    region: aws.region,
    method: 'GET',
    query: { logging: '' },
  })
  const edge = { ...aws, region: edgeRegion }
  const { deliverySources } = await json(deliveries, target(edge, 'logs', 'Logs_20140328.DescribeDeliverySources', {}))
  return {
    logs: element(element(config, 'Logging'), 'Enabled') === 'true',
    realTimeLogs: element(config, 'RealtimeLogConfigArn') !== '',
    firewall: element(config, 'WebACLId') !== '',
    bucketLogs: bucket.includes('<LoggingEnabled>'),
    deliveries: deliverySources
      .filter(({ resourceArns }) => resourceArns.some(arn => arn.endsWith(`distribution/${parts.distributionId}`)))
      .map(({ name }) => name),
  }
}

const words = z.array(z.string()).optional()
const advanced = z
  .array(
    z.object({
      FieldSelectors: z.array(
        z.object({
          Field: z.string(),
          Equals: words,
          StartsWith: words,
          EndsWith: words,
          NotEquals: words,
          NotStartsWith: words,
          NotEndsWith: words,
        }),
      ),
    }),
  )
  .nullish()

const fieldsOf = (selectors: z.infer<typeof advanced>): Recorder['advanced'] =>
  (selectors ?? []).map(({ FieldSelectors }) =>
    FieldSelectors.map(selector => ({
      field: selector.Field,
      equals: selector.Equals ?? [],
      startsWith: selector.StartsWith ?? [],
      endsWith: selector.EndsWith ?? [],
      notEquals: selector.NotEquals ?? [],
      notStartsWith: selector.NotStartsWith ?? [],
      notEndsWith: selector.NotEndsWith ?? [],
    })),
  )

const trails = z.object({
  trailList: z.array(z.object({ Name: z.string(), TrailARN: z.string(), HomeRegion: z.string().optional() })),
})
const selectors = z.object({
  EventSelectors: z
    .array(z.object({ DataResources: z.array(z.object({ Type: z.string(), Values: z.array(z.string()) })).optional() }))
    .nullish(),
  AdvancedEventSelectors: advanced,
})
const stores = z.object({
  EventDataStores: z.array(z.object({ Name: z.string(), EventDataStoreArn: z.string() })).default([]),
  NextToken: z.string().nullish(),
})
const store = z.object({ AdvancedEventSelectors: advanced })

const readTrail = async (aws: Aws, name: string, arn: string): Promise<Recorder> => {
  try {
    const found = await json(selectors, askTrails(aws, 'GetEventSelectors', { TrailName: arn }))
    const dataResources = (found.EventSelectors ?? []).flatMap(({ DataResources }) =>
      (DataResources ?? []).map(({ Type, Values }) => ({ type: Type, values: Values })),
    )
    return { name, dataResources, advanced: fieldsOf(found.AdvancedEventSelectors) }
  } catch (error) {
    return { name, dataResources: [], advanced: [], unreadable: error instanceof Error ? error.message : 'unknown' }
  }
}

const askTrails = (aws: Aws, operation: string, body: unknown): Promise<string> =>
  target(aws, 'cloudtrail', `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.${operation}`, body)

/** Trails that record here, including those of other regions and of the organisation, and event data stores. */
export const collectRecorders = async (aws: Aws): Promise<Recorder[]> => {
  const { trailList } = await json(trails, askTrails(aws, 'DescribeTrails', { includeShadowTrails: true }))
  const recorders: Recorder[] = []
  for (const { Name, TrailARN, HomeRegion } of trailList) {
    // Only the trail's home region answers for it.
    recorders.push(await readTrail({ ...aws, region: HomeRegion ?? aws.region }, `trail ${Name}`, TrailARN))
  }
  let from: string | null | undefined
  do {
    const page = await json(stores, askTrails(aws, 'ListEventDataStores', from ? { NextToken: from } : {}))
    for (const { Name, EventDataStoreArn } of page.EventDataStores) {
      const found = await json(store, askTrails(aws, 'GetEventDataStore', { EventDataStore: EventDataStoreArn }))
      recorders.push({
        name: `event data store ${Name}`,
        dataResources: [],
        advanced: fieldsOf(found.AdvancedEventSelectors),
      })
    }
    from = page.NextToken
  } while (from)
  return recorders
}

const plans = z.object({
  BackupPlansList: z.array(z.object({ BackupPlanId: z.string(), BackupPlanName: z.string() })).default([]),
})
const selectionsOfPlan = z.object({
  BackupSelectionsList: z.array(z.object({ SelectionId: z.string(), SelectionName: z.string() })).default([]),
})
const selection = z.object({
  BackupSelection: z.object({
    Resources: z.array(z.string()).nullish(),
    NotResources: z.array(z.string()).nullish(),
  }),
})

export const collectBackups = async (aws: Aws): Promise<BackupSelection[]> => {
  const { BackupPlansList } = await json(plans, get(aws, 'backup', '/backup/plans/'))
  const found: BackupSelection[] = []
  for (const { BackupPlanId, BackupPlanName } of BackupPlansList) {
    const path = `/backup/plans/${BackupPlanId}/selections/`
    const { BackupSelectionsList } = await json(selectionsOfPlan, get(aws, 'backup', path))
    for (const { SelectionId, SelectionName } of BackupSelectionsList) {
      const { BackupSelection: chosen } = await json(selection, get(aws, 'backup', `${path}${SelectionId}`))
      found.push({
        plan: BackupPlanName,
        selection: SelectionName,
        resources: chosen.Resources ?? [],
        notResources: chosen.NotResources ?? [],
      })
    }
  }
  return found
}
