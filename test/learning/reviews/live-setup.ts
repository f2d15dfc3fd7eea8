/** A meeting under way, and people in it who have its link. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { boardSchema } from '../../../functions/domain/review/live.ts'
import { plus } from '../../../functions/domain/time/instants.ts'
import { closeOverdue } from '../../../functions/learning/reviews/live-closing.ts'
import { type Answer, type Call, facilitator } from '../../caller.ts'
import { hours, learning, plan } from '../setup.ts'

/** The start of `plan`'s meeting; batches end on the quarter minutes after it. */
export const start = hours(48)
export const seconds = (count: number): string => plus(start, count * 1000)

const urlSchema = z.object({ url: z.string() })
export const keyIn = (json: unknown): string => new URL(urlSchema.parse(json).url).hash.slice(1)

export const participant = (client: DynamoDBDocumentClient, key: string) => {
  const { call } = learning(client)
  const headers = { authorization: `Bearer ${key}` }
  const say = (text: string, at: string, id = randomBytes(16).toString('hex')): Promise<Answer> =>
    call('POST /api/live', { as: null, at, headers, body: { text, id } })
  const look = (at: string, more: Record<string, string> = {}, after = ''): Promise<Answer> =>
    call(`GET /api/live${after}`, { as: null, at, headers: { ...headers, ...more } })
  const texts = async (at: string, after = ''): Promise<string[]> =>
    boardSchema.parse((await look(at, {}, after)).json).remarks.map(({ text }) => text)
  return { say, look, texts }
}

/** A run of the schedule, with this much time left. */
export const runSchedule = (client: DynamoDBDocumentClient, at: string, remaining = 30_000): Promise<number> =>
  closeOverdue(learning(client).stores.live, at, () => remaining)

/** Runs until no channel with a pending time is left: a run takes a limited number, and tests open more. */
export const runUntilNoneIsLeft = async (client: DynamoDBDocumentClient): Promise<void> => {
  while ((await runSchedule(client, hours(1000))) > 0);
}

/** A review whose live channel was opened at its start. */
export const meet = async (client: DynamoDBDocumentClient) => {
  const { call, reviewId, incidentId } = await plan(client)
  const asked = (methodAndPath: string, more: Call = {}): Promise<Answer> =>
    call(methodAndPath.replace('{id}', reviewId), { as: facilitator, at: start, ...more })
  const opened = await asked('POST /api/reviews/{id}/live')
  const key = keyIn(opened.json)
  return { reviewId, incidentId, asked, key, opened, ...participant(client, key) }
}
