/** The JWT authorizer of an API Gateway HTTP API: issuer, audience, times and scope; groups are the handlers' matter. */
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose'

export interface AuthorizerSettings {
  readonly issuer: string
  /** A token's `aud`, or without one its `client_id`, has to be among them. */
  readonly audience: readonly string[]
  readonly keys: JSONWebKeySet
}

export type Verdict =
  | { readonly allowed: true; readonly claims: Readonly<Record<string, string>>; readonly scopes: string[] | null }
  | { readonly allowed: false; readonly status: 401 | 403 }

export type Authorizer = (authorization: string | undefined, scope: string | null) => Promise<Verdict>

/** Claims reach a handler as strings only: an array as `[a b]`. */
export const claimText = (claim: unknown): string => {
  if (Array.isArray(claim)) return `[${claim.map(String).join(' ')}]`
  if (typeof claim === 'object' && claim !== null) return JSON.stringify(claim)
  return String(claim)
}

const audienceOf = (payload: JWTPayload): string[] => {
  if (payload.aud !== undefined) return [payload.aud].flat()
  return typeof payload['client_id'] === 'string' ? [payload['client_id']] : []
}

export const createAuthorizer = (settings: AuthorizerSettings): Authorizer => {
  const keys = createLocalJWKSet(settings.keys)
  return async (authorization, scope) => {
    const token = authorization?.replace(/^bearer\s+/i, '')
    if (!token) return { allowed: false, status: 401 }
    try {
      const { payload } = await jwtVerify(token, keys, { issuer: settings.issuer, requiredClaims: ['exp', 'iss'] })
      if (!audienceOf(payload).some(audience => settings.audience.includes(audience))) {
        return { allowed: false, status: 401 }
      }
      const granted = typeof payload['scope'] === 'string' ? payload['scope'].split(' ') : []
      if (scope && !granted.includes(scope)) return { allowed: false, status: 403 }
      const claims = Object.entries(payload).map(([name, claim]): [string, string] => [name, claimText(claim)])
      return { allowed: true, claims: Object.fromEntries(claims), scopes: scope ? [scope] : null }
    } catch (error) {
      if (error instanceof errors.JOSEError) return { allowed: false, status: 401 }
      throw error
    }
  }
}
