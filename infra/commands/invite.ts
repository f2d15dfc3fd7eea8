/**
 * `npm run invite -- ADDRESS ROLE...`: makes an account in the Cognito pool for somebody who runs Murmur, and puts it into the
 * groups of these roles: facilitator (reviews), keeper (roster, groups, pulses), leadership (reads trends). A first password
 * goes out by mail and lasts seven days; run again it sends another. Somebody who has an account already gets the roles only.
 * Whoever is asked in a survey needs no account.
 */
import * as z from 'zod'
import { SSMClient } from '@aws-sdk/client-ssm'
import { emailSchema } from '../../functions/domain/people/address.ts'
import { type Role, roles } from '../../functions/domain/trace/trace.ts'
import { command } from '../command.ts'
import { type Aws, signedAws, target } from '../doctor/call.ts'
import { requireDeployment } from '../doctor/installation.ts'

/** Throws for anything but one mail address and the roles behind it. */
export const invitedBy = (words: readonly string[]): { readonly email: string; readonly roles: readonly Role[] } => {
  const [address, ...given] = words
  const email = emailSchema.safeParse(address)
  if (!email.success)
    throw new Error('give a mail address and a role: npm run invite -- somebody@example.com facilitator')
  const named = z.array(z.enum(roles)).min(1).safeParse(given)
  if (!named.success) throw new Error(`give one or more roles: ${roles.join(', ')}`)
  return { email: email.data, roles: [...new Set(named.data)] }
}

/** Throws where people sign in elsewhere. */
export const poolOf = (issuer: string): string => {
  const pool = /^https:\/\/cognito-idp\.[^/]+\/([\w-]+)$/.exec(issuer)?.[1]
  if (pool === undefined) throw new Error(`people sign in at ${issuer}: make the account and its groups there`)
  return pool
}

const userSchema = z.object({ UserStatus: z.string() })

const isRefusedWith = (error: unknown, code: string): boolean =>
  error instanceof Error && error.message.endsWith(` ${code}`)

/** What it did, in sentences. It can be run again after it was cut off anywhere. */
export const invite = async (
  aws: Aws,
  UserPoolId: string,
  email: string,
  wanted: readonly Role[],
): Promise<string[]> => {
  const ask = (operation: string, body: object): Promise<string> =>
    target(aws, 'cognito-idp', `AWSCognitoIdentityProviderService.${operation}`, {
      UserPoolId,
      Username: email,
      ...body,
    })
  const verified = [
    { Name: 'email', Value: email },
    // Murmur knows people by their address, and refuses one that nobody has verified.
    { Name: 'email_verified', Value: 'true' },
  ]
  const create = async (again: object): Promise<void> => {
    await ask('AdminCreateUser', { UserAttributes: verified, DesiredDeliveryMediums: ['EMAIL'], ...again })
  }
  const done: string[] = []
  try {
    await create({})
    done.push(`${email} has an account, and a mail with a first password`)
  } catch (error) {
    if (!isRefusedWith(error, 'UsernameExistsException')) throw error
    await ask('AdminUpdateUserAttributes', { UserAttributes: verified })
    const { UserStatus } = userSchema.parse(JSON.parse(await ask('AdminGetUser', {})))
    const isWaiting = UserStatus === 'FORCE_CHANGE_PASSWORD'
    if (isWaiting) await create({ MessageAction: 'RESEND' })
    done.push(`${email} has an account already${isWaiting ? ', and another mail with a first password' : ''}`)
  }
  for (const GroupName of wanted) {
    await ask('AdminAddUserToGroup', { GroupName })
    done.push(`${email} is a ${GroupName} from the next sign-in on`)
  }
  return done
}

if (import.meta.main) {
  await command(import.meta.filename, async words => {
    const { email, roles: wanted } = invitedBy(words)
    const { issuer } = await requireDeployment(new SSMClient({}))
    console.log((await invite(await signedAws(), poolOf(issuer), email, wanted)).join('\n'))
  })
}
