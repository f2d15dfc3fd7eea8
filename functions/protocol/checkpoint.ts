/**
 * What an unfinished harvest hands to the next run: AES-256-GCM under a key derived from the survey's seal key alone,
 * as 12 bytes iv | ciphertext | 16 bytes tag. Without the seal key nobody can read or make a checkpoint, and destroying
 * that key destroys every checkpoint.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const [ivBytes, tagBytes] = [12, 16]

/** Padded with spaces to a multiple of this, so that the length does not reveal how much was written. */
const paddedTo = 16_384

export interface Checkpoints {
  /** `about` is where the checkpoint will be stored; it cannot be opened anywhere else. */
  readonly seal: (about: string, text: string) => Uint8Array
  /** Null if it was altered, moved, or made under another key. */
  readonly open: (about: string, sealed: Uint8Array) => string | null
}

/** `sealKey` is the scalar, 32 bytes in base64url. */
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
