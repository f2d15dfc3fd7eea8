/** What every page that signs people in does alike: who is there, how signing in begins, how it ends. */
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { isReturning } from './returning.ts'
import { type AccountRefusal, forget, keep, onNotAllowed, onSignedIn, type SignedIn, signedIn } from './session.ts'

interface Shell {
  readonly who: SignedIn
  /** A sign-in has just come back and is being finished. */
  readonly returning: boolean
  readonly failed: boolean
  /** The API knows the person, and not as one who may read this page. */
  readonly notAllowed: AccountRefusal | null
}

export const useShell = (): Shell => {
  const [who, setWho] = useState(signedIn())
  const [returning, setReturning] = useState(isReturning(location.search))
  const [failed, setFailed] = useState(false)
  const [notAllowed, setNotAllowed] = useState<AccountRefusal | null>(null)
  useLayoutEffect(() => onSignedIn(setWho), [])
  useLayoutEffect(() => onNotAllowed(setNotAllowed), [])
  useEffect(() => {
    if (!returning) return
    import('./oidc.ts')
      .then(oidc => oidc.finishSignIn())
      .then(keep)
      .catch(() => setFailed(true))
      .finally(() => setReturning(false))
  }, [])
  return { who, returning, failed, notAllowed }
}

interface SignIn {
  readonly going: boolean
  readonly failed: boolean
  readonly begin: () => void
}

/** `leave` is called before the page is left. */
export const useSignIn = (failedBefore: boolean, leave?: () => void): SignIn => {
  const [going, setGoing] = useState(false)
  const [failed, setFailed] = useState(failedBefore)
  const begin = (): void => {
    setGoing(true)
    setFailed(false)
    leave?.()
    import('./oidc.ts')
      .then(oidc => oidc.beginSignIn(location.hash))
      .catch(() => {
        setGoing(false)
        setFailed(true)
      })
  }
  return { going, failed, begin }
}

/** Ends the provider's session too, where it can be ended; this tab forgets everything in any case. */
export const signOut = async (): Promise<void> => {
  const url = await import('./oidc.ts').then(oidc => oidc.endSessionUrl()).catch(() => null)
  forget()
  location.replace(url ?? location.pathname)
}
