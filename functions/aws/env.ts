/** The one place that reads `process.env`. Names come from the manifest; all problems are reported in one message. */
import * as z from 'zod'
import { type NamedReader, namedReaderSchema } from '../domain/ballot/bulletin.ts'
import { type Calendar, calendarSchema } from '../domain/time/calendar.ts'
import { type EnvironmentKey, environmentNames, readerOff, tokenRules as tokenKeys } from '../environment.ts'

/** The named variables as strings. Throws one error that lists every missing one. */
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

/** Whose tokens a signed-in API reads. */
export const tokenRules = () => environment(tokenKeys)

/** The model that an installation lets read; null where it is off. */
export const namedReader = (text: string): NamedReader | null =>
  text === readerOff ? null : namedReaderSchema.parse(JSON.parse(text))

const namedCalendar = (text: string): Calendar => calendarSchema.parse(JSON.parse(text))
/** Which quarters an installation has. */
export const ownCalendar = (): Calendar => namedCalendar(environment(['calendar']).calendar)

/** What an installation says of the surveys that open from now on. */
export const openingRules = (said: Readonly<Record<'reader' | 'participantSignIn' | 'calendar', string>>) => ({
  reader: namedReader(said.reader),
  /** Whether their people sign in. */
  signIn: z.enum(['on', 'off']).parse(said.participantSignIn) === 'on',
  calendar: namedCalendar(said.calendar),
})

const credentialsSchema = z.object({
  AWS_ACCESS_KEY_ID: z.string().min(1),
  AWS_SECRET_ACCESS_KEY: z.string().min(1),
  AWS_SESSION_TOKEN: z.string().optional(),
})

/** What Lambda puts into every function's environment. Throws if it is missing. */
export const lambdaCredentials = (): { accessKeyId: string; secretAccessKey: string; sessionToken?: string } => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = credentialsSchema.parse(process.env)
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  }
}

const endpointSchema = z.object({ AWS_REGION: z.string().min(1), endpoint: z.url().optional() })

/** Where a service is: AWS_ENDPOINT_URL_<SERVICE> if it is set, as in the SDK, otherwise the address in this region, or elsewhere. */
export const serviceEndpoint = (
  service: string,
  host = service,
  elsewhere?: string,
): { readonly url: URL; readonly region: string } => {
  const { AWS_REGION: region, endpoint } = endpointSchema.parse({
    AWS_REGION: elsewhere ?? process.env['AWS_REGION'],
    endpoint: process.env[`AWS_ENDPOINT_URL_${service.toUpperCase().replaceAll('-', '_')}`],
  })
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  return { url: new URL(endpoint ?? `https://${host}.${region}.${suffix}`), region }
}
