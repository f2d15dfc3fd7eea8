/** Reads keys, one by one or together. A function that uses this reads one class of keys and creates none. */
import * as z from 'zod'
import type { KeyClass } from '../manifest.ts'
import type { ServiceCall } from './json-service.ts'

export const parameterName = (prefix: string, keyClass: KeyClass, keyId: string): string =>
  `${prefix}/${keyClass}/${keyId}`

/** Null if the key does not exist, or no longer exists. */
export type KeyReader = (keyId: string) => Promise<string | null>

const parameterSchema = z.object({ Parameter: z.object({ Value: z.string() }) })

export const keyReader =
  (call: ServiceCall, prefix: string, keyClass: KeyClass): KeyReader =>
  async keyId => {
    try {
      const input = { Name: parameterName(prefix, keyClass, keyId), WithDecryption: true }
      return parameterSchema.parse(await call('GetParameter', input)).Parameter.Value
    } catch (error) {
      if (error instanceof Error && error.name === 'ParameterNotFound') return null
      throw error
    }
  }

/** Those that do not exist, or no longer exist, are left out. */
export type KeysReader = (keyIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

const parametersSchema = z.object({ Parameters: z.array(z.object({ Name: z.string(), Value: z.string() })) })

/** As many as one call may name. */
const keysPerCall = 10

export const keysReader =
  (call: ServiceCall, prefix: string, keyClass: KeyClass): KeysReader =>
  async keyIds => {
    const begins = parameterName(prefix, keyClass, '')
    const calls = Array.from({ length: Math.ceil(keyIds.length / keysPerCall) }, async (_, index) => {
      const some = keyIds.slice(index * keysPerCall, (index + 1) * keysPerCall)
      const input = { Names: some.map(keyId => `${begins}${keyId}`), WithDecryption: true }
      return parametersSchema.parse(await call('GetParameters', input)).Parameters
    })
    const found = (await Promise.all(calls)).flat()
    return new Map(found.map(({ Name, Value }) => [Name.slice(begins.length), Value]))
  }
