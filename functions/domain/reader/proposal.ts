/** What a reader may propose. Nothing of it is taken as it comes (accept.ts). */
import * as z from 'zod'

const evidence = z.object({
  statement: z.int().describe('The number of a statement.'),
  quote: z.string().describe('Copied letter by letter from that statement, three words at least.'),
})

export const proposalSchema = z.object({
  themes: z.array(
    z.object({
      title: z.string().describe('At most eleven words, in the words of the statements.'),
      criterion: z.string().describe('One sentence: what a statement must say to belong here.'),
      question: z.string().describe('One open question for the room, about conditions and what could be known.'),
      members: z.array(evidence).describe('Each statement that belongs here, with the words that say so.'),
    }),
  ),
  disagreements: z.array(z.object({ a: evidence, b: evidence })),
  proposals: z.array(evidence).describe('Statements that say what to change.'),
  conditions: z.array(evidence).describe('Statements that say what, had it been so, would have changed the course.'),
  moments: z
    .array(
      evidence.extend({
        clock: z.string().nullable().describe('HH:MM where the quote gives it; null for "half an hour later".'),
      }),
    )
    .describe('Words that say when something happened.'),
})

/** As providers take it. */
export const proposalJsonSchema = (): Record<string, unknown> => {
  const { $schema: _, ...schema } = z.toJSONSchema(proposalSchema)
  return schema
}

export type Evidence = z.infer<typeof evidence>

/** What was accepted of a proposal. It holds numbers, not ids, so that it fits a repeated run. */
export const acceptedSchema = z.object({
  themes: z.array(
    z.object({
      /** Null where the proposed words did not pass: then the default's stand. */
      title: z.string().nullable(),
      criterion: z.string().nullable(),
      question: z.string().nullable(),
      members: z.array(evidence),
    }),
  ),
  disagreements: z.array(z.object({ a: evidence, b: evidence })),
  proposals: z.array(evidence),
  conditions: z.array(evidence),
  moments: z.array(evidence.extend({ clock: z.string().nullable() })),
})
export type Accepted = z.infer<typeof acceptedSchema>
