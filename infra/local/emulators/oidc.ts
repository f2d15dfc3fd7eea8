/** Sign-in on this machine: a real OpenID provider (code flow, PKCE) with a page to pick a persona. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWTPayload, SignJWT } from 'jose'
import { type Adapter, type AdapterPayload, interactionPolicy, Provider } from 'oidc-provider'
import * as z from 'zod'
import { callbackPages } from '../../signed-in-pages.ts'
import { metricsScope } from './gateway.ts'
import { readBody, sendJson } from './http.ts'
import { escape, pageOf, sendPage } from './pages.ts'
import { type Persona, personaCalled, personas } from './personas.ts'

export const clientId = 'murmur-desk'
export const metricsClientId = 'murmur-metrics'
export const citeClientId = 'murmur-cite'
const citeScope = 'murmur/cite'
export const signInScope = 'openid email profile'

/** A working day: nobody wants to sign in anew while trying things out. */
const tokenSeconds = 12 * 60 * 60

const machines: Readonly<Record<string, { readonly client: string; readonly scope: string } | undefined>> = {
  metrics: { client: metricsClientId, scope: metricsScope },
  cite: { client: citeClientId, scope: citeScope },
}

export interface Oidc {
  readonly issuer: string
  /** Public halves, as the authorizer wants them. */
  readonly keys: JSONWebKeySet
  /** Takes every request under /oidc. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** What a sign-in as this persona or address would bring, or for 'metrics' and 'cite' an access token; null for neither. */
  readonly token: (persona: string) => Promise<string | null>
}

const rsaSchema = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  alg: z.literal('RS256'),
  use: z.literal('sig'),
  n: z.string(),
  e: z.string(),
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
})
const secretsSchema = z.object({ jwk: rsaSchema, cookieKey: z.string() })

const openSecrets = async (file: string): Promise<z.infer<typeof secretsSchema>> => {
  if (existsSync(file)) return secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' }
  const secrets = secretsSchema.parse({ jwk, cookieKey: randomBytes(32).toString('base64url') })
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
  return secrets
}

export const issuerAt = (origin: string): string => `${origin}/oidc`

const claimsOf = (persona: Persona) => ({
  sub: persona.id,
  email: persona.email,
  email_verified: true,
  name: persona.name,
  // Cognito leaves the claim out for somebody in no group.
  ...(persona.groups.length > 0 ? { 'cognito:groups': [...persona.groups] } : {}),
})

/** Sessions and codes live in memory: after a restart one signs in again. */
const memoryAdapter = (entries: Map<string, AdapterPayload>) => {
  const find = (matches: (payload: AdapterPayload) => boolean) => [...entries.values()].find(matches)
  return (kind: string): Adapter => {
    const key = (id: string) => `${kind}:${id}`
    return {
      upsert: async (id, payload) => {
        entries.set(key(id), payload)
      },
      find: async id => entries.get(key(id)),
      findByUserCode: async userCode => find(payload => payload.userCode === userCode),
      findByUid: async uid => find(payload => payload.kind === kind && payload.uid === uid),
      consume: async id => {
        const payload = entries.get(key(id))
        if (payload) payload.consumed = Math.floor(Date.now() / 1000)
      },
      destroy: async id => {
        entries.delete(key(id))
      },
      revokeByGrantId: async grantId => {
        for (const [id, payload] of entries) {
          if (payload.kind === kind && payload.grantId === grantId) entries.delete(id)
        }
      },
    }
  }
}

/** Asks who to be at every sign-in, so that one can change persona without signing out. */
const alwaysAsk = () => {
  const policy = interactionPolicy.base()
  const check = new interactionPolicy.Check('choose_persona', 'a persona has to be chosen', context =>
    context.oidc.result?.login ? interactionPolicy.Check.NO_NEED_TO_PROMPT : interactionPolicy.Check.REQUEST_PROMPT,
  )
  policy.get('login')?.checks.add(check)
  return policy
}

const interactionPath = /^\/oidc\/interaction\/([\w-]+)$/

const signOutButtons = `
<p><button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
<button type="submit" form="op.logoutForm">Stay signed in</button></p>`

const personaForm = (path: string): string => `
<h1>Who do you want to be?</h1>
<p class="quiet">This sign-in page exists on this machine alone. The people are fictional and need no password.</p>
<form method="post" action="${escape(path)}" class="persona">
${personas
  .map(
    ({ id, name, email, purpose }) =>
      `<button name="persona" value="${escape(id)}"><strong>${escape(name)}</strong>${escape(purpose)}<br><span class="quiet">${escape(email)}</span></button>`,
  )
  .join('\n')}
</form>
<h2>Somebody who was asked</h2>
<form method="post" action="${escape(path)}" class="row">
<label>Mail address <input type="email" name="persona" required autocomplete="off" placeholder="ada@example.com"></label>
<button>Sign in</button>
</form>`

export const createOidc = async (origin: string, file: string): Promise<Oidc> => {
  const issuer = issuerAt(origin)
  const { jwk, cookieKey } = await openSecrets(file)
  const pages = callbackPages.map(page => `${origin}${page}`)
  const provider = new Provider(issuer, {
    adapter: memoryAdapter(new Map()),
    jwks: { keys: [jwk] },
    cookies: { keys: [cookieKey] },
    pkce: { required: () => true },
    // The API's bearer is the ID token, so what it has to know stands there.
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'cognito:groups'], email: ['email', 'email_verified'], profile: ['name'] },
    clients: [
      {
        client_id: clientId,
        redirect_uris: pages,
        post_logout_redirect_uris: pages,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = pageOf('Sign out', `<h1>Sign out of the local Murmur?</h1>${form}${signOutButtons}`)
        },
        postLogoutSuccessSource: context => {
          context.body = pageOf('Signed out', '<h1>Signed out</h1><p><a href="/desk/">Back to the desk</a></p>')
        },
      },
    },
    renderError: (context, out) => {
      context.type = 'html'
      context.body = pageOf(
        'Sign-in failed',
        `<h1>Sign-in failed</h1><p>${escape(out.error)}: ${escape(out.error_description ?? '')}</p><p><a href="/desk/">Begin again at the desk</a></p>`,
      )
    },
    interactions: { url: (_context, interaction) => `/oidc/interaction/${interaction.uid}`, policy: alwaysAsk() },
    findAccount: (_context, id) => {
      const persona = personaCalled(id)
      return persona ? { accountId: id, claims: () => claimsOf(persona) } : undefined
    },
    loadExistingGrant: async context => {
      const grant = new context.oidc.provider.Grant({
        clientId,
        ...(context.oidc.session?.accountId ? { accountId: context.oidc.session.accountId } : {}),
      })
      grant.addOIDCScope(signInScope)
      await grant.save()
      return grant
    },
    ttl: {
      AccessToken: tokenSeconds,
      AuthorizationCode: 60,
      Grant: tokenSeconds,
      IdToken: tokenSeconds,
      Interaction: 60 * 60,
      Session: tokenSeconds,
    },
  })
  const callback = provider.callback()

  const interaction = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') {
      await provider.interactionDetails(request, response)
      sendPage(response, 200, 'Sign in to the local Murmur', personaForm(request.url ?? ''))
      return
    }
    const chosen = new URLSearchParams((await readBody(request)).toString()).get('persona')
    const persona = personaCalled(chosen ?? '')
    if (!persona) {
      sendPage(response, 400, 'No such persona', '<h1>No such persona</h1>')
      return
    }
    await provider.interactionFinished(request, response, { login: { accountId: persona.id } })
  }

  const sign = (claims: JWTPayload): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: jwk.kid })
      .setIssuer(issuer)
      .setIssuedAt()
      .setExpirationTime(`${tokenSeconds} s`)
      .sign(jwk)

  return {
    issuer,
    keys: { keys: [{ kty: jwk.kty, kid: jwk.kid, alg: jwk.alg, use: jwk.use, n: jwk.n, e: jwk.e }] },
    handle: async (request, response) => {
      if (interactionPath.test(request.url ?? '')) {
        try {
          await interaction(request, response)
        } catch (error) {
          // A reload after the sign-in is over, or a page left open over a restart.
          if (!(error instanceof Error && error.name === 'SessionNotFound')) throw error
          sendPage(
            response,
            400,
            'This sign-in is over',
            '<h1>This sign-in is over</h1><p><a href="/desk/">Begin again at the desk</a></p>',
          )
        }
        return
      }
      if (request.url === '/oidc') {
        sendJson(response, 404, { message: 'Not Found' })
        return
      }
      // The provider reads its mount point from what it was asked originally.
      Object.assign(request, { originalUrl: request.url })
      request.url = request.url?.slice('/oidc'.length) ?? '/'
      await callback(request, response)
    },
    token: async name => {
      const machine = machines[name]
      if (machine)
        return sign({ sub: machine.client, client_id: machine.client, scope: machine.scope, token_use: 'access' })
      const persona = personaCalled(name)
      return persona ? sign({ ...claimsOf(persona), aud: clientId, token_use: 'id' }) : null
    },
  }
}
