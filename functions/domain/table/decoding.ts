/** A file's bytes as text, in whichever encoding its program saved it. */
import { Refusal } from '../refusal.ts'

export interface Decoded {
  readonly text: string
  /** Null: it is UTF-8, or says itself what it is. */
  readonly guessed: string | null
  /** The guess gives letters that hardly anybody writes side by side: it is another encoding, and nobody can tell which. */
  readonly doubtful: boolean
}

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte)

const decode = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes)

/** Of text in letters like these every second byte is 0. */
const looksWide = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const sample = bytes.subarray(0, 200)
  const zeros = [0, 1].map(parity => sample.filter((byte, index) => index % 2 === parity && byte === 0).length)
  const [even = 0, odd = 0] = zeros
  const most = sample.length / 4
  if (odd > most && even === 0) return 'utf-16le'
  return even > most && odd === 0 ? 'utf-16be' : null
}

/**
 * What text of another encoding looks like when it is read as Windows-1252: signs within words (Polish, Czech), runs of
 * accented letters (Cyrillic, Greek, Chinese, Japanese), letters of Icelandic (Turkish), bytes without a letter.
 */
const misread =
  /[\u0080-\u009F]|\p{L}[²³¹¼½¾¿¡¢£¤¥¦§¨¯±´¸µ·†‡‰•ˆ˜]|[²³¹¼½¾¢£¤¥¦¨¯±´¸µ·†‡‰•ˆ˜¬¶×÷]\p{L}|[“”‘’‚„][†‡‰•ˆ˜]|[À-ÖØ-öø-ÿ]{4}|[ÐÞðþ]/u

/** Spreadsheets on Windows save "CSV" in Windows-1252: what is no UTF-8 is taken for that, and said. */
export const decodeFile = (bytes: Uint8Array): Decoded => {
  if (startsWith(bytes, [0xff, 0xfe])) return { text: decode(bytes, 'utf-16le'), guessed: null, doubtful: false }
  if (startsWith(bytes, [0xfe, 0xff])) return { text: decode(bytes, 'utf-16be'), guessed: null, doubtful: false }
  const wide = looksWide(bytes)
  if (wide) return { text: decode(bytes, wide), guessed: 'UTF-16', doubtful: false }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), guessed: null, doubtful: false }
  } catch {
    const text = decode(bytes, 'windows-1252')
    return { text, guessed: 'Windows-1252', doubtful: misread.test(text) }
  }
}

/** As somebody names it, for what no program can tell; null if there is no such encoding. */
export const decodeAs = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return decode(bytes, encoding)
  } catch {
    return null
  }
}

/** U+FFFD in UTF-8. */
const replaced = [0xef, 0xbf, 0xbd]

/**
 * The gateway hands on a body that is called text as UTF-8, and puts U+FFFD in the place of every byte that is not. Of
 * UTF-16 the plain letters come through, each beside a zero. Null where others were among them: those are lost.
 */
const withoutZeros = (text: string): string | null => {
  const pairs = text.slice(2)
  const zerosAt = pairs.startsWith('\0') ? 0 : 1
  for (let at = 0; at < pairs.length; at += 1) {
    const code = pairs.charCodeAt(at)
    const fits = at % 2 === zerosAt ? code === 0 : code > 0 && code < 128
    if (!fits) return null
  }
  return pairs.length % 2 === 0 ? pairs.replaceAll('\0', '') : null
}

const saveAs = 'Save it as “CSV UTF-8”'

const unreadable = (detail: string): Refusal =>
  new Refusal('file_unreadable', detail, { issues: [{ message: detail }] })

const charsetOf = (contentType: string): string | null =>
  /;\s*charset="?([\w:.-]+)"?/i.exec(contentType)?.[1]?.toLowerCase() ?? null

/** The text of a file as it was sent. Refuses `file_unreadable` where its encoding cannot be known. */
export const textOfFile = (bytes: Uint8Array, contentType: string): string => {
  const charset = charsetOf(contentType)
  const marked = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])
  if (charset !== null && charset !== 'utf-8' && charset !== 'utf8' && !marked) {
    const text = decodeAs(bytes, charset)
    if (text === null) throw unreadable(`“${charset}” is no encoding that is known here. ${saveAs}, or name another.`)
    if (text.includes('\uFFFD')) {
      throw unreadable(`It is not ${charset}, or was changed on its way: send it as application/octet-stream.`)
    }
    return text
  }
  const changed = startsWith(bytes, [...replaced, ...replaced])
  const { text, doubtful } = changed ? { text: decode(bytes, 'utf-8'), doubtful: false } : decodeFile(bytes)
  if (doubtful) {
    throw unreadable(
      `It is neither UTF-8 nor Windows-1252, and its encoding can’t be told. ${saveAs}, or name it: ` +
        'application/octet-stream; charset=windows-1250',
    )
  }
  if (!changed) return text
  const narrow = withoutZeros(text)
  if (narrow === null) {
    throw unreadable(
      `It is UTF-16, and was changed on its way, since a body that is called text has to be UTF-8. ${saveAs}, or send ` +
        'it as application/octet-stream.',
    )
  }
  return narrow
}
