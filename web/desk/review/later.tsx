/** The close alone, moved later. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as z from 'zod'
import { latestClose } from '../../../functions/domain/survey/life.ts'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'
import { api } from '../calls/calls.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { TextField } from '../../kit/controls/field.tsx'
import { Moment } from '../../kit/controls/moment.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { isFar } from '../inviting/schedule.ts'
import { useDraft } from '../../kit/load/draft.ts'
import { useTask } from '../../kit/load/load.ts'
import { instantOf, wallOf } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { timeNow } from '../../kit/session/clock.ts'

const text = words.review

interface Props {
  readonly survey: SurveyView
  readonly close: () => void
  readonly done: (news: string) => void
}

const closingSchema = z.object({ wall: z.string() })

export const LaterDialog = ({ survey, close: closeDialog, done }: Props): JSX.Element => {
  const { zone, meetingAt } = survey
  const draft = useDraft(`later ${survey.id} ${survey.closesAt}`, closingSchema, () => ({
    wall: wallOf(survey.closesAt, zone),
  }))
  const { wall } = draft.value
  const [tried, setTried] = useState(false)
  const task = useTask()
  const closesAt = instantOf(wall, zone)
  const isEarlier = closesAt !== null && Date.parse(closesAt) <= Date.parse(survey.closesAt)
  const afterMeeting = closesAt !== null && meetingAt !== null && Date.parse(closesAt) > Date.parse(meetingAt)
  const error = !closesAt
    ? words.form.noTime
    : isEarlier
      ? text.laterEarlier
      : afterMeeting
        ? words.inviting.afterMeeting
        : isFar(closesAt, timeNow())
          ? words.inviting.tooFarAhead
          : Date.parse(closesAt) > Date.parse(latestClose(survey.opensAt))
            ? text.laterTooLong
            : undefined
  const close = (): void => {
    draft.clear()
    closeDialog()
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!closesAt || error) return
    task.run(async () => {
      await api.closeLater(survey.id, closesAt)
      draft.clear()
      done(text.closedLater)
    })
  }
  return (
    <Dialog title={text.laterTitle} close={close}>
      <form onSubmit={submit} noValidate>
        <TextField
          label={words.inviting.closing}
          type="datetime-local"
          value={wall}
          change={value => draft.change({ wall: value })}
          error={tried ? error : undefined}
          hint={closesAt ? <Moment at={closesAt} zone={zone} /> : undefined}
        />
        <p class="quiet">{text.laterEarlier}</p>
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button class="button quiet" type="button" onClick={close}>
            {words.form.cancel}
          </button>
          <button class="button primary" type="submit" aria-disabled={task.busy}>
            {text.laterDo}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
