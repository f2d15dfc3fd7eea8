/**
 * `/api/unsubscribe/{id}`: the address in a mail's List-Unsubscribe header and in its text. Its random id can only stop
 * mail, so nobody signs in. A GET changes nothing, because mail gateways open links, and leads to a page. A POST stops
 * the mail, from that page or in one step from a mail program (RFC 8058).
 */
import * as z from 'zod'
import { pathOf } from '../domain/language/language.ts'
import { rosterEntrySchema } from '../domain/people/person.ts'
import { Refusal } from '../domain/refusal.ts'
import { parseBody, parseJson } from '../http/body.ts'
import { operation, parameter } from '../http/operation.ts'
import type { OrganiseDependencies } from './dependencies.ts'
import type { OrganiseStore } from './store.ts'

const idSchema = z.string().regex(/^[\w-]{16,64}$/)
const parameters = { id: parameter(idSchema, 'not_found') }
const bodyBytes = 2_000

/** 'resume' takes back the person's own stop; an address that bounced or complained stays stopped. */
const actionSchema = z.object({ action: z.enum(['stop', 'resume']) })

/** RFC 8058, 3.1: the single pair `List-Unsubscribe=One-Click`, url-encoded or as multipart form data. */
const isOneClick = (contentType: string, text: string): boolean =>
  contentType.startsWith('multipart/form-data')
    ? /name="?List-Unsubscribe"?\s*\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\s*\r?\n/i.test(text)
    : new URLSearchParams(text.trim()).get('List-Unsubscribe')?.toLowerCase() === 'one-click'

const actionIn = (text: string, contentType: string): z.infer<typeof actionSchema> => {
  if (contentType.startsWith('application/json')) return parseBody(actionSchema, parseJson(text))
  if (isOneClick(contentType, text)) return { action: 'stop' }
  throw new Refusal('invalid_body', 'body: expected List-Unsubscribe=One-Click', { issues: [] })
}

/** The address an id belongs to. Refuses `not_found` if the id is unknown or no longer kept. */
const addressee = async (store: OrganiseStore, id: string, now: string): Promise<string> => {
  const email = await store.readUnsubscribe(id, now)
  if (email === null) throw new Refusal('not_found')
  return email
}

const leadToPage = operation({
  method: 'GET',
  path: '/api/unsubscribe/{id}',
  who: 'anybody',
  tag: 'people',
  summary: 'Leads to the page that stops mail; changes nothing itself.',
  parameters,
  answers: { 303: null },
  refuses: ['not_found'],
}).handledBy(({ store, siteUrl }: OrganiseDependencies) => async ({ params: { id }, now, language }) => {
  await addressee(store, id, now)
  return { status: 303, headers: { location: `${siteUrl}${pathOf('unsubscribe', language)}#${id}` } }
})

const stopMail = operation({
  method: 'POST',
  path: '/api/unsubscribe/{id}',
  who: 'anybody',
  tag: 'people',
  summary: 'Stops mail to the address, or takes that back.',
  description: 'In one step from a mail program (RFC 8058: List-Unsubscribe=One-Click), or as JSON.',
  parameters,
  body: actionSchema,
  alsoTakes: ['application/x-www-form-urlencoded', 'multipart/form-data'],
  reads: actionIn,
  maximumBytes: bodyBytes,
  answers: { 200: rosterEntrySchema.pick({ stopped: true }) },
  refuses: ['not_found'],
  example: { body: { action: 'stop' }, answer: { stopped: 'unsubscribed' } },
}).handledBy(({ store }: OrganiseDependencies) => async ({ params: { id }, body: { action }, now }) => {
  const email = await addressee(store, id, now)
  const stopped = action === 'stop' ? await store.stopMail(email) : await store.resumeMail(email)
  return { status: 200, json: { stopped } }
})

export const unsubscribeOperations = [leadToPage, stopMail] as const
