/** Who may call, as the operation declares; by default nobody. Checked here, whatever the authorizer allowed. */
import { Refusal } from '../domain/refusal.ts'
import type { SignedInWho, Who } from './operation.ts'

const everyRole = ['facilitator', 'keeper', 'leadership'] as const
export type Role = (typeof everyRole)[number]

/** Which of the roles is enough for what an operation declares. */
export const rolesFor: Readonly<Record<SignedInWho, readonly Role[]>> = {
  facilitator: ['facilitator'],
  keeper: ['keeper'],
  organiser: ['facilitator', 'keeper'],
  leadership: ['leadership', 'facilitator'],
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

/** An authorizer hands an array claim over as `"[a b]"` (HTTP API) or `"a,b"` (REST API); a real array is taken too. */
export const wordsIn = (claim: unknown): string[] => {
  if (Array.isArray(claim)) return claim.map(String)
  if (typeof claim !== 'string') return []
  return claim
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .filter(Boolean)
}

/** The caller named by the JWT claims of an API Gateway v2 event; null if there is no address to identify them by. */
export const callerOf = (claims: Readonly<Record<string, unknown>> | undefined, groupsClaim: string): Caller | null => {
  const email = claims?.['email']
  if (typeof email !== 'string' || !email) return null
  const name = claims?.['name']
  return {
    email: email.toLowerCase(),
    name: typeof name === 'string' ? name : '',
    roles: wordsIn(claims?.[groupsClaim]).filter(isRole),
  }
}

/** Refuses `not_signed_in` without a token and `not_allowed` with one that lacks the scope. */
const requireScope = (claims: Readonly<Record<string, unknown>> | undefined, scope: string): void => {
  if (!claims) throw new Refusal('not_signed_in')
  if (!wordsIn(claims['scope']).includes(scope)) throw new Refusal('not_allowed')
}

/** Refuses `not_allowed`. Where one operation does what several roles may do, its handler asks for the one it takes. */
export const requireRole = ({ roles }: Pick<Caller, 'roles'>, who: SignedInWho): void => {
  if (!rolesFor[who].some(role => roles.includes(role))) throw new Refusal('not_allowed')
}

interface Claimed {
  readonly claims: Readonly<Record<string, unknown>> | undefined
  readonly caller: Caller | null
}

/** Checks what an operation's `who` requires. Null if the operation asks nobody who they are, or let a machine in. */
export const admit = (who: Who, { claims, caller }: Claimed): Caller | null => {
  if (who === 'participant' || who === 'anybody') return null
  if (who === 'metrics') {
    requireScope(claims, metricsScope)
    return null
  }
  if (who === 'cite' && wordsIn(claims?.['scope']).includes(citeScope)) return null
  if (!caller) throw new Refusal('not_signed_in')
  requireRole(caller, who === 'cite' ? 'facilitator' : who)
  return caller
}
