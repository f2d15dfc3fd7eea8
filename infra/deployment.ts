/**
 * Where an installation's parts are, as one SSM parameter: `npm run deploy`, `doctor`, `export` and `erase` read it.
 * Names only; nothing of it is secret.
 */
import * as z from 'zod'
import { type LambdaName, manifest } from '../functions/manifest.ts'
import { tableNames } from '../functions/tables.ts'

export const deploymentParameter = '/murmur-deployment'

const lambdaNames = Object.keys(manifest) as LambdaName[]

export const deploymentSchema = z.object({
  siteUrl: z.string(),
  bucket: z.string(),
  distributionId: z.string(),
  apiId: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  scope: z.string(),
  mailFrom: z.string(),
  mailIdentity: z.string(),
  configurationSet: z.string(),
  tables: z.record(z.enum(tableNames), z.string()),
  functions: z.record(z.enum(lambdaNames), z.string()),
  /** Queue addresses of the functions that have one. */
  deadLetters: z.record(z.string(), z.string()),
})
export type Deployment = z.infer<typeof deploymentSchema>
