/**
 * What a token says, claim by claim. The gateway has verified it, but hands a list on as `[a b c]`, in which the one
 * group "facilitator trainees" looks like two. So a value is read from the token itself, and counts only if it is what
 * the gateway made that text of.
 */
import { Refusal } from '../domain/refusal.ts'

/** Whose tokens are read, and for what. */
export interface TokenRules {
  readonly groupsClaim: string
  /** The client that people sign in to: only an ID token issued to it names a person. */
  readonly clientId: string
  /** For whom a machine’s token has to be issued. The people’s own client stands for “nobody”. */
  readonly metricsAudience: string
  readonly citeAudience: string
}

/** As a request brings it: the text of the header, and the claims as the authorizer verified them. */
export interface Presented {
  readonly authorization: string | undefined
  readonly verified: Readonly<Record<string, unknown>> | undefined
}

/** Undefined for a claim that is not there, or that is not what was verified. */
export type Claims = (name: string) => unknown

const isText = (value: unknown): value is string => typeof value === 'string'
export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter(isText) : isText(value) ? [value] : []

/** An HTTP API’s text for a claim; null for what no claim that is read here can be. */
export const handedOver = (value: unknown): string | null => {
  if (Array.isArray(value)) return value.every(isText) ? `[${value.join(' ')}]` : null
  return isText(value) || typeof value === 'boolean' ? String(value) : null
}

/** One token and nothing beside it: two headers arrive as one with a comma, and the gateway might have verified either. */
const oneToken = /^(?:bearer +)?(?<header>[\w-]+)\.(?<payload>[\w-]+)\.[\w-]+$/i

export const objectIn = (part: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
  } catch {
    return {}
  }
}

interface Token {
  readonly claims: Claims
  /** `at+jwt` for an access token of RFC 9068. */
  readonly type: unknown
}

const tokenOf = ({ authorization = '', verified = {} }: Presented): Token | null => {
  const { header, payload } = oneToken.exec(authorization)?.groups ?? {}
  if (header === undefined || payload === undefined) return null
  const claims = objectIn(payload)
  return {
    type: objectIn(header)['typ'],
    claims: name => {
      const value = claims[name]
      const text = handedOver(value)
      return text !== null && Object.hasOwn(verified, name) && verified[name] === text ? value : undefined
    },
  }
}

const isAccessToken = ({ type, claims }: Token): boolean => {
  const use = claims('token_use')
  return use === undefined
    ? /^(application\/)?at\+jwt$/i.test(String(type)) || claims('typ') === 'Bearer' || scopesIn(claims).length > 0
    : use !== 'id'
}

const scopesIn = (claims: Claims): readonly string[] =>
  ['scope', 'scp'].flatMap(name => textsOf(claims(name)).flatMap(text => text.split(' ')))

/** The claims of an ID token issued to the people’s client; null for any other token. */
export const personClaims = (presented: Presented, { clientId }: Pick<TokenRules, 'clientId'>): Claims | null => {
  const token = tokenOf(presented)
  if (!token || isAccessToken(token)) return null
  const { claims } = token
  const audience = textsOf(claims('aud'))
  // Issued to several, it says to which of them.
  const isOurs = audience.includes(clientId) && (audience.length === 1 || claims('azp') === clientId)
  return isOurs ? claims : null
}

/**
 * The address of whoever signed in; null without one. Refuses `address_not_verified` for one that the sign-in does not
 * vouch for: it could be somebody else's.
 */
export const addressIn = (claims: Claims | null): string | null => {
  const email = claims?.('email')
  if (!claims || typeof email !== 'string' || !email) return null
  const verified = claims('email_verified')
  if (verified !== true && verified !== 'true') throw new Refusal('address_not_verified')
  return email.toLowerCase()
}

/** What a machine’s access token for this audience may do; nothing for any other token. */
export const machineScopes = (presented: Presented, audience: string, { clientId }: TokenRules): readonly string[] => {
  const token = tokenOf(presented)
  if (!token || audience === clientId || !isAccessToken(token)) return []
  const named = textsOf(token.claims('aud'))
  // Cognito’s access tokens name their client and no audience, and so does the authorizer read them.
  const meant = named.length > 0 ? named : textsOf(token.claims('client_id'))
  return meant.includes(audience) ? scopesIn(token.claims) : []
}
