/**
 * The inside of one function's worker thread: loads the bundle once, runs its handler, hands its output out.
 * Output and answers travel through one port, so that a line written before an answer arrives before it.
 */
import { createRequire } from 'node:module'
import promises from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import * as z from 'zod'

const { bundle, name, memoryMegabytes, isHurried } = z
  .object({ bundle: z.string(), name: z.string(), memoryMegabytes: z.number(), isHurried: z.boolean() })
  .parse(workerData)
const callSchema = z.object({ call: z.int(), requestId: z.string(), event: z.string(), timeout: z.number() })
type Handler = (event: unknown, context: unknown) => unknown
const moduleSchema = z.object({ handler: z.custom<Handler>(value => typeof value === 'function') })

const post = (message: Readonly<Record<string, unknown>>): void => parentPort?.postMessage(message, [])

const capture = (stream: NodeJS.WriteStream): void => {
  stream.write = (chunk: Uint8Array | string): boolean => {
    post({ output: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString() })
    return true
  }
}
capture(process.stdout)
capture(process.stderr)

/** Below the deadline of any call. */
const hurriedBelowMilliseconds = 2_000
const hurriedBy = 20

const hurry = (): void => {
  const sooner = (milliseconds = 0): number =>
    milliseconds < hurriedBelowMilliseconds ? milliseconds / hurriedBy : milliseconds
  const { setTimeout: timeout } = globalThis
  const { setTimeout: sleep } = promises
  const hurried = (then: (...given: unknown[]) => void, milliseconds?: number, ...given: unknown[]): NodeJS.Timeout =>
    timeout(then, sooner(milliseconds), ...given)
  Object.assign(globalThis, { setTimeout: hurried })
  Object.assign(promises, {
    setTimeout: (milliseconds?: number, ...given: [unknown?, object?]) => sleep(sooner(milliseconds), ...given),
  })
}
if (isHurried) hurry()

const describe = (error: unknown) =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] }
    : { errorType: 'Error', errorMessage: String(error), trace: [] }

const load = (): Handler => moduleSchema.parse(createRequire(import.meta.url)(bundle)).handler

let handler: Handler | undefined

const run = async (message: unknown): Promise<void> => {
  const { call, requestId, event, timeout } = callSchema.parse(message)
  try {
    handler ??= load()
    // As on Lambda, a call's time begins when its bundle is loaded.
    post({ begun: call })
    const deadline = Date.now() + timeout
    const value: unknown = await handler(JSON.parse(event), {
      awsRequestId: requestId,
      functionName: name,
      functionVersion: '$LATEST',
      invokedFunctionArn: `arn:aws:lambda:eu-central-1:000000000000:function:${name}`,
      memoryLimitInMB: String(memoryMegabytes),
      logGroupName: `/aws/lambda/${name}`,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    })
    post({ call, payload: JSON.stringify(value) ?? 'null', failed: false })
  } catch (error) {
    // Lambda's runtime writes this very line, message and stack included: what leaks there must leak here.
    const description = describe(error)
    post({
      output: `${new Date().toISOString()}\t${requestId}\tERROR\tInvoke Error \t${JSON.stringify(description)}\n`,
    })
    post({ call, payload: JSON.stringify(description), failed: true })
  }
}

parentPort?.on('message', (message: unknown) => {
  run(message).catch((error: unknown) => {
    throw error
  })
})
