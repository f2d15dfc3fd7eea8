import { expect, test } from 'vitest'
import * as z from 'zod'
import { agendaSchema } from '../../../functions/domain/agenda/schema.ts'
import { ownDatabase } from '../../own.ts'
import { hours, plan, plantHarvest } from '../setup.ts'

const database = ownDatabase()

test('no candidate is a condition that was hidden, or that judges somebody', async () => {
  const hidden = 'If the queue had a limit, the workers would have survived the night.'
  const judging = 'If Operations had not been so careless, it would not have happened.'
  const open = 'If the certificate had an owner, we would have known a month before.'
  const { call, reviewId } = await plan(database.client)
  await plantHarvest(database.client, reviewId, { statements: [hidden, judging, open, 'The alert went to a mailbox'] })
  const path = `/api/reviews/${reviewId}`
  const at = { at: hours(47.2) }
  const offered = async (): Promise<string[]> =>
    z
      .object({ candidates: z.array(z.object({ text: z.string() })) })
      .parse((await call(`GET ${path}/counterfactuals`, at)).json)
      .candidates.map(({ text }) => text)
  const agenda = agendaSchema.parse((await call(`GET ${path}/agenda.json`, at)).json)
  expect(agenda.candidates?.conditions.map(({ text }) => text)).toContain(judging)
  expect((await offered()).toSorted()).toEqual([open, hidden].toSorted())
  const observationId = agenda.appendix.find(({ text }) => text === hidden)?.id
  const edit = { op: 'hide', observationId, reason: 'It points at one person.' }
  await call(`POST ${path}/agenda/edits`, { ...at, body: { version: 0, add: [{ id: 'aaaaaaaaaaaa', edit }] } })
  expect(await offered()).toEqual([open])
})
