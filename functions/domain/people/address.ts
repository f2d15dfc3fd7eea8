/** Mail addresses as people write and copy them, and the one form in which they are stored. */
import * as z from 'zod'
import { withoutUnseen } from '../normal-form.ts'

/** Besides what a domain name may hold: its end may be written in another script ("xn--p1ai"). */
export const plainAddress =
  /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})$/

const isAscii = (text: string): boolean => /^\p{ASCII}*$/u.test(text)

/** "bücher.example" as mail carries it: "xn--bcher-kva.example". Unchanged where it is no domain. */
const asciiDomain = (domain: string): string => {
  // The rest of an address of the web is no part of a domain.
  if (isAscii(domain) || /[/\\?#:%\s]/.test(domain)) return domain
  try {
    return new URL(`http://${domain.replaceAll(/[。．｡]/g, '.')}`).hostname
  } catch {
    return domain
  }
}

const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * The address alone, in its stored form: without what cannot be seen, without the link, brackets or quotes around it,
 * its domain in ASCII, in lower case. What is no address stays what it is, and the schema refuses it.
 */
export const bareAddress = (text: string): string => {
  const seen = withoutUnseen(text)
    .replaceAll(/[\u00A0\u2007\u202F]/g, '')
    .replaceAll(/[＠﹫]/g, '@')
    .trim()
  const inBrackets = /<([^<>]*@[^<>]*)>[\s,;.]*$/.exec(seen)?.[1] ?? seen
  const link = /^[\s"'(<[]*(?:mailto|smtp):(.*)$/is.exec(inBrackets)?.[1]
  const bare = (link === undefined ? inBrackets : unescaped(link.replace(/\?.*$/s, ''))).replaceAll(
    /^[\s"'(<[]+|[\s"')>\],;.]+$/g,
    '',
  )
  const at = bare.lastIndexOf('@')
  if (at < 0) return bare
  const local = bare.slice(0, at)
  return `${isAscii(local) ? local : local.normalize('NFKC')}@${asciiDomain(bare.slice(at + 1))}`.toLowerCase()
}

const codeOf = (sign: string): string => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** What stands in the way. A sign is named by its number too, since it may look like another. */
const addressError = (address: string): string => {
  if (/#ext#/.test(address)) return 'the name by which a guest signs in, and no mail address'
  if (!address.includes('@')) return 'not a mail address: there is no @ in it'
  if (/\s/.test(address)) return 'not a mail address: there is a blank in it'
  if (address.split('@').length > 2) return 'not one mail address: there is more than one @ in it'
  const [local = '', domain = ''] = address.split('@')
  const [foreign] = /\P{ASCII}/u.exec(local) ?? []
  if (foreign) return `an address that mail cannot be sent to from here: “${foreign}” (${codeOf(foreign)}) before the @`
  if (!domain.includes('.')) return 'not a mail address: what follows the @ is no domain'
  return 'not a mail address; write it as ada@example.com'
}

export const emailSchema = z
  .string()
  .max(1000)
  .transform((text, context): string => {
    const address = bareAddress(text)
    if (address.length <= 254 && plainAddress.test(address)) return address
    context.addIssue({ code: 'custom', message: addressError(address) })
    return z.NEVER
  })
