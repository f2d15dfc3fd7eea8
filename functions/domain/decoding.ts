/** A file's bytes as text, in whichever encoding its program saved it. */

export interface Decoded {
  readonly text: string
  /** Null: it is UTF-8, or says itself what it is. */
  readonly guessed: string | null
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

/** Spreadsheets on Windows save "CSV" in Windows-1252: what is no UTF-8 is taken for that, and said. */
export const decodeFile = (bytes: Uint8Array): Decoded => {
  if (startsWith(bytes, [0xff, 0xfe])) return { text: decode(bytes, 'utf-16le'), guessed: null }
  if (startsWith(bytes, [0xfe, 0xff])) return { text: decode(bytes, 'utf-16be'), guessed: null }
  const wide = looksWide(bytes)
  if (wide) return { text: decode(bytes, wide), guessed: 'UTF-16' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), guessed: null }
  } catch {
    return { text: decode(bytes, 'windows-1252'), guessed: 'Windows-1252' }
  }
}
