/** A condition under which an incident would not have happened, rated by what it would spare and what it would cost. */
import * as z from 'zod'
import { counterfactualIdSchema, incidentIdSchema, reviewIdSchema } from '../ids.ts'

/** What kind of change would make the condition true. */
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
export type Intervention = z.infer<typeof interventionSchema>

const ratingSchema = z.int().min(1).max(5)

/** Null where nobody has rated it yet. Generalisability: 5 would have spared most incidents; cost: 5 is a year's project. */
const ratings = z.object({
  generalisability: ratingSchema.nullable().default(null),
  cost: ratingSchema.nullable().default(null),
  changeable: z.boolean().nullable().default(null),
  intervention: interventionSchema.nullable().default(null),
})

export const conditionTextSchema = z.string().trim().min(1).max(1000)

/** One review in which the condition was named; `text`: how it was put there, where that was otherwise. */
export const sightingSchema = z.object({
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
  /** Each review once, the earliest first. Empty: it was taken back, and stands in no list. */
  sightings: z.array(sightingSchema),
})
export type Counterfactual = z.infer<typeof counterfactualSchema>

export const counterfactualInputSchema = z.object({ text: conditionTextSchema, ...ratings.shape })

/** A condition that the synthesis found in what people wrote, and those of the portfolio that it may be. */
export const candidateSchema = z.object({
  text: z.string(),
  observationIds: z.array(z.string()),
  alike: z.array(z.object({ id: counterfactualIdSchema, likeness: z.number() })),
})
export type Candidate = z.infer<typeof candidateSchema>

/** `POST /api/reviews/{id}/counterfactuals`: one that is new, or one that was met before. */
export const metBeforeSchema = z.object({
  counterfactualId: counterfactualIdSchema,
  text: conditionTextSchema.optional(),
})
export const namedConditionSchema = z.union([metBeforeSchema, counterfactualInputSchema])

/** Fields left out stay as they are: no default fills them. */
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

/** Changeable, of generalisability 4 or more and cost 3 or less. What is not rated is none. */
export const isLeveragePoint = (condition: Pick<Counterfactual, 'generalisability' | 'cost' | 'changeable'>): boolean =>
  condition.changeable === true &&
  condition.generalisability !== null &&
  condition.generalisability >= leastGeneralisability &&
  condition.cost !== null &&
  condition.cost <= mostCost

/** The same with one sighting more; itself where that review has named it already. */
export const withSighting = (condition: Counterfactual, sighting: Sighting): Counterfactual =>
  condition.sightings.some(({ reviewId }) => reviewId === sighting.reviewId)
    ? condition
    : {
        ...condition,
        sightings: [...condition.sightings, sighting].toSorted((a, b) => a.at.localeCompare(b.at)),
        version: condition.version + 1,
      }

/** The same without that review's sighting; itself where there is none. */
export const withoutSighting = (condition: Counterfactual, reviewId: string): Counterfactual =>
  condition.sightings.some(sighting => sighting.reviewId === reviewId)
    ? {
        ...condition,
        sightings: condition.sightings.filter(sighting => sighting.reviewId !== reviewId),
        version: condition.version + 1,
      }
    : condition
