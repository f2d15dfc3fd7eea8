import { expect, test } from 'vitest'
import * as z from 'zod'
import { invite, invitedBy, poolOf } from '../../../infra/commands/invite.ts'
import type { AwsRequest } from '../../../infra/doctor/call.ts'

const email = 'ann@corp.test'
const pool = 'eu-central-1_AbC123'

const bodySchema = z.looseObject({ UserPoolId: z.string(), Username: z.string() })

/** A pool with these accounts; each call as its operation and what it says beside pool and name. */
const poolWith = (accounts: Map<string, string>) => {
  const asked: (readonly [string, object])[] = []
  const groups = new Set<string>()
  const call = async ({ headers = {}, body }: AwsRequest): Promise<string> => {
    const operation = headers['x-amz-target']?.split('.')[1] ?? ''
    const { UserPoolId, Username, ...rest } = bodySchema.parse(JSON.parse(String(body)))
    expect(UserPoolId).toBe(pool)
    asked.push([operation, rest])
    if (operation === 'AdminCreateUser') {
      if (accounts.has(Username) && !('MessageAction' in rest))
        throw new Error('cognito-idp answers 400 UsernameExistsException')
      accounts.set(Username, 'FORCE_CHANGE_PASSWORD')
    }
    if (operation === 'AdminAddUserToGroup') groups.add(`${Username} ${String(rest['GroupName'])}`)
    return JSON.stringify({ UserStatus: accounts.get(Username) })
  }
  return { aws: { call, region: 'eu-central-1' }, asked, groups }
}

test('somebody new has an account with a verified address, a mail and the roles', async () => {
  const accounts = new Map<string, string>()
  const { aws, asked, groups } = poolWith(accounts)
  const done = await invite(aws, pool, email, ['facilitator', 'keeper'])
  expect(done.join('\n')).toMatch(/first password[^]*facilitator[^]*keeper/)
  expect(groups).toEqual(new Set([`${email} facilitator`, `${email} keeper`]))
  expect(asked[0]).toEqual([
    'AdminCreateUser',
    {
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ],
      DesiredDeliveryMediums: ['EMAIL'],
    },
  ])
})

test('whoever was cut off, or lost the mail, is sent another; whoever has signed in gets the role alone', async () => {
  const waiting = poolWith(new Map([[email, 'FORCE_CHANGE_PASSWORD']]))
  expect((await invite(waiting.aws, pool, email, ['leadership'])).join()).toContain('another mail')
  expect(waiting.asked.at(-2)).toEqual(['AdminCreateUser', expect.objectContaining({ MessageAction: 'RESEND' })])
  const settled = poolWith(new Map([[email, 'CONFIRMED']]))
  expect((await invite(settled.aws, pool, email, ['leadership'])).join()).toContain('has an account already,')
  expect(settled.asked.filter(([operation]) => operation === 'AdminCreateUser')).toHaveLength(1)
  expect(settled.groups).toEqual(new Set([`${email} leadership`]))
})

test('any other refusal is not taken for an account that is there', async () => {
  const call = async (): Promise<string> => {
    throw new Error('cognito-idp answers 400 AccessDeniedException')
  }
  await expect(invite({ call, region: 'eu-central-1' }, pool, email, ['keeper'])).rejects.toThrow('AccessDenied')
})

test('an address, and roles that there are', () => {
  expect(invitedBy([email, 'keeper', 'keeper'])).toEqual({ email, roles: ['keeper'] })
  expect(() => invitedBy([])).toThrow('give a mail address')
  expect(() => invitedBy([email])).toThrow('facilitator, keeper, leadership')
  expect(() => invitedBy([email, 'admin'])).toThrow('facilitator, keeper, leadership')
})

test('where people sign in elsewhere it says where to make the account', () => {
  expect(poolOf(`https://cognito-idp.eu-central-1.amazonaws.com/${pool}`)).toBe(pool)
  expect(() => poolOf('https://id.corp.test/realms/a')).toThrow('people sign in at https://id.corp.test/realms/a')
})
