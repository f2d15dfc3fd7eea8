/**
 * A condition under which an incident would not have happened, rated by what it would prevent and what it would cost.
 */
import * as z from 'zod'
import { counterfactualIdSchema, incidentIdSchema, reviewIdSchema } from '../ids.ts'

/** The kind of change that would make the condition true. */
export const interventionSchema = z.enum([
  'automation',
  'monitoring',
  'documentation',
  'ownership',
  'deployment',
  'communication',
  'playbooks',
  'architecture',
])

const ratingSchema = z.int().min(1).max(5)

/** Null until somebody rates it. Generalisability 5 would have prevented most incidents; cost 5 is a year's project. */
const ratings = z.object({
  generalisability: ratingSchema.nullable().default(null),
  cost: ratingSchema.nullable().default(null),
  changeable: z.boolean().nullable().default(null),
  intervention: interventionSchema.nullable().default(null),
})

const conditionTextSchema = z.string().trim().min(1).max(1000)

/** A review that named the condition. `text` is its wording there, if that differed. */
const sightingSchema = z.object({
  incidentId: incidentIdSchema,
  reviewId: reviewIdSchema,
  at: z.string(),
  text: conditionTextSchema.optional(),
})
export type Sighting = z.infer<typeof sightingSchema>

export const counterfactualSchema = z.object({
  id: counterfactualIdSchema,
  version: z.int(),
  text: conditionTextSchema,
  ...ratings.shape,
  /** Each review once, the earliest first. An empty list means that it was taken back, and it appears nowhere. */
  sightings: z.array(sightingSchema),
})
export type Counterfactual = z.infer<typeof counterfactualSchema>

const counterfactualInputSchema = z.object({ text: conditionTextSchema, ...ratings.shape })

/** A condition that the synthesis found in what people wrote, and similar ones from the portfolio. */
export const candidateSchema = z.object({
  text: z.string(),
  observationIds: z.array(z.string()),
  alike: z.array(z.object({ id: counterfactualIdSchema, likeness: z.number() })),
})
export type Candidate = z.infer<typeof candidateSchema>

/** `POST /api/reviews/{id}/counterfactuals`: a new condition, or one that was met before. */
const metBeforeSchema = z.object({
  counterfactualId: counterfactualIdSchema,
  text: conditionTextSchema.optional(),
})
export const namedConditionSchema = z.union([metBeforeSchema, counterfactualInputSchema])

/** Omitted fields stay as they are, so there are no defaults. */
export const counterfactualChangeSchema = z
  .object({
    text: conditionTextSchema,
    generalisability: ratingSchema.nullable(),
    cost: ratingSchema.nullable(),
    changeable: z.boolean().nullable(),
    intervention: interventionSchema.nullable(),
    version: z.int(),
  })
  .partial()

export const leastGeneralisability = 4
export const mostCost = 3

/**
 * Changeable, with generalisability of at least 4 and cost of at most 3. An unrated condition is not a leverage point.
 */
export const isLeveragePoint = (condition: Pick<Counterfactual, 'generalisability' | 'cost' | 'changeable'>): boolean =>
  condition.changeable === true &&
  condition.generalisability !== null &&
  condition.generalisability >= leastGeneralisability &&
  condition.cost !== null &&
  condition.cost <= mostCost

/** The condition with one more sighting, or the same object if that review has already named it. */
export const withSighting = (condition: Counterfactual, sighting: Sighting): Counterfactual =>
  condition.sightings.some(({ reviewId }) => reviewId === sighting.reviewId)
    ? condition
    : {
        ...condition,
        sightings: [...condition.sightings, sighting].toSorted((a, b) => a.at.localeCompare(b.at)),
        version: condition.version + 1,
      }

/** The condition without that review's sighting, or the same object if there is none. */
export const withoutSighting = (condition: Counterfactual, reviewId: string): Counterfactual =>
  condition.sightings.some(sighting => sighting.reviewId === reviewId)
    ? {
        ...condition,
        sightings: condition.sightings.filter(sighting => sighting.reviewId !== reviewId),
        version: condition.version + 1,
      }
    : condition
