/** The one place that reads `process.env`: names from the manifest, all problems in one message. */
import * as z from 'zod'
import { type EnvironmentKey, environmentNames } from '../manifest.ts'

/** The named variables as strings; throws one error that lists every missing one. */
export const environment = <const Keys extends readonly EnvironmentKey[]>(keys: Keys): Record<Keys[number], string> => {
  const shape = Object.fromEntries(keys.map(key => [environmentNames[key], z.string().min(1)]))
  const parsed = z.object(shape).safeParse(process.env)
  if (!parsed.success) {
    throw new Error(
      `environment: ${parsed.error.issues.map(issue => issue.path.join('.')).join(', ')} missing or empty`,
    )
  }
  const values = keys.map((key): [EnvironmentKey, string] => [key, String(parsed.data[environmentNames[key]])])
  return Object.fromEntries(values) as Record<Keys[number], string>
}
