/** Who has signed in, for a survey that asks for it: kept in this tab alone, and only until there is a pass. */
import { type Guarded, number, object, optional, parsed, text } from '../kit/plain/shape.ts'
import { type Keep, recall } from './keep.ts'
import type { Session } from './session.ts'
import type { TroubleCode } from './trouble.ts'

/** `expiresAt` in milliseconds since 1970; `owns` is the place whose link is known to be theirs. */
const isSignedIn = object({ idToken: text, email: text, expiresAt: number, owns: optional(text) })
type Kept = Guarded<typeof isSignedIn>
export type SignedIn = Omit<Kept, 'owns'> & Partial<Kept>

const key = 'murmur/signed-in'

export const keepSignedIn = (tab: Keep, { idToken, email, expiresAt, owns }: SignedIn): void =>
  tab.setItem(key, JSON.stringify({ idToken, email, expiresAt, owns }))

export const dropSignedIn = (tab: Keep | undefined): void => tab?.removeItem(key)

/** Null where nobody has, and where it has run out by the clock of this device; the server decides. */
export const signedIn = (tab: Keep | undefined): SignedIn | null => {
  const found = parsed(isSignedIn, tab?.getItem(key) ?? null)
  return found && found.expiresAt > Date.now() ? found : null
}

/** Nobody writes before it is known whose link it is; whoever has a pass, or has sent something, needs to say no more. */
export const needsOwner = ({ form, participant, place }: Session): boolean => {
  const { storage, tab } = participant
  if (form?.signIn !== true || signedIn(tab)?.owns === place) return false
  return !recall(storage, place, 'pass')?.signature && recall(storage, place, 'cast') === null
}

/** Refusals that another sign-in may mend. */
export type SignInTrouble = 'sign_in_needed' | 'not_its_owner' | 'address_not_verified'
export const isOfSignIn = (code: TroubleCode): code is SignInTrouble =>
  code === 'sign_in_needed' || code === 'not_its_owner' || code === 'address_not_verified'
