import { expect, test } from 'vitest'
import { readSettings } from '../../infra/settings.ts'

test('without settings the stack synthesizes, and contains nothing that costs money when idle', () => {
  const settings = readSettings({})
  expect(settings).toMatchObject({
    mailIdentity: 'domain',
    hardened: false,
    metricsClient: false,
    reserveMailer: false,
  })
})

test('text from the command line counts as the value it spells', () => {
  expect(readSettings({ hardened: 'true', reserveMailer: 'false' })).toMatchObject({
    hardened: true,
    reserveMailer: false,
  })
})

test('every invalid setting is named in one message', () => {
  expect(() => readSettings({ mailFrom: 'nobody', issuer: 'x' })).toThrow(/mailFrom.*issuer/)
})

test.each([
  { domainName: 'murmur.example.com' },
  { certificateArn: 'arn:aws:acm:us-east-1:1:certificate/1' },
  { issuer: 'https://id.example.com' },
  { clientId: 'murmur' },
])('%o alone is refused: it comes with its other half', context => {
  expect(() => readSettings(context)).toThrow(/together/)
})
