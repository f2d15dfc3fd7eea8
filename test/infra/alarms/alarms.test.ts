import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { participantFunctions } from '../../../functions/calls/routes.ts'
import { ailments } from '../../../functions/domain/survey/health.ts'
import { lambdaNames, manifest } from '../../../functions/manifest.ts'
import { tableNames } from '../../../functions/tables.ts'
import { functionOf, ofType, only, plain, synthesize } from '../synthesized.ts'
import { alarmNames, countedIn, type Line, type Point, ringing } from './cloudwatch.ts'

const template = synthesize()
const minutes = 20

const ids = (type: string, beginning: string): string => {
  const [found] = ofType(template, type).filter(([id]) => new RegExp(`^${beginning}[0-9A-F]{8}$`).test(id))
  if (!found) throw new Error(`no ${type} ${beginning}`)
  return found[0]
}
const lambda = (name: (typeof lambdaNames)[number]): string => functionOf(template, name)[0]

/** Clock and mailer run each minute. */
const alive: Point[] = (['clock', 'mailer'] as const).flatMap(name =>
  Array.from({ length: minutes }, (_, minute) => ({
    namespace: 'AWS/Lambda',
    metric: 'Invocations',
    of: lambda(name),
    minute,
    value: 1,
  })),
)

const point = (namespace: string, metric: string, of: string, value: number, minute = 12): Point => ({
  namespace,
  metric,
  of,
  minute,
  value,
})
const every = (namespace: string, metric: string, of: string, value: number, count: number): Point[] =>
  Array.from({ length: count }, (_, minute) => point(namespace, metric, of, value, minute))

const rings = (...points: Point[]): string[] => ringing(template, [...alive, ...points], 0, minutes)
const told = (...lines: Line[]): string[] => rings(...countedIn(template, lines))
const line = (name: (typeof lambdaNames)[number], text: string): Line => ({ of: lambda(name), minute: 3, text })

test('nothing rings where nothing is wrong: not for what nobody calls, and not for a request that was slow', () => {
  expect(rings()).toEqual([])
  const api = only(template, 'AWS::ApiGatewayV2::Stage')['ApiId']
  expect(rings(point('AWS/ApiGateway', 'Latency', plain(api).slice(1, -1), 20_000))).toEqual([])
})

test.each(['clock', 'mailer'] as const)('ten minutes without a run of %s ring, nine do not', name => {
  const others = alive.filter(({ of }) => of !== lambda(name))
  const until = (minute: number) => alive.filter(one => one.of === lambda(name) && one.minute < minute)
  expect(ringing(template, others, 0, minutes)).toEqual([`${name}Silent`])
  expect(ringing(template, [...others, ...until(11)], 0, minutes)).toEqual([])
  expect(ringing(template, [...others, ...until(10)], 0, minutes)).toEqual([`${name}Silent`])
})

test.each(lambdaNames)('one failed run of %s rings, and so does one dead letter, whoever has such', name => {
  expect(rings(point('AWS/Lambda', 'Errors', lambda(name), 1))).toEqual([`${name}Errors`])
  if (!manifest[name].deadLetters) return
  const queue = ids('AWS::SQS::Queue', `${name}DeadLetters`)
  expect(rings(point('AWS/SQS', 'ApproximateNumberOfMessagesVisible', queue, 1))).toEqual([`${name}GivenUp`])
})

test('functions that have no room ring, from five calls on, whichever they are', () => {
  const one = (name: (typeof lambdaNames)[number], value: number) =>
    point('AWS/Lambda', 'Throttles', lambda(name), value)
  expect(rings(one('passes', 2), one('learning', 2))).toEqual([])
  expect(rings(one('passes', 2), one('learning', 3))).toEqual(['FunctionsThrottled'])
})

test.each(tableNames)('the table %s rings where it refuses to be read or written so fast', name => {
  const table = ids('AWS::DynamoDB::Table', `${name}Table`)
  for (const kind of ['Read', 'Write']) {
    expect(rings(point('AWS/DynamoDB', `${kind}ThrottleEvents`, table, 24))).toEqual([])
    expect(rings(point('AWS/DynamoDB', `${kind}ThrottleEvents`, table, 25))).toEqual([`${kind}sThrottled`])
  }
})

test('five answers of the API with 5xx ring, and a quarter of an hour in which one in twenty is slow', () => {
  const api = plain(only(template, 'AWS::ApiGatewayV2::Stage')['ApiId']).slice(1, -1)
  expect(rings(point('AWS/ApiGateway', '5xx', api, 4))).toEqual([])
  expect(rings(point('AWS/ApiGateway', '5xx', api, 5))).toEqual(['ApiFails'])
  expect(rings(...every('AWS/ApiGateway', 'Latency', api, 2_999, minutes))).toEqual([])
  expect(rings(...every('AWS/ApiGateway', 'Latency', api, 3_000, minutes))).toEqual(['ApiSlow'])
})

test('an hour in which the mailer has too much to do rings', () => {
  const busy = (count: number) => [
    ...every('AWS/Lambda', 'Duration', lambda('mailer'), 50_000, count),
    ...every('AWS/Lambda', 'Invocations', lambda('mailer'), 1, count),
    ...every('AWS/Lambda', 'Invocations', lambda('clock'), 1, count),
  ]
  expect(ringing(template, busy(59), 0, 59)).toEqual([])
  expect(ringing(template, busy(60), 0, 60)).toEqual(['MailBacklog'])
})

test('rates at which SES puts an account under review ring', () => {
  expect(rings(point('AWS/SES', 'Reputation.BounceRate', '', 0.049))).toEqual([])
  expect(rings(point('AWS/SES', 'Reputation.BounceRate', '', 0.05))).toEqual(['MailBounces'])
  expect(rings(point('AWS/SES', 'Reputation.ComplaintRate', '', 0.001))).toEqual(['MailReported'])
})

test.each([
  ['mailer', '{"event":"mailer","code":"ses_sender-refused","count":6}', ['SendingPaused']],
  ['mailer', '{"event":"mailer","code":"ses_sandbox","count":10}', ['MailHeldBack']],
  ['mailer', '{"event":"mailer","code":"daily_quota_spent","count":1}', ['MailHeldBack']],
  ['mailer', '{"event":"mailer","code":"mail_unsure","count":1}', ['MailUnconfirmed']],
  ['mailer', '{"event":"mailer","code":"mail_expired","count":6}', []],
  ['clock', '{"event":"mail_overdue","count":6}', ['MailOverdue']],
  ['clock', '{"event":"survey_ill","surveyId":"srv_aaaaaaaaaaaaaaaa","code":"mail_stuck","count":6}', ['SurveysIll']],
  ['clock', '{"event":"survey_ill","code":"keys_remain","count":1}', ['SurveysIll', 'KeysOutliveSurvey']],
  ['clock', '{"event":"survey_unknown","code":"keys"}', ['SurveysUnknown']],
  ['clock', '{"event":"health_unseen","code":"keys","error":"TimeoutError"}', []],
  ['clock', '{"event":"clock_failed","error":"HarvestLate"}', ['HarvestLateForADay']],
  ['passes', '{"event":"request_failed","error":"ZodError","requestId":"r"}', ['RequestsFail']],
] as const)('%s: what %s says rings %j', (name, text, expected) => {
  expect(told(line(name, text))).toEqual(expected)
})

/** Each line of the table of alarms: its name in code, and its cells. */
const runbook = new Map(
  readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8')
    .split('\n')
    .flatMap((text): [string, string[]][] => {
      const [, name, ...cells] = text.split('|').map(cell => cell.trim())
      const alarm = /^`(\w+)`$/.exec(name ?? '')?.[1]
      return alarm ? [[alarm, cells.slice(0, 3)]] : []
    }),
)

test('each alarm has its line in the runbook, and each line its alarm', () => {
  expect([...runbook.keys()].toSorted()).toEqual(alarmNames(template).toSorted())
})

test.each(alarmNames(template))('%s: its line says what it means, what to look at and what to do', name => {
  const cells = runbook.get(name) ?? []
  expect(cells).toHaveLength(3)
  for (const cell of cells) expect(cell.length).toBeGreaterThan(5)
})

test('whatever can be wrong with a survey has its line as well', () => {
  const page = readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8')
  const codes = [...page.matchAll(/^\| ([a-z_, ]+) \| [A-Z]/gm)].flatMap(([, named = '']) => named.split(', '))
  expect(codes.toSorted()).toEqual([...ailments].toSorted())
})

test('each alarm says in its mail where to read on, and one topic has them all', () => {
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm')
  expect(alarms.length).toBeGreaterThan(30)
  const actions = alarms.map(([id, { Properties }]) => {
    expect(Properties['AlarmDescription']).toContain(`docs/runbook.md, ${id.replace(/[0-9A-F]{8}$/, '')}`)
    return JSON.stringify(Properties['AlarmActions'])
  })
  expect(new Set(actions).size).toBe(1)
})

const bodySchema = z.object({
  widgets: z.array(
    z.object({ properties: z.object({ title: z.string(), metrics: z.array(z.array(z.unknown())).default([]) }) }),
  ),
})

test('one dashboard shows every alarm, and of functions that participants call nothing but errors', () => {
  const body = plain(only(template, 'AWS::CloudWatch::Dashboard')['DashboardBody'])
  for (const [id] of ofType(template, 'AWS::CloudWatch::Alarm')) expect(body).toContain(`<${id}.Arn>`)
  const { widgets } = bodySchema.parse(JSON.parse(body))
  const detailed = widgets.filter(({ properties }) => !['Errors', 'Given up'].includes(properties.title))
  expect(detailed.length).toBeGreaterThanOrEqual(4)
  const shown = JSON.stringify(detailed.map(({ properties }) => properties.metrics))
  expect(shown).toContain(`<${lambda('clock')}>`)
  expect(participantFunctions.length).toBeGreaterThan(2)
  for (const name of participantFunctions) expect(shown).not.toContain(`<${lambda(name)}>`)
})
