/**
 * `npm run rotate -- [--clients] [--kms]`: makes anew what can be made anew, by default both.
 * Clients: those of the Cognito pool are replaced by a deployment, so the secrets for metrics and for citations are others,
 * and everybody signs in again. KMS: with `hardened`, the key of each class gets new material; keys of surveys that open from
 * then on are encrypted with it.
 * What cannot be rotated, and why, it prints: above all the keys of surveys, which are made once and end with their survey.
 */
import { parseArgs } from 'node:util'
import { SSMClient } from '@aws-sdk/client-ssm'
import * as z from 'zod'
import { command } from '../command.ts'
import { type Aws, signedAws, target } from '../doctor/call.ts'
import { requireDeployment } from '../doctor/installation.ts'
import { keyClasses } from '../grants.ts'
import { type InstallationNames, installationNames } from '../installation-names.ts'
import { readSettings, type Settings } from '../settings.ts'
import { settingsIn } from '../settings-file.ts'
import { deployWith } from './deploy-with.ts'

export const stays: readonly string[] = [
  'keys of surveys: links, passes and ballots hang on them, so others would shut out whoever was invited; they are made at an opening and destroyed at its end',
  'the pool’s signing keys, the certificate of CloudFront and DKIM keys: AWS rotates them by itself',
  'the key behind alias/aws/ssm, which encrypts keys without `hardened`: AWS rotates it every year',
  'credentials of the functions: they last for hours, and AWS draws them anew',
  'with an issuer of your own, its clients and keys: rotate them there, then deploy with the new clientId',
]

const keySchema = z.object({ KeyMetadata: z.object({ KeyId: z.string() }) })

/** New material for the KMS key of each class. What was encrypted with the old is still read. */
export const rotateKms = async (aws: Aws, { keyAlias }: Pick<InstallationNames, 'keyAlias'>): Promise<string[]> => {
  const rotated: string[] = []
  for (const keyClass of keyClasses) {
    const KeyId = keyAlias.replace('{class}', keyClass)
    const described = await target(aws, 'kms', 'TrentService.DescribeKey', { KeyId })
    const { KeyMetadata } = keySchema.parse(JSON.parse(described))
    await target(aws, 'kms', 'TrentService.RotateKeyOnDemand', { KeyId: KeyMetadata.KeyId })
    rotated.push(`${KeyId}: new material for keys made from now on`)
  }
  return rotated
}

/** The mark under which clients are made anew; another at each second. */
export const clientMark = (now: string): string => now.replace(/\D/g, '').slice(0, 14)

export interface Rotating {
  readonly settings: Pick<Settings, 'hardened' | 'issuer' | 'metricsClient' | 'citeClient'>
  readonly names: InstallationNames
  readonly clients: boolean
  readonly kms: boolean
  readonly now: string
}

/** What was done, in sentences. */
export const rotate = async (
  { settings, names, clients, kms, now }: Rotating,
  aws: Aws,
  deploy: (changed: Pick<Settings, 'clientsSince'>) => Promise<void>,
): Promise<string[]> => {
  const done: string[] = []
  if (kms && settings.hardened) done.push(...(await rotateKms(aws, names)))
  if (kms && !settings.hardened) done.push('no KMS key is Murmur’s own: `hardened` is off')
  if (clients && settings.issuer !== undefined)
    done.push(`no client is Murmur’s own: people sign in at ${settings.issuer}`)
  if (clients && settings.issuer === undefined) {
    await deploy({ clientsSince: clientMark(now) })
    done.push('the pool’s clients are others: everybody signs in again')
    const machines = [settings.metricsClient && 'metrics', settings.citeClient && 'citations'].filter(Boolean)
    if (machines.length > 0)
      done.push(
        `those for ${machines.join(' and ')} have other ids and secrets: take them from the pool in the console`,
      )
  }
  return done
}

if (import.meta.main) {
  await command(import.meta.filename, async () => {
    const { values } = parseArgs({ options: { clients: { type: 'boolean' }, kms: { type: 'boolean' } } })
    const both = !values.clients && !values.kms
    const names = installationNames()
    const asked = { clients: both || values.clients === true, kms: both || values.kms === true }
    const settings = readSettings(settingsIn(names))
    // Nothing is written into the file of settings for an installation that is not there.
    await requireDeployment(new SSMClient({}))
    const left = 'the old clients are still in use; run it again'
    const done = await rotate(
      { settings, names, ...asked, now: new Date().toISOString() },
      await signedAws(),
      changed => deployWith(names, changed, { left }),
    )
    console.log([...done.map(what => `done  ${what}`), ...stays.map(what => `stays ${what}`)].join('\n'))
  })
}
