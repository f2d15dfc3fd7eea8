import { type PulsePlanInput, pulsePlanInputSchema } from '../../../functions/domain/survey/pulse-plan.ts'

/** The first Tuesday of a quarter's last month, for ten days. */
export const planInput = (changes: Partial<PulsePlanInput> = {}): PulsePlanInput =>
  pulsePlanInputSchema.parse({
    zone: 'Europe/Berlin',
    opens: { month: 3, week: 1, weekday: 2, time: '09:00' },
    openDays: 10,
    version: 0,
    ...changes,
  })
