/**
 * `/api/unsubscribe/{id}`: the address in a mail's List-Unsubscribe header and in its text. Its random id can only stop
 * mail, so nobody signs in. Reading it changes nothing (mail gateways open links); a POST stops the mail, in one step
 * for mail programs (RFC 8058), or by the page that reading it leads to.
 */
import type { Hono } from 'hono'
import * as z from 'zod'
import { Refusal } from '../domain/refusal.ts'
import { unsubscribeActionSchema } from '../domain/mail/unsubscribe.ts'
import type { AppEnvironment } from '../http/app.ts'
import { parseBody, parseJson } from '../http/body.ts'
import { type AppContext, bodyText, idOf, route } from '../http/route.ts'
import type { OrganiseStore } from './store.ts'

const idSchema = z.string().regex(/^[\w-]{16,64}$/)
const bodyBytes = 2_000

/** RFC 8058, 3.1: the one pair `List-Unsubscribe=One-Click`, url-encoded or as multipart form data. */
const isOneClick = (contentType: string, text: string): boolean =>
  contentType.startsWith('multipart/form-data')
    ? /name="?List-Unsubscribe"?\s*\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\s*\r?\n/i.test(text)
    : new URLSearchParams(text.trim()).get('List-Unsubscribe')?.toLowerCase() === 'one-click'

const actionOf = async (context: AppContext): Promise<'stop' | 'resume'> => {
  const text = await bodyText(context, bodyBytes)
  const contentType = (context.req.header('content-type') ?? '').toLowerCase()
  if (contentType.startsWith('application/json')) return parseBody(unsubscribeActionSchema, parseJson(text)).action
  if (isOneClick(contentType, text)) return 'stop'
  throw new Refusal('invalid_body', 'body: expected List-Unsubscribe=One-Click', { issues: [] })
}

export const unsubscribeRoutes = (app: Hono<AppEnvironment>, store: OrganiseStore, siteUrl: string): void => {
  const addressee = async (context: AppContext): Promise<{ id: string; email: string }> => {
    const id = idOf(context, idSchema, 'not_found')
    const email = await store.readUnsubscribe(id, context.get('now'))
    if (email === null) throw new Refusal('not_found')
    return { id, email }
  }

  route(app, '/api/unsubscribe/:id', {
    GET: async context => {
      const { id } = await addressee(context)
      return context.redirect(`${siteUrl}/unsubscribe/#${id}`, 303)
    },
    POST: async context => {
      const { email } = await addressee(context)
      const action = await actionOf(context)
      const stopped = action === 'stop' ? await store.stopMail(email) : await store.resumeMail(email)
      return context.json({ stopped })
    },
  })
}
