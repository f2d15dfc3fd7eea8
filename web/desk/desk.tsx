/** The frame: who is signed in decides what is shown; where the hash points decides the page. */
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { zoneListId } from '../kit/controls/field.tsx'
import { Top } from '../kit/frame/top.tsx'
import { LaterFollowing } from './later/following.tsx'
import { Home } from './home/home.tsx'
import { FailureModesPage } from './failure-mode/page.tsx'
import { ImportPage } from './import/page.tsx'
import { IncidentList } from './incident/list.tsx'
import { IncidentPage, NewIncidentPage } from './incident/page.tsx'
import { ConfirmStep } from './inviting/confirm.tsx'
import { InvitingStep } from './inviting/step.tsx'
import { LaterMeeting } from './later/meeting.tsx'
import { PulsePage } from './pulse/page.tsx'
import { LearningReviewPage } from './quarter/page.tsx'
import { ReviewPage } from './review/page.tsx'
import { RosterPage } from './roster/page.tsx'
import { paths, type Route, useRoute } from './routes/routes.ts'
import { Expired, NotAllowed, SignedOut, signOut } from '../kit/frame/screens.tsx'
import type { Session } from '../kit/session/session.ts'
import { useShell } from '../kit/session/shell.ts'
import { zones } from '../kit/time.ts'
import { quarterWords } from '../kit/learning-review/words-en.ts'
import { VendorPage } from './vendor/page.tsx'
import { words } from './words/en.ts'

export const Desk = (): JSX.Element => {
  const { who, returning, failed, notAllowed } = useShell()
  if (returning) return <p class="centre">{words.signIn.finishing}</p>
  if (who.state === 'signed-out') return <SignedOut failed={failed} />
  const { session } = who
  return (
    <>
      <Frame session={session} notAllowed={notAllowed} />
      {who.state === 'expired' ? <Expired failed={failed} /> : null}
      <datalist id={zoneListId}>
        {zones().map(zone => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  )
}

const titles: Readonly<Record<Route['page'], string>> = {
  home: words.home.title,
  inviting: words.inviting.title,
  confirming: words.confirm.title,
  incidents: words.incident.listTitle,
  'new-incident': words.incident.record,
  incident: words.incident.edit,
  import: words.import.title,
  'failure-modes': words.failureMode.title,
  vendor: words.vendor.title,
  review: words.agenda.review,
  meeting: words.review.meeting,
  'learning-review': quarterWords.title,
  record: words.record.title,
  actions: words.actions.title,
  action: words.actions.one,
  portfolio: words.portfolio.title,
  lessons: words.lessons.title,
  lesson: words.lessons.lessonTag,
  roster: words.roster.title,
  pulse: words.pulse.title,
  unknown: words.problem.notFound.title,
}

const Frame = ({ session, notAllowed }: { session: Session; notAllowed: boolean }): JSX.Element => {
  const route = useRoute()
  const address = 'id' in route ? `${route.page} ${route.id}` : route.page
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)

  useEffect(() => {
    document.title = words.pageTitle(titles[route.page])
    // The page as it came up keeps the browser's own focus; every later one begins at its heading.
    if (!first.current) {
      scrollTo(0, 0)
      const heading = main.current?.querySelector<HTMLElement>('h1')
      ;(heading ?? main.current)?.focus({ preventScroll: true })
    }
    first.current = false
  }, [address])

  return (
    <>
      <a
        class="skip"
        href="#content"
        onClick={event => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {words.skip}
      </a>
      <Header session={session} route={route} />
      <main id="content" ref={main} tabIndex={-1} key={address}>
        {notAllowed ? <NotAllowed email={session.email} /> : <Page route={route} session={session} />}
      </main>
    </>
  )
}

const Header = ({ session, route }: { session: Session; route: Route }): JSX.Element => {
  const reviews = ['home', 'inviting', 'confirming', 'review', 'meeting', 'record'].includes(route.page)
  const incidents = ['incidents', 'incident', 'new-incident', 'import', 'failure-modes', 'vendor'].includes(route.page)
  const link = (path: string, text: string, current: boolean): JSX.Element => (
    <a href={path} aria-current={current ? 'page' : undefined}>
      {text}
    </a>
  )
  return (
    <Top product={words.product} home={paths.home} words={words.nav} session={session} signOut={signOut}>
      {link(paths.home, words.nav.reviews, reviews)}
      {link(paths.incidents, words.nav.incidents, incidents)}
      {link(paths.actions, words.nav.actions, route.page === 'actions' || route.page === 'action')}
      {link(paths.portfolio, words.nav.portfolio, route.page === 'portfolio')}
      {link(paths.lessons, words.nav.lessons, route.page === 'lessons' || route.page === 'lesson')}
      {link(paths.pulse, words.nav.pulse, route.page === 'pulse')}
      {link(paths.learningReviews, quarterWords.nav, route.page === 'learning-review')}
      {link(paths.roster, words.nav.roster, route.page === 'roster')}
      {link('/trends/', words.nav.trends, false)}
    </Top>
  )
}

const Page = ({ route, session }: { route: Route; session: Session }): JSX.Element => {
  switch (route.page) {
    case 'home':
      return <Home />
    case 'inviting':
      return <InvitingStep session={session} />
    case 'confirming':
      return <ConfirmStep session={session} />
    case 'review':
      return <ReviewPage id={route.id} session={session} />
    case 'meeting':
      return <LaterMeeting id={route.id} />
    case 'record':
    case 'actions':
    case 'action':
    case 'portfolio':
    case 'lessons':
    case 'lesson':
      return <LaterFollowing route={route} />
    case 'incidents':
      return <IncidentList />
    case 'new-incident':
      return <NewIncidentPage />
    case 'incident':
      return <IncidentPage id={route.id} />
    case 'pulse':
      return <PulsePage />
    case 'learning-review':
      return <LearningReviewPage quarter={route.quarter} />
    case 'import':
      return <ImportPage />
    case 'failure-modes':
      return <FailureModesPage />
    case 'vendor':
      return <VendorPage id={route.id} />
    case 'roster':
      return <RosterPage />
    case 'unknown':
      return (
        <section class="teaching">
          <h1 tabIndex={-1}>{words.problem.notFound.title}</h1>
          <p>{words.problem.notFound.detail}</p>
          <p>
            <a class="button" href={paths.home}>
              {words.nav.reviews}
            </a>
          </p>
        </section>
      )
    default:
      return route satisfies never
  }
}
