/** What somebody sees who is not signed in, not any more, or reads no trends. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Mark } from '../desk/controls/mark.tsx'
import { forget } from '../desk/session/session.ts'
import { words } from './words/en.ts'

const text = words.signIn

const SignInButton = ({ failed: failedBefore }: { failed: boolean }): JSX.Element => {
  const [going, setGoing] = useState(false)
  const [failed, setFailed] = useState(failedBefore)
  const begin = (): void => {
    setGoing(true)
    setFailed(false)
    import('../desk/session/oidc.ts')
      .then(oidc => oidc.beginSignIn(location.hash))
      .catch(() => {
        setGoing(false)
        setFailed(true)
      })
  }
  return (
    <>
      {failed ? (
        <p class="notice bad" role="alert">
          {text.failed}
        </p>
      ) : null}
      <p>
        <button type="button" class="button primary large" disabled={going} onClick={begin}>
          {going ? text.going : text.button}
        </button>
      </p>
    </>
  )
}

/** Ends the provider's session too, where it can be ended; this tab forgets everything in any case. */
export const signOut = async (): Promise<void> => {
  const url = await import('../desk/session/oidc.ts').then(oidc => oidc.endSessionUrl()).catch(() => null)
  forget()
  location.replace(url ?? location.pathname)
}

export const SignedOut = ({ failed, expired }: { failed: boolean; expired: boolean }): JSX.Element => (
  <main class="welcome">
    <p class="brand">
      <Mark />
      {words.product} <span class="quiet">{words.page}</span>
    </p>
    <h1>{text.title}</h1>
    <p class="lead">{expired ? text.expired : text.lead}</p>
    <SignInButton failed={failed} />
  </main>
)

export const NotAllowed = ({ email }: { email: string }): JSX.Element => (
  <section class="teaching">
    <h1 tabIndex={-1}>{text.noGroupTitle}</h1>
    <p>{text.noGroup(email)}</p>
    <SignInButton failed={false} />
  </section>
)
