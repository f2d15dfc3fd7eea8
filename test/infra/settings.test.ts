import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { installationNames, namesOf } from '../../infra/installation-names.ts'
import { settingsAmong, settingsIn } from '../../infra/settings-file.ts'
import { isProfile, readerOf, readSettings } from '../../infra/settings.ts'

test('without settings the stack synthesizes, and contains nothing that costs money when idle', () => {
  const settings = readSettings({})
  expect(settings).toMatchObject({
    mailIdentity: 'domain',
    hardened: false,
    metricsClient: false,
    participantSignIn: false,
    zone: 'UTC',
    yearStartsIn: 1,
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
  expect(() => readSettings({ issuer: 'http://id.example.com', clientId: 'a' })).toThrow(/issuer/)
  expect(() => readSettings({ participantSignIn: 'maybe' })).toThrow(/participantSignIn/)
  expect(() => readSettings({ zone: 'NZST', yearStartsIn: '13' })).toThrow(/zone.*Pacific\/Auckland.*yearStartsIn/)
})

test.each([
  { domainName: 'murmur.example.com' },
  { certificateArn: 'arn:aws:acm:us-east-1:1:certificate/1' },
  { issuer: 'https://id.example.com' },
  { clientId: 'murmur' },
])('%o alone is refused: it comes with its other half', context => {
  expect(() => readSettings(context)).toThrow(/together/)
})

const reader = { readerModel: 'example.model-v1:0', readerRegion: 'eu-central-1' }

test('a model reads where one is named, in its own region', () => {
  expect(readerOf(readSettings({}))).toBeNull()
  expect(readerOf(readSettings({ ...reader, readerTokens: '20000' }))).toStrictEqual({
    model: 'example.model-v1:0',
    region: 'eu-central-1',
    regions: ['eu-central-1'],
    tokens: 20_000,
  })
})

test('a profile names every region that it may route to, and one that routes anywhere is refused', () => {
  const profile = { ...reader, readerModel: 'eu.example.model-v1:0' }
  expect(isProfile(profile.readerModel)).toBe(true)
  expect(isProfile(reader.readerModel)).toBe(false)
  expect(() => readSettings(profile)).toThrow(/readerRegions/)
  expect(readerOf(readSettings({ ...profile, readerRegions: 'eu-central-1, eu-north-1' }))?.regions).toStrictEqual([
    'eu-central-1',
    'eu-north-1',
  ])
  expect(() => readSettings({ ...profile, readerRegions: 'everywhere' })).toThrow(/reader: regions/)
  expect(() => readSettings({ ...reader, readerModel: 'global.example.model-v1:0' })).toThrow(/global/)
})

test.each([{ readerModel: 'example.model-v1:0' }, { readerRegion: 'eu-central-1' }])('%o alone is refused', context => {
  expect(() => readSettings(context)).toThrow(/together/)
})

test.each([
  ['mailform', 'mailFrom'],
  ['MailFrom', 'mailFrom'],
  ['alarmTo', 'alarmsTo'],
  ['participantSignin', 'participantSignIn'],
  ['readerToken', 'readerTokens'],
])('%s is no setting, and the error names %s', (misspelt, right) => {
  expect(() => readSettings({ mailFrom: 'a@corp.test', [misspelt]: 'x' })).toThrow(
    `settings: there is no ${misspelt}; did you mean ${right}?`,
  )
})

test('a setting in a file is parsed as strictly as one of the command line, and a file without JSON is told', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'murmur-settings-'))
  const file = path.join(folder, 'settings.json')
  const written = (text: string): Record<string, unknown> => {
    writeFileSync(file, text)
    return settingsIn(namesOf(undefined), file)
  }
  try {
    expect(settingsIn(namesOf(undefined), file)).toEqual({})
    expect(() => settingsIn(namesOf('staging'), file)).toThrow('settings.staging.json does not exist')
    expect(readSettings(written('{"mailFrom":"a@corp.test"}')).mailFrom).toBe('a@corp.test')
    expect(() => written('{"mailFrom":')).toThrow('settings.json is not JSON')
    expect(() => written('["mailFrom"]')).toThrow(/expected record/i)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('what CDK keeps beside the settings is not taken for one', () => {
  const context = { '@aws-cdk/core:x': true, 'aws:cdk:bundling-stacks': [], 'cli-telemetry': false, hardend: 'true' }
  expect(settingsAmong(context)).toEqual({ hardend: 'true' })
})

test('a stage is part of every name that AWS does not draw, and must fit into one', () => {
  expect(installationNames({})).toEqual(namesOf(undefined))
  expect(installationNames({ MURMUR_STAGE: '' })).toEqual(namesOf(undefined))
  const usual = Object.values(namesOf(undefined))
  const staged = Object.values(installationNames({ MURMUR_STAGE: 'staging' }))
  expect(staged.every(name => name.includes('staging') && !usual.includes(name))).toBe(true)
  for (const stage of ['Staging', 'a-b', '1st', 'thirteenchars'])
    expect(() => installationNames({ MURMUR_STAGE: stage })).toThrow('MURMUR_STAGE')
})
