import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { serviceEndpoint } from '../../functions/aws/env.ts'
import { jsonService } from '../../functions/aws/json-service.ts'
import { keyReader } from '../../functions/aws/key-reader.ts'
import { sesService } from '../../functions/aws/ses-service.ts'
import { tableService } from '../../functions/aws/table-service.ts'
import { ownDatabase } from '../own.ts'

interface Request {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** The service's answers in turn, the last one repeated. Null: the connection is cut. */
let answers: readonly (readonly [status: number, body: string] | null)[] = []
let requests: Request[] = []
const server = createServer((request, response) => {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => {
    const answer = answers[Math.min(requests.length, answers.length - 1)]
    requests.push({ headers: request.headers, body: Buffer.concat(pieces).toString() })
    if (answer) response.writeHead(answer[0]).end(answer[1])
    else request.socket.destroy()
  })
})
let endpoint = ''
const world = ownDatabase()

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(async () => {
  vi.unstubAllEnvs()
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  requests = []
  vi.unstubAllEnvs()
  vi.stubEnv('AWS_REGION', 'eu-central-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  for (const service of ['DYNAMODB', 'SSM', 'SES']) vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, endpoint)
})

describe('where a service is reached', () => {
  test.each([
    ['eu-central-1', 'dynamodb', undefined, 'https://dynamodb.eu-central-1.amazonaws.com/'],
    ['us-east-1', 'ses', 'email', 'https://email.us-east-1.amazonaws.com/'],
    ['cn-north-1', 'ssm', undefined, 'https://ssm.cn-north-1.amazonaws.com.cn/'],
  ])('in %s, %s', (region, service, host, url) => {
    vi.stubEnv('AWS_REGION', region)
    vi.stubEnv(`AWS_ENDPOINT_URL_${service.toUpperCase()}`, undefined)
    expect(serviceEndpoint(service, host).url.href).toBe(url)
  })
})

describe('a request', () => {
  test("is signed for its service, with the function's session, and names its operation", async () => {
    vi.stubEnv('AWS_SESSION_TOKEN', 'session')
    answers = [[200, '{"Parameter":{"Value":"key"}}']]
    expect(await keyReader(jsonService('ssm'), '/murmur', 'sign')('key_aaaaaaaaaaaaaaaa')).toBe('key')
    const [request] = requests
    expect(request?.body).toBe('{"Name":"/murmur/sign/key_aaaaaaaaaaaaaaaa","WithDecryption":true}')
    expect(request?.headers).toMatchObject({
      'x-amz-target': 'AmazonSSM.GetParameter',
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-security-token': 'session',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/ssm\/aws4_request, SignedHeaders=[a-z0-9;-]*\bhost;.*x-amz-target, Signature=[0-9a-f]{64}$/,
      ),
    })
  })

  test.each([
    ['a fault of the service', [500, '{"__type":"InternalServerError"}']],
    ['throttling', [400, '{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException"}']],
    ['a lost connection', null],
  ] as const)('is repeated after %s', async (_what, first) => {
    answers = [first, [200, '{"Item":{"a":{"S":"b"}}}']]
    expect((await tableService()('GetItem', { TableName: 't' })).Item).toEqual({ a: 'b' })
    expect(requests).toHaveLength(2)
  })

  test('is given up after five attempts, and not retried after a refusal', async () => {
    answers = [[503, 'no JSON']]
    await expect(jsonService('dynamodb')('GetItem', {})).rejects.toMatchObject({
      name: 'UnreadableAnswer',
      $fault: 'server',
    })
    expect(requests).toHaveLength(5)
    requests = []
    answers = [[400, '{"__type":"a.b#ResourceNotFoundException","message":"quotes what was sent"}']]
    const refused = jsonService('dynamodb')('GetItem', {})
    await expect(refused).rejects.toMatchObject({ name: 'ResourceNotFoundException', message: '', $fault: 'client' })
    expect(requests).toHaveLength(1)
  })

  test('for a key that no longer exists gives null', async () => {
    answers = [[400, '{"__type":"ParameterNotFound"}']]
    expect(await keyReader(jsonService('ssm'), '/murmur', 'link')('key_aaaaaaaaaaaaaaaa')).toBeNull()
  })
})

describe('SES', () => {
  test('takes a form, returns the requested elements, and is called once', async () => {
    answers = [[200, '<R><MaxSendRate>14.0</MaxSendRate><Name>a &amp; b</Name></R>']]
    const told = await sesService()('GetSendQuota', { Text: 'ä+b&c=d' }, ['MaxSendRate', 'Name', 'Missing'])
    expect(told).toEqual({ MaxSendRate: '14.0', Name: 'a & b' })
    expect([...new URLSearchParams(requests[0]?.body)]).toEqual([
      ['Action', 'GetSendQuota'],
      ['Version', '2010-12-01'],
      ['Text', 'ä+b&c=d'],
    ])
    requests = []
    answers = [[500, '<ErrorResponse><Error><Code>InternalFailure</Code></Error></ErrorResponse>']]
    await expect(sesService()('SendRawEmail', {}, [])).rejects.toMatchObject({ name: 'InternalFailure' })
    expect(requests).toHaveLength(1)
  })

  test('reports its own reason for a refusal', async () => {
    answers = [[400, '<E><Code>MessageRejected</Code><Message>Email address is not verified: x@y.z</Message></E>']]
    await expect(sesService()('SendRawEmail', {}, [])).rejects.toMatchObject({
      name: 'MessageRejected',
      message: 'Email address is not verified: x@y.z',
    })
  })
})

describe('DynamoDB', () => {
  const item = {
    surveyId: 'srv_a',
    serial: 'one',
    sealed: randomBytes(300),
    bytes: new Uint8Array([1, 2, 3]),
    text: 'ü',
    none: null,
    count: 3,
    yes: true,
    list: [{ a: 1 }, 'b'],
    absent: undefined,
  }

  test('stores what the SDK reads back unchanged, reads it as plain values, and reports a condition that fails', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', world.endpoint)
    const tables = tableService()
    const put = { TableName: 'ballots', Item: item, ConditionExpression: 'attribute_not_exists(serial)' }
    await tables('PutItem', put)
    await expect(tables('PutItem', put)).rejects.toThrow(
      expect.objectContaining({ name: 'ConditionalCheckFailedException' }),
    )
    const Key = { surveyId: 'srv_a', serial: 'one' }
    const { absent: _, sealed, ...rest } = item
    const stored = (await world.client.send(new GetCommand({ TableName: 'ballots', Key }))).Item
    expect(stored).toEqual({ ...rest, sealed: new Uint8Array(sealed) })
    const { bytes: __, ...plain } = rest
    expect((await tables('GetItem', { TableName: 'ballots', Key })).Item).toMatchObject(plain)
    const query = {
      TableName: 'ballots',
      KeyConditionExpression: 'surveyId = :survey',
      ExpressionAttributeValues: { ':survey': 'srv_a' },
      Limit: 1,
    }
    const page = await tables('Query', query)
    expect([page.Items?.length, page.LastEvaluatedKey]).toEqual([1, Key])
    const update = {
      TableName: 'ballots',
      Key,
      UpdateExpression: 'SET #count = :four',
      ExpressionAttributeNames: { '#count': 'count' },
      ExpressionAttributeValues: { ':four': 4 },
      ReturnValues: 'ALL_NEW',
    } as const
    expect((await tables('UpdateItem', update)).Attributes).toMatchObject({ count: 4 })
  })
})
