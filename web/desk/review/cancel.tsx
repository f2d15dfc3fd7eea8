/** Cancelling destroys what was answered: the dialog says what, and to whom a mail goes. */
import type { JSX } from 'preact'
import type { Review } from '../../../functions/domain/review.ts'
import { isLive } from '../../../functions/domain/survey-life.ts'
import type { SurveyView } from '../../../functions/domain/survey.ts'
import { api } from '../api/calls.ts'
import { Dialog } from '../controls/dialog.tsx'
import { ProblemNotice } from '../controls/notice.tsx'
import { useTask } from '../load.ts'
import { words } from '../words/en.ts'

const text = words.review

interface Props {
  readonly review: Review
  readonly survey: SurveyView | null
  readonly close: () => void
  readonly done: (news: string) => void
}

export const CancelDialog = ({ review, survey, close, done }: Props): JSX.Element => {
  const task = useTask()
  const destroys = survey !== null && (isLive(survey.status) || survey.status === 'closed')
  return (
    <Dialog title={text.cancelTitle} close={close}>
      <ul class="consequences">
        {destroys ? <li>{text.cancelWhat(survey.takenPart)}</li> : null}
        {survey?.status === 'harvested' ? <li>{text.cancelHarvested}</li> : null}
        {destroys ? <li>{text.cancelMail(survey.invited)}</li> : null}
      </ul>
      <ProblemNotice error={task.error} />
      <div class="actions end">
        <button class="button quiet" type="button" onClick={close}>
          {text.cancelKeep}
        </button>
        <button
          class="button danger"
          type="button"
          disabled={task.busy}
          onClick={() =>
            task.run(async () => {
              await api.cancelReview(review.id)
              done(text.wasCancelled)
            })
          }
        >
          {destroys ? text.cancelDo : text.cancelDoPlain}
        </button>
      </div>
    </Dialog>
  )
}
