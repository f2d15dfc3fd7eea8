/** Who is signed in decides what is shown; where the hash points decides the page. */
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { href, useHash } from '../kit/address.ts'
import { Dialog } from '../kit/controls/dialog.tsx'
import { zoneListId } from '../kit/controls/field.tsx'
import { Loading, ProblemNotice } from '../kit/controls/notice.tsx'
import { doorsFor, mayOpen } from '../kit/frame/doors.ts'
import { Frame } from '../kit/frame/frame.tsx'
import { NotAllowed, SignedOut, SignInButton } from '../kit/frame/sign-in.tsx'
import { leaveOnPurpose } from '../kit/load/draft.ts'
import { useLoad } from '../kit/load/load.ts'
import { type AccountRefusal, rolesOf, type Session } from '../kit/session/session.ts'
import { signOut, useShell } from '../kit/session/shell.ts'
import { zones } from '../kit/time.ts'
import { frameWords } from '../kit/words/reading-en.ts'
import { type Found, pageAt } from './pages.ts'
import { words } from './words/en.ts'

const text = words.signIn

export const Desk = (): JSX.Element => {
  const { who, returning, failed, notAllowed } = useShell()
  const hash = useHash()
  if (returning) return <p class="centre">{frameWords.finishing}</p>
  if (who.state === 'signed-out') {
    return (
      <SignedOut page={words.desk} title={text.title} lead={text.lead} failed={failed} leave={leaveOnPurpose}>
        <ul class="points">
          {text.points.map(point => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </SignedOut>
    )
  }
  return (
    <>
      <SignedIn session={who.session} notAllowed={notAllowed} />
      {who.state === 'expired' && !pageAt(hash)?.page.alone ? (
        // Stands over the page, which keeps what was typed.
        <Dialog title={text.expiredTitle} close={() => {}}>
          <p>{text.expired}</p>
          <SignInButton failed={failed} label={frameWords.again} leave={leaveOnPurpose} />
          <p class="actions end">
            <a href={location.href} target="_blank" rel="noopener">
              {text.secondTab}
            </a>
          </p>
        </Dialog>
      ) : null}
      <datalist id={zoneListId}>
        {zones().map(zone => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  )
}

/** What was typed goes with the page, on purpose. */
const leave = (): Promise<void> => {
  leaveOnPurpose()
  return signOut()
}

/** Stands once a sign-in is finished: until then the address is not yet the one that was asked for. */
const SignedIn = ({ session, notAllowed }: { session: Session; notAllowed: AccountRefusal | null }): JSX.Element => {
  const found = pageAt(useHash())
  const page = found ? JSON.stringify([found.page.path, found.values]) : ''
  const first = useRef(true)
  // In one step with the page itself, so that it never takes the focus from whoever has begun to type.
  useLayoutEffect(() => {
    // The page as it came up keeps the browser's own focus; every later one begins at its heading.
    if (!first.current) {
      scrollTo(0, 0)
      const main = document.getElementById('content')
      const heading = main?.querySelector<HTMLElement>('h1')
      ;(heading ?? main)?.focus({ preventScroll: true })
    }
    first.current = false
  }, [page])
  const roles = rolesOf(session)
  const isOthers = found !== null && !mayOpen(found.page.under, roles)
  // Today is a facilitator's: who has another page of the desk begins there.
  const [door] = doorsFor(roles)
  const begins = isOthers && found.page.under === 'today' ? door?.address : undefined
  useEffect(() => {
    if (begins?.startsWith(location.pathname)) location.replace(begins)
  }, [begins])
  if (found?.page.alone && !notAllowed && !isOthers) {
    return (
      <main id="content" class="alone" tabIndex={-1} key={page}>
        <Page found={found} session={session} />
      </main>
    )
  }
  return (
    <Frame session={session} here={found?.page.under} page={page} signOut={leave}>
      {found && isOthers && !notAllowed && (roles.length === 0 || roles.includes('keeper')) ? (
        <NotYours page={found.page} roles={roles} />
      ) : notAllowed || isOthers ? (
        <NotAllowed why={notAllowed ?? 'not_allowed'} email={session.email} title={text.noGroupTitle}>
          {text.noGroup(session.email)}
        </NotAllowed>
      ) : found ? (
        <Page found={found} session={session} />
      ) : (
        <NothingHere />
      )}
    </Frame>
  )
}

const useTitle = (title: string): void =>
  useEffect(() => {
    document.title = words.pageTitle(title)
  }, [title])

/** A page whose code is there, or on its way; the heading keeps the focus when the one takes the other's place. */
const Page = ({ found: { page, values }, session }: { found: Found; session: Session }): JSX.Element => {
  const code = useLoad(page.path, page.load)
  const waiting = useRef<HTMLHeadingElement>(null)
  const hadFocus = waiting.current !== null && document.activeElement === waiting.current
  const ready = page.ready() ?? code.value
  const title = ready?.title ?? frameWords.nav[page.under]
  useTitle(title)
  useLayoutEffect(() => {
    if (ready && hadFocus) document.querySelector<HTMLElement>('#content h1')?.focus({ preventScroll: true })
  }, [ready])
  if (ready) return ready.show(values, session)
  return (
    <>
      <h1 tabIndex={-1} ref={waiting}>
        {title}
      </h1>
      {code.error === undefined ? <Loading rows={5} /> : <ProblemNotice error={code.error} again={code.again} />}
    </>
  )
}

interface NotYoursProps {
  readonly page: Found['page']
  readonly roles: ReturnType<typeof rolesOf>
}

/** Nothing is asked of the API that it would refuse; what is open to this person stands there instead. */
const NotYours = ({ page, roles }: NotYoursProps): JSX.Element => {
  const name = frameWords.nav[page.under]
  useTitle(name)
  return (
    <section class="teaching">
      <h1 tabIndex={-1}>{name}</h1>
      <p>{words.roles.notYours(roles)}</p>
      <p class="actions">
        {doorsFor(roles).map(door => (
          <a key={door.id} class="button" href={door.address}>
            {door.name}
          </a>
        ))}
      </p>
    </section>
  )
}

const NothingHere = (): JSX.Element => {
  const { title, detail } = words.problem.notFound
  useTitle(title)
  return (
    <section class="teaching">
      <h1 tabIndex={-1}>{title}</h1>
      <p>{detail}</p>
      <p>
        <a class="button" href={href('/')}>
          {frameWords.nav.today}
        </a>
      </p>
    </section>
  )
}
