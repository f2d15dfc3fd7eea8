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
    const reported = stopsOf(Sns.Message)
    if (!reported || reported.unread > 0) report('event_malformed')
    for (const stop of reported?.stops ?? []) {
      const dated = { ...stop, at: stop.at ?? Sns.Timestamp }
      await (stop.reason === 'returned' ? store.noteReturn(dated) : store.stopMail(dated))
      stopped += stop.reason === 'returned' ? 0 : 1
    }
  }
  return stopped
}
