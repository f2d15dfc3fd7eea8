/**
 * People as directories, address books and calendars write them out: LDIF entries, vCards, attendees of an ICS event.
 * Each entry gives its values by lower-case names: those of LDAP ('mail', 'cn', 'givenname', 'sn', 'ou').
 */

export interface Card {
  /** On which it begins, counted from 1. */
  readonly line: number
  readonly values: ReadonlyMap<string, readonly string[]>
}

export type CardFormat = 'ldif' | 'vcard' | 'ics'

/** Null for any other text. */
export const cardFormatOf = (text: string): CardFormat | null => {
  if (/^[ \t]*BEGIN:VCARD\b/im.test(text)) return 'vcard'
  // A table may have a column of this name, and semicolons between its columns.
  if (/^[ \t]*(?:ATTENDEE|ORGANIZER)(?::|;[ \t]*[\w-]+=)/im.test(text)) return 'ics'
  return /^dn::?[ \t]*\S/im.test(text) && /^[\w;-]+::?[ \t]*\S/m.test(text.replace(/^dn::?.*$/im, '')) ? 'ldif' : null
}

interface Property {
  readonly line: number
  readonly name: string
  readonly parameters: string
  readonly value: string
}

const bytesAsText = (bytes: readonly number[]): string => new TextDecoder().decode(Uint8Array.from(bytes))

const fromBase64 = (text: string): string => {
  try {
    return bytesAsText(Array.from(atob(text.trim()), letter => letter.charCodeAt(0)))
  } catch {
    return text
  }
}

const fromQuotedPrintable = (text: string): string =>
  text.replaceAll(/(?:=[\dA-F]{2})+/gi, run =>
    bytesAsText(run.match(/[\dA-F]{2}/gi)?.map(hex => parseInt(hex, 16)) ?? []),
  )

const longestMark = ';ENCODING=QUOTED-PRINTABLE;'.length

/** A long line goes on in the next one, behind a blank; in a vCard of old behind a final "=". */
const unfolded = (text: string): { line: number; text: string }[] => {
  const lines: { line: number; text: string }[] = []
  let open = false
  let isQuoted = false
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const last = lines.at(-1)
    const folded = /^[ \t]/.test(raw) && last !== undefined && last.text !== ''
    if (last && open) last.text = last.text.slice(0, -1) + raw
    else if (folded) last.text += raw.slice(1)
    else lines.push({ line: index + 1, text: raw })
    // Looked for where it can be new: a value of many lines is not read again with each of them.
    const added = (lines.at(-1)?.text ?? '').slice(-(raw.length + longestMark))
    isQuoted = (isQuoted && (open || folded)) || /;ENCODING=QUOTED-PRINTABLE[;:]/i.test(added)
    open = isQuoted && raw.endsWith('=')
  }
  return lines
}

const propertiesIn = (text: string): Property[] =>
  unfolded(text).flatMap(({ line, text: written }) => {
    if (written.trim() === '') return [{ line, name: '', parameters: '', value: '' }]
    // A colon within quotes belongs to a parameter.
    const parts = /^\s*(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^:";])*)*)(::?<?)[ \t]*(.*)$/s.exec(written)
    if (!parts) return []
    const [, name = '', parameters = '', sign = '', raw = ''] = parts
    const quoted = /ENCODING=QUOTED-PRINTABLE/i.test(parameters)
    const value = sign === '::' ? fromBase64(raw) : quoted ? fromQuotedPrintable(raw) : raw
    return [{ line, name: name.toLowerCase(), parameters, value: value.trim() }]
  })

type Values = Map<string, string[]>

const put = (values: Values, name: string, value: string): void => {
  if (!value) return
  const known = values.get(name)
  if (known) known.push(value)
  else values.set(name, [value])
}

/** Entries of a directory. What is taken out of it is nobody to write to. */
const ldifCards = (text: string): Card[] => {
  const cards: { line: number; values: Values }[] = []
  for (const { line, name, value } of propertiesIn(text.replaceAll(/^#.*$/gm, ''))) {
    if (name === 'dn') cards.push({ line, values: new Map() })
    const card = cards.at(-1)
    if (card && name && name !== 'dn') put(card.values, name, value)
  }
  return cards.filter(({ values }) => values.get('changetype')?.[0] !== 'delete')
}

const unescaped = (text: string): string =>
  text.replaceAll(/\\([nN,;\\:])/g, (_, sign: string) => (/n/i.test(sign) ? ' ' : sign))

/** Splits at semicolons that are not escaped. */
const partsOf = (value: string): string[] =>
  (value.match(/(?:\\.|[^;\\])+|;/gs) ?? [])
    .reduce<string[]>(
      (parts, piece) => (piece === ';' ? [...parts, ''] : [...parts.slice(0, -1), (parts.at(-1) ?? '') + piece]),
      [''],
    )
    .map(part => unescaped(part).trim())

const vcardNames: ReadonlyMap<string, string> = new Map([
  ['fn', 'cn'],
  ['email', 'mail'],
  ['lang', 'preferredlanguage'],
  ['tz', 'tz'],
])

const vcardCards = (text: string): Card[] => {
  const cards: { line: number; values: Values }[] = []
  for (const { line, name, parameters, value } of propertiesIn(text)) {
    if (name === 'begin' && /^vcard$/i.test(value)) cards.push({ line, values: new Map() })
    const card = cards.at(-1)
    if (!card || !name) continue
    const known = vcardNames.get(name)
    if (name === 'n') {
      const [family = '', given = '', middle = ''] = partsOf(value)
      put(card.values, 'sn', family)
      put(card.values, 'givenname', [given, middle].filter(Boolean).join(' '))
    } else if (name === 'org') put(card.values, 'ou', partsOf(value).slice(1).findLast(Boolean) ?? '')
    else if (name === 'email' && /pref/i.test(parameters)) {
      card.values.set('mail', [unescaped(value), ...(card.values.get('mail') ?? [])])
    } else if (known !== undefined) put(card.values, known, unescaped(value))
  }
  return cards
}

/** Whoever is asked to an event, or asks. Rooms and other things are not people. */
const icsCards = (text: string): Card[] =>
  propertiesIn(text).flatMap(({ line, name, parameters, value }): Card[] => {
    if (name !== 'attendee' && name !== 'organizer') return []
    if (/;CUTYPE=(?:ROOM|RESOURCE|GROUP)\b/i.test(parameters)) return []
    const parameter = (wanted: string): string => {
      const [, quoted, bare] = new RegExp(`;${wanted}=(?:"([^"]*)"|([^;:]*))`, 'i').exec(parameters) ?? []
      return (quoted ?? bare ?? '').trim()
    }
    const address = /^mailto:/i.test(value) ? value : parameter('EMAIL') || value
    const called = parameter('CN')
    const values: Values = new Map([['mail', [address]]])
    if (!called.includes('@')) put(values, 'cn', called)
    return [{ line, values }]
  })

export const readCards = (text: string, format: CardFormat): Card[] =>
  format === 'ldif' ? ldifCards(text) : format === 'vcard' ? vcardCards(text) : icsCards(text)

/** First and family names as they are said, or the name as a whole where those are not given. */
export const nameOnCard = ({ values }: Pick<Card, 'values'>): string => {
  const one = (name: string): string => values.get(name)?.[0] ?? ''
  const parts = [one('givenname'), one('sn')].filter(Boolean)
  return one('displayname') || one('cn') || parts.join(' ')
}
