/** A meeting moves either way; its survey closes later, never earlier. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Review } from '../../../functions/domain/review.ts'
import { followReview, isLive } from '../../../functions/domain/survey-life.ts'
import type { SurveyView } from '../../../functions/domain/survey.ts'
import { api } from '../api/calls.ts'
import { Dialog } from '../controls/dialog.tsx'
import { SelectField, TextField, ZoneField } from '../controls/field.tsx'
import { Moment } from '../controls/moment.tsx'
import { Notice, ProblemNotice } from '../controls/notice.tsx'
import { lengths } from '../inviting/meeting.tsx'
import { isPast } from '../inviting/schedule.ts'
import { useTask } from '../load.ts'
import { instantOf, isZone, wallOf } from '../time.ts'
import { words } from '../words/en.ts'

const text = words.review

interface Props {
  readonly review: Review
  readonly survey: SurveyView | null
  readonly close: () => void
  readonly done: (news: string) => void
}

export const MoveDialog = ({ review, survey, close, done }: Props): JSX.Element => {
  const [wall, setWall] = useState(wallOf(review.meetingAt, review.zone))
  const [zone, setZone] = useState(review.zone)
  const [minutes, setMinutes] = useState(review.durationMinutes)
  const [tried, setTried] = useState(false)
  const task = useTask()
  const meetingAt = instantOf(wall, zone)
  const live = survey !== null && isLive(survey.status)
  const follows = live && meetingAt ? followReview(survey, { ...review, meetingAt, zone }) : null
  const past = meetingAt !== null && isPast(meetingAt, Date.now())
  const beforeClose = follows !== null && meetingAt !== null && Date.parse(follows.closesAt) > Date.parse(meetingAt)

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!meetingAt || past || beforeClose) return
    task.run(async () => {
      await api.changeReview(review.id, { meetingAt, zone, durationMinutes: minutes })
      done(text.moved)
    })
  }
  const error = !meetingAt && isZone(zone) ? words.form.noTime : past ? words.inviting.inThePast : undefined

  return (
    <Dialog title={text.moveTitle} close={close}>
      <form onSubmit={submit} noValidate>
        <div class="fields">
          <TextField
            label={words.inviting.meetingAt}
            type="datetime-local"
            value={wall}
            change={setWall}
            error={tried ? error : undefined}
            hint={meetingAt ? <Moment at={meetingAt} zone={zone} /> : undefined}
          />
          <ZoneField
            label={words.form.zone}
            value={zone}
            change={setZone}
            error={isZone(zone) ? undefined : words.form.noZone}
          />
        </div>
        <SelectField
          label={words.inviting.duration}
          value={String(minutes)}
          change={value => setMinutes(Number(value))}
          options={[...new Set([...lengths, review.durationMinutes])].map(number => ({
            value: String(number),
            text: words.inviting.minutes(number),
          }))}
        />
        {follows && survey && !past ? (
          <p>
            {follows.closesAt === survey.closesAt ? text.moveSame : text.moveLater}{' '}
            <strong>
              <Moment at={follows.closesAt} zone={isZone(zone) ? zone : review.zone} />
            </strong>
            . <span class="quiet">{text.moveNever}</span>
          </p>
        ) : null}
        {beforeClose && !past ? (
          <Notice tone="bad" live="alert">
            <p>{text.moveBefore}</p>
          </Notice>
        ) : null}
        {live ? <p class="quiet">{text.moveNote}</p> : null}
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button class="button quiet" type="button" onClick={close}>
            {words.form.cancel}
          </button>
          <button class="button primary" type="submit" disabled={task.busy}>
            {text.moveDo}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
