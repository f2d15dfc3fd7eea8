/** The agenda as its JSON gives it, a contract of docs/architecture.md section 8: fields are added, not renamed. */
import * as z from 'zod'
import { severitySchema } from '../incident/fields.ts'
import { factorSchema, namedSchema, purposeSchema, quoteSchema } from '../synthesis/schema.ts'

export const itemKindSchema = z.enum([
  'opening',
  'check-in',
  'facts',
  'theme',
  'raised-once',
  'live',
  'factors',
  'decisions',
  'counterfactuals',
  'vendor',
  'proposals',
  'earlier-actions',
  'open-questions',
  'closing',
])
export type ItemKind = z.infer<typeof itemKindSchema>

/** One of several themes that share an item because the meeting is short. */
export const topicSchema = z.object({
  /** That of its theme: it can be addressed whether or not the meeting leaves it an item of its own. */
  id: z.string().optional(),
  title: z.string(),
  question: z.string(),
  voices: z.int().nullable(),
  /** Two of its statements contradict each other. */
  disagreement: z.boolean().optional(),
  apart: z.int().min(0).optional(),
  observationIds: z.array(z.string()),
  /** Of what stands alone: one or two that are read aloud. */
  quotes: z.array(quoteSchema).optional(),
})
export type Topic = z.infer<typeof topicSchema>

export const agendaItemSchema = z.object({
  /** Stable under edits: 'opening', 'theme-1', 'raised-once', ... */
  id: z.string(),
  kind: itemKindSchema,
  title: z.string(),
  minutes: z.int().min(0),
  question: z.string(),
  /** Null where nobody's voice is counted (opening, closing). */
  voices: z.int().nullable(),
  disagreement: z.boolean(),
  /** Statements that stand without a pseudonym, those for themes only among them: beside the voices, never added. */
  apart: z.int().min(0).optional(),
  /** Taken off the plan: it has no minutes, and its statements are read under its title. */
  offPlan: z.boolean().optional(),
  /** Every observation stands in exactly one item's list. */
  observationIds: z.array(z.string()),
  /** Observations shown under another item that this one speaks about too. */
  seeAlsoIds: z.array(z.string()),
  /** For the facilitator: what to ask when it is silent, when it turns personal. */
  notes: z.array(z.string()),
  /** Lines of the item itself: ground rules, facts, the check-in order, open actions with their age. */
  lines: z.array(z.string()),
  /** Two or three of its statements, or a part of one, as they were written. */
  quotes: z.array(quoteSchema).optional(),
  /** Only where several themes share the item: their observations are among `observationIds`, each in one topic at most. */
  topics: z.array(topicSchema).optional(),
})
export type AgendaItem = z.infer<typeof agendaItemSchema>

/** Two quotes of which one denies what the other tells. */
export const differingSchema = z.object({ a: quoteSchema, b: quoteSchema })
export type Differing = z.infer<typeof differingSchema>
const tickedSchema = z.object({ factor: factorSchema, count: z.int().nullable() })

/** What whoever has two minutes reads; at most 350 words. Quotes are cut at a sentence and end in "…" where they are. */
export const briefSchema = z.object({
  happened: z.array(z.string()),
  /** What somebody saw of it, with a time. */
  seen: quoteSchema.optional(),
  matters: z.array(z.object({ title: z.string(), voices: z.int().nullable(), quote: quoteSchema.nullable() })),
  /** With the title and voices of the theme it stands in, unless that has no title beyond the two quotes. */
  differing: z.array(differingSchema.extend({ title: z.string().optional(), voices: z.int().nullable().optional() })),
  /** Of single statements, what others may have seen too; where there are few themes. */
  told: z.array(quoteSchema).optional(),
  alone: z.array(quoteSchema),
  proposals: z.array(quoteSchema),
  wentWell: z.array(quoteSchema),
})
export type Brief = z.infer<typeof briefSchema>

export const withheldReasonSchema = z.enum([
  'too_few_ballots',
  'too_few_writers',
  'counts_do_not_add_up',
  'could_not_be_read',
  'never_read',
  'survey_cancelled',
  'no_survey',
])

const takenPartSchema = z.object({
  counted: z.int(),
  invited: z.int(),
  /** How many more drew a pass of which no answer was counted; left out where there are none. */
  unused: z.int().optional(),
  /** How many links were contested: their owners say that somebody else used them. Left out where none was. */
  contested: z.int().optional(),
})

export const agendaSchema = z.object({
  reviewId: z.string(),
  surveyId: z.string().nullable(),
  title: z.string(),
  /** What it is written in: its review's. */
  language: z.string(),
  /** ISO 8601 with Z. */
  meetingAt: z.string(),
  zone: z.string(),
  minutes: z.int(),
  /** How many took part, of how many invited; null before the close. */
  takenPart: takenPartSchema.nullable(),
  brief: briefSchema,
  parts: z.array(
    z.object({
      name: z.enum(['Opening', 'Understanding', 'Alignment', 'Action', 'Closing']),
      minutes: z.int(),
      items: z.array(agendaItemSchema),
    }),
  ),
  /** Themes by contributing factor: how many observations of the theme speak of it. */
  matrix: z.array(
    z.object({
      itemId: z.string(),
      title: z.string(),
      factors: z.partialRecord(factorSchema.or(z.literal('not classified')), z.int()),
    }),
  ),
  appendix: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      pseudonym: z.string().nullable(),
      signedBy: z.string().nullable(),
      theme: z.string().nullable(),
      purpose: purposeSchema.nullable(),
      factor: factorSchema.nullable(),
      /** The neutral question put in place of a flagged statement. */
      question: z.string().nullable(),
      /** Kept from the room by a facilitator: it is counted where it stands, and its words are gone from here. */
      hidden: z.boolean().optional(),
    }),
  ),
  /** All that were found; an item or topic disagrees where it holds both statements of one. */
  differing: z.array(differingSchema).optional(),
  /** What the room may be asked whether it agrees; nothing of it is agreed. */
  candidates: z
    .object({
      /** Factors that enough people ticked and enough did not; `count` is null where it may not be told. */
      ticked: z.array(tickedSchema),
      conditions: z.array(namedSchema),
      proposals: z.array(namedSchema),
      /** The vendor section's own decision. */
      decided: z.array(z.string()).optional(),
    })
    .optional(),
  furtherThemesOnly: z.int(),
  /** Statements that need care: how many, never which. */
  care: z.int(),
  /** Answers, or parts of one, that said nothing. */
  nonAnswers: z.int(),
  /** Answers, or parts of one, that could not be read. Absent where there are none. */
  unread: z.int().optional(),
  /** The model that read the statements. A title or question that stands here was written by it; one that was edited since does not. */
  reader: z.object({ model: z.string(), titles: z.array(z.string()), questions: z.array(z.string()) }).optional(),
  /** Titles, questions, lines and notes of the items that are made of statements, by their words, and of which. */
  drawn: z.array(namedSchema).optional(),
  withheld: z
    .object({
      reason: withheldReasonSchema,
      count: z.int(),
    })
    .nullable(),
})
export type Agenda = z.infer<typeof agendaSchema>

/** What the agenda knows of the incident beside what people said. Instants are ISO 8601 with Z. */
export const agendaFactsSchema = z.object({
  reviewId: z.string(),
  surveyId: z.string().nullable(),
  title: z.string(),
  language: z.string(),
  severity: severitySchema,
  services: z.array(z.string()),
  failureModes: z.array(z.string()),
  startedAt: z.string(),
  /** The zone in which its days were told, where the hour of its start is not known: midnight there is a day alone. */
  daysIn: z.string().nullish(),
  detectedAt: z.string().nullable(),
  mitigatedAt: z.string().nullable(),
  resolvedAt: z.string().nullable(),
  deploymentRelated: z.boolean(),
  vendor: z.string().nullable(),
  /** What was written down of the vendor's part before the meeting, by the question it answers; lines of the agenda. */
  vendorKnown: z
    .object({
      untilKnown: z.array(z.string()),
      usersSaw: z.array(z.string()),
      guards: z.array(z.string()),
      further: z.array(z.string()),
      /** What was decided in the place of an action. */
      decided: z.string().optional(),
    })
    .optional(),
  /** What was written down of a vendor's part after earlier incidents of the kind: lines of the agenda. */
  vendorBefore: z.array(z.string()).optional(),
  summary: z.string().nullable(),
  meetingAt: z.string(),
  zone: z.string(),
  durationMinutes: z.int().min(15).max(480),
  takenPart: takenPartSchema.nullable(),
  /** Published answers to the 1-5 item and ticks of factors, when they passed suppression. */
  rating: z.object({ n: z.int(), mean: z.number() }).nullable(),
  factorTicks: z.array(tickedSchema),
  /** Open actions of earlier incidents with the same failure mode. */
  earlierActions: z.array(
    z.object({
      title: z.string(),
      owner: z.string(),
      openDays: z.int(),
      status: z.string(),
      /** Empty where it followed none. */
      incidentTitle: z.string(),
      /** It was deprioritised, and then the failure mode came back. */
      cameBack: z.boolean().optional(),
      /** Why it was deprioritised. */
      reason: z.string().nullable().optional(),
    }),
  ),
  /** Conditions that reviews of such incidents have named before. */
  knownConditions: z.array(z.object({ text: z.string(), reviews: z.int(), isLeveragePoint: z.boolean() })).optional(),
  withheld: z
    .object({
      reason: withheldReasonSchema,
      count: z.int(),
    })
    .nullable(),
})
export type AgendaFacts = z.infer<typeof agendaFactsSchema>
