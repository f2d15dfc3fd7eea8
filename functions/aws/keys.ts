/** Creates and destroys keys, and sees whether they exist. Each is an SSM SecureString parameter; deleting the parameter destroys the key. */
import {
  DeleteParameterCommand,
  DescribeParametersCommand,
  type DescribeParametersCommandOutput,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm'
import type { KeyClass } from '../manifest.ts'
import { parameterName } from './key-reader.ts'
import { transport } from './transport.ts'

export const keyClient = (): SSMClient => new SSMClient({ maxAttempts: 5, requestHandler: transport() })

/** Where keys are stored and what encrypts them. `{class}` in the alias stands for the key's class. */
export interface KeyPlace {
  readonly keyPrefix: string
  readonly keyAlias: string
}

/** False if a key with that id already exists; it is never overwritten. */
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
        Name: parameterName(keyPrefix, keyClass, keyId),
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

/** Deleting a key that no longer exists succeeds. */
export const deleteKey = async (
  client: SSMClient,
  prefix: string,
  keyClass: KeyClass,
  keyId: string,
): Promise<void> => {
  try {
    await client.send(new DeleteParameterCommand({ Name: parameterName(prefix, keyClass, keyId) }))
  } catch (error) {
    if (!(error instanceof ParameterNotFound)) throw error
  }
}

/** As many as one call may name. */
const namesPerCall = 50

/** Of these keys those that exist. It is asked what is stored about them, which reads no key. */
export const keysThatExist = async (
  client: SSMClient,
  prefix: string,
  keys: readonly { readonly keyClass: KeyClass; readonly keyId: string }[],
): Promise<ReadonlySet<string>> => {
  const names = keys.map(({ keyClass, keyId }) => parameterName(prefix, keyClass, keyId))
  const found = new Set<string>()
  for (let index = 0; index < names.length; index += namesPerCall) {
    const ParameterFilters = [{ Key: 'Name', Option: 'Equals', Values: names.slice(index, index + namesPerCall) }]
    let NextToken: string | undefined
    do {
      const answer: DescribeParametersCommandOutput = await client.send(
        new DescribeParametersCommand({ ParameterFilters, MaxResults: namesPerCall, NextToken }),
      )
      for (const { Name } of answer.Parameters ?? []) if (Name !== undefined) found.add(Name.split('/').at(-1) ?? '')
      NextToken = answer.NextToken
    } while (NextToken)
  }
  return found
}
