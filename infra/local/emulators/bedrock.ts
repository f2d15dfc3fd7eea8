/**
 * Bedrock on this machine: Converse answers from recordings and refuses where there is none, so that nothing is made up.
 * A recording says whether a model gave it or somebody wrote it from the request alone.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'

export const recordingSchema = z.object({
  /** What answered: a model's id, or words that say that the proposal was written by reading the request alone. */
  origin: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('model'), model: z.string() }),
    z.object({ kind: z.literal('written'), from: z.literal('the request alone') }),
  ]),
  model: z.string(),
  /** The SHA-256 of the body of the request, in hex. */
  request: z.string().regex(/^[0-9a-f]{64}$/),
  proposal: z.unknown(),
})

interface Answer {
  readonly status: number
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
}
export interface Bedrock {
  /** Null where the path is not Bedrock's. */
  readonly answer: (pathname: string, body: string) => Promise<Answer | null>
}

export const digestOf = (body: string): string => createHash('sha256').update(body).digest('hex')

const converse = /^\/model\/([^/]+)\/converse$/

const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  body: { message },
  headers: { 'x-amzn-errortype': code },
})

const read = async (folder: string | undefined): Promise<z.infer<typeof recordingSchema>[]> => {
  if (folder === undefined) return []
  const names = (await readdir(folder)).filter(name => name.endsWith('.json'))
  return Promise.all(
    names.map(async name => recordingSchema.parse(JSON.parse(await readFile(path.join(folder, name), 'utf8')))),
  )
}

export const createBedrock = (folder?: string): Bedrock => ({
  answer: async (pathname, body) => {
    // Nothing is logged here, so the configuration is empty.
    if (pathname === '/logging/modelinvocations') return { status: 200, body: {} }
    const model = decodeURIComponent(converse.exec(pathname)?.[1] ?? '')
    if (model === '') return null
    const request = digestOf(body)
    const found = (await read(folder)).find(one => one.model === model && one.request === request)
    if (!found) return refusal(404, 'ResourceNotFoundException', `no recording of ${request} by ${model}`)
    const content = [{ toolUse: { toolUseId: 'recorded', name: 'propose', input: found.proposal } }]
    return { status: 200, body: { output: { message: { role: 'assistant', content } }, stopReason: 'tool_use' } }
  },
})
