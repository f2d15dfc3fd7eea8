/** Who was invited to a survey, frozen at its opening. */
import * as z from 'zod'
import { preferred } from '../language/language.ts'
import { type Addressee, addresseeSchema } from './addressee.ts'

/** One person's invitation to one survey. Its id is deterministic for survey and person. */
export const invitationSchema = addresseeSchema.omit({ group: true }).extend({
  invitationId: z.string().regex(/^inv_[a-z0-9]{16}$/),
  cohort: z.string(),
  /**
   * The ids of the invitations that this one stands in for, the oldest first: an address was corrected, or a withdrawn
   * invitation was sent anew. All of them together get one pass.
   */
  replaces: z.array(z.string()).optional(),
})
export type Invitation = z.infer<typeof invitationSchema>

/** Those of a stored list that can be read. One that cannot takes nobody else's mail with it. */
export const invitationListSchema = z.array(z.unknown()).transform(list =>
  list.flatMap((entry): Invitation[] => {
    const parsed = invitationSchema.safeParse(entry)
    return parsed.success ? [parsed.data] : []
  }),
)

/** The language that is nearest to the one the roster has for somebody. */
type Invited = Omit<Addressee, 'language'> & { readonly language: string }

export const invitationOf = (person: Invited, cohort: string, invitationId: string): Invitation => {
  const { email, name, seniority, zone, language, unsubscribeId, placed } = person
  const written = { email, name, seniority, zone, language: preferred([language]), unsubscribeId }
  return { invitationId, ...written, cohort, ...(placed ? { placed } : {}) }
}

/** The id of the first invitation that somebody had to the survey, however often their address was corrected since. */
export const rootOf = ({ invitationId, replaces }: Pick<Invitation, 'invitationId' | 'replaces'>): string =>
  replaces?.[0] ?? invitationId

/** This many in one stored item stay far below DynamoDB's 400 KB. */
export const invitationsPerChunk = 100

/** The invitations in force: one that another stands in for is no longer counted or written to. */
export const inForce = (invitations: readonly Invitation[]): Invitation[] => {
  const replaced = new Set(invitations.flatMap(({ replaces }) => replaces ?? []))
  return invitations.filter(({ invitationId }) => !replaced.has(invitationId))
}
