/** The frame: who is signed in decides what is shown; where the hash points decides the page. */
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { href, useHash } from '../kit/address.ts'
import { zoneListId } from '../kit/controls/field.tsx'
import { Loading, ProblemNotice } from '../kit/controls/notice.tsx'
import { Expired, NotAllowed, SignedOut, signOut } from '../kit/frame/screens.tsx'
import { Top } from '../kit/frame/top.tsx'
import { useLoad } from '../kit/load/load.ts'
import type { Session } from '../kit/session/session.ts'
import { useShell } from '../kit/session/shell.ts'
import { zones } from '../kit/time.ts'
import { type Found, pageAt, pages } from './pages.ts'
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

const Frame = ({ session, notAllowed }: { session: Session; notAllowed: boolean }): JSX.Element => {
  const found = pageAt(useHash())
  const address = found ? JSON.stringify([found.page.path, found.values]) : ''
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)

  useEffect(() => {
    document.title = words.pageTitle(found?.page.title ?? words.problem.notFound.title)
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
      <Header session={session} found={found} />
      <main id="content" ref={main} tabIndex={-1} key={address}>
        {notAllowed ? (
          <NotAllowed email={session.email} />
        ) : found ? (
          <Page found={found} session={session} />
        ) : (
          <NothingHere />
        )}
      </main>
    </>
  )
}

const Header = ({ session, found }: { session: Session; found: Found | null }): JSX.Element => (
  <Top product={words.product} home={href('/')} words={words.nav} session={session} signOut={signOut}>
    {pages.map(({ path, nav, under }) =>
      nav === undefined ? null : (
        <a key={path} href={`#${path}`} aria-current={found?.page.under === under ? 'page' : undefined}>
          {nav}
        </a>
      ),
    )}
    <a href="/trends/">{words.nav.trends}</a>
  </Top>
)

/** A page whose code is there, or on its way; the heading keeps the focus when the one takes the other's place. */
const Page = ({ found: { page, values }, session }: { found: Found; session: Session }): JSX.Element => {
  const code = useLoad(page.path, page.load)
  const waiting = useRef<HTMLHeadingElement>(null)
  const hadFocus = waiting.current !== null && document.activeElement === waiting.current
  const show = page.ready() ?? code.value
  useLayoutEffect(() => {
    if (show && hadFocus) document.querySelector<HTMLElement>('#content h1')?.focus({ preventScroll: true })
  }, [show])
  if (show) return show(values, session)
  return (
    <>
      <h1 tabIndex={-1} ref={waiting}>
        {page.title}
      </h1>
      {code.error === undefined ? <Loading rows={5} /> : <ProblemNotice error={code.error} again={code.again} />}
    </>
  )
}

const NothingHere = (): JSX.Element => (
  <section class="teaching">
    <h1 tabIndex={-1}>{words.problem.notFound.title}</h1>
    <p>{words.problem.notFound.detail}</p>
    <p>
      <a class="button" href={href('/')}>
        {words.nav.reviews}
      </a>
    </p>
  </section>
)
