import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  contextIn,
  contextWords,
  refuseOldHome,
  refuseProfile,
  requireSender,
  stepApp,
} from '../../../infra/commands/deploy.ts'
import { invalidate, putFile, uploads } from '../../../infra/commands/site-upload.ts'
import type { AwsRequest } from '../../../infra/doctor/call.ts'
import { deployment } from '../doctor/account.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'murmur-site-'))
  mkdirSync(path.join(folder, 'assets'))
  mkdirSync(path.join(folder, 'desk'))
  writeFileSync(path.join(folder, 'desk', 'index.html'), '<!doctype html>')
  writeFileSync(path.join(folder, 'assets', 'desk-main-AB12.js'), 'x')
  writeFileSync(path.join(folder, 'config.json'), '{"issuer":"of this machine"}')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('pages are uploaded after everything they refer to', () => {
  const keys = uploads(folder, deployment).map(({ key }) => key)
  expect(keys.at(-1)).toBe('desk/index.html')
  expect(new Set(keys)).toEqual(new Set(['assets/desk-main-AB12.js', 'config.json', 'desk/index.html']))
})

test('files with a hash in their name are cached for a year, pages are always revalidated', () => {
  const caching = Object.fromEntries(uploads(folder, deployment).map(file => [file.key, file.cacheControl]))
  expect(caching['assets/desk-main-AB12.js']).toContain('immutable')
  expect(caching['desk/index.html']).toBe('no-cache')
  expect(caching['config.json']).toBe('no-cache')
})

test('config.json comes from the deployment, whatever was built', () => {
  const config = uploads(folder, deployment).find(({ key }) => key === 'config.json')
  expect(JSON.parse(Buffer.from(config?.body ?? []).toString())).toEqual({
    issuer: deployment.issuer,
    clientId: deployment.clientId,
    scope: deployment.scope,
  })
})

test('config.json has the calendar of an organisation that has chosen one', () => {
  const calendar = { zone: 'Pacific/Auckland', yearStartsIn: 4 }
  const config = uploads(folder, { ...deployment, calendar }).find(({ key }) => key === 'config.json')
  expect(JSON.parse(Buffer.from(config?.body ?? []).toString())).toMatchObject({ calendar })
})

test('a file of an unknown type is refused before anything is uploaded', () => {
  writeFileSync(path.join(folder, 'x.unknown'), '')
  expect(() => uploads(folder, deployment)).toThrow('x.unknown')
})

test('a file is uploaded with its type and caching, and everything cached is invalidated', async () => {
  const asked: AwsRequest[] = []
  const call = async (request: AwsRequest): Promise<string> => {
    asked.push(request)
    return ''
  }
  const [file] = uploads(folder, deployment)
  if (file) await putFile(call, 'eu-central-1', deployment.bucket, file)
  await invalidate(call, 'eu-central-1', deployment.distributionId, 'one')
  expect(asked[0]).toMatchObject({
    service: 's3',
    method: 'PUT',
    host: 'murmur-site.s3.eu-central-1.amazonaws.com',
    path: `/${file?.key}`,
    headers: { 'content-type': file?.contentType, 'cache-control': file?.cacheControl },
  })
  expect(asked[1]).toMatchObject({ service: 'cloudfront', region: 'us-east-1' })
  expect(asked[1]?.body).toContain('<Path>/*</Path>')
})

test('settings of the command line are told from other words, whatever is in them', () => {
  expect(contextIn(['-c', 'mailFrom=b@corp.test', '--require-approval', 'never'])).toEqual({ mailFrom: 'b@corp.test' })
  expect(contextIn(['--context', 'scope=a=b'])).toEqual({ scope: 'a=b' })
  expect(contextIn(['--context=hardened=true', '-c', 'scope=a'])).toEqual({ hardened: 'true', scope: 'a' })
})

test('a setting left in cdk.json is told rather than passed over', () => {
  const cdk = '{"context":{"mailFrom":"a@corp.test","cli-telemetry":false,"@aws-cdk/core:x":true}}'
  expect(() => refuseOldHome(cdk, 'settings.json')).toThrow('move mailFrom into settings.json')
  expect(() => refuseOldHome(readFileSync('cdk.json', 'utf8'), 'settings.json')).not.toThrow()
})

test('without a sender nothing is deployed', () => {
  expect(() => requireSender({}, 'settings.json')).toThrow(/mailFrom.*settings\.json/)
  expect(() => requireSender({ mailFrom: 'murmur@example.com' }, 'settings.json')).toThrow(/mailFrom/)
  expect(() => requireSender({ mailFrom: 'murmur@corp.test' }, 'settings.json')).not.toThrow()
})

test('CDK synthesizes with the settings that it deploys with, and without what it would not understand', () => {
  const words = ['-c', 'hardened=true', '--require-approval', 'never', '--context', 'scope=a']
  expect(contextWords(words)).toEqual(['-c', 'hardened=true', '--context', 'scope=a'])
  expect(contextWords(['--context=hardened=true', '--ci'])).toEqual(['--context=hardened=true'])
})

test('a profile for CDK alone is refused, and the variable that all of it reads is named', () => {
  for (const words of [['--profile', 'ops'], ['--profile=ops']])
    expect(() => refuseProfile(words)).toThrow('use AWS_PROFILE')
  expect(() => refuseProfile(['-c', 'mailLead=--profile of ours'])).not.toThrow()
})

test('the app of an index step has no space of the folder that this lies in', () => {
  const step = path.join(import.meta.dirname, '..', '..', '..', 'cdk.out', 'step-1.json')
  expect(stepApp(step, 'Murmur')).toBe('node infra/index-step.ts cdk.out/step-1.json Murmur')
})
