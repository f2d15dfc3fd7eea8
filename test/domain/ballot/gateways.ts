/** How mail gateways, mail programs and people hand an address on. Each of their ways is one function. */

export type HandOn = (address: string) => string

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')
const base64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url')
const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')

/** Every sign but letters and digits. */
const encodedAll = (text: string): string => text.replaceAll(/[^A-Za-z0-9]/g, character => `%${hex(character)}`)

const runLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** As the maker of the third version describes it: one star for one character, two and a letter for a run. */
const defendedAnew: HandOn = address => {
  let taken = ''
  const left = address.replaceAll(/[^\w.~:/?&=-]+/g, run => {
    taken += run
    return run.length === 1 ? '*' : `**${runLetters[run.length - 2]}`
  })
  return `https://urldefense.com/v3/__${left}__;${base64(taken).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}!!AbC-dEf_123!x9$`
}

/** RFC 2045: lines of 76 at most, `=` escaped. */
const quotedPrintable: HandOn = text => {
  const escaped = text.replaceAll('=', '=3D')
  return escaped.replaceAll(/(?:=[\dA-F]{2}|[^=]){70}(?!$)/g, line => `${line}=\n`)
}

export const gateways: Readonly<Record<string, HandOn>> = {
  'Safe Links': address =>
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(address)}&data=05%7C02%7Cx&sdata=a%3D&reserved=0`,
  'Safe Links in small letters, all signs encoded': address =>
    `https://nam02.safelinks.protection.outlook.com/?url=${encodedAll(address).toLowerCase().length > 0 ? encodedAll(address) : ''}&amp;data=05`,
  'a query encoded twice': address =>
    `https://click.example.net/r?u=${encodeURIComponent(encodeURIComponent(address))}&h=1`,
  'Proofpoint, second version': address =>
    `https://urldefense.proofpoint.com/v2/url?u=${address.replaceAll(/[^A-Za-z0-9./]/g, character => `-${hex(character)}`).replaceAll('/', '_')}&d=DwMFaQ&c=euGZ&r=a&m=b&s=c&e=`,
  'Proofpoint, third version': defendedAnew,
  Barracuda: address =>
    `https://linkprotect.cudasvc.com/url?a=${encodeURIComponent(address).replaceAll(/%../g, code => code.toLowerCase())}&c=E,1,abc&typo=1`,
  'a query that holds it bare': address => `https://protect.example.com/s/AbC?domain=x&target=${address}`,
  'Base64 in a query': address => `https://eu1.protection.example.com?d=x&u=${encodeURIComponent(base64(address))}&i=1`,
  'Base64 in a path': address => `https://links.example.com/r/${base64(address)}/12ab`,
  'Base64url in a query': address => `https://links.example.com/?t=${base64url(address)}&s=1`,
  'Base64url at the end of a path': address => `https://links.example.com/c/1/${base64url(address)}`,
  'a path encoded once': address => `https://secure-web.example.com/1abcDEF/${encodeURIComponent(address)}`,
  'HTML entities': address =>
    `<a href="${address.replaceAll('&', '&amp;').replaceAll('#', '&#35;').replaceAll('_', '&#x5F;')}">Answer</a>`,
  'named entities': address => address.replaceAll('&', '&amp;').replaceAll('#', '&num;').replaceAll('_', '&lowbar;'),
  'quoted-printable': quotedPrintable,
  Markdown: address => `[Answer the questions](${address})`,
  'Markdown with escapes': address => address.replaceAll(/[_#-]/g, sign => `\\${sign}`),
  JSON: address => JSON.stringify({ href: address }).replaceAll('#', '\\u0023').replaceAll('/', '\\/'),
}

export const surroundings: Readonly<Record<string, HandOn>> = {
  nothing: address => address,
  'angle brackets': address => `<${address}>`,
  'a text glued to its bracket': address => `Answer the questions<${address}>`,
  'a sentence': address => `Please open ${address}. Thank you for taking part, and see you on the 3rd of December!`,
  'quotation marks': address => `“${address}”`,
  'a mail program’s tail': address => `${address}\n\n--\nSent from my phone`,
  'a reply': address => `> Hello\n> ${address}\n> Kind regards`,
  'a line broken at 60': address => address.replaceAll(/(.{60})/g, '$1\n'),
  'a reply broken at 72': address => `> ${address.replaceAll(/(.{72})/g, '$1\n> ')}\n> Thanks`,
  'a line broken by a mark of its own': address => address.replaceAll(/(.{60})/g, '$1\u2028'),
  'invisible letters': address => address.replaceAll(/(.{25})/g, '$1\u200b'),
  'the same twice': address => `${address} (${address})`,
}
