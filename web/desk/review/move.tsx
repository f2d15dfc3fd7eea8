/** A meeting moves either way; its survey closes later, never earlier. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as z from 'zod'
import type { ReviewView } from '../../../functions/domain/course/stage.ts'
import { followReview, isLive } from '../../../functions/domain/survey/life.ts'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'
import { api } from '../calls/calls.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { SelectField, TextField, ZoneField } from '../../kit/controls/field.tsx'
import { Moment } from '../../kit/controls/moment.tsx'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { isProblem } from '../../kit/api/problem.ts'
import { useDraft } from '../../kit/load/draft.ts'
import { lengths } from '../inviting/meeting.tsx'
import { meetingProblem } from '../inviting/schedule.ts'
import { useTask } from '../../kit/load/load.ts'
import { instantOf, isZone, wallOf } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { timeNow } from '../../kit/session/clock.ts'

const text = words.review

interface Props {
  readonly review: ReviewView
  readonly survey: SurveyView | null
  readonly close: () => void
  readonly done: (news: string) => void
}

const movingSchema = z.object({ wall: z.string(), zone: z.string(), minutes: z.int() })

export const MoveDialog = ({ review, survey, close: closeDialog, done }: Props): JSX.Element => {
  const draft = useDraft(`move ${review.id} ${review.version}`, movingSchema, () => ({
    wall: wallOf(review.meetingAt, review.zone),
    zone: review.zone,
    minutes: review.durationMinutes,
  }))
  // What is changed is changed over what stood here when the dialog was opened, whatever was read since.
  const [opened] = useState(review)
  const { wall, zone, minutes } = draft.value
  const [tried, setTried] = useState(false)
  const task = useTask()
  const meetingAt = instantOf(wall, zone)
  const live = survey !== null && isLive(survey.status)
  const follows = live && meetingAt ? followReview(survey, { ...review, status: 'planned', meetingAt, zone }) : null
  const unfit = meetingAt === null ? null : meetingProblem(meetingAt, timeNow())
  const beforeClose = follows !== null && meetingAt !== null && Date.parse(follows.closesAt) > Date.parse(meetingAt)

  const close = (): void => {
    draft.clear()
    closeDialog()
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!meetingAt || unfit || beforeClose) return
    const changed = {
      ...(Date.parse(meetingAt) === Date.parse(opened.meetingAt) ? {} : { meetingAt }),
      ...(zone === opened.zone ? {} : { zone }),
      ...(minutes === opened.durationMinutes ? {} : { durationMinutes: minutes }),
    }
    task.run(async () => {
      try {
        await api.changeReview(review.id, { ...changed, version: opened.version })
      } catch (problem) {
        if (!isProblem(problem, 'changed_meanwhile')) throw problem
        draft.clear()
        return done(text.movedMeanwhile)
      }
      draft.clear()
      done(text.moved)
    })
  }
  const error =
    !meetingAt && isZone(zone)
      ? words.form.noTime
      : unfit === 'in_the_past'
        ? words.inviting.inThePast
        : unfit
          ? words.inviting.tooFarAhead
          : undefined

  return (
    <Dialog title={text.moveTitle} close={close}>
      <form onSubmit={submit} noValidate>
        <div class="fields">
          <TextField
            label={words.inviting.meetingAt}
            type="datetime-local"
            value={wall}
            change={value => draft.change({ wall: value })}
            error={tried ? error : undefined}
            hint={meetingAt ? <Moment at={meetingAt} zone={zone} /> : undefined}
          />
          <ZoneField
            label={words.form.zone}
            value={zone}
            change={value => draft.change({ zone: value })}
            error={isZone(zone) ? undefined : words.form.noZone}
          />
        </div>
        <SelectField
          label={words.inviting.duration}
          value={String(minutes)}
          change={value => draft.change({ minutes: Number(value) })}
          options={[...new Set([...lengths, review.durationMinutes])].map(number => ({
            value: String(number),
            text: words.inviting.minutes(number),
          }))}
        />
        {follows && survey && !unfit ? (
          <p>
            {follows.closesAt === survey.closesAt ? text.moveSame : text.moveLater}{' '}
            <strong>
              <Moment at={follows.closesAt} zone={isZone(zone) ? zone : review.zone} />
            </strong>
            . <span class="quiet">{text.moveNever}</span>
          </p>
        ) : null}
        {beforeClose && !unfit ? (
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
          <button class="button primary" type="submit" aria-disabled={task.busy}>
            {text.moveDo}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
