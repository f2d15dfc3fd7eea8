/** When the meeting is and when its survey closes; both in the meeting's zone, and as this reader's clock has them. */
import type { JSX } from 'preact'
import { SelectField, TextField, ZoneField } from '../../kit/controls/field.tsx'
import { Moment } from '../../kit/controls/moment.tsx'
import { Notice } from '../../kit/controls/notice.tsx'
import { instantOf, isZone, wallOf } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { closingOf, type Inviting, type InvitingProblems } from './draft.ts'
import { isPast, isShortWindow } from './schedule.ts'
import { timeNow } from '../../kit/session/clock.ts'

const text = words.inviting

export const lengths: readonly number[] = [30, 45, 60, 75, 90, 120, 180]

interface Props {
  readonly draft: Inviting
  readonly change: (patch: Partial<Inviting>) => void
  readonly problems: InvitingProblems
}

const sayMeeting = (problem: InvitingProblems['meetingAt']): string | undefined =>
  problem === 'in_the_past'
    ? text.inThePast
    : problem === 'too_far_ahead'
      ? text.tooFarAhead
      : problem && words.form.noTime

const sayClosing = (problem: InvitingProblems['closesAt']): string | undefined => {
  if (problem === 'required') return words.form.noTime
  if (problem === 'meeting_before_close') return text.afterMeeting
  if (problem === 'closing_too_far_ahead') return text.tooFarAhead
  return problem && text.inThePast
}

export const MeetingFields = ({ draft, change, problems }: Props): JSX.Element => {
  const now = timeNow()
  const meetingAt = instantOf(draft.meetingAt, draft.zone)
  const closesAt = closingOf(draft, now)
  const zoneReads = isZone(draft.zone)
  const minutes = lengths.includes(draft.durationMinutes) ? lengths : [...lengths, draft.durationMinutes]
  return (
    <fieldset class="card">
      <legend>{text.meeting}</legend>
      <div class="fields">
        <TextField
          label={text.meetingAt}
          type="datetime-local"
          value={draft.meetingAt}
          change={value => change({ meetingAt: value })}
          error={sayMeeting(problems.meetingAt)}
          hint={meetingAt && zoneReads ? <Moment at={meetingAt} zone={draft.zone} /> : undefined}
        />
        <ZoneField
          label={words.form.zone}
          value={draft.zone}
          change={zone => change({ zone })}
          error={problems.zone && words.form.noZone}
        />
        <SelectField
          label={text.duration}
          value={String(draft.durationMinutes)}
          change={value => change({ durationMinutes: Number(value) })}
          options={minutes.map(number => ({ value: String(number), text: text.minutes(number) }))}
        />
      </div>
      <div class="half">
        <TextField
          label={text.closing}
          type="datetime-local"
          value={draft.closesAt || (closesAt && zoneReads ? wallOf(closesAt, draft.zone) : '')}
          change={value => change({ closesAt: value })}
          error={sayClosing(problems.closesAt)}
          hint={
            <>
              {closesAt && zoneReads ? <Moment at={closesAt} zone={draft.zone} /> : null}
              {draft.closesAt ? (
                <button type="button" class="link" onClick={() => change({ closesAt: '' })}>
                  {text.closingReset}
                </button>
              ) : (
                <span> · {text.closingHint}</span>
              )}
            </>
          }
        />
      </div>
      {closesAt && !isPast(closesAt, now) && isShortWindow(closesAt, now) ? (
        <Notice tone="warn">
          <p>{text.shortWindow}</p>
        </Notice>
      ) : null}
    </fieldset>
  )
}
