/** The plan as its form holds it, and as it is sent. */
import { pulseInstruments } from '../../../functions/domain/instrument/pulse.ts'
import { defaultInstrument } from '../../../functions/domain/instrument/registry.ts'
import { emailSchema } from '../../../functions/domain/people/address.ts'
import {
  type PulsePlan,
  type PulsePlanInput,
  pulsePlanInputSchema,
} from '../../../functions/domain/survey/pulse-plan.ts'
import type { ValuesOf } from '../../kit/form/fields.ts'
import { heldCalendar } from '../../kit/session/session.ts'
import { browserZone } from '../../kit/time.ts'
import { words } from '../words/en.ts'

const text = words.pulse.form
const names: Readonly<Record<string, string>> = text.instruments
const dayChoices = [3, 5, 7, 10, 14, 21]
const numbered = (labels: readonly string[]) =>
  labels.map((label, index) => ({ value: String(index + 1), text: label }))

/** `openDays`: the choice that is in force, which may be one of its own. */
export const planFields = (openDays: number) =>
  ({
    week: { kind: 'choice', label: text.week, options: numbered(text.weeks) },
    weekday: { kind: 'choice', label: text.weekday, options: numbered(text.weekdays) },
    month: { kind: 'choice', label: text.month, options: numbered(text.months) },
    time: { kind: 'clock', label: text.time, missing: text.noTime },
    openDays: {
      kind: 'choice',
      label: text.openDays,
      options: [...new Set([...dayChoices, openDays])]
        .toSorted((a, b) => a - b)
        .map(days => ({ value: String(days), text: text.days(days) })),
    },
    zone: { kind: 'zone', label: text.zone },
    instrument: {
      kind: 'choice',
      label: text.instrument,
      options: pulseInstruments.map(({ id }) => ({ value: id, text: names[id] ?? id })),
    },
    leaders: { kind: 'long', label: text.leaders, hint: text.leadersHint, optional: true },
    paused: { kind: 'yes', label: text.paused },
  }) as const
export type PlanForm = ValuesOf<ReturnType<typeof planFields>>

/** As most organisations would have it: the first Tuesday of the quarter's last month, in the morning, for ten days. */
export const formOf = (plan: PulsePlan | null): PlanForm => ({
  zone: plan?.zone ?? heldCalendar()?.zone ?? browserZone(),
  month: String(plan?.opens.month ?? 3),
  week: String(plan?.opens.week ?? 1),
  weekday: String(plan?.opens.weekday ?? 2),
  time: plan?.opens.time ?? '09:00',
  openDays: String(plan?.openDays ?? 10),
  instrument: plan?.instrument ?? defaultInstrument.pulse,
  leaders: (plan?.leaders ?? []).join('\n'),
  paused: plan?.paused ?? false,
})

/** Addresses, one a line or between commas, and those that are none. */
export const leadersIn = (text: string): { leaders: string[]; bad: string[] } => {
  const parsed = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(word => ({ word, email: emailSchema.safeParse(word) }))
  return {
    leaders: parsed.flatMap(({ email }) => (email.success ? [email.data] : [])),
    bad: parsed.flatMap(({ word, email }) => (email.success ? [] : [word])),
  }
}

/** Null where a field is not filled in rightly yet. What the form does not show stays as it was. */
export const inputOf = (form: PlanForm, before: PulsePlan | null): PulsePlanInput | null => {
  const { month, week, weekday, time, openDays, leaders, ...plain } = form
  const parsed = pulsePlanInputSchema.safeParse({
    ...plain,
    opens: { month: Number(month), week: Number(week), weekday: Number(weekday), time },
    openDays: Number(openDays),
    leaders: leadersIn(leaders).leaders,
    skipped: before?.skipped ?? [],
    moved: before?.moved ?? [],
    version: before?.version ?? 0,
  })
  return parsed.success ? parsed.data : null
}

/** The same plan, sent again with one thing changed. */
export const changedPlan = (
  plan: PulsePlan,
  changes: Partial<Pick<PulsePlan, 'skipped' | 'moved'>>,
): PulsePlanInput => {
  const { activeFrom: _, ...input } = { ...plan, ...changes }
  return input
}
