/** Sign-in with any OpenID Connect provider: code flow with PKCE, state and nonce; the ID token is what the API takes. */
import * as oauth from 'oauth4webapi'
import { type Guard, type Guarded, isCalendar, number, object, parsed, text } from '../plain/shape.ts'
import type { Session } from './session.ts'

const isConfig = object({ issuer: text, clientId: text, scope: text, calendar: isCalendar })
type Config = Guarded<typeof isConfig>

const isBegun = object({ verifier: text, state: text, nonce: text, returnTo: text })
type Begun = Guarded<typeof isBegun>

/** What the provider or this tab gave, which must be there. */
const needed = <Value>(guard: Guard<Value>, value: unknown): Value => {
  if (!guard(value)) throw new TypeError('sign-in: incomplete')
  return value
}

const begunKey = 'murmur.signing-in'
/** After signing out somebody else may want to sign in: the provider is asked to ask. */
const askAgainKey = 'murmur.ask-again'

const loadConfig = async (): Promise<Config> => {
  const response = await fetch('/config.json', { cache: 'no-cache', signal: AbortSignal.timeout(40_000) })
  return needed(isConfig, await response.json())
}

/** Plain http is for a provider on this very machine. */
export const isLoopback = (issuer: URL): boolean =>
  issuer.hostname === 'localhost' || issuer.hostname === '127.0.0.1' || issuer.hostname === '[::1]'

/** The page itself: every page that signs people in is registered with the provider by its folder. */
const redirectUri = (): string => new URL('.', location.href).href

interface Provider {
  readonly config: Config
  readonly server: oauth.AuthorizationServer
  readonly client: oauth.Client
  readonly options: { [oauth.allowInsecureRequests]: boolean }
}

const discover = async (): Promise<Provider> => {
  const config = await loadConfig()
  const issuer = new URL(config.issuer)
  const options = { [oauth.allowInsecureRequests]: isLoopback(issuer) }
  const response = await oauth.discoveryRequest(issuer, options)
  const server = await oauth.processDiscoveryResponse(issuer, response)
  return { config, server, client: { client_id: config.clientId }, options }
}

/** Leaves the page. `returnTo` is the hash to come back to; `asSomebodyElse` asks the provider to ask who it is. */
export const beginSignIn = async (returnTo: string, asSomebodyElse = false): Promise<void> => {
  const { config, server } = await discover()
  const verifier = oauth.generateRandomCodeVerifier()
  const begun = { verifier, state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce(), returnTo }
  sessionStorage.setItem(begunKey, JSON.stringify(begun))
  const url = new URL(needed(text, server.authorization_endpoint))
  const again = asSomebodyElse || localStorage.getItem(askAgainKey) !== null
  const parameters = {
    client_id: config.clientId,
    redirect_uri: redirectUri(),
    response_type: 'code',
    scope: config.scope,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: begun.state,
    nonce: begun.nonce,
    ...(again ? { prompt: 'login' } : {}),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  location.assign(url)
}

const takeBegun = (): Begun => {
  const stored = sessionStorage.getItem(begunKey)
  sessionStorage.removeItem(begunKey)
  return needed(isBegun, parsed(isBegun, stored))
}

/**
 * Takes code and state out of the address bar, trades them for an ID token, and puts the person back where they were.
 * Throws when the answer is not to a question this tab asked.
 */
export const finishSignIn = async (): Promise<Session> => {
  const url = new URL(location.href)
  history.replaceState(null, '', location.pathname)
  const begun = takeBegun()
  history.replaceState(null, '', `${location.pathname}${begun.returnTo}`)
  return exchange(url, begun)
}

/** The same for a page that has taken the answer out of the address bar itself. */
export const finishFrom = async (answer: URL): Promise<Session> => exchange(answer, takeBegun())

const exchange = async (url: URL, begun: Begun): Promise<Session> => {
  const { config, server, client, options } = await discover()
  const parameters = oauth.validateAuthResponse(server, client, url, begun.state)
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    redirectUri(),
    begun.verifier,
    options,
  )
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: begun.nonce,
    requireIdToken: true,
  })
  const claims = oauth.getValidatedIdTokenClaims(tokens)
  const session = {
    idToken: needed(text, tokens.id_token),
    email: needed(text, claims?.['email']).toLowerCase(),
    name: text(claims?.['name']) ? claims['name'] : '',
    expiresAt: needed(number, claims?.exp) * 1_000,
    calendar: config.calendar,
  }
  localStorage.removeItem(askAgainKey)
  return session
}

/**
 * Where the provider ends its own session; null when it cannot. Cognito wants `client_id` and `logout_uri` of its own.
 * The usual hint, the ID token, is left out: it is the API's bearer, and an address is no place for it.
 */
export const endSessionUrl = async (): Promise<string | null> => {
  localStorage.setItem(askAgainKey, '1')
  const { config, server } = await discover()
  if (!server.end_session_endpoint) return null
  const url = new URL(server.end_session_endpoint)
  const parameters = {
    client_id: config.clientId,
    post_logout_redirect_uri: redirectUri(),
    logout_uri: redirectUri(),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}
