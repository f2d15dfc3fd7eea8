/**
 * `npm run smoke -- ADDRESS [--inbox URL | --bucket NAME | --simulator]`: tries a deployed installation from end to end. It asks
 * three plus-addresses of ADDRESS, a mailbox of your own, in a survey that opens only while all it asks reach that one mailbox,
 * and that nothing counts; answers it through the real site; waits until it is filed; looks its receipts up; and takes it
 * away again. That takes 45 minutes. Links are pasted from the mails, or read from a bucket that SES receives mail into
 * (--bucket), or from an inbox that answers in JSON (--inbox, the local world's). With --simulator mail goes to SES's simulator:
 * that proves delivery, and it says what it did not prove.
 */
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { SSMClient } from '@aws-sdk/client-ssm'
import * as z from 'zod'
import { emailSchema } from '../../functions/domain/people/address.ts'
import { command } from '../command.ts'
import { type Aws, signedAws } from '../doctor/call.ts'
import { requireDeployment } from '../doctor/installation.ts'
import { hostOf } from '../endpoints.ts'
import { installed } from './installed.ts'
import { type Smoking, smoke } from './smoking.ts'

const simulator = 'success@simulator.amazonses.com'

const inboxSchema = z.array(z.object({ to: z.string(), links: z.array(z.string()) }))

export const fromInbox =
  (inbox: string) =>
  async (addresses: readonly string[]): Promise<string[]> => {
    const answered = await fetch(inbox, { headers: { accept: 'application/json' } })
    const mails = inboxSchema.parse(await answered.json())
    return mails.filter(({ to }) => addresses.includes(to)).flatMap(({ links }) => links)
  }

/** Each object is a mail as it came, and is read once, however often this is called. */
export const fromBucket = ({ call, region }: Aws, bucket: string) => {
  const get = (path: string, query: Readonly<Record<string, string>> = {}): Promise<string> =>
    call({ service: 's3', host: hostOf(`${bucket}.s3`, region), region, method: 'GET', path, query })
  const texts = new Map<string, string>()
  return async (): Promise<string[]> => {
    let from: string | undefined
    do {
      const listed = await get('/', { 'list-type': '2', ...(from ? { 'continuation-token': from } : {}) })
      for (const [, key = ''] of listed.matchAll(/<Key>([^<]+)<\/Key>/g))
        if (!texts.has(key)) texts.set(key, await get(`/${key}`))
      from = /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/.exec(listed)?.[1]
    } while (from)
    return [...texts.values()]
  }
}

const fromPaste = async (addresses: readonly string[]): Promise<string[]> => {
  console.error(`Paste the mails to ${addresses.join(', ')}, one after the other, then end with Ctrl-D:`)
  return [await text(process.stdin)]
}

const patienceMilliseconds = 70 * 60_000
const pauseMilliseconds = 15_000

const until: Smoking['until'] = async (what, holds) => {
  const end = Date.now() + patienceMilliseconds
  while (!(await holds())) {
    if (Date.now() > end)
      throw new Error(`in ${patienceMilliseconds / 60_000} minutes it did not come about that ${what}`)
    await setTimeout(pauseMilliseconds)
  }
}

if (import.meta.main) {
  await command(import.meta.filename, async () => {
    const { values, positionals } = parseArgs({
      options: { inbox: { type: 'string' }, bucket: { type: 'string' }, simulator: { type: 'boolean' } },
      allowPositionals: true,
    })
    const operator = emailSchema.safeParse(values.simulator ? simulator : positionals[0])
    if (!operator.success) throw new Error('give a mail address of your own: npm run smoke -- you@your-company.example')
    const parts = await installed()
    const { siteUrl } = await requireDeployment(new SSMClient({}))
    const readMail = (aws: Aws): Smoking['readMail'] => {
      if (values.simulator) return null
      if (values.bucket !== undefined) return fromBucket(aws, values.bucket)
      return values.inbox === undefined ? fromPaste : fromInbox(values.inbox)
    }
    await smoke({
      parts,
      site: siteUrl,
      operator: operator.data,
      now: async () => new Date().toISOString(),
      until,
      readMail: readMail(await signedAws()),
      isPasted: values.bucket === undefined && values.inbox === undefined,
      tell: line => console.log(line),
    })
  })
}
