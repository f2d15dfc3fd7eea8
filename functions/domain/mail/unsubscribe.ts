/** What the page behind a mail's unsubscribe address sends and receives. */
import * as z from 'zod'
import { rosterEntrySchema } from '../people/person.ts'

/** 'resume' takes back the person's own stop; an address that bounced or complained stays stopped. */
export const unsubscribeActionSchema = z.object({ action: z.enum(['stop', 'resume']) })

/** Why mail to the address is stopped now; null if it is not. */
export const unsubscribeResultSchema = rosterEntrySchema.pick({ stopped: true })
