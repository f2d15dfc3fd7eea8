/** Who may still be given a pass: the hash of a link, and whether its pass was issued. */
import * as z from 'zod'
import { kind } from './kind.ts'

/** The cohort of a slot that was closed before it got a pass. No cohort of a survey has this name. */
export const closedCohort = '-'

/** `mailer` may put and close a slot but not read one. */
export const slot = kind({
  table: 'slots',
  name: 'slot',
  partition: '{survey}',
  sort: '{slot}',
  schema: z.object({
    cohort: z.string(),
    issued: z.string().optional(),
    /** Another message was sent for it after its pass was issued. */
    tried: z.boolean().optional(),
    /** Whoever has the link said that its pass was not drawn by them. */
    contested: z.boolean().optional(),
    /** Who alone gets its pass, where the survey asks its people to sign in (`ownerOf` in `functions/protocol/token.ts`). */
    owner: z.string().optional(),
    /**
     * Of an invitation whose address was corrected after an earlier link of it had drawn the pass: the slot of that link. What
     * its owner finds by this one, and says of it, is noted there, so that an invitation is counted once.
     */
    instead: z.string().optional(),
  }),
  kept: {
    row: 'slot',
    holds:
      'hash of a link, its cohort, open, issued or closed; whether it was tried again, or contested; of a corrected invitation the hash of the link that drew its pass before; where a survey asks its people to sign in, a digest of its owner’s address under a key that the link alone holds',
    retentionDays: 0,
    until: 'the survey is harvested',
  },
  blind: true,
  unversioned: true,
})
