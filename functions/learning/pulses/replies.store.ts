/** What leadership answers, and what a quarter asks of it. */
import * as z from 'zod'
import type { Ask, Reply } from '../../domain/reply/reply.ts'
import { action } from '../../records/action.ts'
import { part } from '../../records/kind.ts'
import { lesson } from '../../records/learned.ts'
import { ask as askKind, reply as replyKind } from '../../records/replies.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

const isThere = z.object({ id: z.string() })
const [anAction, aLesson] = [part(action, isThere), part(lesson, isThere)]

export type RepliesStore = ReturnType<typeof repliesStore>

export const repliesStore = (settings: LearningTable) => {
  const { get, list, save } = recordsIn(settings)

  return {
    /** Those that were taken back among them, the earliest quarter first. */
    everyReply: (): Promise<Reply[]> => list(replyKind, {}),
    readReply: (quarter: string, reply: string): Promise<Reply | null> => get(replyKind, { quarter, reply }),
    /** False if it has been changed since the version before; of the first, if there is one with its id. */
    saveReply: (reply: Reply): Promise<boolean> =>
      held(save(replyKind, { quarter: reply.quarter, reply: reply.id }, reply)),

    readAsk: (quarter: string): Promise<Ask | null> => get(askKind, { quarter }),
    /** False if it has been changed since the version before. */
    saveAsk: (quarter: string, ask: Ask): Promise<boolean> => held(save(askKind, { quarter }, ask)),

    hasAction: async (id: string): Promise<boolean> => (await get(anAction, { action: id })) !== null,
    hasLesson: async (id: string): Promise<boolean> => (await get(aLesson, { lesson: id })) !== null,
  }
}
