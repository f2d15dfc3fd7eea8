import {
  DeleteFunctionConcurrencyCommand,
  InvokeCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda'
import { GetSendQuotaCommand, SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses'
import {
  DeleteParameterCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { createConcurrency } from '../../../../infra/local/emulators/concurrency.ts'
import { keysThatExist } from '../../../../functions/aws/keys.ts'
import type { Functions } from '../../../../infra/local/emulators/functions.ts'
import { type AwsServer, startAws } from '../../../../infra/local/emulators/aws.ts'
import { type Mailbox, openMailbox } from '../../../../infra/local/emulators/mailbox.ts'
import { createBedrock } from '../../../../infra/local/emulators/bedrock.ts'
import { createSes, type MailEvent, type Ses, snsEvent } from '../../../../infra/local/emulators/ses.ts'
import { openParameters } from '../../../../infra/local/emulators/ssm.ts'
import { temporaryFolder } from '../handlers.ts'

let folder: string
let server: AwsServer
let mailbox: Mailbox
let ses: Ses
let events: MailEvent[]
let invoked: unknown[]
let now: Date
let clients: { ses: SESClient; ssm: SSMClient; lambda: LambdaClient }

const concurrency = createConcurrency()
const functions: Functions = {
  invoke: async (name, event) => {
    invoked.push(['invoke', name, event])
    return name === 'harvest' ? { payload: '{"done":true}', failed: false } : { payload: '{}', failed: true }
  },
  start: (name, event) => void invoked.push(['start', name, event]),
  settled: async () => [],
  stop: async () => {},
}

beforeEach(async () => {
  folder = temporaryFolder()
  events = []
  invoked = []
  now = new Date('2026-11-24T14:00:00Z')
  mailbox = openMailbox(path.join(folder, 'mail'))
  ses = createSes({ mailbox, now: () => now, publish: event => events.push(event) })
  const parameters = openParameters(path.join(folder, 'parameters.json'))
  server = await startAws({ ses, parameters, bedrock: createBedrock(), functions: () => functions, concurrency })
  const settings = {
    endpoint: server.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  }
  clients = { ses: new SESClient(settings), ssm: new SSMClient(settings), lambda: new LambdaClient(settings) }
})
afterEach(async () => {
  for (const client of Object.values(clients)) client.destroy()
  await server.stop()
})

const mime = (to: string, text = 'Hello') =>
  Buffer.from(
    `From: murmur@example.com\r\nTo: ${to}\r\nSubject: =?utf-8?Q?H=C3=A9llo?=\r\nList-Unsubscribe: <http://x.example/u>\r\n` +
      `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}\r\n`,
  )
const sendRaw = (to: string, extra: { Destinations?: string[]; ConfigurationSetName?: string } = {}) =>
  clients.ses.send(new SendRawEmailCommand({ RawMessage: { Data: mime(to) }, ...extra }))

const failure = async (work: Promise<unknown>): Promise<string> => {
  const { name } = z.object({ name: z.string() }).parse(await work.catch((error: unknown) => error))
  return name
}

test('a raw mail is kept byte for byte, and read back with its links', async () => {
  const bytes = mime('ada@example.com', 'Open http://localhost/answer/#a.b, then (http://localhost/terms).')
  await clients.ses.send(new SendRawEmailCommand({ RawMessage: { Data: bytes } }))
  const file = readdirSync(path.join(folder, 'mail')).find(name => name.endsWith('.eml')) ?? ''
  expect(readFileSync(path.join(folder, 'mail', file)).equals(bytes)).toBe(true)
  expect(await openMailbox(path.join(folder, 'mail')).list()).toMatchObject([
    {
      to: 'ada@example.com',
      subject: 'Héllo',
      raw: bytes.toString(),
      at: now.toISOString(),
      links: ['http://localhost/answer/#a.b', 'http://localhost/terms'],
    },
  ])
})

test('destinations given beside a raw mail decide who gets it, whatever its header says', async () => {
  await sendRaw('list@example.com', { Destinations: ['ada@example.com', 'Bo <bo@example.com>'] })
  expect(await mailbox.list()).toMatchObject([{ to: 'ada@example.com, bo@example.com' }])
})

test('a mail given in parts becomes MIME with both of them', async () => {
  await clients.ses.send(
    new SendEmailCommand({
      Source: 'murmur@example.com',
      Destination: { ToAddresses: ['ada@example.com'] },
      Message: { Subject: { Data: 'Übung' }, Body: { Text: { Data: 'plain é' }, Html: { Data: '<b>rich é</b>' } } },
    }),
  )
  const [message] = await mailbox.list()
  expect(message).toMatchObject({ to: 'ada@example.com', subject: 'Übung' })
  expect(message?.text.trim()).toBe('plain é')
  expect(message?.html.trim()).toBe('<b>rich é</b>')
})

test('the inbox lists the newest mail first', async () => {
  for (const to of ['first@example.com', 'second@example.com']) await sendRaw(to)
  expect((await mailbox.list()).map(message => message.to)).toEqual(['second@example.com', 'first@example.com'])
})

test('quota and rate are reported as they are set, and the sandbox looks like one', async () => {
  expect(await clients.ses.send(new GetSendQuotaCommand())).toMatchObject({ Max24HourSend: 50_000, MaxSendRate: 14 })
  ses.set({ perSecond: 200, perDay: 300 })
  await sendRaw('ada@example.com')
  expect(await clients.ses.send(new GetSendQuotaCommand())).toMatchObject({
    Max24HourSend: 300,
    MaxSendRate: 200,
    SentLast24Hours: 1,
  })
  ses.set({ sandbox: true })
  expect(await clients.ses.send(new GetSendQuotaCommand())).toMatchObject({ Max24HourSend: 200, MaxSendRate: 1 })
  ses.set({ sandbox: false })
  expect(await clients.ses.send(new GetSendQuotaCommand())).toMatchObject({ Max24HourSend: 300, MaxSendRate: 200 })
})

test('recipients beyond the rate within a second are throttled, and their mails are not kept', async () => {
  ses.set({ perSecond: 2 })
  await sendRaw('ada@example.com')
  expect(await failure(sendRaw('x', { Destinations: ['bo@example.com', 'cy@example.com'] }))).toBe('Throttling')
  await expect(sendRaw('x', { Destinations: ['bo@example.com', 'cy@example.com'] })).rejects.toThrow(
    'Maximum sending rate exceeded.',
  )
  expect(await mailbox.list()).toHaveLength(1)
})

test('the daily quota throttles until a day of the local clock has passed', async () => {
  ses.set({ perDay: 1 })
  await sendRaw('ada@example.com')
  await expect(sendRaw('bo@example.com')).rejects.toThrow('Daily message quota exceeded.')
  now = new Date(now.getTime() + 24 * 60 * 60 * 1000 + 1)
  await sendRaw('bo@example.com')
  expect(await mailbox.list()).toHaveLength(2)
})

test('an address set to be rejected is rejected, in upper or lower case', async () => {
  ses.set({ reject: ['Ada@Example.com'] })
  expect(await failure(sendRaw('Ada <ADA@example.com>'))).toBe('MessageRejected')
  expect(await mailbox.list()).toEqual([])
})

test('bounces and complaints are published only for mails with a configuration set', async () => {
  ses.set({ bounce: ['ada@example.com'], complain: ['bo@example.com'] })
  await sendRaw('ada@example.com')
  expect(events).toEqual([])
  for (const to of ['ada@example.com', 'bo@example.com', 'cy@example.com']) {
    await sendRaw(to, { ConfigurationSetName: 'murmur' })
  }
  expect(events).toMatchObject([
    { eventType: 'Bounce', address: 'ada@example.com' },
    { eventType: 'Complaint', address: 'bo@example.com' },
  ])
  expect(await mailbox.list()).toHaveLength(4)
})

test('a bounce reaches its function in the form in which SNS delivers an event of SES', () => {
  const event = z
    .object({ Records: z.array(z.object({ EventSource: z.string(), Sns: z.object({ Message: z.string() }) })) })
    .parse(snsEvent({ eventType: 'Bounce', address: 'ada@example.com', messageId: 'm', at: now.toISOString() }))
  expect(event.Records[0]?.EventSource).toBe('aws:sns')
  expect(JSON.parse(event.Records[0]?.Sns.Message ?? '')).toMatchObject({
    eventType: 'Bounce',
    bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'ada@example.com' }] },
    mail: { messageId: 'm', destination: ['ada@example.com'] },
  })
})

test('an unknown setting of SES is refused and changes nothing', () => {
  const before = ses.settings()
  expect(() => ses.set({ perSeconds: 3 })).toThrow(z.ZodError)
  expect(() => ses.set({ perSecond: 0 })).toThrow(z.ZodError)
  expect(ses.settings()).toEqual(before)
})

test('a parameter is created once, read back, overwritten only on purpose, and gone when deleted', async () => {
  const put = (Value: string, Overwrite?: boolean) =>
    clients.ssm.send(new PutParameterCommand({ Name: '/murmur/link/a', Type: 'SecureString', Value, Overwrite }))
  const get = () => clients.ssm.send(new GetParameterCommand({ Name: '/murmur/link/a', WithDecryption: true }))
  await put('one')
  await expect(put('two')).rejects.toThrow(ParameterAlreadyExists)
  expect((await get()).Parameter).toMatchObject({ Name: '/murmur/link/a', Value: 'one', Type: 'SecureString' })
  await put('two', true)
  expect((await get()).Parameter).toMatchObject({ Value: 'two', Version: 2 })
  expect(openParameters(path.join(folder, 'parameters.json')).list()).toEqual([
    { name: '/murmur/link/a', value: 'two' },
  ])
  await clients.ssm.send(new DeleteParameterCommand({ Name: '/murmur/link/a' }))
  await expect(get()).rejects.toThrow(ParameterNotFound)
  await expect(clients.ssm.send(new DeleteParameterCommand({ Name: '/murmur/link/a' }))).rejects.toThrow(
    ParameterNotFound,
  )
  expect(existsSync(path.join(folder, 'parameters.json.new'))).toBe(false)
  expect(readFileSync(path.join(folder, 'parameters.json'), 'utf8')).not.toContain('two')
})

test('a parameter over 4 KiB is refused, as in the free tier', async () => {
  const put = new PutParameterCommand({ Name: '/murmur/x', Type: 'String', Value: 'x'.repeat(4097) })
  expect(await failure(clients.ssm.send(put))).toBe('ValidationException')
})

test('a function is invoked and waited for, or started without waiting', async () => {
  const payload = JSON.stringify({ surveyId: 'srv' })
  const waited = await clients.lambda.send(new InvokeCommand({ FunctionName: 'harvest', Payload: payload }))
  expect([waited.StatusCode, waited.Payload?.transformToString()]).toEqual([200, '{"done":true}'])
  const failed = await clients.lambda.send(new InvokeCommand({ FunctionName: 'clock' }))
  expect(failed.FunctionError).toBe('Unhandled')
  const started = await clients.lambda.send(
    new InvokeCommand({ FunctionName: 'harvest', InvocationType: 'Event', Payload: payload }),
  )
  expect(started.StatusCode).toBe(202)
  expect(invoked).toEqual([
    ['invoke', 'harvest', { surveyId: 'srv' }],
    ['invoke', 'clock', {}],
    ['start', 'harvest', { surveyId: 'srv' }],
  ])
  expect(await failure(clients.lambda.send(new InvokeCommand({ FunctionName: 'ghost' })))).toBe(
    'ResourceNotFoundException',
  )
})

test('a function without any room runs for nobody, until it has room again', async () => {
  const limited = concurrency.limiting(functions)
  const event = { surveyId: 'srv_x' }
  await clients.lambda.send(
    new PutFunctionConcurrencyCommand({ FunctionName: 'harvest', ReservedConcurrentExecutions: 0 }),
  )
  expect(await limited.invoke('harvest', event)).toMatchObject({ failed: true, throttled: true })
  limited.start('harvest', event)
  expect(invoked).toEqual([])
  await clients.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: 'harvest' }))
  expect(await limited.invoke('harvest', event)).toMatchObject({ failed: false })
  limited.start('harvest', event)
  expect(invoked).toHaveLength(2)
})

test('what is stored about parameters is told without a value, a few at a time', async () => {
  const names = Array.from({ length: 25 }, (_, index) => `/murmur/sign/key_${index}`)
  for (const Name of names)
    await clients.ssm.send(new PutParameterCommand({ Name, Type: 'SecureString', Value: 'secret' }))
  const keys = [...names, '/murmur/sign/key_gone'].map(name => ({
    keyClass: 'sign' as const,
    keyId: name.split('/').at(-1) ?? '',
  }))
  expect(await keysThatExist(clients.ssm, '/murmur', keys)).toEqual(new Set(keys.slice(0, -1).map(one => one.keyId)))
  const ParameterFilters = [{ Key: 'Name', Option: 'Equals', Values: names }]
  const told = await clients.ssm.send(new DescribeParametersCommand({ ParameterFilters }))
  expect(told.Parameters).toHaveLength(10)
  expect(JSON.stringify(told)).not.toContain('secret')
})
