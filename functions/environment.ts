/** What a function is told by its environment, by name. It imports nothing. */

/** Environment variables, declared once for the stack, the gateway and `aws/env.ts`. */
export const environmentNames = {
  peopleTable: 'PEOPLE_TABLE',
  slotsTable: 'SLOTS_TABLE',
  surveysTable: 'SURVEYS_TABLE',
  ballotsTable: 'BALLOTS_TABLE',
  learningTable: 'LEARNING_TABLE',
  liveTable: 'LIVE_TABLE',
  traceTable: 'TRACE_TABLE',
  keyPrefix: 'KEY_PREFIX',
  /** The alias of the KMS key that encrypts parameters; `{class}` in it stands for link, sign or seal. */
  keyAlias: 'KEY_ALIAS',
  siteUrl: 'SITE_URL',
  mailFrom: 'MAIL_FROM',
  /** The name that mail comes from. */
  mailSender: 'MAIL_SENDER',
  /** What the organisation says of itself at the foot of each mail. */
  mailLead: 'MAIL_LEAD',
  configurationSet: 'CONFIGURATION_SET',
  groupsClaim: 'GROUPS_CLAIM',
  /** Of the sign-in, as its tokens name it. */
  issuer: 'ISSUER',
  /** The client that people sign in to. */
  clientId: 'CLIENT_ID',
  /** For whom tokens with the scope `murmur/metrics` are issued; the people’s client where nobody’s are. */
  metricsAudience: 'METRICS_AUDIENCE',
  /** The same for `murmur/cite`. */
  citeAudience: 'CITE_AUDIENCE',
  /** Domains from which somebody may be invited who is not on the roster, or `rosterAlone`. */
  inviteDomains: 'INVITE_DOMAINS',
  harvestFunction: 'HARVEST_FUNCTION',
  /** The model that may read, as JSON (`namedReaderSchema`), or `readerOff`. */
  reader: 'READER',
  /** Whether surveys that open from now on ask their people to sign in: `on` or `off`. */
  participantSignIn: 'PARTICIPANT_SIGN_IN',
  /** Which quarters the organisation has, as JSON (`calendarSchema`). */
  calendar: 'CALENDAR',
} as const
export type EnvironmentKey = keyof typeof environmentNames

export const readerOff = 'off'

/** Whoever reads tokens has to know all of it. */
export const tokenRules = ['groupsClaim', 'clientId', 'metricsAudience', 'citeAudience'] as const
