/** The routes under /local: what a test or a developer may inspect and control. They do not exist in the stack. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod'
import { tableNames } from '../../../functions/tables.ts'
import type { Clock } from '../emulators/clock.ts'
import type { Tables } from '../emulators/dynamodb.ts'
import { prefersHtml, readBody, send, sendJson, sendProblem } from '../emulators/http.ts'
import { sendInbox } from './inbox.ts'
import { sendLanding } from './landing.ts'
import type { Logs } from '../emulators/logs.ts'
import type { Mailbox } from '../emulators/mailbox.ts'
import type { Oidc } from '../emulators/oidc.ts'
import type { Ses } from '../emulators/ses.ts'
import { faultsSchema } from '../hostile/faults.ts'
import type { Hostile } from '../hostile/hostile.ts'
import type { Parameters } from '../emulators/ssm.ts'

interface ControlParts {
  readonly clock: Clock
  readonly tables: Tables
  readonly parameters: Parameters
  readonly logs: Logs
  readonly mailbox: Mailbox
  readonly oidc: Oidc
  readonly ses: Ses
  /** Null where AWS is kind. */
  readonly hostile: Pick<Hostile, 'report' | 'set'> | null
}

type Control = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => Promise<void> | void

const clockSchema = z.object({
  now: z.iso.datetime({ offset: true }).optional(),
  /** So many minutes further, each with one run of the schedule. */
  minutes: z.coerce.number().int().min(1).max(1440).optional(),
})

const isForm = (request: IncomingMessage): boolean =>
  (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')

/** JSON or form fields; an empty body is an empty object. Undefined if it is neither. */
const readValue = async (request: IncomingMessage): Promise<unknown> => {
  const text = (await readBody(request)).toString()
  if (isForm(request)) return Object.fromEntries(new URLSearchParams(text))
  try {
    return text.trim() ? JSON.parse(text) : {}
  } catch {
    return undefined
  }
}

const faultsChangeSchema = faultsSchema.nullable()

const hostileControls = (hostile: NonNullable<ControlParts['hostile']>): Readonly<Record<string, Control>> => ({
  'GET /local/hostile': (_request, response) => sendJson(response, 200, hostile.report()),
  'POST /local/hostile': async (request, response) => {
    const parsed = faultsChangeSchema.safeParse(await readValue(request))
    if (!parsed.success) return sendProblem(response, 400, 'invalid_body', z.prettifyError(parsed.error))
    await hostile.set(parsed.data)
    sendJson(response, 200, hostile.report())
  },
})

const controls = (parts: ControlParts): Readonly<Record<string, Control>> => ({
  'GET /local/': async (_request, response) => {
    sendLanding(response, parts.clock.now(), await parts.tables.scan('surveys'), await parts.mailbox.list())
  },
  'GET /local/inbox': async (request, response, query) => {
    const to = query.get('to') ?? ''
    const messages = (await parts.mailbox.list()).filter(message => message.to.includes(to.toLowerCase()))
    if (prefersHtml(request)) sendInbox(response, messages, to)
    else sendJson(response, 200, messages)
  },
  'POST /local/clock': async (request, response) => {
    const parsed = clockSchema.safeParse(await readValue(request))
    if (!parsed.success) {
      sendProblem(response, 400, 'invalid_body', 'Send {"now": "2026-11-24T15:00:00Z"}, or nothing.')
      return
    }
    const { now, minutes } = parsed.data
    const at = now === undefined ? undefined : new Date(now)
    const moved = minutes === undefined ? await parts.clock.advance(at ?? null) : await parts.clock.minutes(minutes, at)
    if (!moved) sendProblem(response, 409, 'clock_backwards', 'The local clock moves forward only.')
    else if (isForm(request)) response.writeHead(303, { location: '/local/' }).end()
    else sendJson(response, 200, moved)
  },
  'GET /local/clock': (_request, response) => sendJson(response, 200, { now: parts.clock.now().toISOString() }),
  'GET /local/token': async (_request, response, query) => {
    const token = await parts.oidc.token(query.get('persona') ?? '')
    if (token) sendJson(response, 200, { token })
    else
      sendProblem(
        response,
        400,
        'unknown_persona',
        'Ask for facilitator, facilitator2, reviewer, keeper, leadership, outsider, metrics or cite, or a mail address.',
      )
  },
  'GET /local/dump': async (_request, response) => {
    const items = await Promise.all(tableNames.map(async name => [name, await parts.tables.scan(name)] as const))
    sendJson(response, 200, {
      tables: Object.fromEntries(items),
      parameters: parts.parameters.list(),
      logs: parts.logs.lines(),
    })
  },
  ...(parts.hostile ? hostileControls(parts.hostile) : {}),
  'POST /local/ses': async (request, response) => {
    try {
      sendJson(response, 200, parts.ses.set(await readValue(request)))
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error
      sendProblem(response, 400, 'invalid_body', z.prettifyError(error))
    }
  },
})

/** A page on another site may not move this machine's clock; the browser says where a POST comes from. */
const isForeign = (request: IncomingMessage): boolean => {
  const { origin, host } = request.headers
  return origin !== undefined && URL.parse(origin)?.host !== host
}

const rawMail = /^\/local\/inbox\/([\w-]+)\.eml$/

export const createControls = (parts: ControlParts) => {
  const table = controls(parts)
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local')
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET')
    if (method !== 'GET' && isForeign(request)) {
      sendProblem(response, 403, 'foreign_origin', 'Only pages of this origin may do that.')
      return
    }
    const mail = rawMail.exec(pathname)?.[1]
    const mime = mail && method === 'GET' ? parts.mailbox.mime(mail) : null
    if (mime) {
      send(response, 200, 'text/plain; charset=utf-8', mime, { 'x-content-type-options': 'nosniff' })
      return
    }
    const control = table[`${method} ${pathname === '/local' ? '/local/' : pathname}`]
    if (control) await control(request, response, searchParams)
    else sendProblem(response, 404, 'not_found', 'There is nothing here.')
  }
}
