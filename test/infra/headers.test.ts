import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { instruments } from '../../functions/domain/instrument/registry.ts'
import { contentSecurityPolicy, inlineStyle, siteHeaders } from '../../infra/headers.ts'
import { answerPage } from '../../web/answer/page.ts'

const directive = (name: string, policy = contentSecurityPolicy()): string[] =>
  policy
    .split('; ')
    .map(part => part.split(' '))
    .find(([first]) => first === name)
    ?.slice(1) ?? []

test('only scripts from this origin run, and nothing is posted, framed or based elsewhere', () => {
  expect(directive('default-src')).toEqual(["'none'"])
  expect(directive('script-src')).toEqual(["'self'"])
  expect(directive('form-action')).toEqual(["'none'"])
  expect(directive('base-uri')).toEqual(["'none'"])
  expect(directive('frame-ancestors')).toEqual(["'none'"])
  expect(siteHeaders()).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' })
})

test('pages fetch from this origin, and from the given issuer', () => {
  expect(directive('connect-src')).toEqual(["'self'"])
  expect(directive('connect-src', contentSecurityPolicy({ issuerOrigin: 'https://id.example.com' }))).toEqual([
    "'self'",
    'https://id.example.com',
  ])
})

test('the inline style of the participant’s page is allowed by its hash, no other inline style is', () => {
  const [instrument] = instruments
  if (!instrument) throw new Error('no instrument')
  const page = answerPage({ instrument, language: 'en', style: inlineStyle, script: '/assets/x.js' })
  const inPage = [...page.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, text = '']) => text)
  expect(inPage).toHaveLength(1)
  const hashes = inPage.map(text => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
  expect(directive('style-src')).toEqual(["'self'", ...hashes])
})
