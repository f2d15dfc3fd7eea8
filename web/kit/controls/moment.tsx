/** A time as the meeting's zone has it, and as this reader's clock has it where the two differ. */
import type { JSX } from 'preact'
import { browserZone, dayAndTime, sameClock } from '../time.ts'
import { words } from '../words/en.ts'

export const Moment = ({ at, zone }: { at: string; zone: string }): JSX.Element => {
  const own = browserZone()
  return (
    <time dateTime={at} title={zone}>
      {dayAndTime(at, zone)}
      {sameClock(at, zone, own) ? null : <span class="own-time"> {words.time.forYou(dayAndTime(at, own))}</span>}
    </time>
  )
}
