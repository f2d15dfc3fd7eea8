/** Stops mail to the addresses that SES reports. Unreadable events are reported: SNS would only resend them. */
import type { BounceStore } from './store.ts'
import { snsEventSchema, stopsOf } from './stops.ts'

/** How many addresses were stopped. Rejects if the store does, and SNS then sends the event again. */
export const stopReported = async (
  store: BounceStore,
  event: unknown,
  report: (code: 'event_malformed') => void,
): Promise<number> => {
  const parsed = snsEventSchema.safeParse(event)
  if (!parsed.success) {
    report('event_malformed')
    return 0
  }
  let stopped = 0
  for (const { Sns } of parsed.data.Records) {
    const stops = stopsOf(Sns.Message)
    if (!stops) report('event_malformed')
    for (const stop of stops ?? []) {
      await store.stopMail(stop)
      stopped += 1
    }
  }
  return stopped
}
