/**
 * What the clock does with keys: it creates all three classes, deletes link and sign keys at the close, and reads none.
 */
import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { SSMClient } from '@aws-sdk/client-ssm'
import { deleteKey, type KeyPlace, makeKey } from '../aws/keys.ts'
import type { KeyClass } from '../manifest.ts'
import { makeSealKey } from '../protocol/seal.ts'

const generate = promisify(generateKeyPair)

/** Ids picked for one attempt, under 'link', 'seal' and 'sign:<cohort>'. */
export type PickedKeys = Readonly<Record<string, string>>

const classOf = (name: string): KeyClass => (name === 'link' ? 'link' : name === 'seal' ? 'seal' : 'sign')

interface MadeKeys {
  /** Handed on because the opening encrypts names for the page with it. */
  readonly link: Uint8Array
  readonly sealPublicKey: string
  readonly cohorts: readonly { id: string; publicKey: string }[]
}

export interface ClockKeys {
  /** Null if an id is already taken: another run is working on the same attempt. */
  readonly make: (picked: PickedKeys) => Promise<MadeKeys | null>
  readonly destroy: (picked: PickedKeys) => Promise<void>
}

export const clockKeys = (parameters: SSMClient, place: KeyPlace): ClockKeys => ({
  make: async picked => {
    const put = (name: string, value: string): Promise<boolean> =>
      makeKey(parameters, place, classOf(name), picked[name] ?? '', value)

    const link = randomBytes(32)
    const sealPair = await makeSealKey()
    if (!(await put('link', link.toString('base64url')))) return null
    if (!(await put('seal', sealPair.privateKey))) return null
    const cohorts: { id: string; publicKey: string }[] = []
    for (const name of Object.keys(picked).filter(key => classOf(key) === 'sign')) {
      const pair = await generate('rsa', { modulusLength: 2048 })
      if (!(await put(name, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()))) return null
      const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
      cohorts.push({ id: name.slice('sign:'.length), publicKey })
    }
    return { link, sealPublicKey: sealPair.publicKey, cohorts }
  },

  destroy: async picked => {
    for (const [name, keyId] of Object.entries(picked)) {
      await deleteKey(parameters, place.keyPrefix, classOf(name), keyId)
    }
  },
})
