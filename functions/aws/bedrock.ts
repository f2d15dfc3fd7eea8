/** The two calls of Amazon Bedrock that a reader needs, signed here: its client is as large as the rest of the bundle. */
import * as z from 'zod'
import { signedRequests } from './signed-requests.ts'

/** The message is left out because it may quote what was sent. */
const refusalIn = (): { code: string } => ({ code: 'ModelRefused' })

/** Nothing of it but whether there is one. */
const loggingSchema = z.object({ loggingConfig: z.unknown().optional() })

/**
 * Whether the account keeps what is sent to models in this region. Any configuration counts, whatever it leaves out;
 * throws where it cannot be told.
 */
export const invocationsAreLogged = async (region: string): Promise<boolean> => {
  const path = '/logging/modelinvocations'
  const ask = signedRequests({ service: 'bedrock', region, method: 'GET', path, attempts: 3, refusalIn })
  const { loggingConfig } = loggingSchema.parse(JSON.parse(await ask({ accept: 'application/json' }, '')))
  return loggingConfig !== undefined && loggingConfig !== null
}

export interface Conversation {
  readonly model: string
  readonly region: string
  readonly instructions: string
  /** What is to be read, as one text. */
  readonly said: string
  /** The JSON schema of the answer. */
  readonly schema: Readonly<Record<string, unknown>>
  readonly mostTokens: number
  readonly milliseconds: number
}

const block = z.looseObject({
  text: z.string().optional(),
  toolUse: z.looseObject({ input: z.unknown() }).optional(),
})
const answerSchema = z.looseObject({ output: z.object({ message: z.object({ content: z.array(block) }) }) })

const tool = 'propose'

/** What is sent to Converse: the answer is asked for as the input of a tool, which fixes its shape. */
export const converseBody = ({ instructions, said, schema, mostTokens }: Conversation): string =>
  JSON.stringify({
    system: [{ text: instructions }],
    messages: [{ role: 'user', content: [{ text: said }] }],
    inferenceConfig: { maxTokens: mostTokens },
    toolConfig: {
      tools: [{ toolSpec: { name: tool, description: 'Takes the proposal.', inputSchema: { json: schema } } }],
      toolChoice: { tool: { name: tool } },
    },
  })

/** The tool's input as the model wrote it, or its text where it used none. One attempt: each costs. */
export const converse = async (conversation: Conversation): Promise<unknown> => {
  const { model, region, milliseconds } = conversation
  const path = `/model/${encodeURIComponent(model)}/converse`
  const where = { service: 'bedrock', named: 'bedrock-runtime', host: 'bedrock-runtime', region, path, milliseconds }
  const ask = signedRequests({ ...where, attempts: 1, refusalIn })
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const answer = answerSchema.parse(JSON.parse(await ask(headers, converseBody(conversation))))
  const { content } = answer.output.message
  return content.find(one => one.toolUse)?.toolUse?.input ?? content.map(({ text }) => text ?? '').join('')
}
