/* oxlint-disable no-new -- a construct adds itself to its scope */
/** The stack: storage, sign-in, functions, what triggers them, and alarms. */
import { rosterAlone } from '../functions/domain/people/invite-domains.ts'
import { toldCalendar } from '../functions/domain/time/calendar.ts'
import { type App, CfnOutput, Stack, Tags } from 'aws-cdk-lib'
import type { Code } from 'aws-cdk-lib/aws-lambda'
import { StringParameter } from 'aws-cdk-lib/aws-ssm'
import { readerOff } from '../functions/environment.ts'
import type { LambdaName } from '../functions/manifest.ts'
import { addAlarms } from './alarms.ts'
import { addApi, addRoutes } from './api.ts'
import type { Deployment } from './deployment.ts'
import { acknowledge } from './exceptions.ts'
import { addDashboard } from './dashboard.ts'
import { type InstallationNames, namesOf } from './installation-names.ts'
import { addKeys, awsManagedAlias } from './keys.ts'
import { addFunctions, type Functions } from './lambdas.ts'
import { addMail, grantMail, identityName } from './mail.ts'
import { grantReader } from './reader.ts'
import { addSchedules } from './schedule.ts'
import { readerOf, type Settings } from './settings.ts'
import { addSignIn, signInOrigins } from './signin.ts'
import { addTables } from './tables.ts'
import { ownVersion } from './version.ts'
import { addWebsite } from './website.ts'

const pick = <T>(functions: Functions, value: (held: Functions[LambdaName]) => T | undefined): Record<string, T> =>
  Object.fromEntries(
    Object.entries(functions).flatMap(([name, held]) => {
      const picked = value(held)
      return picked === undefined ? [] : [[name, picked]]
    }),
  )

/** One stack for each stage in an account and region. */
export const addMurmur = (
  app: App,
  settings: Settings,
  code: (name: LambdaName) => Code,
  names: InstallationNames = namesOf(undefined),
): Stack => {
  const stack = new Stack(app, names.stack, { description: 'Murmur: survey, agenda and learning review' })
  Tags.of(stack).add('service', 'murmur')
  Tags.of(stack).add('installation', names.stack)

  const tables = addTables(stack, settings.restoredTables)
  const api = addApi(stack)
  const website = addWebsite(stack, api, settings, signInOrigins(settings, names.signIn))
  const signIn = addSignIn(stack, settings, website.url, names.signIn)
  const mail = addMail(stack, settings)

  const reader = readerOf(settings)
  const calendar = { zone: settings.zone, yearStartsIn: settings.yearStartsIn }
  const functions = addFunctions(stack, {
    tables,
    code,
    reserveMailer: settings.reserveMailer,
    participantConcurrency: settings.participantConcurrency,
    keyPrefix: names.keyPrefix,
    environment: {
      keyAlias: settings.hardened ? names.keyAlias : awsManagedAlias,
      siteUrl: website.url,
      mailFrom: settings.mailFrom,
      mailSender: settings.mailSender,
      mailLead: settings.mailLead,
      configurationSet: mail.configurationSet.configurationSetName,
      groupsClaim: settings.groupsClaim,
      issuer: signIn.issuer,
      clientId: signIn.clientId,
      metricsAudience: signIn.metricsAudience,
      citeAudience: signIn.citeAudience ?? signIn.clientId,
      inviteDomains: settings.inviteDomains.join(',') || rosterAlone,
      reader: reader ? JSON.stringify(reader) : readerOff,
      participantSignIn: settings.participantSignIn ? 'on' : 'off',
      calendar: JSON.stringify(calendar),
    },
  })
  grantMail(stack, mail, functions, settings.mailFrom)
  if (reader) grantReader(stack, functions, reader)
  if (settings.hardened) addKeys(stack, functions, names.keyAlias)

  addRoutes(stack, api, functions, signIn)
  addSchedules(stack, functions)
  addDashboard(stack, functions, api, addAlarms(stack, { functions, api, tables }, settings.alarmsTo))

  const deployment: Deployment = {
    version: ownVersion(),
    siteUrl: website.url,
    bucket: website.bucket.bucketName,
    distributionId: website.distribution.distributionId,
    apiId: api.apiId,
    issuer: signIn.issuer,
    clientId: signIn.clientId,
    scope: signIn.scope,
    mailFrom: settings.mailFrom,
    mailSender: settings.mailSender,
    mailLead: settings.mailLead,
    inviteDomains: [...settings.inviteDomains],
    participantSignIn: settings.participantSignIn,
    ...toldCalendar(calendar),
    mailIdentity: identityName(settings),
    configurationSet: mail.configurationSet.configurationSetName,
    tables: {
      people: tables.people.tableName,
      slots: tables.slots.tableName,
      surveys: tables.surveys.tableName,
      ballots: tables.ballots.tableName,
      learning: tables.learning.tableName,
      live: tables.live.tableName,
      trace: tables.trace.tableName,
    },
    functions: pick(functions, held => held.function.functionName),
    deadLetters: pick(functions, held => held.deadLetters?.queueUrl),
  }
  new StringParameter(stack, 'Deployment', {
    parameterName: names.deployment,
    stringValue: stack.toJsonString(deployment),
  })
  new CfnOutput(stack, 'SiteUrl', { value: website.url })
  acknowledge(stack)
  return stack
}
