/** Cancelling destroys what was answered: the dialog says what, and to whom a mail goes. */
import type { JSX } from 'preact'
import type { ReviewView } from '../../../functions/domain/course/stage.ts'
import { isLive } from '../../../functions/domain/survey/life.ts'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'
import { api } from '../calls/calls.ts'
import { ConfirmDialog } from '../../kit/controls/confirm.tsx'
import { words } from '../words/en.ts'

const text = words.review

interface Props {
  readonly review: ReviewView
  readonly survey: SurveyView | null
  readonly close: () => void
  readonly done: (news: string) => void
}

export const CancelDialog = ({ review, survey, close, done }: Props): JSX.Element => {
  const destroys = survey !== null && (isLive(survey.status) || survey.status === 'closed')
  return (
    <ConfirmDialog
      title={text.cancelTitle}
      consequences={[
        ...(destroys ? [text.cancelWhat(survey)] : []),
        ...(survey?.status === 'harvested' ? [text.cancelHarvested] : []),
        ...(destroys ? [text.cancelMail(survey.invited)] : []),
      ]}
      tone="danger"
      keep={text.cancelKeep}
      confirm={destroys ? text.cancelDo : text.cancelDoPlain}
      close={close}
      work={async () => {
        await api.cancelReview(review.id)
        done(text.wasCancelled)
      }}
    />
  )
}
