/** One change of a facilitator's to the agenda, and the list in which all of them are kept. */
import * as z from 'zod'
import { tidyLine } from '../normal-form.ts'

/** Of an item, or of a theme that shares one with others. */
const itemId = z.string().min(1).max(100)
const observationId = z.string().min(1).max(100)
const title = z.string().overwrite(tidyLine).min(1).max(200)
const question = z.string().overwrite(tidyLine).max(500)
/** Whoever makes an item names it, so that edits of two people never take one for the other. */
const newId = z.string().regex(/^own-[a-z0-9]{8,20}$/)

export const agendaEditSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('rename'), itemId, title }),
  z.object({ op: z.literal('ask'), itemId, question }),
  /** One statement by itself. `raised-once` is always a place. */
  z.object({ op: z.literal('place'), observationId, itemId }),
  /** A theme behind the others. Without a question it gets one. */
  z.object({
    op: z.literal('add'),
    id: newId,
    title,
    question: question.default(''),
    observationIds: z.array(observationId).max(5000).default([]),
  }),
  /** `from` goes into `itemId`, which keeps its place, title and question. */
  z.object({ op: z.literal('merge'), itemId, from: itemId }),
  /** The observations go into a new item right behind, with minutes by their share. */
  z.object({
    op: z.literal('split'),
    itemId,
    observationIds: z.array(z.string()).min(1).max(5000),
    title,
    newId: newId.optional(),
  }),
  /** `position` counts from 0 among the part's items once the item is taken out. */
  z.object({
    op: z.literal('move'),
    itemId,
    part: z.enum(['Understanding', 'Alignment', 'Action']),
    position: z.int().min(0).max(1000),
  }),
  /** The difference is taken from or given to the items that were not timed by hand, in proportion. */
  z.object({ op: z.literal('retime'), itemId, minutes: z.int().min(1).max(480) }),
  /** Off the plan its statements are read under its title, and its minutes go to the others; `plan` puts it back. */
  z.object({ op: z.literal('unplan'), itemId }),
  z.object({ op: z.literal('plan'), itemId }),
  /** Kept from the room, not from the counts. */
  z.object({ op: z.literal('hide'), observationId, reason: z.string().trim().min(1).max(300) }),
  z.object({ op: z.literal('show'), observationId }),
  /** For the facilitators alone; on the whole agenda where `itemId` is null, and taken back where it is empty. */
  z.object({ op: z.literal('note'), itemId: itemId.nullable(), text: z.string().trim().max(5000) }),
  /** What these two stand in is not suggested to be joined again. */
  z.object({ op: z.literal('decline'), between: z.tuple([observationId, observationId]) }),
])
export type AgendaEdit = z.infer<typeof agendaEditSchema>

export const editIdSchema = z.string().regex(/^[a-z0-9]{8,32}$/)
/** A change with the id that its maker gave it, so that one which is sent again is the same. */
export const madeEditSchema = z.object({ id: editIdSchema, edit: agendaEditSchema })
export type MadeEdit = z.infer<typeof madeEditSchema>

/** `by` is a facilitator's address; empty where it is older than that was kept. */
const keptEditSchema = madeEditSchema.extend({ by: z.string() })
export type KeptEdit = z.infer<typeof keptEditSchema>

export const keptEditsSchema = z.object({ version: z.int().min(0), edits: z.array(keptEditSchema) })
export type KeptEdits = z.infer<typeof keptEditsSchema>

/** Changes to be put on top of those of the version that was read (0: none yet), and own ones to be taken back. */
export const moreEditsSchema = z.object({
  version: z.int().min(0),
  add: z.array(madeEditSchema).max(500).default([]),
  undo: z.array(editIdSchema).max(500).default([]),
})
export type MoreEdits = z.infer<typeof moreEditsSchema>
