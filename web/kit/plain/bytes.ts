/** Bytes as the protocol writes them: binary in base64url without padding, serials in lower hex, text in UTF-8. */

export type Bytes = Uint8Array<ArrayBuffer>

export const toBase64url = (bytes: Uint8Array): string => {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Refuses (DOMException) what is no base64url. */
export const fromBase64url = (text: string): Bytes =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0))

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text)

export const joined = (...parts: readonly Uint8Array[]): Bytes => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export const digest = async (algorithm: 'SHA-256' | 'SHA-384', bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest(algorithm, bytes))

export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))
