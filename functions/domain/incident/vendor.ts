/** How a failure at a vendor affected us, and what our system should do when it happens again. */
import * as z from 'zod'
import type { Action } from '../action/action.ts'
import { actionIdSchema, incidentIdSchema } from '../ids.ts'
import type { Incident } from './incident.ts'
import { instantSchema, minuteMilliseconds } from '../time/instants.ts'

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
  incident: Pick<Incident, 'startedAt' | 'detectedAt'>,
): VendorView => ({
  ...section,
  minutesFromStart: minutesBetween(incident.startedAt, section.knownExternalAt),
  minutesFromDetection: minutesBetween(incident.detectedAt, section.knownExternalAt),
})

/** The fields that have to be filled in before the section is complete. */
export const missingForCompletion = (section: Pick<VendorSection, 'desiredBehaviour' | 'outcome'>): string[] => [
  ...(section.desiredBehaviour === '' ? ['desiredBehaviour'] : []),
  ...(section.outcome === null ? ['outcome'] : []),
]

export const vendorAnswerNames: Readonly<Record<(typeof vendorAnswers)[number], string>> = {
  yes: 'yes',
  partly: 'partly',
  no: 'no',
  none: 'there are none',
}

const said = (name: string, answer: VendorSection['breakers']): string[] =>
  answer ? [`${name}: ${vendorAnswerNames[answer.answer]}${answer.note ? ` (${answer.note})` : ''}`] : []

/** The parts of an action that its vendor section shows. */
export type VendorAction = Pick<Action, 'text' | 'owner' | 'status'>

/** Null if nothing follows yet. `action` is the one in the outcome, null if it is not known. */
export const outcomeLine = (
  { outcome }: Pick<VendorSection, 'outcome'>,
  action: VendorAction | null,
): string | null => {
  if (outcome === null) return null
  if (outcome.kind === 'decision') return `Decided: ${outcome.text}`
  return action
    ? `Agreed: ${action.text} (${action.owner}, ${action.status.replaceAll('_', ' ')})`
    : 'An action follows from it'
}

/** What was written down after an earlier failure of this kind, as a line for the next agenda; null if nothing was. */
export const writtenBefore = (
  section: Pick<VendorSection, 'desiredBehaviour' | 'outcome'>,
  title: string,
  action: VendorAction | null,
): string | null => {
  const known = [section.desiredBehaviour, outcomeLine(section, action)].filter(Boolean)
  return known.length === 0 ? null : `Written down after "${title}": ${known.join(' · ')}`
}

/** What is known before the meeting, by the question that it answers. */
export const vendorKnown = ({ minutesFromStart, ...section }: VendorView, action: VendorAction | null) => ({
  untilKnown:
    minutesFromStart === null ? [] : [`It was known to lie outside ${minutesFromStart} minutes after the start`],
  usersSaw: section.usersSaw ? [`Users saw: ${section.usersSaw}`] : [],
  guards: [...said('Breakers did what they should', section.breakers), ...said('Fallbacks did', section.fallbacks)],
  further: [
    ...said('The vendor’s status was in sight', section.statusInSight),
    ...(section.desiredBehaviour ? [`What it should do, as written down: ${section.desiredBehaviour}`] : []),
    ...[outcomeLine(section, action)].filter(line => line !== null),
  ],
})
