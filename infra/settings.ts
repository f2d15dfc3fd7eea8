/** What an installation chooses, read from CDK context (`cdk.json`, or `-c name=value`), parsed once. */
import * as z from 'zod'

const flag = z.union([z.boolean(), z.stringbool()]).default(false)

/** A mail address alone: its domain is the SES identity. */
const address = z.email()

export const settingsSchema = z.object({
  /** The sender of every mail. `example.com` synthesizes, but `npm run deploy` and `npm run doctor` refuse it. */
  mailFrom: address.default('murmur@example.com'),
  /** 'existing': the identity is in the account already, made outside this stack. */
  mailIdentity: z.enum(['domain', 'address', 'existing']).default('domain'),
  /** Gets a mail when an alarm goes off; SNS asks it to confirm. */
  alarmsTo: address.optional(),
  /** The site's own name, with a certificate of us-east-1; without it CloudFront's name. */
  domainName: z.string().optional(),
  certificateArn: z.string().startsWith('arn:').optional(),
  /** Sign-in by any OIDC issuer; without it a Cognito user pool is made. */
  issuer: z.url().optional(),
  clientId: z.string().optional(),
  scope: z.string().default('openid email profile'),
  groupsClaim: z.string().default('cognito:groups'),
  /** Audience of the tokens that carry `murmur/metrics`, when the issuer is not the pool made here. */
  metricsAudience: z.string().optional(),
  /** The same of those that carry `murmur/cite`. */
  citeAudience: z.string().optional(),
  /** Prefix of the pool's sign-in page; unique in its region. */
  signInPrefix: z.string().optional(),
  /** A client of the pool for Prometheus: Cognito charges about 6 dollars a month for it, used or not. */
  metricsClient: flag,
  /** One for pipelines that say where a lesson is cited: the same price. */
  citeClient: flag,
  /** A KMS key of its own for each class of keys: about 3 dollars a month. */
  hardened: flag,
  /** Reserved concurrency 1 for the mailer: needs an account whose limit leaves 100 unreserved. */
  reserveMailer: flag,
})

export type Settings = z.infer<typeof settingsSchema>

/** Throws one error that names every setting that does not parse, and those that only come together. */
export const readSettings = (context: Readonly<Record<string, unknown>>): Settings => {
  const named = Object.fromEntries(
    Object.keys(settingsSchema.shape)
      .filter(name => context[name] !== undefined && context[name] !== '')
      .map(name => [name, context[name]]),
  )
  const parsed = settingsSchema.safeParse(named)
  if (!parsed.success) {
    throw new Error(
      `settings: ${parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    )
  }
  const { domainName, certificateArn, issuer, clientId } = parsed.data
  if ((domainName === undefined) !== (certificateArn === undefined)) {
    throw new Error('settings: domainName and certificateArn come together')
  }
  if ((issuer === undefined) !== (clientId === undefined)) {
    throw new Error('settings: issuer and clientId come together')
  }
  return parsed.data
}
