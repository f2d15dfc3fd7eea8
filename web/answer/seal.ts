/**
 * HPKE, RFC 9180, base mode, of one message: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Written out here, since
 * a library of every suite is half of what a phone would fetch before it can send. Functions carry the names of the RFC;
 * what opens it, in the harvest and in the tests, is a library's.
 */
import { type Bytes, fromBase64url, joined, utf8 } from '../kit/plain/bytes.ts'

/** Of section 7: the mechanism by itself, and with derivation and cipher. */
const mechanism = joined(utf8('KEM'), Uint8Array.of(0, 0x10))
const suite = joined(utf8('HPKE'), Uint8Array.of(0, 0x10, 0, 1, 0, 2))

const version = utf8('HPKE-v1')
const nothing = new Uint8Array()
const hashBytes = 32

/** No salt is one of zeros, and no browser imports a key of no bytes. */
const mac = async (key: Bytes, ...parts: readonly Bytes[]): Promise<Bytes> => {
  const raw = key.length > 0 ? key : new Uint8Array(hashBytes)
  const made = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', made, joined(...parts)))
}

const labeledExtract = (id: Bytes, salt: Bytes, label: string, material: Bytes): Promise<Bytes> =>
  mac(salt, version, id, utf8(label), material)

/** Of at most as many bytes as the hash has, so that one round is all of it. */
const labeledExpand = async (id: Bytes, key: Bytes, label: string, info: Bytes, length: number): Promise<Bytes> => {
  const round = await mac(key, Uint8Array.of(0, length), version, id, utf8(label), info, Uint8Array.of(1))
  return round.slice(0, length)
}

/** The shared secret, and `enc`, from which whoever holds the seal key derives it again. */
const encap = async (sealKey: Bytes): Promise<{ secret: Bytes; enc: Bytes }> => {
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  // Refuses what is no point of the curve.
  const recipient = await crypto.subtle.importKey('raw', sealKey, curve, false, [])
  // Nothing can export it: with its secret somebody could show what was sealed. It goes with this call.
  const own = await crypto.subtle.generateKey(curve, false, ['deriveBits'])
  const enc = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey))
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: recipient }, own.privateKey, 256)
  const extracted = await labeledExtract(mechanism, nothing, 'eae_prk', new Uint8Array(shared))
  return { secret: await labeledExpand(mechanism, extracted, 'shared_secret', joined(enc, sealKey), hashBytes), enc }
}

/**
 * enc (65 bytes) | ciphertext. `sealKey` is the raw P-256 point in base64url; `info` says what for, `about` (the serial)
 * is bound to it as additional data.
 */
export const seal = async (sealKey: string, info: string, about: string, plain: Bytes): Promise<Bytes> => {
  const { secret: shared, enc } = await encap(fromBase64url(sealKey))
  const context = joined(
    // Base mode: no key that both had before.
    Uint8Array.of(0),
    await labeledExtract(suite, nothing, 'psk_id_hash', nothing),
    await labeledExtract(suite, nothing, 'info_hash', utf8(info)),
  )
  const secret = await labeledExtract(suite, shared, 'secret', nothing)
  const raw = await labeledExpand(suite, secret, 'key', context, 32)
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt'])
  // The first message of a context has its nonce as it is, and there is no second one.
  const iv = await labeledExpand(suite, secret, 'base_nonce', context, 12)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(about) }, key, plain)
  return joined(enc, new Uint8Array(sealed))
}
