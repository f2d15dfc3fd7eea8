/** What leadership answers, as its page writes it. */
import * as z from 'zod'
import type { ReplyId } from '../../functions/domain/ids.ts'
import { behindSchema, replySchema, type Reply } from '../../functions/domain/reply/reply.ts'
import { ask } from '../kit/api/ask.ts'

export type Said = Pick<Reply, 'heard' | 'heardIn' | 'done' | 'state'> & { readonly behind: string | null }

const bodyOf = ({ behind, ...said }: Said) => ({ ...said, behind: behindSchema.nullable().parse(behind) })

export const repliesApi = {
  every: () => ask('GET /api/replies', z.array(replySchema)),
  add: (quarter: string, said: Said, key: string) =>
    ask('POST /api/quarters/{quarter}/replies', replySchema, {
      params: { quarter },
      body: { json: bodyOf(said) },
      key,
    }),
  change: (quarter: string, id: ReplyId, said: Said, version: number) =>
    ask('PATCH /api/quarters/{quarter}/replies/{id}', replySchema, {
      params: { quarter, id },
      body: { json: { ...bodyOf(said), version } },
    }),
  takeBack: (quarter: string, id: ReplyId, reason: string) =>
    ask('POST /api/quarters/{quarter}/replies/{id}/take-back', replySchema, {
      params: { quarter, id },
      body: { json: { reason } },
    }),
}
