/**
 * `npm run deploy`: builds the site and the functions, deploys the stack and uploads the site. Settings come from
 * `settings.json`; with MURMUR_STAGE=staging a stack of its own is deployed beside the others, by `settings.staging.json`.
 * Arguments after `--` go to `cdk deploy`, for example `-c hardened=true`. A second run changes nothing.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { SSMClient } from '@aws-sdk/client-ssm'
import * as z from 'zod'
import { command } from '../command.ts'
import { type Call, signedCall } from '../doctor/call.ts'
import { readDeployment, requireDeployment } from '../doctor/installation.ts'
import { installationNames } from '../installation-names.ts'
import { readSettings } from '../settings.ts'
import { settingsAmong, settingsIn } from '../settings-file.ts'
import { invalidate, putFile, uploads } from './site-upload.ts'

const root = path.join(import.meta.dirname, '..', '..')
const site = path.join(root, 'dist', 'site')

/** What `-c name=value` and `--context name=value` say. */
export const contextIn = (words: readonly string[]): Record<string, unknown> => {
  const given = words.flatMap((word, index) => {
    if (word !== '-c' && word !== '--context') return []
    const [name = '', ...value] = (words[index + 1] ?? '').split('=')
    return [[name, value.join('=')]]
  })
  return Object.fromEntries(given)
}

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

const run = async (command: string, words: readonly string[]): Promise<void> => {
  const child = spawn(command, words, { cwd: root, stdio: 'inherit' })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${String(code)}`)
}

const atOnce = 8

const uploadSite = async (call: Call): Promise<string> => {
  const client = new SSMClient({})
  const region = await client.config.region()
  const deployment = await requireDeployment(client)
  const files = uploads(site, deployment)
  for (const pages of [false, true]) {
    const batch = files.filter(({ key }) => key.endsWith('.html') === pages)
    for (let index = 0; index < batch.length; index += atOnce) {
      await Promise.all(batch.slice(index, index + atOnce).map(file => putFile(call, region, deployment.bucket, file)))
    }
  }
  await invalidate(call, region, deployment.distributionId, `deploy-${Date.now()}`)
  return deployment.siteUrl
}

if (import.meta.main) {
  await command(import.meta.filename, async words => {
    const names = installationNames()
    refuseOldHome(readFileSync(path.join(root, 'cdk.json'), 'utf8'), names.settingsFile)
    requireSender({ ...settingsIn(names), ...settingsAmong(contextIn(words)) }, names.settingsFile)
    // Who may not even ask what is there is told so before minutes of building.
    await readDeployment(new SSMClient({}))
    // The stack's app bundles the functions itself.
    await run(process.execPath, ['web/build.ts'])
    await run('npx', ['cdk', 'deploy', names.stack, ...words])
    console.log(`${await uploadSite(signedCall())}\nnow: npm run doctor`)
  })
}
