/** `npm run synthesize`: observations from anywhere in, themes out; JSON on standard input and output. */
import { text } from 'node:stream/consumers'
import * as z from 'zod'
import { namedPersonSchema, statementSchema } from '../../functions/domain/synthesis/schema.ts'
import { synthesize } from '../../functions/domain/synthesis/synthesis.ts'

const inputSchema = z.object({
  participants: z.array(namedPersonSchema).default([]),
  observations: z.array(statementSchema),
})

/** What the command prints for one input document; refuses what is not its shape, and ids given twice. */
export const run = (document: string): string => {
  const { participants, observations } = inputSchema.parse(JSON.parse(document))
  if (new Set(observations.map(({ id }) => id)).size < observations.length) throw new RangeError('an id stands twice')
  const synthesis = synthesize(observations, participants)
  return JSON.stringify({
    ...synthesis,
    themes: synthesis.themes.map(theme => ({ ...theme, observations: theme.observationIds })),
  })
}

if (import.meta.main) process.stdout.write(`${run(await text(process.stdin))}\n`)
