/** The bytes of a mail: RFC 5322 headers, two alternatives, and lines short enough to be relayed unchanged. */

import { oneLine } from '../formats/mail/letter.ts'

const plainHeader = /^[\x20-\x7e]*$/
/** RFC 2047: an encoded word has at most 75 characters, 12 of which surround the base64. */
const encodedWordBytes = 45

const encodedWords = (text: string): string => {
  const words: string[] = []
  let word = ''
  for (const character of text) {
    if (Buffer.byteLength(word + character) > encodedWordBytes) {
      words.push(word)
      word = ''
    }
    word += character
  }
  return [...words, word].map(part => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ')
}

/** Breaks a header at spaces so that lines end before column 76, where possible. */
const folded = (name: string, text: string): string => {
  let column = name.length + 1
  return text
    .split(' ')
    .map((word, index) => {
      const breaks = index > 0 && column + 1 + word.length > 76
      column = breaks ? word.length + 1 : column + word.length + 1
      return index === 0 ? word : `${breaks ? '\r\n ' : ' '}${word}`
    })
    .join('')
}

/** A header of free text. No text can end the header or begin another. */
const textHeader = (name: string, text: string): string => {
  const line = oneLine(text)
  return `${name}: ${plainHeader.test(line) && !line.includes('=?') ? folded(name, line) : encodedWords(line)}`
}

/** RFC 5322's atoms and spaces; any other name is quoted, or encoded. */
const plainName = /^[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*$/

/** A name in any script before an address. No name can look like another address, or end the header. */
const mailboxHeader = (header: string, { name, address }: Mailbox): string => {
  const line = oneLine(name)
  if (line === '') return `${header}: ${address}`
  if (!plainHeader.test(line) || line.includes('=?')) return `${header}: ${encodedWords(line)}\r\n <${address}>`
  const shown = plainName.test(line) ? line : `"${line.replace(/["\\]/g, '\\$&')}"`
  return `${header}: ${folded(header, `${shown} <${address}>`)}`
}

/** Takes `Murmur <murmur@example.org>` or a bare address. */
export const mailboxIn = (text: string): Mailbox => {
  const line = oneLine(text)
  const [, name = '', address = line] = /^(.*)<([^<>]+)>$/.exec(line) ?? []
  return { name: name.trim(), address }
}

/** Whether a header and an envelope can hold the address: ASCII, one `@`, nothing that separates or quotes. */
export const addressFits = (address: string): boolean =>
  address.length <= 254 && /^[^\s@<>()[\],;:\\"]+@[A-Za-z0-9.-]+$/.test(address) && plainHeader.test(address)

/** A little below RFC 5322's limit of 998. */
const longestLine = 990

const sevenBit = (text: string): boolean =>
  /^[\t\n\x20-\x7e]*$/.test(text) && text.split('\n').every(line => line.length <= longestLine)

/** Every `=` in an encoded line begins an escape of three characters, which a soft break must not split. */
const softBreaks = (line: string): string => {
  let rest = line
  let broken = ''
  while (rest.length > 76) {
    const escape = rest.lastIndexOf('=', 74)
    const cut = escape > 72 ? escape : 75
    broken += `${rest.slice(0, cut)}=\n`
    rest = rest.slice(cut)
  }
  return broken + rest
}

/** RFC 2045, section 6.7, for text whose lines end in `\n`. */
const quotedPrintable = (text: string): string =>
  text
    .replace(/[^\t\n\x20-\x3c\x3e-\x7e]+|[\t ]$/gm, part =>
      Array.from(Buffer.from(part), byte => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
    )
    .split('\n')
    .map(softBreaks)
    .join('\n')

const part = (type: string, text: string): string => {
  const plain = sevenBit(text)
  return `Content-Type: text/${type}; charset=utf-8
Content-Transfer-Encoding: ${plain ? '7bit' : 'quoted-printable'}

${plain ? text : quotedPrintable(text)}`
}

export interface Mailbox {
  readonly name: string
  readonly address: string
}

export interface Message {
  readonly from: Mailbox
  /** Null where replies reach nobody. */
  readonly replyTo: Mailbox | null
  /** An address that `addressFits`. */
  readonly to: string
  readonly subject: string
  /** ISO 8601 with Z. */
  readonly sentAt: string
  /** RFC 8058: a POST to it stops the mail in one step. Null for a mail that cannot be stopped. */
  readonly unsubscribeUrl: string | null
  readonly text: string
  readonly html: string
  /** A calendar entry as a third alternative; null for a mail without one. */
  readonly calendar: { readonly method: string; readonly text: string } | null
}

/** `boundary` is random, so no text can end a part. No Message-ID: SES assigns its own, and ours could leak. */
export const composeMessage = (message: Message, boundary: string): Buffer => {
  const headers = [
    mailboxHeader('From', message.from),
    ...(message.replyTo ? [mailboxHeader('Reply-To', message.replyTo)] : []),
    `To: ${message.to}`,
    textHeader('Subject', message.subject),
    `Date: ${new Date(message.sentAt).toUTCString().replace('GMT', '+0000')}`,
    ...(message.unsubscribeUrl === null
      ? []
      : [`List-Unsubscribe: <${message.unsubscribeUrl}>`, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click']),
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: All',
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
  ]
  const { calendar } = message
  const alternatives = [
    part('plain', message.text),
    part('html', message.html),
    ...(calendar ? [part(`calendar; method=${calendar.method}`, calendar.text.replaceAll('\r\n', '\n'))] : []),
  ]
  const parts = `${alternatives.map(one => `--${boundary}\n${one}\n`).join('')}--${boundary}--\n`
  return Buffer.from(`${headers.join('\r\n')}\r\n\r\n${parts.replaceAll('\n', '\r\n')}`, 'latin1')
}
