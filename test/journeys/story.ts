/** A whole local world, and the people who act in it, for stories told over HTTP. */
import { randomBytes } from 'node:crypto'
import type { Answer, BallotContent } from '../../functions/domain/ballot/ballot.ts'
import { parseFragment } from '../../functions/domain/ballot/link.ts'
import { drawPseudonym } from '../../functions/domain/ballot/pseudonyms.ts'
import { startWorld, type WorldSettings } from '../../infra/local/world.ts'
import { inTurn, type Participant, readForm } from '../../web/answer/form.ts'
import { submit } from '../../web/answer/participant.ts'
import { builtFunctions, builtSite } from '../built.ts'
import { engineNamed } from '../engine.ts'
import { during } from '../own.ts'

export type Persona = 'facilitator' | 'facilitator2' | 'leadership' | 'outsider'

export interface Answered {
  readonly status: number
  readonly type: string
  /** As it came over the wire; null if as it is. */
  readonly encoding: string | null
  readonly text: string
  readonly bytes: Uint8Array
  /** The parsed body; an empty object if it is not JSON. */
  readonly json: Record<string, unknown>
}

export interface LocalMail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly raw: string
  readonly links: readonly string[]
}

export interface Dump {
  readonly tables: Record<
    'people' | 'slots' | 'surveys' | 'ballots' | 'learning' | 'live' | 'trace',
    Record<string, unknown>[]
  >
  readonly parameters: { readonly name: string; readonly value: string }[]
  readonly logs: string[]
}

const parsedObject = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

export type Story = Awaited<ReturnType<typeof startStory>>

/** An empty world whose time passes only by hand. `site`: folder of the built pages. */
export const startStory = async (
  settings: Pick<WorldSettings, 'data' | 'site' | 'participantSignIn' | 'aws' | 'ended' | 'functions'> = {},
) => {
  const startEngine = engineNamed(process.env['TABLE_ENGINE'])
  const world = await startWorld({
    empty: true,
    schedule: false,
    functions: await builtFunctions(),
    ...(startEngine ? { startEngine } : {}),
    ...settings,
  })
  const { url, endpoints } = world
  const tokens = new Map<Persona, string>()

  const tokenOf = async (persona: Persona): Promise<string> => {
    const known = tokens.get(persona)
    if (known) return known
    const { token } = await (await fetch(`${url}/local/token?persona=${persona}`)).json()
    tokens.set(persona, String(token))
    return String(token)
  }

  const call = async (
    method: string,
    target: string,
    body?: unknown,
    persona: Persona | null = 'facilitator',
    headers: Record<string, string> = {},
  ): Promise<Answered> => {
    const response = await fetch(`${url}${target}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(persona ? { authorization: `Bearer ${await tokenOf(persona)}` } : {}),
        ...(body === undefined ? {} : { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const text = new TextDecoder().decode(bytes)
    const type = response.headers.get('content-type') ?? ''
    const encoding = response.headers.get('content-encoding')
    return { status: response.status, type, encoding, text, bytes, json: parsedObject(text) }
  }

  /** The id of what was created. Throws with the answer if nothing was. */
  const create = async (target: string, body: unknown): Promise<string> => {
    const answered = await call('POST', target, body)
    if (answered.status !== 201) throw new Error(`POST ${target}: ${answered.status} ${answered.text}`)
    return String(answered.json['id'])
  }

  /** Moves the clock to `now`, or lets everything due happen. */
  const passTime = async (now?: string): Promise<string> => {
    const answered = await call('POST', '/local/clock', now ? { now } : {}, null)
    if (answered.status !== 200) throw new Error(`clock: ${answered.status} ${answered.text}`)
    return String(answered.json['now'])
  }

  const inbox = async (): Promise<LocalMail[]> => {
    const response = await fetch(`${url}/local/inbox`, { headers: { accept: 'application/json' } })
    return response.json()
  }
  const dump = async (): Promise<Dump> => (await fetch(`${url}/local/dump`)).json()

  /** The link to the survey in the newest mail to an address that has one. */
  const linkOf = async (email: string, mails?: readonly LocalMail[]): Promise<string> => {
    const link = (mails ?? (await inbox()))
      .filter(({ to }) => to === email)
      .flatMap(({ links }) => links)
      .find(candidate => candidate.includes('/answer/'))
    if (!link) throw new Error('no mail with a link')
    return link
  }

  return { url, endpoints, call, create, passTime, inbox, dump, linkOf, stop: world.stop }
}

/** `pages`: with the built site; `participantSignIn`: whoever answers signs in. */
export const ownStory = ({ pages = false, participantSignIn = false } = {}): Story =>
  during(
    async () => startStory({ participantSignIn, ...(pages ? { site: await builtSite() } : {}) }),
    ({ stop }) => stop(),
  )

export const answers = (texts: Readonly<Record<string, string>>): Record<string, Answer> =>
  Object.fromEntries(Object.entries(texts).map(([item, text]) => [item, { text, choice: 'verbatim' as const }]))

/** One browser: its storage, with the participant's own client in it. */
export const browserOf = (site: string, link: string): Participant => {
  const parsed = parseFragment(new URL(link).hash)
  if (!parsed) throw new Error('not a whole link')
  const values = new Map<string, string>()
  const storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  }
  return { link: parsed, site, fetch, storage, exclusively: inTurn() }
}

/** Takes part, from link to receipt. */
export const takePart = async (
  participant: Participant,
  said: Record<string, Answer>,
  changes: Partial<BallotContent> = {},
): Promise<string> => {
  const form = await readForm(participant)
  const content = {
    instrument: form.instrument,
    language: 'en',
    pseudonym: drawPseudonym(randomBytes(2)),
    signature: null,
    answers: said,
    ...changes,
  }
  const { receipt } = await submit(participant, form, content)
  if (!receipt) throw new Error('no receipt')
  return receipt
}

export const incident = (startedAt: string) => ({
  title: 'Checkout returned errors',
  severity: 'P1',
  services: ['checkout'],
  startedAt,
  failureModes: ['pool exhausted'],
})
