/**
 * `npm run deploy`: builds the site and the functions, deploys the stack, uploads the site and enters older items into
 * new indexes. Arguments after `--` go to `cdk deploy`, for example `-c mailFrom=murmur@corp.example`. A second run
 * changes nothing, and takes up what the first one was cut off at. Refuses to go back to an earlier release.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { SSMClient } from '@aws-sdk/client-ssm'
import * as z from 'zod'
import { documentClient } from '../../functions/aws/clients.ts'
import { command } from '../command.ts'
import type { Deployment } from '../deployment.ts'
import { type Call, signedCall } from '../doctor/call.ts'
import { readSettings } from '../settings.ts'
import { readDeployment } from '../doctor/installation.ts'
import { ownVersion, requireNoDowngrade } from '../version.ts'
import { backfillIndexes } from './backfill.ts'
import { writeIndexSteps } from './index-steps.ts'
import { invalidate, putFile, uploads } from './site-upload.ts'

const root = path.join(import.meta.dirname, '..', '..')
const site = path.join(root, 'dist', 'site')
const assembly = path.join(root, 'cdk.out')

const cdkSchema = z.object({ context: z.record(z.string(), z.unknown()).default({}) })

/** The words among them that `cdk synth` understands too. */
export const contextWords = (words: readonly string[]): string[] =>
  words.flatMap((word, index) => (word === '-c' || word === '--context' ? [word, words[index + 1] ?? ''] : []))

/** The context that `cdk deploy` will see: cdk.json, overridden by `-c name=value` and `--context name=value`. */
export const contextOf = (cdkJson: string, words: readonly string[]): Record<string, unknown> => {
  const given = words.flatMap((word, index) => {
    if (word !== '-c' && word !== '--context') return []
    const [name = '', ...value] = (words[index + 1] ?? '').split('=')
    return [[name, value.join('=')]]
  })
  return { ...cdkSchema.parse(JSON.parse(cdkJson)).context, ...Object.fromEntries(given) }
}

/** Throws before a deployment that could not send mail. */
export const requireSender = (context: Readonly<Record<string, unknown>>): void => {
  const { mailFrom } = readSettings(context)
  if (/@example\.(com|org|net)$/.test(mailFrom)) {
    throw new Error('mailFrom is not set: put the address that mails come from into the context of cdk.json')
  }
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
  await invalidate(call, deployment.distributionId, `deploy-${Date.now()}`)
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
    requireSender(contextOf(readFileSync(path.join(root, 'cdk.json'), 'utf8'), words))
    const client = new SSMClient({})
    const call = signedCall()
    const region = await client.config.region()
    const before = await readDeployment(client)
    requireNoDowngrade(before?.version, ownVersion())
    await run(process.execPath, ['web/build.ts'])
    // The stack's app bundles the functions itself.
    await run('npx', ['cdk', 'synth', 'Murmur', '--quiet', '--output', assembly, ...contextWords(words)])
    for (const step of before ? await writeIndexSteps(call, region, assembly) : []) {
      await run('npx', [
        'cdk',
        'deploy',
        'Murmur',
        '--require-approval',
        'never',
        '--output',
        `${step}.out`,
        '--app',
        `node infra/index-step.ts ${step}`,
      ])
    }
    await run('npx', ['cdk', 'deploy', 'Murmur', '--app', assembly, ...words])
    const deployment = await readDeployment(client)
    if (!deployment) throw new Error('the stack is deployed, but its parameter is not there')
    await uploadSite(call, region, deployment)
    await fillIndexes(deployment)
    console.log(`${deployment.siteUrl}\nnow: npm run doctor`)
  })
}
