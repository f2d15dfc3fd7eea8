/** What the synthesis takes and what it gives: the shapes that the harvest files and the agenda is laid out from. */
import * as z from 'zod'

/** How its writer gave an answer (docs/architecture.md section 4, step 8). */
/** `facilitator`: for the facilitators' screen alone, offered to whoever writes what weighs on them. */
export const choiceSchema = z.enum(['verbatim', 'themes-only', 'signed', 'facilitator'])
export type Choice = z.infer<typeof choiceSchema>

export const flagSchema = z.enum(['blame', 'hindsight', 'counterfactual', 'vendor'])
export type Flag = z.infer<typeof flagSchema>

/**
 * What a free-text question is for. Rules ask for this and never for the id of a question: another instrument asks the
 * same for the same purpose in its own words.
 */
export const purposeSchema = z.enum([
  /** What was seen, and when. */
  'moment',
  /** What made it sensible at the time. */
  'reasons',
  /** What would have had to be true for another outcome. */
  'condition',
  'missing-information',
  'surprise',
  /** What our own system did when somebody outside failed. */
  'vendor',
  'went-well',
  /** Nothing in particular. */
  'anything',
])
export type Purpose = z.infer<typeof purposeSchema>

/** Contributing factors, in the order in which a facilitator reads them. */
export const factorSchema = z.enum([
  'automation',
  'monitoring',
  'documentation',
  'ownership',
  'deployment',
  'communication',
  'playbooks',
  'vendor',
  'capacity',
  'time_pressure',
  'testing',
  'safeguards',
  'knowledge',
])
export type Factor = z.infer<typeof factorSchema>

/** Somebody whose name must not stand in a statement. */
export const namedPersonSchema = z.object({
  name: z.string(),
  email: z.string().optional(),
  handle: z.string().optional(),
})
export type NamedPerson = z.infer<typeof namedPersonSchema>

/** One matter of one answer on its way into the synthesis (`splitAnswer` in matters.ts). */
export const statementSchema = z.object({
  id: z.string(),
  text: z.string(),
  /** The instrument's item it answers, for whoever reads the result: no rule reads it. Null when it comes from elsewhere. */
  item: z.string().nullable().default(null),
  /** That of its item. Without a default, as `apart`: what is left out would be shown as if nothing had been promised. */
  purpose: purposeSchema.nullable(),
  /** Its question promises that nothing joins it to its writer's other answers: it goes without the pseudonym. */
  apart: z.boolean(),
  /** Tells statements of one writer from another's while voices are counted; never leaves the synthesis. Null: a voice of its own. */
  voice: z.string().nullable().default(null),
  choice: choiceSchema.default('verbatim'),
  pseudonym: z.string().nullable().default(null),
  signedBy: z.string().nullable().default(null),
  /** A model may read it: said only where the terms name one and its writer did not refuse. Left out, none may. */
  mayBeRead: z.boolean().optional(),
})
export type Statement = z.infer<typeof statementSchema>

export const filedObservationSchema = z.object({
  id: z.string(),
  /** After redaction. */
  text: z.string(),
  item: z.string().nullable(),
  /** That of its item: the agenda lays out by it what stands alone. */
  purpose: purposeSchema.nullable(),
  pseudonym: z.string().nullable(),
  signedBy: z.string().nullable(),
  flags: z.array(flagSchema),
  factor: factorSchema.nullable(),
})
export type FiledObservation = z.infer<typeof filedObservationSchema>

/** A part of a statement, letter by letter. */
export const quoteSchema = z.object({ observationId: z.string(), text: z.string() })
export type Quote = z.infer<typeof quoteSchema>

export const themeSchema = z.object({
  /** Stable within one synthesis: 'theme-1', 'theme-2', ... in the order of the list. */
  id: z.string(),
  /** A clause of one of its statements, at most eleven words; where `titleBy` says so, a model's words. */
  title: z.string(),
  titleBy: z.literal('reader').optional(),
  /** What a model proposed to ask the room, and what it took for belonging here (functions/domain/reader). */
  question: z.string().optional(),
  criterion: z.string().optional(),
  /** Distinct pseudonyms among its statements. */
  voices: z.int().min(1),
  /** Statements without a pseudonym on the same: given apart, signed, or for themes only. Never added to `voices`. */
  apart: z.int().min(0),
  observationIds: z.array(z.string()).min(2),
  /** Two or three of its statements, of different writers where they can be told apart. */
  quotes: z.array(quoteSchema),
})
export type Theme = z.infer<typeof themeSchema>

/** What several people may have said: its words are those of its first statement. */
export const namedSchema = z.object({ text: z.string(), observationIds: z.array(z.string()).min(1) })
export type Named = z.infer<typeof namedSchema>

/** Distress, shame, fear of consequences: for the facilitator's eyes alone, without pseudonym or question. */
export const careSchema = z.object({
  /** Empty where fewer than six people wrote: among five it would be plain whose it is. */
  texts: z.array(z.string()),
  count: z.int().min(0),
})

/**
 * The result of one synthesis. Every verbatim or signed observation is in exactly one theme or in raisedOnce;
 * every themes-only statement is one of those apart in a theme or one of furtherThemesOnly, and its text is nowhere.
 * What needs care is no observation: it stands in `care` and nowhere else.
 */
export const synthesisSchema = z.object({
  themes: z.array(themeSchema),
  raisedOnce: z.array(z.string()),
  furtherThemesOnly: z.int().min(0),
  observations: z.array(filedObservationSchema),
  care: careSchema,
  /** Answers, or parts of one, that said nothing. */
  nonAnswers: z.int().min(0),
  /** Answers, or parts of one, that could not be read: their text is nowhere. Absent where there are none. */
  unread: z.int().min(1).optional(),
  /** Pairs of which one denies what the other tells, surest first. */
  disagreements: z.array(z.object({ a: quoteSchema, b: quoteSchema })),
  /** What would have changed the course, in its writer's words, near duplicates merged. References, not places. */
  conditions: z.array(namedSchema),
  /** What people proposed to change, in their words, near duplicates merged. References, not places. */
  proposals: z.array(namedSchema),
  /** What went well. References, not places. */
  strengths: z.array(z.string()),
  /** Statements about somebody outside. References, not places. */
  vendorObservationIds: z.array(z.string()),
  /** Times that a model found where the rules find none; `clock` is HH:MM as the quote has it, null where it has none. */
  moments: z.array(quoteSchema.extend({ clock: z.string().nullable() })).optional(),
  /** The model whose proposal was taken up, item by item. */
  reader: z.object({ model: z.string() }).optional(),
})
export type Synthesis = z.infer<typeof synthesisSchema>
