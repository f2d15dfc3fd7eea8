/** Reads the state of an account, which `checks.ts` then judges. Only reads. */
import { LambdaClient } from '@aws-sdk/client-lambda'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SESClient } from '@aws-sdk/client-ses'
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm'
import { documentClient } from '../../functions/aws/clients.ts'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { backfill } from '../../functions/records/backfill.ts'
import { recordsOf } from '../../functions/records/records.ts'
import { readDeployment } from './installation.ts'
import type { Deployment } from '../deployment.ts'
import { hostOf } from '../endpoints.ts'
import type { Call } from './call.ts'
import { collectConcurrency, collectFunctions, collectMail, collectTables } from './collect-parts.ts'
import { collectLaunch } from './collect-launch.ts'
import { collectBackups, collectDeadLetters, collectRecorders, collectSite, collectStages } from './collect-calls.ts'
import type { AccountState, Known } from './state.ts'

const known = async <T>(look: () => Promise<T>): Promise<Known<T>> => {
  try {
    return { value: await look() }
  } catch (error) {
    return { unknown: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}

const readBootstrap = async (client: SSMClient): Promise<number | null> => {
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' }))
    return Number(Parameter?.Value)
  } catch (error) {
    if (error instanceof ParameterNotFound) return null
    throw error
  }
}

const readAccount = async (call: Call, region: string): Promise<string> => {
  const answer = await call({
    service: 'sts',
    host: hostOf('sts', region),
    region,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  })
  const account = /<Account>(\d+)<\/Account>/.exec(answer)?.[1]
  if (!account) throw new Error('STS names no account')
  return account
}

const readBackfill = ({ tables }: Deployment) =>
  recordsOf(documentCalls(documentClient()), { learningTable: tables.learning }).get(backfill, {})

const nothing = { unknown: 'nothing is deployed' } as const

export const collect = async (call: Call): Promise<AccountState> => {
  const ssm = new SSMClient({})
  const region = await known(() => ssm.config.region())
  const place = 'value' in region ? region.value : ''
  const account = await known(() => readAccount(call, place))
  const deployment = await known(() => readDeployment(ssm))
  const parts = 'value' in deployment ? deployment.value : null
  const ofParts = async <T>(look: (found: Deployment) => Promise<T>): Promise<Known<T>> => {
    if ('unknown' in deployment) return deployment
    return parts ? known(() => look(parts)) : nothing
  }
  const aws = { call, region: place }
  return {
    account,
    region: place || null,
    bootstrapVersion: await known(() => readBootstrap(ssm)),
    deployment,
    mail: await ofParts(found => collectMail(new SESClient({}), found)),
    deadLetters: await ofParts(found => collectDeadLetters(aws, found)),
    backfill: await ofParts(readBackfill),
    tables: await ofParts(found => collectTables(new DynamoDBClient({}), found)),
    functions: await ofParts(found => collectFunctions(new LambdaClient({}), found)),
    concurrency: await ofParts(found => collectConcurrency(new LambdaClient({}), found)),
    launch: await ofParts(found => collectLaunch(aws, { tables: new DynamoDBClient({}), parameters: ssm }, found)),
    stages: await ofParts(found => collectStages(aws, found)),
    site: await ofParts(found => collectSite(aws, found)),
    recorders: await known(() => collectRecorders(aws)),
    backups: await known(() => collectBackups(aws)),
  }
}
