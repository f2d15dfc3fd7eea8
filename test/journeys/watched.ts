/** A world whose metrics are kept, minute by minute, as AWS would count them: runs, answers, throttles, log lines. */
import * as z from 'zod'
import { type LambdaName, lambdaNames, manifest } from '../../functions/manifest.ts'
import type { Outcome } from '../../infra/local/emulators/functions.ts'
import { deadLetter } from '../../infra/local/emulators/asynchronous.ts'
import { countedIn, type Line, type Point, ringing } from '../infra/alarms/cloudwatch.ts'
import { functionOf, ofType, only, plain, synthesize } from '../infra/synthesized.ts'
import { startStory } from './story.ts'

const template = synthesize()
const idOf = new Map(lambdaNames.map(name => [name, functionOf(template, name)[0]]))
const named = (type: string, beginning: string): string =>
  ofType(template, type).find(([id]) => id.replace(/[0-9A-F]{8}$/, '') === beginning)?.[0] ?? ''
const apiId = plain(only(template, 'AWS::ApiGatewayV2::Stage')['ApiId']).slice(1, -1)

const reportSchema = z.object({
  throttled: z.record(z.string(), z.object({ reads: z.number(), writes: z.number() })),
})

/** Schedules log a failure in words of their own. */
const isDeadLetter = (text: string): boolean => text.includes(deadLetter) || text.includes('on AWS a dead letter')

export type Watched = Awaited<ReturnType<typeof startWatched>>

/** `strict`: nothing lags, and events come once. */
export const startWatched = async (aws: 'strict' | 'hostile') => {
  let minute = 0
  const points: Point[] = []
  const lines: Line[] = []
  const put = (namespace: string, metric: string, of: string, value: number): void => {
    points.push({ namespace, metric, of, minute, value })
  }
  const ended = (name: LambdaName, { failed }: Outcome): void => {
    const of = idOf.get(name) ?? ''
    put('AWS/Lambda', 'Invocations', of, 1)
    if (failed) put('AWS/Lambda', 'Errors', of, 1)
  }
  const story = await startStory({ aws, ended })
  let read = 0
  let throttled: z.infer<typeof reportSchema>['throttled'] = {}

  const readLines = async (): Promise<void> => {
    const { logs } = await story.dump()
    for (const log of logs.slice(read)) {
      const [name = '', ...rest] = log.split(' ')
      const of = idOf.get(name as LambdaName)
      const text = rest.join(' ')
      if (of) lines.push({ of, minute, text })
      if (of && isDeadLetter(text) && manifest[name as LambdaName].deadLetters)
        put('AWS/SQS', 'ApproximateNumberOfMessagesVisible', named('AWS::SQS::Queue', `${name}DeadLetters`), 1)
    }
    read = logs.length
  }
  const readThrottles = async (): Promise<void> => {
    const { json } = await story.call('GET', '/local/hostile', undefined, null)
    const now = reportSchema.parse(json).throttled
    for (const [table, { reads, writes }] of Object.entries(now)) {
      const before = throttled[table] ?? { reads: 0, writes: 0 }
      const of = named('AWS::DynamoDB::Table', `${table}Table`)
      if (reads > before.reads) put('AWS/DynamoDB', 'ReadThrottleEvents', of, reads - before.reads)
      if (writes > before.writes) put('AWS/DynamoDB', 'WriteThrottleEvents', of, writes - before.writes)
    }
    throttled = now
  }

  /** As a browser calls, and the gateway counts. */
  const call: typeof story.call = async (...asked) => {
    const answered = await story.call(...asked)
    if (asked[1].startsWith('/api/') && answered.status >= 500) put('AWS/ApiGateway', '5xx', apiId, 1)
    return answered
  }

  return {
    ...story,
    call,
    /** So many minutes, each with what people do in it; the alarms that ring for what happened in them alone. */
    watch: async (count: number, people: () => Promise<unknown> = async () => {}): Promise<string[]> => {
      const from = minute
      for (let passed = 0; passed < count; passed += 1) {
        await people()
        const { status, text } = await story.call('POST', '/local/clock', { minutes: 1 }, null)
        if (status !== 200) throw new Error(`clock: ${status} ${text}`)
        await readLines()
        await readThrottles()
        minute += 1
      }
      const since = [...points, ...countedIn(template, lines)].filter(point => point.minute >= from)
      return ringing(template, since, from, minute).toSorted()
    },
  }
}
