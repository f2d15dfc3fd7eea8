/** How a failure at a vendor affected us, and what our system should do when it happens again. */
import * as z from 'zod'
import type { Action } from '../action/action.ts'
import { actionIdSchema, incidentIdSchema } from '../ids.ts'
import type { Incident } from './incident.ts'
import { dayAlone } from './known.ts'
import { instantSchema, minuteMilliseconds } from '../time/instants.ts'
import type { Words } from './words/languages.ts'

/** 'none' means that there is no such thing. */
export const vendorAnswers = ['yes', 'partly', 'no', 'none'] as const
const answered = z
  .object({ answer: z.enum(vendorAnswers), note: z.string().trim().max(2000).default('') })
  .nullable()
  .default(null)

const vendorOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('action'), actionId: actionIdSchema }),
  z.object({ kind: z.literal('decision'), text: z.string().trim().min(1).max(2000) }),
])

const vendorFields = z.object({
  /** When it was known that the cause was external. */
  knownExternalAt: instantSchema.nullable().default(null),
  usersSaw: z.string().trim().max(5000).default(''),
  breakers: answered,
  fallbacks: answered,
  /** Whether the vendor's own status could be seen. */
  statusInSight: answered,
  /** Given that it will happen again: what should happen then, and does the architecture produce it? */
  desiredBehaviour: z.string().trim().max(5000).default(''),
  outcome: vendorOutcomeSchema.nullable().default(null),
  /** Requires the desired behaviour, and an action or a decision. */
  complete: z.boolean().default(false),
})

export const vendorSectionSchema = vendorFields.extend({ incidentId: incidentIdSchema, version: z.int() })
export type VendorSection = z.infer<typeof vendorSectionSchema>

/** `PUT /api/incidents/{id}/vendor`: the whole section, for the version that was read (0 if there was none). */
export const vendorInputSchema = vendorFields.extend({ version: z.int().min(0) })

export const vendorViewSchema = vendorSectionSchema.extend({
  /** Minutes from the start, and from the detection, until the cause was known to be external. */
  minutesFromStart: z.int().nullable(),
  minutesFromDetection: z.int().nullable(),
})
export type VendorView = z.infer<typeof vendorViewSchema>

export const emptyVendorSection = (incidentId: Incident['id']): VendorSection =>
  vendorSectionSchema.parse({ incidentId, version: 0 })

const minutesBetween = (from: string | null | undefined, to: string | null): number | null =>
  from && to ? Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / minuteMilliseconds)) : null

export const vendorView = (
  section: VendorSection,
  incident: Pick<Incident, 'startedAt' | 'detectedAt' | 'unknown' | 'zone'>,
): VendorView => ({
  ...section,
  minutesFromStart: minutesBetween(dayAlone(incident) === null ? incident.startedAt : null, section.knownExternalAt),
  minutesFromDetection: minutesBetween(incident.detectedAt, section.knownExternalAt),
})

/** The fields that have to be filled in before the section is complete. */
export const missingForCompletion = (section: Pick<VendorSection, 'desiredBehaviour' | 'outcome'>): string[] => [
  ...(section.desiredBehaviour === '' ? ['desiredBehaviour'] : []),
  ...(section.outcome === null ? ['outcome'] : []),
]

const said = (name: string, answer: VendorSection['breakers'], words: Words): string[] =>
  answer ? [words.answered(name, words.answers[answer.answer], answer.note)] : []

/** The parts of an action that its vendor section shows. */
export type VendorAction = Pick<Action, 'text' | 'owner' | 'status'>

/** Null if nothing follows yet. `action` is the one in the outcome, null if it is not known. */
export const outcomeLine = (
  { outcome }: Pick<VendorSection, 'outcome'>,
  action: VendorAction | null,
  words: Words,
): string | null => {
  if (outcome === null) return null
  if (outcome.kind === 'decision') return words.decided(outcome.text)
  return action ? words.agreed(action.text, action.owner, action.status) : words.follows
}

/** What was written down after an earlier failure of this kind, as a line for the next agenda; null if nothing was. */
export const writtenBefore = (
  section: Pick<VendorSection, 'desiredBehaviour' | 'outcome'>,
  title: string,
  action: VendorAction | null,
  words: Words,
): string | null => {
  const known = [section.desiredBehaviour, outcomeLine(section, action, words)].flatMap(line => line || [])
  return known.length === 0 ? null : words.writtenAfter(title, known)
}

/** What is known before the meeting, by the question that it answers; `decided` is told in `further` too. */
export const vendorKnown = (
  { minutesFromStart, ...section }: VendorView,
  action: VendorAction | null,
  words: Words,
) => ({
  untilKnown: minutesFromStart === null ? [] : [words.outsideAfter(minutesFromStart)],
  usersSaw: section.usersSaw ? [words.usersSaw(section.usersSaw)] : [],
  guards: [...said(words.breakers, section.breakers, words), ...said(words.fallbacks, section.fallbacks, words)],
  further: [
    ...said(words.statusInSight, section.statusInSight, words),
    ...(section.desiredBehaviour ? [words.desired(section.desiredBehaviour)] : []),
    ...[outcomeLine(section, action, words)].filter(line => line !== null),
  ],
  ...(section.outcome?.kind === 'decision' ? { decided: section.outcome.text } : {}),
})
