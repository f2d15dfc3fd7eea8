import { expect, test } from 'vitest'
import { inviteDomainsSchema, mayInviteFrom } from '../../../functions/domain/people/invite-domains.ts'

const parse = (text: string) => inviteDomainsSchema.safeParse(text)

test('a list of domains, or of every domain under one; nothing, and the word for nothing, are none', () => {
  expect(parse('corp.example, .teams.corp.example').data).toEqual(['corp.example', '.teams.corp.example'])
  expect(parse('').data).toEqual([])
  expect(parse('roster').data).toEqual([])
  expect(parse('example.com,example.org,.example').data).toEqual(['example.com', 'example.org', '.example'])
})

test.each([
  '*',
  '*.corp.example',
  '.com',
  'com',
  'corp',
  '.',
  'Corp.example',
  'corp.example;other.example',
  'corp.example other.example',
  'corp.example,',
  ',corp.example',
  '@corp.example',
  'ann@corp.example',
  'https://corp.example',
  'corp.example.',
  '..corp.example',
  'corp..example',
  '-corp.example',
  'corp.example\nother.example',
  'roster, corp.example',
  'bücher.example',
])('%j is refused as a whole', text => {
  expect(parse(text).success).toBe(false)
})

test('a domain allows itself alone, one with a dot whatever is under it and not itself', () => {
  const domains = ['corp.example', '.teams.corp.example']
  const may = (email: string) => mayInviteFrom(email, domains)
  expect(['a@corp.example', 'a@CORP.example', 'a@x.teams.corp.example'].map(may)).toEqual([true, true, true])
  for (const email of [
    'a@teams.corp.example',
    'a@x.corp.example',
    'a@notcorp.example',
    'a@corp.example.com',
    'a@xteams.corp.example',
    'corp.example@elsewhere.example',
    'a@corp.example@elsewhere.example',
  ])
    expect([email, may(email)]).toEqual([email, false])
  expect(mayInviteFrom('a@corp.example', [])).toBe(false)
})
