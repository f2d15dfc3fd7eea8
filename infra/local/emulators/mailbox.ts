/** The mails that the local SES took: their exact bytes on disk, one file a mail, and who each went to. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import PostalMime from 'postal-mime'
import * as z from 'zod'

const envelopeSchema = z.object({ id: z.string(), to: z.array(z.string()), at: z.string() })
export type Envelope = z.infer<typeof envelopeSchema>

export interface Message {
  readonly id: string
  readonly at: string
  /** The envelope's recipients, addresses alone, joined by a comma. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The MIME bytes as they were sent; a byte that is no UTF-8 shows as U+FFFD here, and is whole in the raw view. */
  readonly raw: string
  /** Addresses to follow, in the order they stand in the text, then those of the HTML alone. */
  readonly links: readonly string[]
}

export interface Mailbox {
  readonly add: (to: readonly string[], mime: Buffer, at: string) => Promise<string>
  /** Newest first. */
  readonly list: () => Promise<Message[]>
  readonly mime: (id: string) => Buffer | null
}

const linksOf = (text: string, html: string): string[] => {
  const inText = [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([link]) => link.replace(/[.,;:!?)\]]+$/, ''))
  const inHtml = [...html.matchAll(/\shref="(https?:[^"]*)"/gi)].map(([, link = '']) => link.replaceAll('&amp;', '&'))
  return [...new Set([...inText, ...inHtml])]
}

export const openMailbox = (folder: string): Mailbox => {
  mkdirSync(folder, { recursive: true })
  const envelopes: Envelope[] = readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => envelopeSchema.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))))
  const parsed = new Map<string, Message>()
  let count = envelopes.length
  const mimeFile = (id: string) => path.join(folder, `${id}.eml`)

  const read = async (envelope: Envelope): Promise<Message> => {
    const known = parsed.get(envelope.id)
    if (known) return known
    const mime = readFileSync(mimeFile(envelope.id))
    const mail = await PostalMime.parse(mime)
    const text = mail.text ?? ''
    const html = mail.html ?? ''
    const message = {
      id: envelope.id,
      at: envelope.at,
      to: envelope.to.join(', '),
      subject: mail.subject ?? '',
      text,
      html,
      raw: mime.toString(),
      links: linksOf(text, html),
    }
    parsed.set(envelope.id, message)
    return message
  }

  return {
    add: async (to, mime, at) => {
      count += 1
      const digest = createHash('sha256').update(mime).digest('hex').slice(0, 12)
      const id = `${String(count).padStart(8, '0')}-${digest}`
      await writeFile(mimeFile(id), mime)
      // The envelope makes the mail exist, so it appears whole or not at all.
      const envelope = { id, to: [...to], at }
      const file = path.join(folder, `${id}.json`)
      await writeFile(`${file}.new`, JSON.stringify(envelope))
      await rename(`${file}.new`, file)
      envelopes.push(envelope)
      return id
    },
    list: async () => {
      const messages: Message[] = []
      for (const envelope of envelopes) messages.push(await read(envelope))
      return messages.sort((left, right) => (left.id < right.id ? 1 : -1))
    },
    mime: id => (envelopes.some(envelope => envelope.id === id) ? readFileSync(mimeFile(id)) : null),
  }
}
