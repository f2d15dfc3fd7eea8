/** Syntheses that were filed before statements were split and quoted. */
import * as z from 'zod'
import { factorSchema, flagSchema, type Synthesis } from './schema.ts'

const ids = z.array(z.string())
const olderSchema = z.object({
  themes: z.array(z.object({ id: z.string(), title: z.string(), voices: z.int().min(1), observationIds: ids.min(2) })),
  raisedOnce: ids,
  furtherThemesOnly: z.int().min(0),
  observations: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      item: z.string().nullable(),
      pseudonym: z.string().nullable(),
      signedBy: z.string().nullable(),
      flags: z.array(flagSchema),
      factor: factorSchema.nullable(),
    }),
  ),
  counterfactuals: z.array(z.object({ observationIds: ids.min(1) })),
  vendorObservationIds: ids,
  proposals: z.array(z.object({ observationIds: ids.min(1) })),
})

/** The same as it would be filed today, without what was not looked for then; anything else as it came. */
export const liftSynthesis = (stored: unknown): unknown => {
  const older = olderSchema.safeParse(stored)
  if (!older.success) return stored
  const { themes, observations, counterfactuals, proposals, ...rest } = older.data
  const textOf = new Map(observations.map(({ id, text }) => [id, text]))
  const named = (list: readonly string[]): Synthesis['conditions'] =>
    list.flatMap(id => {
      const text = textOf.get(id)
      return text === undefined ? [] : [{ text, observationIds: [id] }]
    })
  return {
    ...rest,
    themes: themes.map(theme => ({ ...theme, apart: 0, quotes: [] })),
    observations: observations.map(one => ({ ...one, purpose: null })),
    care: { texts: [], count: 0 },
    nonAnswers: 0,
    disagreements: [],
    conditions: named(counterfactuals.flatMap(({ observationIds }) => observationIds)),
    proposals: named(proposals.flatMap(({ observationIds }) => observationIds)),
    strengths: [],
  } satisfies Synthesis
}
