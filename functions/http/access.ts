/** Who may call, as the operation declares; by default nobody. Checked here, whatever the authorizer allowed. */
import { tidyLine } from '../domain/normal-form.ts'
import { Refusal } from '../domain/refusal.ts'
import { type Role, roles as everyRole } from '../domain/trace/trace.ts'
import { addressIn, machineScopes, personClaims, type Presented, textsOf, type TokenRules } from './claims.ts'
import type { SignedInWho, Who } from './operation.ts'

/** Which of the roles is enough for what an operation declares; null where none is needed, and none is used. */
export const rolesFor: Readonly<Record<SignedInWho, readonly Role[] | null>> = {
  account: null,
  facilitator: ['facilitator'],
  keeper: ['keeper'],
  organiser: ['facilitator', 'keeper'],
  leadership: ['leadership', 'facilitator'],
  overseer: ['keeper', 'leadership'],
  leader: ['leadership'],
}

export interface Caller {
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
}

/** The scope of a machine's token: a pipeline that reports where a lesson is cited. */
export const citeScope = 'murmur/cite'
export const metricsScope = 'murmur/metrics'

const isRole = (group: string): group is Role => everyRole.some(role => role === group)

/** A claim says whatever its issuer lets people write, and the name in it stands in what everybody reads. */
const nameMaximum = 200
const nameIn = (claim: unknown): string =>
  typeof claim === 'string' ? Array.from(tidyLine(claim)).slice(0, nameMaximum).join('') : ''

/**
 * Whoever signed in. Null without a token that names somebody. A role is given by a group of exactly its name. Refuses
 * an address that the sign-in does not vouch for: it could be somebody else's.
 */
export const callerOf = (presented: Presented, rules: TokenRules): Caller | null => {
  const claims = personClaims(presented, rules)
  const email = addressIn(claims)
  if (!claims || email === null) return null
  return {
    email,
    name: nameIn(claims('name')),
    roles: textsOf(claims(rules.groupsClaim)).filter(isRole),
  }
}

/** Those of the caller's roles that are enough for it. */
export const usedRoles = ({ roles }: Pick<Caller, 'roles'>, who: Who): readonly Role[] =>
  isSignedIn(who) ? (rolesFor[who] ?? []).filter(role => roles.includes(role)) : []

const isSignedIn = (who: Who): who is SignedInWho => who in rolesFor

/** Refuses `not_allowed`. Where one operation does what several roles may do, its handler asks for the one it takes. */
export const requireRole = ({ roles }: Pick<Caller, 'roles'>, who: SignedInWho): void => {
  const enough = rolesFor[who]
  if (enough && !enough.some(role => roles.includes(role))) throw new Refusal('not_allowed')
}

/** Checks what an operation's `who` requires. Null if the operation asks nobody who they are, or let a machine in. */
export const admit = (who: Who, presented: Presented, rules: TokenRules): Caller | null => {
  if (who === 'participant' || who === 'anybody') return null
  if (!presented.verified) throw new Refusal('not_signed_in')
  if (who === 'metrics') {
    if (machineScopes(presented, rules.metricsAudience, rules).includes(metricsScope)) return null
    throw new Refusal('not_allowed')
  }
  if (who === 'cite' && machineScopes(presented, rules.citeAudience, rules).includes(citeScope)) return null
  const caller = callerOf(presented, rules)
  if (!caller) throw new Refusal('not_signed_in')
  requireRole(caller, who === 'cite' ? 'account' : who)
  return caller
}
