/**
 * The key that signs what this browser sends. Its public half is in the pass's message, so nobody without the private
 * half can make a ballot of that pass, change one or send an older one as newer. Where the browser can keep a key without
 * showing it to any script, it is kept so; elsewhere it is kept beside the pass.
 */
import { ballotText } from '../../functions/domain/ballot/texts.ts'
import { type Bytes, fromBase64url, toBase64url, utf8 } from '../kit/plain/bytes.ts'
import { Trouble } from './trouble.ts'

/** Where a browser keeps keys, each by the place of its invitation. */
export interface KeyKeep {
  /** False where it cannot be read again. */
  readonly put: (place: string, key: CryptoKey) => Promise<boolean>
  /** Null where there is none. Refuses `try_again` where it could not be looked for. */
  readonly get: (place: string) => Promise<CryptoKey | null>
  readonly remove: (place: string) => Promise<void>
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const

export interface OwnKey {
  /** A raw P-256 point. */
  readonly point: Bytes
  /** The private half in base64url, where it could be kept in no other way. */
  readonly secret: string | null
}

/** Made and kept: what comes back can be found again by `ownKey`. */
export const makeOwnKey = async (place: string, keys?: KeyKeep): Promise<OwnKey> => {
  const make = (extractable: boolean) => crypto.subtle.generateKey(algorithm, extractable, ['sign'])
  const pointOf = async ({ publicKey }: CryptoKeyPair): Promise<Bytes> =>
    new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))
  if (keys) {
    const pair = await make(false)
    if (await keys.put(place, pair.privateKey)) return { point: await pointOf(pair), secret: null }
  }
  const pair = await make(true)
  const secret = toBase64url(new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)))
  return { point: await pointOf(pair), secret }
}

/** Null where it is gone. Refuses as `get`. */
export const ownKey = async (
  place: string,
  secret: string | null | undefined,
  keys?: KeyKeep,
): Promise<CryptoKey | null> =>
  secret
    ? crypto.subtle.importKey('pkcs8', fromBase64url(secret), algorithm, false, ['sign'])
    : ((await keys?.get(place)) ?? null)

/** The signature of one ballot, r | s in base64url. */
export const signed = async (key: CryptoKey, ...ballot: Parameters<typeof ballotText>): Promise<string> => {
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, utf8(ballotText(...ballot)))
  return toBase64url(new Uint8Array(signature))
}

const store = 'keys'
/** A browser whose store does not answer keeps no key; nobody waits for it. */
const patience = 3_000

const opened = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('murmur', 1)
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(store))
    request.addEventListener('success', () => resolve(request.result))
    for (const end of ['error', 'blocked']) request.addEventListener(end, () => reject(new Error(end)))
  })

const worked = async <Result>(
  mode: IDBTransactionMode,
  work: (keys: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> => {
  const database = await opened()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode)
      const request = work(transaction.objectStore(store))
      transaction.addEventListener('complete', () => resolve(request.result))
      for (const end of ['error', 'abort']) transaction.addEventListener(end, () => reject(new Error(end)))
    })
  } finally {
    database.close()
  }
}

const within = <Result>(...work: Parameters<typeof worked<Result>>): Promise<Result> =>
  Promise.race([
    worked<Result>(...work),
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('no answer')), patience)
    }),
  ])

const kept = async (place: string): Promise<CryptoKey | null> => {
  const found: unknown = await within('readonly', keys => keys.get(place)).catch(() => {
    // Not found is not gone: taken for that, it would cost the invitation.
    throw new Trouble('try_again')
  })
  return found instanceof CryptoKey ? found : null
}

/** In the browser's database, which holds a key without showing it. */
const storedKeys: KeyKeep = {
  put: async (place, key) => {
    try {
      await within('readwrite', keys => keys.put(key, place))
      return (await kept(place)) !== null
    } catch {
      return false
    }
  },
  get: kept,
  remove: async place => {
    try {
      await within('readwrite', keys => keys.delete(place))
    } catch {
      // Nothing is there.
    }
  },
}

/** Beside a pass that goes with the page a key would stay behind: then it is only looked for. */
export const keysWhere = (isKept: boolean): KeyKeep => (isKept ? storedKeys : { ...storedKeys, put: async () => false })

/** Takes the key of a place out of this browser; what comes back puts it there again. */
export const takenKey = async (place: string): Promise<() => Promise<unknown>> => {
  const key = await storedKeys.get(place).catch(() => null)
  await storedKeys.remove(place)
  return async () => key && storedKeys.put(place, key)
}
