/** The settings of an installation: what each means, and what is refused. */
import * as z from 'zod'
import { inviteDomainsSchema } from '../functions/domain/people/invite-domains.ts'
import { calendarSettings } from '../functions/domain/time/calendar-setting.ts'
import { type NamedReader, namedReaderSchema } from '../functions/domain/ballot/bulletin.ts'

const flag = z.union([z.boolean(), z.stringbool()]).default(false)

const oneLine = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u, 'one line')

/** A bare mail address: its domain is the SES identity. */
const address = z.email()

export const settingsSchema = z.object({
  /** The sender of every mail. `example.com` synthesizes, but `npm run deploy` and `npm run doctor` refuse it. */
  mailFrom: address.default('murmur@example.com'),
  /** The name that mail comes from; the facilitator who asks is named before it. */
  mailSender: oneLine(60)
    .regex(/^[^<>"@]*$/, 'a name, without an address')
    .default('Murmur'),
  /** A sentence at the foot of each mail: who runs this, and where to ask. */
  mailLead: oneLine(200)
    .regex(/^(?!.*:\/\/)/, 'no address of a page: readers are told to look for none but their own')
    .default('Sent by Murmur.'),
  /** 'existing': the account already has the identity, made outside this stack. */
  mailIdentity: z.enum(['domain', 'address', 'existing']).default('domain'),
  /** Receives a mail when an alarm goes off, after confirming SNS's subscription mail. */
  alarmsTo: address.optional(),
  /** The site's own domain, with a certificate from us-east-1. Default: CloudFront's domain. */
  domainName: z.string().optional(),
  certificateArn: z.string().startsWith('arn:').optional(),
  /** Any OIDC issuer for sign-in. Default: a Cognito user pool made here. */
  issuer: z.url({ protocol: /^https$/ }).optional(),
  clientId: z.string().optional(),
  scope: z.string().default('openid email profile'),
  groupsClaim: z.string().default('cognito:groups'),
  /** Domains from which a facilitator may invite somebody who is not on the roster. Default: none. */
  inviteDomains: inviteDomainsSchema.default([]),
  /** Whoever answers a survey that opens from now on signs in first, as whom their link was sent to. */
  participantSignIn: flag,
  /** The organisation's quarters: in which zone its days begin, and in which month its year. */
  ...calendarSettings,
  /** Audience of the tokens with the scope `murmur/metrics`, if the issuer is not the pool made here. */
  metricsAudience: z.string().optional(),
  /** The same for `murmur/cite`. */
  citeAudience: z.string().optional(),
  /** Prefix of the address of the pool's sign-in page; unique in its region. */
  signInPrefix: z.string().optional(),
  /** A client of the pool for Prometheus. Cognito charges about 6 dollars a month for it, used or not. */
  metricsClient: flag,
  /** A client for pipelines that report where a lesson is cited, at the same price. */
  citeClient: flag,
  /** A KMS key for each class of keys: about 3 dollars a month. */
  hardened: flag,
  /**
   * A model of Amazon Bedrock, or a profile of one, that may read what participants allow. Off by default. With a
   * profile, `readerRegions` names every region that it may route to, separated by commas: the terms name them, and the
   * role may call it in no other.
   */
  readerModel: z.string().optional(),
  readerRegion: z.string().optional(),
  readerRegions: z.string().optional(),
  /** Tokens that one survey may cost, read and written. */
  readerTokens: z.coerce.number().int().min(1_000).default(100_000),
  /** Reserved concurrency 1 for the mailer. The account's limit must leave 100 unreserved. */
  reserveMailer: flag,
  /**
   * Reserved concurrency for each function that participants call, so that a flood elsewhere leaves them theirs, and one
   * on them leaves the others theirs. 0: none. The account's limit must leave 100 unreserved.
   */
  participantConcurrency: z.coerce.number().int().min(0).max(1_000).default(0),
  /** Clients of the pool are made anew under another mark; the old ones, and their secrets, go. `npm run rotate` writes this by itself. */
  clientsSince: z
    .string()
    .regex(/^\d{8,14}$/, 'digits of a time, as npm run rotate writes them')
    .optional(),
  /** Tables that `npm run restore` has put in the place of those made here. It writes this by itself. */
  restoredTables: z.partialRecord(z.enum(['people', 'surveys', 'learning']), z.string().min(3)).default({}),
})

export type Settings = z.infer<typeof settingsSchema>

const settingNames = Object.keys(settingsSchema.shape)

/** How many letters have to be put in, taken out or changed to make one of the other. */
const distanceBetween = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [line, letter] of Array.from(one).entries()) {
    const next = [line + 1]
    for (const [index, opposite] of Array.from(other).entries()) {
      const changed = (row[index] ?? 0) + (letter === opposite ? 0 : 1)
      next.push(Math.min(changed, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

const nearestTo = (name: string): string => {
  const away = (known: string): number => distanceBetween(name.toLowerCase(), known.toLowerCase())
  return settingNames.toSorted((one, other) => away(one) - away(other))[0] ?? ''
}

/** Throws one error that names every unknown or invalid setting, or one of a pair that is missing. An empty text sets nothing. */
export const readSettings = (given: Readonly<Record<string, unknown>>): Settings => {
  const unknown = Object.keys(given).filter(name => !settingNames.includes(name))
  if (unknown.length > 0) {
    const told = unknown.map(name => `there is no ${name}; did you mean ${nearestTo(name)}?`)
    throw new Error(`settings: ${told.join(' ')}`)
  }
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = settingsSchema.safeParse(named)
  if (!parsed.success) {
    throw new Error(
      `settings: ${parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    )
  }
  const { domainName, certificateArn, issuer, clientId, readerModel, readerRegion } = parsed.data
  if ((domainName === undefined) !== (certificateArn === undefined)) {
    throw new Error('settings: domainName and certificateArn come together')
  }
  if ((issuer === undefined) !== (clientId === undefined)) {
    throw new Error('settings: issuer and clientId come together')
  }
  if ((readerModel === undefined) !== (readerRegion === undefined)) {
    throw new Error('settings: readerModel and readerRegion come together')
  }
  readerOf(parsed.data)
  return parsed.data
}

/** The first part of a profile's id says where it routes. */
const profile = /^(?<area>us|us-gov|eu|apac|ap|jp|au|ca|sa|me|af|global)\./

export const isProfile = (model: string): boolean => profile.test(model)

/** Null where no model may read. Throws where the regions it may run in are not known. */
export const readerOf = (settings: Settings): NamedReader | null => {
  const { readerModel: model, readerRegion: region, readerRegions, readerTokens: tokens } = settings
  if (model === undefined || region === undefined) return null
  const area = profile.exec(model)?.groups?.['area']
  if (area === 'global') throw new Error('settings: readerModel: nobody can say where a global profile runs')
  if (area !== undefined && readerRegions === undefined) {
    throw new Error('settings: readerRegions names every region that the profile may route to')
  }
  const regions = (readerRegions ?? region).split(',').map(one => one.trim())
  const parsed = namedReaderSchema.safeParse({ model, region, regions, tokens })
  if (!parsed.success)
    throw new Error(`settings: reader: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`)
  return parsed.data
}
