/**
 * HPKE, RFC 9180: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, base mode. sealed = enc (65 bytes) | ciphertext.
 */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { encapsulationBytes } from '../domain/ballot/texts.ts'

const suite = () => new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

const buffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer

/** `publicKey` is the raw point of 65 bytes, `privateKey` the scalar of 32 bytes, both in base64url. */
export const makeSealKey = async (): Promise<{ publicKey: string; privateKey: string }> => {
  const { kem } = suite()
  const pair = await kem.generateKeyPair()
  return {
    publicKey: Buffer.from(await kem.serializePublicKey(pair.publicKey)).toString('base64url'),
    privateKey: Buffer.from(await kem.serializePrivateKey(pair.privateKey)).toString('base64url'),
  }
}

/** The public half, a raw point in base64url, of the pair that a secret derives (DeriveKeyPair of RFC 9180, 7.1.3). */
export const derivedPublicKey = async (secret: string): Promise<string> => {
  const { kem } = suite()
  const { publicKey } = await kem.deriveKeyPair(buffer(Buffer.from(secret, 'base64url')))
  return Buffer.from(await kem.serializePublicKey(publicKey)).toString('base64url')
}

interface SealContext {
  readonly info: string
  /** The additional data; for a ballot, its serial. */
  readonly about: string
}

export const seal = async (publicKey: string, context: SealContext, plain: Uint8Array): Promise<Uint8Array> => {
  const { kem } = suite()
  const recipientPublicKey = await kem.deserializePublicKey(buffer(Buffer.from(publicKey, 'base64url')))
  const sender = await suite().createSenderContext({ recipientPublicKey, info: buffer(Buffer.from(context.info)) })
  const ciphertext = await sender.seal(buffer(plain), buffer(Buffer.from(context.about)))
  return Buffer.concat([Buffer.from(sender.enc), Buffer.from(ciphertext)])
}

/** Returns a function that opens boxes sealed to the key; null for any that was altered, cut or for another key. */
export const opener = async (
  privateKey: string,
): Promise<(context: SealContext, sealed: Uint8Array) => Promise<Uint8Array | null>> => {
  const recipientKey = await suite().kem.deserializePrivateKey(buffer(Buffer.from(privateKey, 'base64url')))
  return async (context, sealed) => {
    try {
      const recipient = await suite().createRecipientContext({
        recipientKey,
        enc: buffer(sealed.subarray(0, encapsulationBytes)),
        info: buffer(Buffer.from(context.info)),
      })
      const plain = await recipient.open(
        buffer(sealed.subarray(encapsulationBytes)),
        buffer(Buffer.from(context.about)),
      )
      return new Uint8Array(plain)
    } catch {
      return null
    }
  }
}
