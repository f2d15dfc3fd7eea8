/**
 * From which domains somebody may be invited who is not on the roster. Nobody is, where none is named: whoever invites
 * cannot make up people to stand beside a colleague.
 */
import * as z from 'zod'

/** What stands in the setting where only the roster may be invited: an environment has no empty values. */
export const rosterAlone = 'roster'

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const exact = new RegExp(`^(?:${label}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$`)
const under = new RegExp(`^\\.(?:${label}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$`)
/** Domains under which nobody has a mailbox (RFC 2606): whole ends of names are allowed of these alone. */
const reserved: ReadonlySet<string> = new Set(['.example', '.test', '.invalid'])

const isDomain = (entry: string): boolean => exact.test(entry) || under.test(entry) || reserved.has(entry)

/**
 * "corp.example, .teams.corp.example": separated by commas, each a domain, or every domain under one if it begins with a
 * dot. Nothing is mended: an entry that is misspelt refuses the whole.
 */
export const inviteDomainsSchema = z
  .string()
  .trim()
  .transform((text, context): readonly string[] => {
    if (text === '' || text === rosterAlone) return []
    const entries = text.split(',').map(entry => entry.trim())
    const wrong = entries.filter(entry => !isDomain(entry))
    if (wrong.length === 0) return entries
    context.addIssue({ code: 'custom', message: wrong.map(entry => JSON.stringify(entry)).join(', ') })
    return z.NEVER
  })

export const mayInviteFrom = (email: string, domains: readonly string[]): boolean => {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  return domains.some(entry => (entry.startsWith('.') ? domain.endsWith(entry) : domain === entry))
}
