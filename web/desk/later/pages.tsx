/** Pages of what follows a review; the desk loads them when one is looked at. */
import type { JSX } from 'preact'
import { ActionPage } from '../actions/action.tsx'
import { ActionsPage } from '../actions/page.tsx'
import { LessonPage } from '../lessons/lesson.tsx'
import { LessonsPage } from '../lessons/page.tsx'
import { PortfolioPage } from '../portfolio/page.tsx'
import { RecordPage } from '../record/page.tsx'
import type { FollowingRoute } from '../routes/routes.ts'

export const FollowingPage = ({ route }: { route: FollowingRoute }): JSX.Element => {
  switch (route.page) {
    case 'actions':
      return <ActionsPage />
    case 'action':
      return <ActionPage id={route.id} />
    case 'portfolio':
      return <PortfolioPage />
    case 'lessons':
      return <LessonsPage />
    case 'lesson':
      return <LessonPage id={route.id} />
    case 'record':
      return <RecordPage id={route.id} />
    default:
      return route satisfies never
  }
}
