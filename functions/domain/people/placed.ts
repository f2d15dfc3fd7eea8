/** Who put somebody where they are counted: on a survey's list, or, for a pulse, into their group of the roster. */
import * as z from 'zod'

/** `by` is the address that they sign in with. */
export const placedSchema = z.object({
  by: z.string().max(254),
  at: z
    .string()
    .max(40)
    .refine(at => !Number.isNaN(Date.parse(at))),
  /** They took the place of another address, which `by` joined with theirs. */
  instead: z.literal(true).optional(),
})
export type Placed = z.infer<typeof placedSchema>
