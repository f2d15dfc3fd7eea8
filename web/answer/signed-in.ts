/** Who has signed in, for a survey that asks for it: kept in this tab alone, and only until there is a pass. */
import { type Guarded, number, object, parsed, text } from '../kit/plain/shape.ts'
import { type Keep, recall } from './keep.ts'
import type { Session } from './session.ts'

/** `expiresAt` in milliseconds since 1970. */
const isSignedIn = object({ idToken: text, email: text, expiresAt: number })
export type SignedIn = Guarded<typeof isSignedIn>

const key = 'murmur/signed-in'

export const keepSignedIn = (tab: Keep, { idToken, email, expiresAt }: SignedIn): void =>
  tab.setItem(key, JSON.stringify({ idToken, email, expiresAt }))

export const dropSignedIn = (tab: Keep | undefined): void => tab?.removeItem(key)

/** Null where nobody has, and where it has run out by the clock of this device; the server decides. */
export const signedIn = (tab: Keep | undefined): SignedIn | null => {
  const found = parsed(isSignedIn, tab?.getItem(key) ?? null)
  return found && found.expiresAt > Date.now() ? found : null
}

/** Whoever has a pass, or has sent something, needs to sign in no more. */
export const needsSignIn = ({ form, participant, place }: Session): boolean => {
  const { storage, tab } = participant
  if (form?.signIn !== true || signedIn(tab)) return false
  return !recall(storage, place, 'pass')?.signature && recall(storage, place, 'cast') === null
}
