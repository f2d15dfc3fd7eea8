/** What a launch meets first: how many people would be asked, and what the account lets through at a time. */
import { DescribeParametersCommand, type SSMClient } from '@aws-sdk/client-ssm'
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import type { Deployment } from '../deployment.ts'
import { type Aws, target } from './call.ts'
import type { LaunchState } from './state.ts'

const countRoster = async (client: Pick<DynamoDBClient, 'send'>, TableName: string): Promise<number> => {
  let count = 0
  let from: NonNullable<QueryCommand['input']['ExclusiveStartKey']> | undefined
  do {
    const { Count = 0, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        Select: 'COUNT',
        KeyConditionExpression: 'pk = :person',
        ExpressionAttributeValues: { ':person': { S: 'person' } },
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    )
    count += Count
    from = LastEvaluatedKey
  } while (from)
  return count
}

/** Names only; a value is never read. */
const countParameters = async (client: Pick<SSMClient, 'send'>): Promise<number> => {
  let count = 0
  let from: string | undefined
  do {
    const asked = { MaxResults: 50, ...(from ? { NextToken: from } : {}) }
    const { Parameters = [], NextToken } = await client.send(new DescribeParametersCommand(asked))
    count += Parameters.length
    from = NextToken
  } while (from)
  return count
}

const poolSchema = z.object({
  UserPool: z.object({ EmailConfiguration: z.object({ EmailSendingAccount: z.string().optional() }).optional() }),
})

const poolMail = async (aws: Aws, { issuer }: Deployment): Promise<LaunchState['poolMail']> => {
  const UserPoolId = /^https:\/\/cognito-idp\.[^/]+\/([\w-]+)$/.exec(issuer)?.[1]
  if (UserPoolId === undefined) return 'elsewhere'
  const answer = await target(aws, 'cognito-idp', 'AWSCognitoIdentityProviderService.DescribeUserPool', { UserPoolId })
  const { UserPool } = poolSchema.parse(JSON.parse(answer))
  return UserPool.EmailConfiguration?.EmailSendingAccount === 'DEVELOPER' ? 'own' : 'shared'
}

export const collectLaunch = async (
  aws: Aws,
  clients: { readonly tables: Pick<DynamoDBClient, 'send'>; readonly parameters: Pick<SSMClient, 'send'> },
  parts: Deployment,
): Promise<LaunchState> => ({
  roster: await countRoster(clients.tables, parts.tables.people),
  parameters: await countParameters(clients.parameters),
  poolMail: await poolMail(aws, parts),
})
