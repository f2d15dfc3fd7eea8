/** Keys as SSM SecureString parameters, one each: deleting the parameter destroys the key. */
import {
  DeleteParameterCommand,
  GetParameterCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm'
import type { KeyClass } from '../manifest.ts'

const nameOf = (prefix: string, keyClass: KeyClass, keyId: string): string => `${prefix}/${keyClass}/${keyId}`

/** Null: there is no such key, or no more. */
export const readKey = async (
  client: SSMClient,
  prefix: string,
  keyClass: KeyClass,
  keyId: string,
): Promise<string | null> => {
  try {
    const answer = await client.send(
      new GetParameterCommand({ Name: nameOf(prefix, keyClass, keyId), WithDecryption: true }),
    )
    return answer.Parameter?.Value ?? null
  } catch (error) {
    if (error instanceof ParameterNotFound) return null
    throw error
  }
}

/** Where keys lie and what encrypts them: `{class}` in the alias stands for the key's class. */
export interface KeyPlace {
  readonly keyPrefix: string
  readonly keyAlias: string
}

/** False: a key of that id is there already; it is never overwritten. */
export const makeKey = async (
  client: SSMClient,
  { keyPrefix, keyAlias }: KeyPlace,
  keyClass: KeyClass,
  keyId: string,
  value: string,
): Promise<boolean> => {
  try {
    await client.send(
      new PutParameterCommand({
        Name: nameOf(keyPrefix, keyClass, keyId),
        Value: value,
        Type: 'SecureString',
        KeyId: keyAlias.replace('{class}', keyClass),
        Overwrite: false,
      }),
    )
    return true
  } catch (error) {
    if (error instanceof ParameterAlreadyExists) return false
    throw error
  }
}

/** A key that is gone already is as good as deleted now. */
export const deleteKey = async (
  client: SSMClient,
  prefix: string,
  keyClass: KeyClass,
  keyId: string,
): Promise<void> => {
  try {
    await client.send(new DeleteParameterCommand({ Name: nameOf(prefix, keyClass, keyId) }))
  } catch (error) {
    if (!(error instanceof ParameterNotFound)) throw error
  }
}
