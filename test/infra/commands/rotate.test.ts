import { expect, test } from 'vitest'
import { clientMark, rotate, stays } from '../../../infra/commands/rotate.ts'
import type { AwsRequest } from '../../../infra/doctor/call.ts'
import { namesOf } from '../../../infra/installation-names.ts'
import { readSettings } from '../../../infra/settings.ts'

const now = '2026-12-01T09:00:00.000Z'

const rotating = async (given: Record<string, unknown>, what = { clients: true, kms: true }) => {
  const asked: [string, unknown][] = []
  const deployed: unknown[] = []
  const call = async ({ headers = {}, body }: AwsRequest): Promise<string> => {
    const { KeyId } = JSON.parse(String(body)) as { KeyId: string }
    asked.push([headers['x-amz-target'] ?? '', KeyId])
    return JSON.stringify({ KeyMetadata: { KeyId: `id of ${KeyId}` } })
  }
  const wanted = { settings: readSettings(given), names: namesOf('staging'), ...what, now }
  const done = await rotate(wanted, { call, region: 'eu-central-1' }, async changed => void deployed.push(changed))
  return { asked, deployed, done: done.join('\n') }
}

test('with keys of its own, each class gets new material under the stage’s alias', async () => {
  const { asked, deployed } = await rotating({ hardened: 'true' }, { clients: false, kms: true })
  expect(asked.filter(([operation]) => operation === 'TrentService.RotateKeyOnDemand')).toEqual(
    ['link', 'sign', 'seal'].map(keyClass => [
      'TrentService.RotateKeyOnDemand',
      `id of alias/murmur-staging/${keyClass}`,
    ]),
  )
  expect(deployed).toEqual([])
})

test('the pool’s clients are replaced by a deployment under another mark, and it says what that means', async () => {
  const { asked, deployed, done } = await rotating({ metricsClient: 'true' })
  expect(asked).toEqual([])
  expect(deployed).toEqual([{ clientsSince: clientMark(now) }])
  expect(readSettings({ clientsSince: clientMark(now) }).clientsSince).toBe('20261201090000')
  expect(done).toMatch(/hardened` is off[^]*signs in again[^]*those for metrics have other ids/)
})

test('where people sign in elsewhere nothing of theirs is touched', async () => {
  const { deployed, done } = await rotating({ issuer: 'https://id.corp.test', clientId: 'a' })
  expect(deployed).toEqual([])
  expect(done).toContain('https://id.corp.test')
})

test('what cannot be rotated is said with its reason, keys of surveys first', () => {
  expect(stays[0]).toMatch(/^keys of surveys: .+/)
})
