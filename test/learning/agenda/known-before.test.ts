import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { putAll } from '../../../functions/aws/documents.ts'
import { actionSchema } from '../../../functions/domain/action/action.ts'
import { actionIdSchema } from '../../../functions/domain/ids.ts'
import { dayMilliseconds, plus } from '../../../functions/domain/time/instants.ts'
import { noon } from '../../caller.ts'
import { actionBody, agreeOn, idIn, incidentBody, learning } from '../setup.ts'
import { actionItem } from '../../keys.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const world = () => learning(database.client)
const days = (count: number): string => plus(noon, count * dayMilliseconds)
const agree = (more?: object, at?: string) => agreeOn(database.client, more, at)

describe('a failure mode that comes back', () => {
  const later = { ...incidentBody, startedAt: '2026-11-23T03:00:00Z', detectedAt: null, resolvedAt: null }

  test('brings back what was agreed against it, and marks what was set aside', async () => {
    const failureModes = ['Queue without limit']
    const before = { ...incidentBody, failureModes }
    const { call } = world()
    const earlierIncident = idIn((await call('POST /api/incidents', { body: before })).json)
    const opened = '2026-11-20T12:00:00.000Z'
    const open = await agree({ incidentId: earlierIncident, text: 'Put a limit on the queue' }, opened)
    const aside = await agree({ incidentId: earlierIncident, text: 'Page on the age of the queue' }, opened)
    const done = await agree({ incidentId: earlierIncident }, opened)
    const loose = await agree({ failureMode: 'queue WITHOUT limit', text: 'Shed load' }, opened)
    const reason = 'No time this quarter'
    const at = '2026-11-21T12:00:00.000Z'
    await call(`PATCH /api/actions/${aside}`, { body: { status: 'deprioritised', reason }, at })
    await call(`PATCH /api/actions/${done}`, { body: { status: 'completed' }, at })

    const incidentId = idIn((await call('POST /api/incidents', { body: { ...later, failureModes } })).json)
    const { json } = await call(`GET /api/incidents/${incidentId}/actions`)
    expect(json).toMatchObject({
      actions: [],
      earlier: [
        { id: aside, cameBack: true, reason },
        ...[open, loose].toSorted().map(() => ({ cameBack: false, status: 'open' })),
      ],
    })
    const meeting = { incidentId, meetingAt: days(2), zone: 'Europe/Berlin', durationMinutes: 60 }
    const reviewId = idIn((await call('POST /api/reviews', { body: meeting })).json)
    const agenda = (await call(`GET /api/reviews/${reviewId}/agenda.md`)).text
    expect(agenda).toContain(
      'Page on the age of the queue: Platform team, deprioritised after 1 day (reason then: No time this quarter)',
    )
    expect(agenda).toContain('this failure mode came back')
    expect(agenda).toContain('Put a limit on the queue: Platform team, open for 4 days')
    expect(agenda).not.toContain(actionBody.text)
  })

  test('however much was agreed against it, keeps the answer within Lambda’s limit', async () => {
    const { call } = world()
    const failureModes = ['Disk full of logs']
    await call('POST /api/incidents', { body: { ...incidentBody, failureModes } })
    const incidentId = idIn((await call('POST /api/incidents', { body: { ...later, failureModes } })).json)
    const model = actionSchema.parse(
      (await call(`GET /api/actions/${await agree({ failureMode: 'disk full of logs' })}`)).json,
    )
    const copy = (number: number, text: string) =>
      actionItem({
        ...model,
        id: actionIdSchema.parse(`act_${String(number).padStart(16, '0')}`),
        notes: Array.from({ length: 6 }, () => ({ at: noon, text })),
      })
    const earlier = async (): Promise<{ count: number; bytes: number }> => {
      const { json, text } = await call(`GET /api/incidents/${incidentId}/actions`)
      return { count: z.object({ earlier: z.array(z.unknown()) }).parse(json).earlier.length, bytes: text.length }
    }
    const plant = (many: number, text: string) =>
      putAll(
        database.client,
        'learning',
        Array.from({ length: many }, (_, number) => copy(number, text)),
      )
    await plant(210, 'Looked at')
    expect((await earlier()).count).toBe(200)
    await plant(70, '"'.repeat(2000))
    const { count, bytes } = await earlier()
    expect(count).toBeGreaterThan(10)
    expect(bytes).toBeLessThan(1_100_000)
  })

  test('brings back what was written about the vendor, with what became of it', async () => {
    const failureModes = ['Vendor out']
    const { call } = world()
    const record = async (title: string, startedAt: string, more: object = {}) =>
      idIn((await call('POST /api/incidents', { body: { ...later, title, failureModes, startedAt, ...more } })).json)
    const decided = await record('First outage', '2026-10-01T03:00:00Z')
    const acted = await record('Second outage', '2026-10-02T03:00:00Z')
    const decision = { kind: 'decision', text: 'Live with an hour of it' }
    await call(`PUT /api/incidents/${decided}/vendor`, { body: { outcome: decision, version: 0 } })
    const actionId = await agree({ incidentId: acted, text: 'Sell on invoice' })
    await call(`PATCH /api/actions/${actionId}`, { body: { status: 'completed' } })
    const outcome = { kind: 'action', actionId }
    const desiredBehaviour = 'The shop stays open'
    await call(`PUT /api/incidents/${acted}/vendor`, { body: { outcome, desiredBehaviour, version: 0 } })
    const incidentId = await record('Third outage', later.startedAt, { vendor: null })
    const meeting = { incidentId, meetingAt: days(2), zone: 'Europe/Berlin', durationMinutes: 60 }
    const reviewId = idIn((await call('POST /api/reviews', { body: meeting })).json)
    const agenda = (await call(`GET /api/reviews/${reviewId}/agenda.md`)).text
    expect(agenda).toContain('Given that this failure will happen again')
    for (const line of [
      'Written down after "Second outage": The shop stays open · Agreed: Sell on invoice (Platform team, completed)',
      'Written down after "First outage": Decided: Live with an hour of it',
    ]) {
      expect(agenda).toContain(line)
    }
  })

  test('does not bring back what was set aside afterwards, nor what follows later incidents', async () => {
    const failureModes = ['Clock drift']
    const { call } = world()
    const incidentId = idIn((await call('POST /api/incidents', { body: { ...incidentBody, failureModes } })).json)
    const next = idIn((await call('POST /api/incidents', { body: { ...later, failureModes } })).json)
    const aside = await agree({ incidentId })
    await call(`PATCH /api/actions/${aside}`, { body: { status: 'deprioritised', reason: 'Later' } })
    await agree({ incidentId: next })
    expect((await call(`GET /api/incidents/${next}/actions`)).json).toMatchObject({ earlier: [] })
    expect((await call(`GET /api/incidents/${incidentId}/actions`)).json).toMatchObject({ earlier: [] })
  })
})
