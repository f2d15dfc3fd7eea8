/** Who put somebody where they are counted: on a survey's list, or, for a pulse, into their group of the roster. */
import * as z from 'zod'

/** `by` is the address that they sign in with. */
export const placedSchema = z.object({
  by: z.string().max(254),
  at: z
    .string()
    .max(40)
    .refine(at => !Number.isNaN(Date.parse(at))),
})
export type Placed = z.infer<typeof placedSchema>

/** A group that somebody was moved out of, by whom and when. */
export const leftGroupSchema = placedSchema.extend({ group: z.string().max(100) })
export type LeftGroup = z.infer<typeof leftGroupSchema>

/** Nobody is moved through more in the time that is looked back on. */
export const leftGroupsMaximum = 20

/**
 * How long one that was left is told of: whoever compares a pulse with the one before it reaches no further back, from the
 * end of a quarter to the beginning of the one before.
 */
export const leftWithinDays = 190
