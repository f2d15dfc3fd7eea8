/** The sample's story, from `data/`, one file for each noun. Everything and everybody in it is made up. */
import * as z from 'zod'
import { actionStatusSchema } from '../../../functions/domain/action/action.ts'
import { counterfactualSchema, interventionSchema } from '../../../functions/domain/condition/condition.ts'
import { vendorInputSchema } from '../../../functions/domain/incident/vendor.ts'
import { debtInputSchema } from '../../../functions/domain/learning-review/inputs.ts'
import { senioritySchema } from '../../../functions/domain/people/person.ts'
import { citationInputSchema } from '../../../functions/domain/review/lesson.ts'
import { recordContentSchema } from '../../../functions/domain/review/record.ts'
import { factorSchema } from '../../../functions/domain/synthesis/schema.ts'
import answers from './data/answers.json' with { type: 'json' }
import comments from './data/comments.json' with { type: 'json' }
import conditions from './data/conditions.json' with { type: 'json' }
import incidents from './data/incidents.json' with { type: 'json' }
import learningReviews from './data/learning-reviews.json' with { type: 'json' }
import lessons from './data/lessons.json' with { type: 'json' }
import people from './data/people.json' with { type: 'json' }
import records from './data/records.json' with { type: 'json' }
import vendors from './data/vendors.json' with { type: 'json' }

const words = z.string().min(1)

/** Completed if no status is given; has a reason if it was set aside. */
const actionSchema = z.union([
  z.tuple([interventionSchema, words]),
  z.tuple([interventionSchema, words, actionStatusSchema.exclude(['deprioritised'])]),
  z.tuple([interventionSchema, words, z.literal('deprioritised'), words]),
])
export type SampleAction = z.infer<typeof actionSchema>

const incidentSchema = z.strictObject({
  /** Refers to it from elsewhere in the story. */
  key: words,
  title: words,
  mode: words.nullable(),
  severity: z.enum(['P1', 'P2', 'P3']),
  services: z.array(words),
  domain: z.enum(['commerce', 'fulfilment', 'catalogue', 'platform', 'finance']),
  deployment: z.literal(true).optional(),
  vendor: words.optional(),
  /** Nobody found time for a meeting. */
  unreviewed: z.literal(true).optional(),
  actions: z.array(actionSchema),
  /** What participants wrote before the meeting, if they were asked. */
  said: z.array(words).optional(),
  ticks: z.array(factorSchema).optional(),
})
export type SampleIncident = z.infer<typeof incidentSchema>

/** By quarter, earliest first. */
export const sampleIncidents = z.array(z.array(incidentSchema)).length(4).parse(incidents)

const conditionSchema = z.strictObject({
  text: words,
  /** Generalisability and cost; null if not rated yet. */
  rated: z.tuple([z.int(), z.int()]).nullable(),
  changeable: counterfactualSchema.shape.changeable,
  intervention: interventionSchema.nullable(),
  /** The incidents in whose reviews it was named. */
  named: z.array(words),
  /** The action that is meant to bring it about, by its text. */
  action: words.optional(),
})
export const sampleConditions = z.array(conditionSchema).parse(conditions)

const lessonSchema = z.strictObject({
  text: words,
  from: words,
  citations: z.array(citationInputSchema.omit({ url: true }).extend({ daysLater: z.int() })),
})
export const sampleLessons = z.array(lessonSchema).parse(lessons)

/** By incident. */
export const sampleRecords = z.record(words, recordContentSchema).parse(records)

const vendorSchema = vendorInputSchema
  .omit({ version: true, knownExternalAt: true, outcome: true })
  // `outcome`: the text of a decision, or of the action that follows.
  .extend({ minutes: z.int(), decision: words.optional(), action: words.optional() })
/** By incident. */
export const sampleVendors: Readonly<Record<string, z.infer<typeof vendorSchema>>> = z
  .record(words, vendorSchema)
  .parse(vendors)

export const { debts: sampleDebts, formatChange: sampleChange } = z
  .strictObject({ formatChange: words, debts: z.array(debtInputSchema) })
  .parse(learningReviews)

/** Comments sent beside the pulse, by quarter. */
export const sampleComments = z.array(z.array(words)).parse(comments)

/** By review: item id to text. 'harder' is a space-separated list of factors, 'comfortable' a number. */
const saidSchema = z.record(words, words)
export const sampleAnswers = z
  .strictObject({ checkout: z.array(saidSchema), search: z.array(saidSchema) })
  .parse(answers)

/** The people named in the story; the names of the others are generated and nobody's. */
export const samplePeople = z
  .strictObject({
    known: z.array(z.strictObject({ name: words, group: words, seniority: senioritySchema })),
    others: z.strictObject({
      firstNames: z.array(words),
      lastNames: z.array(words),
      groups: z.array(words),
      seniorities: z.array(senioritySchema),
    }),
  })
  .parse(people)
