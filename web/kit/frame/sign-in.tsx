/** What somebody sees who is not signed in, or in no group that may read here. */
import type { ComponentChildren, JSX } from 'preact'
import type { AccountRefusal } from '../session/session.ts'
import { useSignIn } from '../session/shell.ts'
import { frameWords as text } from '../words/reading-en.ts'
import { Brand } from './frame.tsx'

interface ButtonProps {
  readonly failed: boolean
  readonly label?: string
  /** Called before the page is left. */
  readonly leave?: () => void
}

export const SignInButton = ({ failed: failedBefore, label = text.button, leave }: ButtonProps): JSX.Element => {
  const { going, failed, begin } = useSignIn(failedBefore, leave)
  return (
    <>
      {failed ? (
        <p class="notice bad" role="alert">
          {text.failed}
        </p>
      ) : null}
      <p class="actions end">
        <button type="button" class="button primary large" disabled={going} onClick={begin}>
          {going ? text.going : label}
        </button>
      </p>
    </>
  )
}

interface SignedOutProps {
  readonly page: string
  readonly title: string
  readonly lead: string
  readonly failed: boolean
  readonly leave?: () => void
  readonly children?: ComponentChildren
}

export const SignedOut = ({ page, title, lead, failed, leave, children }: SignedOutProps): JSX.Element => (
  <main class="welcome">
    <p>
      <Brand /> <span class="quiet">{page}</span>
    </p>
    <h1>{title}</h1>
    <p class="lead">{lead}</p>
    {children}
    <SignInButton failed={failed} {...(leave ? { leave } : {})} />
  </main>
)

interface Refused {
  readonly why: AccountRefusal
  readonly email: string
  /** What is said to somebody without the role. */
  readonly title: string
  readonly children: ComponentChildren
}

export const NotAllowed = ({ why, email, title, children }: Refused): JSX.Element => (
  <section class="teaching">
    <h1 tabIndex={-1}>{why === 'not_allowed' ? title : text.unverifiedTitle}</h1>
    <p>{why === 'not_allowed' ? children : text.unverified(email)}</p>
    <SignInButton failed={false} label={text.again} />
  </section>
)
