/** Handing over a review from its own page: whoever is on the roster can be chosen by name. */
import type { JSX } from 'preact'
import { leadersOf } from '../../../functions/domain/review/review.ts'
import type { ReviewView } from '../../../functions/domain/course/stage.ts'
import { HandOverDialog } from '../../kit/handover/dialog.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { api } from '../calls/calls.ts'

interface Props {
  readonly review: ReviewView
  readonly tells: boolean
  readonly close: () => void
  readonly done: (news: string) => void
}

export const HandOver = ({ review, ...props }: Props): JSX.Element => {
  // An address will do where the roster cannot be read.
  const roster = useLoad('people', api.people)
  return (
    <HandOverDialog
      {...props}
      review={review}
      readers={review.facilitators}
      leaders={leadersOf(review)}
      roster={roster.value ?? []}
      isLeadership={false}
    />
  )
}
