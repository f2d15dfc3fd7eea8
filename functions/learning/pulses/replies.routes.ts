/** "You said, we did": leadership answers, everybody reads; and what a facilitator asks of leadership in a quarter. */
import * as z from 'zod'
import { replyId, replyIdSchema } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  type Ask,
  askInputSchema,
  askSchema,
  noAsk,
  publicReplies,
  publicRepliesSchema,
  type Reply,
  replyChangeSchema,
  replyInputSchema,
  replySchema,
  takingBackSchema,
} from '../../domain/reply/reply.ts'
import { quarterSchema } from '../../domain/time/instants.ts'
import { operation, parameter } from '../../http/operation.ts'
import { type Random, repeatableBytes } from '../../http/repeat.ts'
import { requireBegun } from '../items/begun.ts'
import type { Calendared } from '../items/tables.store.ts'
import type { RepliesStore } from './replies.store.ts'

interface Dependencies {
  readonly replies: RepliesStore
}

const quarterParameter = parameter(quarterSchema, 'not_found')
const idParameter = parameter(replyIdSchema, 'unknown_reply')

/** Refuses what an answer or an ask cannot lead to. Its id says which of the two it is. */
const requireThere = async ({ replies }: Dependencies, behind: string | null | undefined): Promise<void> => {
  if (!behind) return
  if (behind.startsWith('act_') && !(await replies.hasAction(behind))) throw new Refusal('unknown_action')
  if (behind.startsWith('les_') && !(await replies.hasLesson(behind))) throw new Refusal('unknown_lesson')
}

const shared = { tag: 'learning-reviews' } as const
const answering = { ...shared, who: 'leader' } as const

const example = {
  heard: 'Whoever breaks something is alone until the morning.',
  heardIn: 'pulse',
  done: 'A second person is on call at night since 1 September.',
  state: 'done',
  behind: null,
} as const
const answered = {
  ...example,
  id: 'rpl_aaaaaaaaaaaaaaaa',
  quarter: '2026-Q3',
  name: 'Dee Example',
  at: '2026-10-12T09:00:00.000Z',
  takenBack: null,
  version: 1,
}

const listReplies = operation({
  ...shared,
  method: 'GET',
  path: '/api/replies',
  who: 'leadership',
  summary: 'What leadership answered, the latest quarter first, with what it took back and why.',
  answers: { 200: z.array(replySchema) },
  refuses: [],
  example: { answer: [answered] },
}).handledBy(({ replies }: Dependencies) => async () => ({
  status: 200,
  json: (await replies.everyReply()).toSorted((a, b) => (a.quarter === b.quarter ? 0 : a.quarter < b.quarter ? 1 : -1)),
}))

const readPublic = operation({
  method: 'GET',
  path: '/api/you-said',
  who: 'participant',
  tag: 'participation',
  summary: 'What leadership answered to published pulses and learning reviews, for everybody who was asked.',
  answers: { 200: publicRepliesSchema },
  refuses: [],
}).handledBy(({ replies, calendar }: Dependencies & Calendared) => async () => ({
  status: 200,
  json: publicReplies(await replies.everyReply(), calendar),
}))

const addReply = operation({
  ...answering,
  method: 'POST',
  path: '/api/quarters/{quarter}/replies',
  summary:
    'Answers something that a quarter’s pulse or learning review published. Everybody reads it, without a sign-in.',
  parameters: { quarter: quarterParameter },
  body: replyInputSchema,
  repeatable: true,
  trace: { act: 'leadership-answered', about: 'quarter' },
  answers: { 201: replySchema },
  refuses: ['quarter_not_begun', 'unknown_action', 'unknown_lesson'],
  example: { params: { quarter: '2026-Q3' }, body: example, answer: answered },
}).handledBy((dependencies: Dependencies & Calendared & { readonly random: Random }) => async request => {
  const { replies, random } = dependencies
  const { body, caller, now } = request
  const { quarter } = request.params
  requireBegun(quarter, now, dependencies.calendar)
  await requireThere(dependencies, body.behind)
  const id = replyId(await repeatableBytes(request, 'reply', random))
  const reply: Reply = { ...body, id, quarter, name: caller.name, at: now, takenBack: null, version: 1 }
  // If there is one, this request was sent before and its reply was lost.
  if (await replies.saveReply(reply)) return { status: 201, json: reply }
  return { status: 201, json: (await replies.readReply(quarter, id)) ?? reply }
})

/** Over the version that was read. */
const saved = async ({ replies }: Dependencies, after: Reply) => {
  if (!(await replies.saveReply(after))) throw new Refusal('changed_meanwhile')
  return { status: 200, json: after } as const
}

const known = async ({ replies }: Dependencies, quarter: string, id: string): Promise<Reply> => {
  const reply = await replies.readReply(quarter, id)
  if (!reply) throw new Refusal('unknown_reply')
  return reply
}

/** Sent again because its reply was lost, it is answered with what it made. */
const changeReply = operation({
  ...answering,
  method: 'PATCH',
  path: '/api/quarters/{quarter}/replies/{id}',
  summary: 'Changes the given fields of the version that was read.',
  parameters: { quarter: quarterParameter, id: idParameter },
  body: replyChangeSchema,
  trace: { act: 'leadership-answered', about: 'quarter' },
  answers: { 200: replySchema },
  refuses: ['changed_meanwhile', 'unknown_action', 'unknown_lesson', 'reply_taken_back'],
}).handledBy((dependencies: Dependencies) => async ({ params: { quarter, id }, body, caller }) => {
  const before = await known(dependencies, quarter, id)
  if (before.takenBack) throw new Refusal('reply_taken_back')
  const { version, ...fields } = body
  const said = replyInputSchema.parse({ ...before, ...fields })
  if (JSON.stringify(said) === JSON.stringify(replyInputSchema.parse(before))) return { status: 200, json: before }
  if (version !== before.version) throw new Refusal('changed_meanwhile')
  await requireThere(dependencies, said.behind)
  const after: Reply = { ...before, ...said, name: caller.name, version: version + 1 }
  return saved(dependencies, after)
})

/** Taking it back again changes nothing: the first reason stays. */
const takeBack = operation({
  ...answering,
  method: 'POST',
  path: '/api/quarters/{quarter}/replies/{id}/take-back',
  summary: 'Takes an answer back, with the reason. Nobody but leadership and facilitators reads it any more.',
  parameters: { quarter: quarterParameter, id: idParameter },
  body: takingBackSchema,
  trace: { act: 'answer-taken-back', about: 'quarter' },
  answers: { 200: replySchema },
  refuses: ['changed_meanwhile'],
}).handledBy((dependencies: Dependencies) => async ({ params: { quarter, id }, body, caller, now }) => {
  const before = await known(dependencies, quarter, id)
  if (before.takenBack) return { status: 200, json: before }
  const takenBack = { at: now, reason: body.reason, name: caller.name }
  const after: Reply = { ...before, takenBack, version: before.version + 1 }
  return saved(dependencies, after)
})

const readAsk = operation({
  ...shared,
  method: 'GET',
  path: '/api/quarters/{quarter}/ask',
  who: 'leadership',
  summary: 'What a facilitator asks of leadership in this quarter; without words where nobody wrote it.',
  parameters: { quarter: quarterParameter },
  answers: { 200: askSchema },
  refuses: [],
  example: { params: { quarter: '2026-Q3' }, answer: noAsk },
}).handledBy(({ replies }: Dependencies) => async ({ params }) => ({
  status: 200,
  json: (await replies.readAsk(params.quarter)) ?? noAsk,
}))

const saveAsk = operation({
  ...shared,
  method: 'PUT',
  path: '/api/quarters/{quarter}/ask',
  who: 'facilitator',
  summary:
    'Writes what this quarter asks of leadership, over the version that was read. Without words nothing is asked.',
  parameters: { quarter: quarterParameter },
  body: askInputSchema,
  trace: { act: 'leadership-asked', about: 'quarter' },
  answers: { 200: askSchema },
  refuses: ['quarter_not_begun', 'changed_meanwhile', 'unknown_action', 'unknown_lesson'],
  example: {
    params: { quarter: '2026-Q3' },
    body: { text: 'Give two teams six weeks to finish what was promised.', behind: null, version: 0 },
  },
}).handledBy((dependencies: Dependencies & Calendared) => async ({ params: { quarter }, body, caller, now }) => {
  const { replies } = dependencies
  requireBegun(quarter, now, dependencies.calendar)
  await requireThere(dependencies, body.behind)
  const next: Ask = { ...body, version: body.version + 1, name: caller.name, at: now }
  if (await replies.saveAsk(quarter, next)) return { status: 200, json: next }
  // The same words from the same person are its own request, whose reply was lost.
  const saved = await replies.readAsk(quarter)
  const isOurs = saved && JSON.stringify({ ...saved, at: now }) === JSON.stringify(next)
  if (!isOurs) throw new Refusal('changed_meanwhile')
  return { status: 200, json: saved }
})

export const replyOperations = [listReplies, readPublic, addReply, changeReply, takeBack, readAsk, saveAsk] as const
