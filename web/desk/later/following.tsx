/** The code of what follows a review comes when it is looked at. */
import type { JSX } from 'preact'
import type { IncidentId } from '../../../functions/domain/ids.ts'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad } from '../../kit/load/load.ts'
import type { FollowingRoute } from '../routes/routes.ts'
import { words } from '../words/en.ts'

const titles: Readonly<Record<FollowingRoute['page'], string>> = {
  record: words.record.title,
  actions: words.actions.title,
  action: words.actions.one,
  portfolio: words.portfolio.title,
  lessons: words.lessons.title,
  lesson: words.lessons.lessonTag,
}

export const LaterFollowing = ({ route }: { route: FollowingRoute }): JSX.Element => {
  const code = useLoad('following code', () => import('./pages.tsx'))
  if (code.value) return <code.value.FollowingPage route={route} />
  return (
    <>
      <h1 tabIndex={-1}>{titles[route.page]}</h1>
      {code.error === undefined ? <Loading rows={5} /> : <ProblemNotice error={code.error} again={code.again} />}
    </>
  )
}

export const LaterActionsOfIncident = ({ id }: { id: IncidentId }): JSX.Element | null => {
  const code = useLoad('actions code', () => import('../actions/of-incident.tsx'))
  return code.value ? <code.value.ActionsOfIncident id={id} /> : null
}
