/** The vendor section as a form, and what the API takes of it. */
import * as z from 'zod'
import { actionIdSchema } from '../../../functions/domain/ids.ts'
import type { Incident } from '../../../functions/domain/incident/incident.ts'
import { vendorAnswers, type vendorInputSchema, type VendorSection } from '../../../functions/domain/incident/vendor.ts'
import type { ValuesOf } from '../../kit/form/fields.ts'
import { instantOf, timeOf } from '../../kit/time.ts'
import { words } from '../words/en.ts'

const text = words.vendor

export const answers = ['breakers', 'fallbacks', 'statusInSight'] as const

const answer = (name: (typeof answers)[number]) =>
  ({
    kind: 'choice',
    label: text[name],
    options: [
      { value: '', text: text.notAnswered },
      ...vendorAnswers
        .filter(value => name !== 'statusInSight' || value !== 'none')
        .map(value => ({ value, text: text.answers[value] })),
    ],
  }) as const
const note = (name: (typeof answers)[number]) =>
  ({ kind: 'text', label: `${text.note}: ${text[name]}`, longest: 2000, optional: true }) as const

/** `actions`: what may be said to follow. */
export const vendorFields = (zone: string, actions: readonly { id: string; text: string; owner: string }[]) =>
  ({
    knownExternalAt: { kind: 'time', zone, label: text.knownExternalAt, optional: true },
    usersSaw: { kind: 'long', label: text.usersSaw, optional: true },
    breakers: answer('breakers'),
    breakersNote: note('breakers'),
    fallbacks: answer('fallbacks'),
    fallbacksNote: note('fallbacks'),
    statusInSight: answer('statusInSight'),
    statusInSightNote: note('statusInSight'),
    desiredBehaviour: { kind: 'long', label: text.desiredBehaviour, rows: 4, missing: null },
    outcome: {
      kind: 'choice',
      label: text.outcome,
      options: (['none', 'action', 'decision'] as const).map(value => ({ value, text: text.outcomes[value] })),
    },
    actionId: {
      kind: 'choice',
      label: text.action,
      options: [
        { value: '', text: text.chooseAction },
        ...actions.map(action => ({ value: action.id, text: `${action.text} (${action.owner})` })),
      ],
    },
    decision: { kind: 'long', label: text.decision, hint: text.decisionHint, longest: 2000, missing: null },
    complete: { kind: 'yes', label: text.complete },
  }) as const
export type VendorForm = ValuesOf<ReturnType<typeof vendorFields>>

export const vendorFormOf = (section: VendorSection, incident: Pick<Incident, 'zone'>): VendorForm => ({
  knownExternalAt: section.knownExternalAt ? timeOf(section.knownExternalAt, incident.zone) : '',
  usersSaw: section.usersSaw,
  breakers: section.breakers?.answer ?? '',
  breakersNote: section.breakers?.note ?? '',
  fallbacks: section.fallbacks?.answer ?? '',
  fallbacksNote: section.fallbacks?.note ?? '',
  statusInSight: section.statusInSight?.answer ?? '',
  statusInSightNote: section.statusInSight?.note ?? '',
  desiredBehaviour: section.desiredBehaviour,
  outcome: section.outcome?.kind ?? 'none',
  actionId: section.outcome?.kind === 'action' ? section.outcome.actionId : '',
  decision: section.outcome?.kind === 'decision' ? section.outcome.text : '',
  complete: section.complete,
})

type Times = Pick<Incident, 'zone' | 'startedAt' | 'detectedAt'>

const minutes = (from: string | null | undefined, to: string | null): number | null =>
  from && to && Date.parse(to) >= Date.parse(from) ? Math.round((Date.parse(to) - Date.parse(from)) / 60_000) : null

/** As far as the times tell while they are typed. */
export const minutesUntilKnown = (form: VendorForm, incident: Times) => {
  const at = instantOf(form.knownExternalAt, incident.zone)
  return { fromStart: minutes(incident.startedAt, at), fromDetection: minutes(incident.detectedAt, at) }
}

type VendorProblems = Partial<
  Record<'knownExternalAt' | 'desiredBehaviour' | 'outcome' | 'actionId' | 'decision', string>
>

type VendorInput = Omit<z.input<typeof vendorInputSchema>, 'version'>
export type VendorReading =
  | { readonly ok: true; readonly input: VendorInput }
  | { readonly ok: false; readonly problems: VendorProblems }

const answerOf = (answer: string, note: string): VendorInput['breakers'] => {
  const parsed = z.enum(vendorAnswers).safeParse(answer)
  return parsed.success ? { answer: parsed.data, note } : null
}

const outcomeOf = (form: VendorForm, problems: VendorProblems): VendorInput['outcome'] => {
  if (form.outcome === 'decision') {
    if (!form.decision.trim()) problems.decision = words.form.required
    return { kind: 'decision', text: form.decision.trim() }
  }
  const action = actionIdSchema.safeParse(form.actionId)
  if (form.outcome === 'action' && action.success) return { kind: 'action', actionId: action.data }
  if (form.outcome === 'action') problems.actionId = words.form.required
  return null
}

/** The start of the minute it began in: the form shows no seconds. */
const minuteOf = (instant: string): number => Math.floor(Date.parse(instant) / 60_000) * 60_000

export const readVendor = (form: VendorForm, incident: Times, now: number): VendorReading => {
  const problems: VendorProblems = {}
  const typed = instantOf(form.knownExternalAt, incident.zone)
  const early = typed !== null && Date.parse(typed) < minuteOf(incident.startedAt)
  if (form.knownExternalAt && !typed) problems.knownExternalAt = words.form.noTime
  else if (early) problems.knownExternalAt = words.incident.beforeWarning(words.incident.fields.startedAt)
  else if (typed && Date.parse(typed) > now) problems.knownExternalAt = words.incident.future
  // Within the minute of the start, which may have begun some seconds into it.
  const knownExternalAt = typed && Date.parse(typed) < Date.parse(incident.startedAt) ? incident.startedAt : typed
  const outcome = outcomeOf(form, problems)
  if (form.complete && !form.desiredBehaviour.trim()) problems.desiredBehaviour = text.neededBehaviour
  if (form.complete && form.outcome === 'none') problems.outcome = text.needed
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  return {
    ok: true,
    input: {
      knownExternalAt,
      usersSaw: form.usersSaw,
      breakers: answerOf(form.breakers, form.breakersNote),
      fallbacks: answerOf(form.fallbacks, form.fallbacksNote),
      statusInSight: answerOf(form.statusInSight, form.statusInSightNote),
      desiredBehaviour: form.desiredBehaviour,
      outcome,
      complete: form.complete,
    },
  }
}
