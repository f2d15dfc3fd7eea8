/** An open survey with its mail queued, the seven tables, the link key and a SES that keeps what it receives. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import PostalMime, { type Email } from 'postal-mime'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { sesService } from '../../functions/aws/ses-service.ts'
import type { Mail } from '../../functions/domain/mail/mail.ts'
import type { Survey } from '../../functions/domain/survey/survey.ts'
import { createPacer } from '../../functions/mailer/pacer.ts'
import { type Post, sesPost } from '../../functions/mailer/post-store.ts'
import { type MailerDependencies, runMailer } from '../../functions/mailer/run.ts'
import { mailerStore } from '../../functions/mailer/store.ts'
import { createSes, type MailEvent } from '../../infra/local/emulators/ses.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { during } from '../own.ts'
import { testParameters } from '../parameters.ts'
import { itemsOf, putSurvey, surveyRow } from '../survey.ts'

export const surveyId = 'srv_aaaaaaaaaaaaaaaa'
export const siteUrl = 'https://murmur.example.org'
export const mailSender = 'Murmur'
export const mailLead = 'Sent by Murmur, which the reliability team runs.'
export const mailFrom = 'Murmur <murmur@example.org>'
export const linkKeyName = '/murmur/link/key_aaaaaaaaaaaaaaaa'
export const linkKey = Buffer.alloc(32, 7)
/** While the survey of `openSurvey` is open, by day in Berlin. */
export const now = '2026-11-02T09:00:00.000Z'

export const openSurvey = (changes: Partial<Record<keyof Survey, unknown>> = {}): Survey =>
  surveyRow({
    status: 'open',
    invited: 12,
    keys: { link: 'key_aaaaaaaaaaaaaaaa', seal: 'key_bbbbbbbbbbbbbbbb', sign: { all: 'key_cccccccccccccccc' } },
    keysHash: 'K'.repeat(43),
    terms: { en: { text: 'terms', hash: 'H'.repeat(43) } },
    pageNames: 'encrypted',
    ...changes,
  })

/** `kind` may be something that is not a kind of mail. */
export const mailItem = (index: number, changes: Partial<Record<keyof Mail, unknown>> & { kind?: string } = {}) => {
  const invitationId = `inv_${String(index).padStart(16, '0')}`
  return {
    pk: `mail#${surveyId}`,
    sk: `${changes.kind ?? 'invitation'}#1#${invitationId}`,
    surveyId,
    kind: 'invitation',
    to: `person${index}@example.com`,
    name: `Person ${index}`,
    zone: 'Europe/Berlin',
    language: 'en',
    invitationId,
    cohort: 'all',
    unsubscribeId: `unsubscribe-id-${index}`,
    queue: 'mail',
    dueAt: '2026-11-02T08:00:00.000Z',
    attempts: 0,
    outcome: null,
    expiresAtSeconds: 1_800_000_000,
    ...changes,
  }
}

export interface Received {
  readonly to: string
  readonly raw: string
  readonly mail: Email
}

/** SES on loopback, with the answers of the local world's. */
const startSes = async () => {
  const received: Received[] = []
  const mailbox = {
    add: async (to: readonly string[], mime: Buffer): Promise<string> => {
      received.push({ to: to.join(', '), raw: mime.toString(), mail: await PostalMime.parse(mime) })
      return String(received.length)
    },
    list: async () => [],
    mime: () => null,
  }
  const events: MailEvent[] = []
  const publish = (event: MailEvent): void => void events.push(event)
  let at = now
  let ses = createSes({ mailbox, now: () => new Date(at), publish })
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(pieces).toString())
      const answer = async (): Promise<void> => {
        const { status, body } = await ses.answer(form)
        response.writeHead(status, { 'content-type': 'text/xml' }).end(body)
      }
      answer().catch(() => response.destroy())
    })
  }).listen(0, '127.0.0.1')
  // On a busy machine a connection waits longer than the default five seconds for its next request.
  server.keepAliveTimeout = 120_000
  await once(server, 'listening')
  const address = server.address()
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SES: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  })
  return {
    received,
    /** What came back since the last reset. */
    events,
    /** The time from which it counts, and by which it dates what comes back. */
    turnTo: (time: string): void => {
      at = time
    },
    post: sesPost(sesService(), { mailFrom, configurationSet: 'murmur' }),
    set: (change: unknown) => ses.set(change),
    /** Back to the initial state: nothing received, nothing counted, with the given settings. */
    reset: (change: unknown = { perSecond: 500 }) => {
      received.length = 0
      events.length = 0
      at = now
      ses = createSes({ mailbox, now: () => new Date(at), publish })
      ses.set(change)
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

export const ownSes = () => during(startSes, ({ stop }) => stop())

/** All that a test of mails puts there. */
export const mailTables = ['people', 'slots', 'surveys'] as const

const put = (client: DynamoDBDocumentClient, Item: Record<string, unknown>, table: string) =>
  client.send(new PutCommand({ TableName: table, Item }))

/** Whoever has a mail is on the roster too: otherwise it is not sent. */
export const putItem = async (client: DynamoDBDocumentClient, Item: Record<string, unknown>, table = 'people') => {
  await put(client, Item, table)
  const to = Item['to']
  if (String(Item['pk']).startsWith('mail#') && typeof to === 'string' && to !== '') {
    await put(client, { pk: 'person', sk: to, email: to }, 'people')
  }
}

export const queueMails = async (client: DynamoDBDocumentClient, count: number): Promise<void> => {
  await putSurvey(client, openSurvey())
  for (let index = 0; index < count; index += 1) await putItem(client, mailItem(index))
}

export const mailsIn = async (client: DynamoDBDocumentClient): Promise<Record<string, unknown>[]> =>
  (await itemsOf(client, 'people')).filter(item => String(item['pk']).startsWith('mail#'))

/** A clock on which waiting takes no time. */
export const fastClock = () => {
  let time = 0
  return {
    now: () => time,
    sleep: async (milliseconds: number) => {
      time += milliseconds
    },
  }
}

/** One run with only the granted permissions; `codes` are what it reported. */
export const runOnce = async (
  client: DynamoDBDocumentClient,
  post: Post,
  at: string,
  changes: Partial<MailerDependencies> & { parameters?: Map<string, string>; before?: () => void } = {},
) => {
  const codes: Record<string, number> = {}
  const clock = fastClock()
  const parameters = testParameters(
    changes.parameters ?? new Map([[linkKeyName, linkKey.toString('base64url')]]),
    changes.before,
  ).call
  const store = mailerStore({
    ...testTables,
    keyPrefix: '/murmur',
    tables: documentCalls(withinGrants(client, 'mailer')),
    parameters,
  })
  const settled = await runMailer(
    {
      store,
      post,
      pacer: createPacer(clock),
      siteUrl,
      mailFrom,
      mailSender,
      mailLead,
      boundary: 'boundary-of-the-test',
      elapsed: () => 0,
      report: (code, count) => {
        codes[code] = count
      },
      ...changes,
    },
    at,
  )
  return { settled, codes }
}
