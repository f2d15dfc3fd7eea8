/**
 * `npm run deploy`: builds the site and the functions, deploys the stack, uploads the site and enters older items into
 * new indexes. Settings come from `settings.json`; with MURMUR_STAGE=staging a stack of its own is deployed beside the
 * others, by `settings.staging.json`. Arguments after `--` go to `cdk deploy`, for example `-c hardened=true`. A second
 * run changes nothing, and takes up what the first one was cut off at. Refuses to go back to an earlier release.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SSMClient } from '@aws-sdk/client-ssm'
import * as z from 'zod'
import { documentClient } from '../../functions/aws/clients.ts'
import { command } from '../command.ts'
import type { Deployment } from '../deployment.ts'
import { type Call, signedCall } from '../doctor/call.ts'
import { readDeployment, requireDeployment } from '../doctor/installation.ts'
import { type InstallationNames, installationNames } from '../installation-names.ts'
import { readSettings } from '../settings.ts'
import { settingsAmong, settingsIn } from '../settings-file.ts'
import { ownVersion, requireNoDowngrade } from '../version.ts'
import { backfillIndexes } from './backfill.ts'
import { writeIndexSteps } from './index-steps.ts'
import { completeIndexes } from './restored-indexes.ts'
import { invalidate, putFile, uploads } from './site-upload.ts'

const root = path.join(import.meta.dirname, '..', '..')
const site = path.join(root, 'dist', 'site')
const assembly = path.join(root, 'cdk.out')

const contextFlag = /^--context=/

/** The words among them that `cdk synth` understands too. */
export const contextWords = (words: readonly string[]): string[] =>
  words.flatMap((word, index) => {
    if (contextFlag.test(word)) return [word]
    return word === '-c' || word === '--context' ? [word, words[index + 1] ?? ''] : []
  })

/** What `-c name=value`, `--context name=value` and `--context=name=value` say. */
export const contextIn = (words: readonly string[]): Record<string, unknown> => {
  const given = contextWords(words).flatMap(word => {
    if (word === '-c' || word === '--context') return []
    const [name = '', ...value] = word.replace(contextFlag, '').split('=')
    return [[name, value.join('=')]]
  })
  return Object.fromEntries(given)
}

/** Throws for words that CDK alone would follow: what is built, read and uploaded around it would be elsewhere. */
export const refuseProfile = (words: readonly string[]): void => {
  if (words.some(word => /^--profile(?:=|$)/.test(word)))
    throw new Error('--profile reaches CDK alone: use AWS_PROFILE')
}

/** CDK splits an app's command at spaces, and the folder that this lies in may have one. */
export const stepApp = (step: string, stack: string): string =>
  `node infra/index-step.ts ${path.relative(root, step)} ${stack}`

/** Throws before a deployment that could not send mail, or whose settings nobody can read. */
export const requireSender = (settings: Readonly<Record<string, unknown>>, file: string): void => {
  const { mailFrom } = readSettings(settings)
  if (/@example\.(com|org|net)$/.test(mailFrom)) {
    throw new Error(`mailFrom is not set: put {"mailFrom": "the address that mails come from"} into ${file}`)
  }
}

const cdkSchema = z.object({ context: z.record(z.string(), z.unknown()).default({}) })

/** Where earlier versions had them: two homes of one setting would contradict each other one day. */
export const refuseOldHome = (cdkJson: string, file: string): void => {
  const left = Object.keys(settingsAmong(cdkSchema.parse(JSON.parse(cdkJson)).context))
  if (left.length > 0) throw new Error(`settings have left cdk.json: move ${left.join(', ')} into ${file}`)
}

/** Both of what is kept on this machine; `given` are the settings of the command line. */
export const requireOwnSettings = (names: InstallationNames, given: Readonly<Record<string, unknown>> = {}): void => {
  refuseOldHome(readFileSync(path.join(root, 'cdk.json'), 'utf8'), names.settingsFile)
  requireSender({ ...settingsIn(names), ...given }, names.settingsFile)
}

const run = async (command: string, words: readonly string[]): Promise<void> => {
  const child = spawn(command, words, { cwd: root, stdio: 'inherit' })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${String(code)}`)
}

const atOnce = 8

const uploadSite = async (call: Call, region: string, deployment: Deployment): Promise<void> => {
  const files = uploads(site, deployment)
  for (const pages of [false, true]) {
    const batch = files.filter(({ key }) => key.endsWith('.html') === pages)
    for (let index = 0; index < batch.length; index += atOnce) {
      await Promise.all(batch.slice(index, index + atOnce).map(file => putFile(call, region, deployment.bucket, file)))
    }
  }
  await invalidate(call, region, deployment.distributionId, `deploy-${Date.now()}`)
}

const fillIndexes = async ({ tables }: Deployment): Promise<void> => {
  const { filled } = await backfillIndexes(documentClient(), {
    table: tables.learning,
    release: ownVersion(),
    now: new Date().toISOString(),
    tell: ({ looked, left }) => console.log(`indexes: ${looked} items looked at, ${left} left`),
  })
  if (filled > 0) console.log(`indexes: ${filled} entries were missing`)
}

if (import.meta.main) {
  await command(import.meta.filename, async words => {
    refuseProfile(words)
    const names = installationNames()
    requireOwnSettings(names, settingsAmong(contextIn(words)))
    const client = new SSMClient({})
    const call = signedCall()
    const region = await client.config.region()
    // Who may not even ask what is there is told so before minutes of building.
    const before = await readDeployment(client)
    requireNoDowngrade(before?.version, ownVersion())
    await run(process.execPath, ['web/build.ts'])
    // The stack's app bundles the functions itself.
    await run('npx', ['cdk', 'synth', names.stack, '--quiet', '--output', assembly, ...contextWords(words)])
    for (const step of before ? await writeIndexSteps(call, region, assembly, names.stack) : []) {
      await run('npx', [
        'cdk',
        'deploy',
        names.stack,
        '--require-approval',
        'never',
        '--output',
        `${step}.out`,
        '--app',
        stepApp(step, names.stack),
      ])
    }
    const { restoredTables } = readSettings({ ...settingsIn(names), ...settingsAmong(contextIn(words)) })
    await completeIndexes(new DynamoDBClient({}), restoredTables, {
      pause: async () => setTimeout(15_000),
      tell: line => console.log(line),
    })
    await run('npx', ['cdk', 'deploy', names.stack, '--app', assembly, ...words])
    const deployment = await requireDeployment(client)
    await uploadSite(call, region, deployment)
    await fillIndexes(deployment)
    console.log(`${deployment.siteUrl}\nnow: npm run doctor`)
  })
}
