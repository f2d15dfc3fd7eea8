/** Reading one key: a function reads one class of them, and makes none. */
import * as z from 'zod'
import type { KeyClass } from '../manifest.ts'
import type { ServiceCall } from './json-service.ts'

export const parameterName = (prefix: string, keyClass: KeyClass, keyId: string): string =>
  `${prefix}/${keyClass}/${keyId}`

/** Null: there is no such key, or no more. */
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
