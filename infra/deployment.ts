/**
 * Where the parts of an installation are, stored as one SSM parameter that `npm run deploy`, `doctor`, `export` and
 * `erase` read. It holds names only, nothing secret.
 */
import * as z from 'zod'
import { calendarSchema } from '../functions/domain/time/calendar.ts'
import { lambdaNames } from '../functions/manifest.ts'
import { tableNames } from '../functions/tables.ts'

export const deploymentSchema = z.object({
  /** Of the release that was deployed; absent from what older ones deployed. */
  version: z.string().optional(),
  siteUrl: z.string(),
  bucket: z.string(),
  distributionId: z.string(),
  apiId: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  scope: z.string(),
  mailFrom: z.string(),
  /** Absent from what older versions deployed. */
  mailSender: z.string().optional(),
  mailLead: z.string().optional(),
  inviteDomains: z.array(z.string()).optional(),
  participantSignIn: z.boolean().optional(),
  /** Absent where quarters are those of UTC. */
  calendar: calendarSchema.optional(),
  mailIdentity: z.string(),
  configurationSet: z.string(),
  tables: z.record(z.enum(tableNames), z.string()),
  functions: z.record(z.enum(lambdaNames), z.string()),
  /** Dead-letter queue URLs, by function. */
  deadLetters: z.record(z.string(), z.string()),
})
export type Deployment = z.infer<typeof deploymentSchema>
