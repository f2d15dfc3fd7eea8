/** SHA-256 and its HMAC as a constructor, which is what AWS's signer asks for. */
import { createHash, createHmac, createSecretKey, type Hash, type Hmac, type KeyObject } from 'node:crypto'

type Chunk = string | ArrayBuffer | ArrayBufferView

const bytes = (chunk: Chunk): Uint8Array => {
  if (typeof chunk === 'string') return Buffer.from(chunk)
  return ArrayBuffer.isView(chunk)
    ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    : new Uint8Array(chunk)
}

/** The signer passes the same bytes of the day's key each time, and importing a key costs more than an HMAC. */
const keys = new WeakMap<ArrayBuffer | ArrayBufferView, KeyObject>()

const keyOf = (secret: Chunk): KeyObject => {
  const known = typeof secret === 'string' ? undefined : keys.get(secret)
  if (known) return known
  const key = createSecretKey(bytes(secret))
  if (typeof secret !== 'string') keys.set(secret, key)
  return key
}

export class Sha256 {
  readonly #hash: Hash | Hmac

  constructor(secret?: Chunk) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', keyOf(secret))
  }

  update(chunk: Chunk): void {
    this.#hash.update(typeof chunk === 'string' ? chunk : bytes(chunk))
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()))
  }
}
