/** What a failure outside the house was like for us, and what the system should do when it comes again. */
import * as z from 'zod'
import { actionIdSchema, incidentIdSchema } from './ids.ts'
import type { Incident } from './incident.ts'
import { instantSchema, minuteMilliseconds } from './instants.ts'

/** 'none': there is no such thing. */
export const vendorAnswers = ['yes', 'partly', 'no', 'none'] as const
const answered = z
  .object({ answer: z.enum(vendorAnswers), note: z.string().trim().max(2000).default('') })
  .nullable()
  .default(null)

export const vendorOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('action'), actionId: actionIdSchema }),
  z.object({ kind: z.literal('decision'), text: z.string().trim().min(1).max(2000) }),
])

const vendorFields = z.object({
  /** When it was known that the cause lies outside. */
  knownExternalAt: instantSchema.nullable().default(null),
  usersSaw: z.string().trim().max(5000).default(''),
  breakers: answered,
  fallbacks: answered,
  /** Whether the vendor's own status was in sight. */
  statusInSight: answered,
  /** Given that it will happen again: what should happen then, and does the architecture produce it? */
  desiredBehaviour: z.string().trim().max(5000).default(''),
  outcome: vendorOutcomeSchema.nullable().default(null),
  /** Needs the desired behaviour, and an action or a decision. */
  complete: z.boolean().default(false),
})

export const vendorSectionSchema = vendorFields.extend({ incidentId: incidentIdSchema, version: z.int() })
export type VendorSection = z.infer<typeof vendorSectionSchema>

/** `PUT /api/incidents/{id}/vendor`: all of it, over the version that was read (0: nothing yet). */
export const vendorInputSchema = vendorFields.extend({ version: z.int().min(0) })

export const vendorViewSchema = vendorSectionSchema.extend({
  /** Minutes from the start, and from its detection, until it was known to lie outside. */
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
  incident: Pick<Incident, 'startedAt' | 'detectedAt'>,
): VendorView => ({
  ...section,
  minutesFromStart: minutesBetween(incident.startedAt, section.knownExternalAt),
  minutesFromDetection: minutesBetween(incident.detectedAt, section.knownExternalAt),
})

/** The fields that a complete section lacks. */
export const missingForCompletion = (section: Pick<VendorSection, 'desiredBehaviour' | 'outcome'>): string[] => [
  ...(section.desiredBehaviour === '' ? ['desiredBehaviour'] : []),
  ...(section.outcome === null ? ['outcome'] : []),
]

const spoken: Readonly<Record<(typeof vendorAnswers)[number], string>> = {
  yes: 'yes',
  partly: 'partly',
  no: 'no',
  none: 'there are none',
}

const said = (name: string, answer: VendorSection['breakers']): string[] =>
  answer ? [`${name}: ${spoken[answer.answer]}${answer.note ? ` (${answer.note})` : ''}`] : []

/** What is known before the meeting, by the question that it answers. */
export const vendorKnown = ({ minutesFromStart, ...section }: VendorView) => ({
  untilKnown:
    minutesFromStart === null ? [] : [`It was known to lie outside ${minutesFromStart} minutes after the start`],
  usersSaw: section.usersSaw ? [`Users saw: ${section.usersSaw}`] : [],
  guards: [...said('Breakers did what they should', section.breakers), ...said('Fallbacks did', section.fallbacks)],
  further: [
    ...said('The vendor’s status was in sight', section.statusInSight),
    ...(section.desiredBehaviour ? [`What it should do, as written down: ${section.desiredBehaviour}`] : []),
    ...(section.outcome?.kind === 'decision' ? [`Decided: ${section.outcome.text}`] : []),
    ...(section.outcome?.kind === 'action' ? ['An action follows from it'] : []),
  ],
})
export type VendorKnown = ReturnType<typeof vendorKnown>
