/** The meeting page's code comes when there is a meeting. */
import type { JSX } from 'preact'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'

export const LaterMeeting = ({ id }: { id: ReviewId }): JSX.Element => {
  const code = useLoad('meeting code', () => import('../meeting/page.tsx'))
  if (code.value) return <code.value.MeetingPage id={id} />
  return (
    <>
      <h1 tabIndex={-1}>{words.review.meeting}</h1>
      {code.error === undefined ? <Loading rows={6} /> : <ProblemNotice error={code.error} again={code.again} />}
    </>
  )
}
