/**
 * What an unfinished harvest knows, for the run after it: AES-256-GCM under a key that follows from the survey's seal key
 * alone, 12 bytes iv | ciphertext | 16 bytes tag. Whoever lacks the seal key can neither read a checkpoint nor make one,
 * and with it every checkpoint is destroyed.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const [ivBytes, tagBytes] = [12, 16]

/** Filled up with spaces, so that its length does not tell how much was written. */
const paddedTo = 16_384

export interface Checkpoints {
  /** `about` is where it will lie: it opens nowhere else. */
  readonly seal: (about: string, text: string) => Uint8Array
  /** Null where it was altered, moved, or made under another key. */
  readonly open: (about: string, sealed: Uint8Array) => string | null
}

/** sealKey: the scalar, 32 bytes in base64url. */
export const checkpoints = (sealKey: string, surveyId: string): Checkpoints => {
  const info = `murmur/v1|${surveyId}|checkpoint`
  const key = new Uint8Array(hkdfSync('sha256', Buffer.from(sealKey, 'base64url'), '', info, 32))
  return {
    seal: (about, text) => {
      const iv = randomBytes(ivBytes)
      const plain = Buffer.from(text)
      const filling = Buffer.alloc(Math.ceil(plain.length / paddedTo) * paddedTo - plain.length, ' ')
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
      const ciphertext = Buffer.concat([cipher.update(plain), cipher.update(filling), cipher.final()])
      return Buffer.concat([iv, ciphertext, cipher.getAuthTag()])
    },
    open: (about, sealed) => {
      if (sealed.length < ivBytes + tagBytes) return null
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(-tagBytes))
      try {
        const text = Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()])
        return text.toString('utf8').trimEnd()
      } catch {
        return null
      }
    },
  }
}
