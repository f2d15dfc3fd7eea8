/** HPKE, RFC 9180, base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { type Bytes, fromBase64url, joined, utf8 } from '../kit/plain/bytes.ts'

/**
 * enc (65 bytes) | ciphertext. `sealKey` is the raw P-256 point in base64url; `info` says what for, `about` (the serial)
 * is bound to it as additional data.
 */
export const seal = async (sealKey: string, info: string, about: string, plain: Bytes): Promise<Bytes> => {
  const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
  const recipientPublicKey = await suite.kem.deserializePublicKey(fromBase64url(sealKey).buffer)
  // Made here, so that nothing can export it: with its secret somebody could show what was sealed. It goes with this call.
  const ekm = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
  const sender = await suite.createSenderContext({ recipientPublicKey, info: utf8(info).buffer, ekm })
  const ciphertext = await sender.seal(plain.buffer, utf8(about).buffer)
  return joined(new Uint8Array(sender.enc), new Uint8Array(ciphertext))
}
