/** The floor: the smallest handler with hono, zod and the SDK that does one conditional put. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { Hono } from 'hono'
import { handle } from 'hono/aws-lambda'
import * as z from 'zod'

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}))
const schema = z.object({ serial: z.string(), sealed: z.string() })
const app = new Hono()

app.put('/api/ballots', async context => {
  const { serial, sealed } = schema.parse(await context.req.json())
  await client.send(
    new PutCommand({
      TableName: process.env['BALLOTS_TABLE'],
      Item: { surveyId: 'srv_floor', serial, sealed: Buffer.from(sealed, 'base64url') },
      ConditionExpression: 'attribute_not_exists(serial)',
    }),
  )
  return context.json({ receipt: serial }, 201)
})

export const handler = handle(app)
