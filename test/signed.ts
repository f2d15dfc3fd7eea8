/** Passes and signed ballots as an honest browser has them, made with the keys of a test's survey. */
import { constants, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { ballotText, passContext, sealInfo } from '../functions/domain/ballot/texts.ts'
import { sha256Base64url } from '../functions/protocol/digest.ts'
import { serialOf } from '../functions/protocol/pass.ts'
import { seal } from '../functions/protocol/seal.ts'

/** A key of one's own, as a browser makes it, and its point. */
export const ownKey = (): { readonly own: KeyObject; readonly point: Buffer } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return {
    own: privateKey,
    point: Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]),
  }
}

export interface Pass {
  readonly message: Uint8Array
  /** Its signature by the cohort's key. */
  readonly pass: Uint8Array
  readonly own: KeyObject
}

/** What an honest browser has after its request for a pass; `ending` stands where the key should, for one that is not. */
export const passFor = (signKey: KeyObject, surveyId: string, cohort = 'all', ending?: Uint8Array): Pass => {
  const { own, point } = ownKey()
  const message = Buffer.concat([randomBytes(32), Buffer.from(passContext(surveyId, cohort)), ending ?? point])
  const key = { key: signKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }
  return { message, pass: new Uint8Array(sign('sha384', message, key)), own }
}

export const proofOf = ({ message, own }: Pass, surveyId: string, digest: string, number: number): Uint8Array => {
  const text = Buffer.from(ballotText(surveyId, serialOf(message), number, digest))
  return new Uint8Array(sign('sha256', text, { key: own, dsaEncoding: 'ieee-p1363' }))
}

export interface Sealing {
  readonly surveyId: string
  readonly sealPublicKey: string
  readonly cohort?: string
}

/** The row that `ballots` writes of what this pass sends. */
export const signedRow = async (
  pass: Pass,
  { surveyId, sealPublicKey, cohort = 'all' }: Sealing,
  plain: Uint8Array,
  number = 1,
) => {
  const serial = serialOf(pass.message)
  const sealed = await seal(sealPublicKey, { info: sealInfo(surveyId, cohort), about: serial }, plain)
  const digest = sha256Base64url(sealed)
  const proof = proofOf(pass, surveyId, digest, number)
  return { surveyId, cohort, serial, sealed, digest, message: pass.message, pass: pass.pass, number, proof }
}
