import type { Session } from '../session/session.ts'

/** Only which links are shown hangs on it: what somebody may do the API decides. Groups stand in a claim of any name. */
export const isFacilitator = ({ idToken }: Session): boolean => {
  const claims = idToken.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? ''
  try {
    return atob(claims).includes('"facilitator"')
  } catch {
    return false
  }
}
