/** Reads single keys. A function that uses this reads one class of keys and creates none. */
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
