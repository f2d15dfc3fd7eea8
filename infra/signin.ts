/* oxlint-disable no-new -- a construct adds itself to its scope */
/** Who signs in: a Cognito user pool made here, or any OIDC issuer that puts address and groups in its ID token. */
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib'
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  UserPoolClient,
} from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import type { Settings } from './settings.ts'
import { callbackPages } from './signed-in-pages.ts'

export interface SignIn {
  readonly issuer: string
  readonly clientId: string
  readonly metricsAudience: string
  /** Null: only people report where a lesson is cited. */
  readonly citeAudience: string | null
  readonly scope: string
  /** Null if the issuer is an external one. */
  readonly userPool: UserPool | null
}

const poolPrefix = (settings: Settings, before: string): string =>
  settings.signInPrefix ?? `${before}-${Aws.ACCOUNT_ID}`

/** Where the pages' sign-in requests go, for the content security policy; space-separated. */
export const signInOrigins = (settings: Settings, before: string): string =>
  settings.issuer === undefined
    ? `https://cognito-idp.${Aws.REGION}.amazonaws.com https://${poolPrefix(settings, before)}.auth.${Aws.REGION}.amazoncognito.com`
    : new URL(settings.issuer).origin

const elsewhere = (issuer: string, clientId: string, settings: Settings): SignIn => ({
  issuer,
  clientId,
  // Without its own audience no token is accepted: the web client's tokens lack `murmur/metrics`.
  metricsAudience: settings.metricsAudience ?? clientId,
  citeAudience: settings.citeAudience ?? null,
  scope: settings.scope,
  userPool: null,
})

const addPool = (scope: Construct, prefix: string): UserPool => {
  const pool = new UserPool(scope, 'People', {
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    autoVerify: { email: true },
    standardAttributes: { email: { required: true, mutable: true }, fullname: { required: false, mutable: true } },
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    mfa: Mfa.REQUIRED,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: 12,
      requireDigits: true,
      requireLowercase: true,
      requireUppercase: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(7),
    },
    featurePlan: FeaturePlan.ESSENTIALS,
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  })
  for (const [groupName, description] of [
    ['facilitator', 'runs reviews: incidents, surveys, agendas'],
    ['keeper', 'keeps the roster and its groups, plans pulses'],
    ['leadership', 'reads trends and learning reviews'],
  ] as const) {
    new CfnUserPoolGroup(scope, `${groupName}Group`, { userPoolId: pool.userPoolId, groupName, description })
  }
  pool.addDomain('SignInPage', { cognitoDomain: { domainPrefix: prefix } })
  return pool
}

/** `before`: what stands before the account's number in the address of the pool's page. */
export const addSignIn = (scope: Construct, settings: Settings, siteUrl: string, before: string): SignIn => {
  const { issuer, clientId } = settings
  if (issuer !== undefined && clientId !== undefined) return elsewhere(issuer, clientId, settings)

  const pool = addPool(scope, poolPrefix(settings, before))
  const pages = callbackPages.map(page => `${siteUrl}${page}`)
  // A client has no second secret: it is replaced, which ends every session that it began.
  const mark = settings.clientsSince ?? ''
  const web = pool.addClient(`Web${mark}`, {
    generateSecret: false,
    authFlows: {},
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    idTokenValidity: Duration.hours(1),
    accessTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.hours(12),
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
      callbackUrls: pages,
      logoutUrls: pages,
    },
  })
  const metrics = new ResourceServerScope({ scopeName: 'metrics', scopeDescription: 'read /api/metrics' })
  const cite = new ResourceServerScope({ scopeName: 'cite', scopeDescription: 'say where a lesson is cited' })
  const server = pool.addResourceServer('Resources', { identifier: 'murmur', scopes: [metrics, cite] })
  const machine = (id: string, granted: ResourceServerScope): string =>
    new UserPoolClient(scope, `${id}${mark}`, {
      userPool: pool,
      generateSecret: true,
      authFlows: {},
      oAuth: { flows: { clientCredentials: true }, scopes: [OAuthScope.resourceServer(server, granted)] },
    }).userPoolClientId
  const metricsAudience = settings.metricsClient ? machine('Metrics', metrics) : web.userPoolClientId
  const citeAudience = settings.citeClient ? machine('Cite', cite) : null
  return {
    issuer: `https://cognito-idp.${Aws.REGION}.amazonaws.com/${pool.userPoolId}`,
    clientId: web.userPoolClientId,
    metricsAudience,
    citeAudience,
    scope: 'openid email profile',
    userPool: pool,
  }
}
