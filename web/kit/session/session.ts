/** Who is signed in, kept in this tab alone; everybody who shows it is told when it changes. */
import { type Guarded, isCalendar, number, object, parsed, text } from '../plain/shape.ts'
import { dropAllMeetings } from './meeting-names.ts'

/** Only what is shown hangs on it: what somebody may do the API decides. Groups stand in a claim of any name. */
const isIn = ({ idToken }: Session, group: string): boolean => {
  const claims = idToken.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? ''
  try {
    return atob(claims).includes(`"${group}"`)
  } catch {
    return false
  }
}

const everyRole = ['facilitator', 'keeper', 'leadership'] as const
export type Role = (typeof everyRole)[number]

export const rolesOf = (session: Session): Role[] => everyRole.filter(role => isIn(session, role))
export const isFacilitator = (session: Session): boolean => isIn(session, 'facilitator')
export const isKeeper = (session: Session): boolean => isIn(session, 'keeper')
export const isLeadership = (session: Session): boolean => isIn(session, 'leadership')

const isSession = object({
  idToken: text,
  email: text,
  name: text,
  /** Milliseconds since 1970. */
  expiresAt: number,
  /** As the site was configured at the sign-in. */
  calendar: isCalendar,
})
export type Session = Guarded<typeof isSession>

const key = 'murmur.session'

/** 'expired': somebody was signed in, and what they typed is still on the screen. */
export type SignedIn =
  | { readonly state: 'signed-out' }
  | { readonly state: 'signed-in' | 'expired'; readonly session: Session }

const read = (): SignedIn => {
  const session = parsed(isSession, sessionStorage.getItem(key))
  if (!session) return { state: 'signed-out' }
  return { state: session.expiresAt > Date.now() ? 'signed-in' : 'expired', session }
}

let current: SignedIn = { state: 'signed-out' }
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<(next: SignedIn) => void>()

const tell = (next: SignedIn): void => {
  current = next
  clearTimeout(timer)
  if (next.state === 'signed-in') timer = setTimeout(() => expire(), next.session.expiresAt - Date.now())
  for (const listener of listeners) listener(next)
}

export const signedIn = (): SignedIn => current

/** Which quarters the organisation has, as it was when somebody signed in; nothing where they are those of UTC. */
export const heldCalendar = () => ('session' in current ? current.session.calendar : undefined)

export const onSignedIn = (listener: (next: SignedIn) => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Between tabs of one browser, as long as they are open; nothing of it is stored. */
let others: BroadcastChannel | undefined

const keepHere = (session: Session): void => {
  sessionStorage.setItem(key, JSON.stringify(session))
  tell({ state: 'signed-in', session })
}

/** A tab whose sign-in ran out goes on with the one that another tab of the same person has just got. */
const takeOver = ({ data }: MessageEvent<unknown>): void => {
  if (current.state !== 'expired' || !isSession(data)) return
  if (data.email === current.session.email && data.expiresAt > Date.now()) keepHere(data)
}

export const restore = (): void => {
  others ??= new BroadcastChannel(key)
  others.addEventListener('message', takeOver)
  tell(read())
}

export const keep = (session: Session): void => {
  keepHere(session)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel takes none
  others?.postMessage(session)
}

/** The token is of no use any more; the person stays on the page with what they typed. */
export const expire = (): void => {
  if (current.state === 'signed-in') tell({ state: 'expired', session: current.session })
}

/** A refusal of the account itself, whatever page asked. */
export type AccountRefusal = 'not_allowed' | 'address_not_verified'
export const isAccountRefusal = (code: unknown): code is AccountRefusal =>
  code === 'not_allowed' || code === 'address_not_verified'

const refusedListeners = new Set<(why: AccountRefusal) => void>()

export const onNotAllowed = (listener: (why: AccountRefusal) => void): (() => void) => {
  refusedListeners.add(listener)
  return () => refusedListeners.delete(listener)
}

/** The API knows the person, and not as a facilitator or not for certain. */
export const notAllowed = (why: AccountRefusal): void => {
  for (const listener of refusedListeners) listener(why)
}

/** Signing out takes along whatever this tab kept, drafts included, and the names of meetings. */
export const forget = (): void => {
  sessionStorage.clear()
  dropAllMeetings()
  tell({ state: 'signed-out' })
}
