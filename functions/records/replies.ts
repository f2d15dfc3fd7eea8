/** What leadership answers to published pulses and learning reviews, and what a quarter asks of it. */
import { askSchema, replySchema } from '../domain/reply/reply.ts'
import { kind, untilDeleted } from './kind.ts'

/** All in one partition: `clock` reads it when a pulse opens, and everybody who was asked reads it without a sign-in. */
export const reply = kind({
  table: 'learning',
  name: 'reply',
  partition: 'replies',
  sort: '{quarter}#{reply}',
  schema: replySchema,
  kept: {
    row: 'reply',
    holds: 'what leadership answers in public, and the name of whoever wrote it; what it took back, with the reason',
    ...untilDeleted,
  },
})

export const ask = kind({
  table: 'learning',
  name: 'ask',
  partition: 'quarter#{quarter}',
  sort: 'ask',
  schema: askSchema,
  kept: {
    row: 'ask',
    holds: 'what a quarter asks of leadership, and the name of the facilitator who wrote it',
    ...untilDeleted,
  },
})
