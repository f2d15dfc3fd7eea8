/** The names of a survey's people, encrypted for the harvest (seal key) and for link holders (cohort's secret). */
import { createCipheriv, randomBytes } from 'node:crypto'
import type { PageNames } from '../domain/ballot/ballot.ts'
import type { ToldReader } from '../domain/people/reader.ts'
import { sealInfo } from '../domain/ballot/texts.ts'
import type { NamedPerson } from '../domain/synthesis/schema.ts'
import { namesKey } from './token.ts'
import { opener, seal } from './seal.ts'

const context = (surveyId: string) => ({ info: sealInfo(surveyId, 'names'), about: 'names' })

/** The names as JSON, sealed: base64url of enc | ciphertext. */
export const sealNames = async (sealKey: string, surveyId: string, people: readonly NamedPerson[]): Promise<string> => {
  const sealed = await seal(sealKey, context(surveyId), new TextEncoder().encode(JSON.stringify(people)))
  return Buffer.from(sealed).toString('base64url')
}

/** The parsed JSON that was sealed, or null if it does not open. */
export const openNames = async (privateKey: string, surveyId: string, sealed: string): Promise<unknown> => {
  const plain = await (await opener(privateKey))(context(surveyId), Buffer.from(sealed, 'base64url'))
  return plain ? JSON.parse(new TextDecoder().decode(plain)) : null
}

/** AES-256-GCM under the namesKey of the cohort's secret, in base64url: 12 bytes iv | ciphertext | tag. */
export const encryptPageNames = (
  secret: string,
  surveyId: string,
  names: PageNames & { readonly readers: readonly ToldReader[] },
): string => {
  const iv = randomBytes(12)
  const key = Buffer.from(namesKey(Buffer.from(secret, 'base64url'), surveyId), 'base64url')
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const text = Buffer.concat([cipher.update(JSON.stringify(names), 'utf8'), cipher.final()])
  return Buffer.concat([iv, text, cipher.getAuthTag()]).toString('base64url')
}
