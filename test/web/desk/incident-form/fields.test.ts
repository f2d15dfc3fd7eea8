import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { incidentId } from '../../../../functions/domain/ids.ts'
import { incidentSchema } from '../../../../functions/domain/incident/incident.ts'
import { emptyIncident, formOf, type IncidentForm, readIncident } from '../../../../web/desk/incident-form/fields.ts'
import { quartersUntil, recentIncidents } from '../../../../web/desk/incident/recent.ts'
import { sampleWorld } from '../sample.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const form = (change: Partial<IncidentForm> = {}): IncidentForm => ({
  ...emptyIncident('Europe/Berlin'),
  title: 'Checkout timed out',
  startedAt: '2026-11-20T09:00',
  ...change,
})

test('what is typed reaches the API: instants from wall times, lists, nothing for what is left out', () => {
  const reading = readIncident(form({ services: ['a', 'b', 'c'], vendor: ' ', detectedAt: '2026-11-20T09:30' }), now)
  expect(reading).toMatchObject({
    ok: true,
    input: {
      startedAt: '2026-11-20T08:00:00.000Z',
      detectedAt: '2026-11-20T08:30:00.000Z',
      mitigatedAt: null,
      services: ['a', 'b', 'c'],
      failureModes: [],
      vendor: null,
      reviewedElsewhere: null,
    },
  })
})

test('a severity can be left open, and one that is open stays so in the form', () => {
  expect(readIncident(form({ severity: '' }), now)).toMatchObject({ ok: true, input: { severity: null } })
  const incident = incidentSchema.parse({
    id: incidentId(new Uint8Array(16)),
    title: 'Slow',
    startedAt: '2026-11-20T08:00:00.000Z',
    version: 1,
  })
  expect(formOf(incident).severity).toBe('')
})

test.each<[string, Partial<IncidentForm>, object]>([
  ['an empty title', { title: '  ' }, { title: 'required' }],
  ['a title beyond 200 letters', { title: 'x'.repeat(201) }, { title: 'too_long' }],
  ['a review that stands nowhere', { reviewedElsewhere: 'in the wiki' }, { reviewedElsewhere: 'no_address' }],
  ['a review that is a script', { reviewedElsewhere: 'javascript:alert(1)' }, { reviewedElsewhere: 'no_address' }],
  [
    'an address that is too long',
    { reviewedElsewhere: `https://example.com/${'x'.repeat(2000)}` },
    { reviewedElsewhere: 'too_long' },
  ],
  ['no beginning', { startedAt: '' }, { startedAt: 'required' }],
  ['a beginning in the future', { startedAt: '2026-11-22T13:01' }, { startedAt: 'in_the_future' }],
  ['an unknown zone', { zone: 'Mars' }, { zone: 'no_zone' }],
  ['detection before the beginning', { detectedAt: '2026-11-20T08:39' }, { detectedAt: { before: 'startedAt' } }],
  [
    'a resolution before its detection, mitigation left out',
    { detectedAt: '2026-11-20T10:00', resolvedAt: '2026-11-20T09:30' },
    { resolvedAt: { before: 'detectedAt' } },
  ],
  ['a service beyond 200 letters', { services: ['a', 'x'.repeat(201)] }, { services: 'too_long' }],
])('%s is named by its field', (_title, change, problems) => {
  expect(readIncident(form(change), now)).toEqual({ ok: false, problems })
})

test('an incident shown in any zone and sent again is the same incident', () => {
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata')
  const [incident] = sampleWorld(now).incidents
  if (!incident) throw new Error('the sample has incidents')
  fc.assert(
    fc.property(zones, zone => {
      const reading = readIncident(formOf({ ...incident, zone }), now)
      expect(reading).toMatchObject({ ok: true, input: { title: incident.title, startedAt: incident.startedAt } })
    }),
  )
})

test('quarters count back over the year’s end', () => {
  expect(quartersUntil('2026-02-01T00:00:00Z', 5)).toEqual(['2026-Q1', '2025-Q4', '2025-Q3', '2025-Q2', '2025-Q1'])
})

const one = (seed: number, startedAt: string) => ({
  id: incidentId(new Uint8Array(16).fill(seed)),
  title: startedAt,
  severity: 'P2' as const,
  zone: 'UTC',
  startedAt,
  version: 1,
  services: [],
  domains: [],
  failureModes: [],
  deploymentRelated: false,
  seenBefore: null,
})

test('recent incidents come from four quarters, each once, latest first', async () => {
  const asked: (string | undefined)[] = []
  const incidents = (quarter?: string) => async () => {
    asked.push(quarter)
    const items =
      quarter === '2025-Q4'
        ? [one(1, '2025-12-01T00:00:00Z')]
        : quarter && quarter !== '2026-Q1'
          ? []
          : [one(2, '2026-01-02T00:00:00Z')]
    return { items, next: null }
  }
  const found = await recentIncidents({ incidents }, '2026-02-01T00:00:00Z')
  expect(found.more).toBe(false)
  expect(found.incidents.map(each => each.startedAt)).toEqual(['2026-01-02T00:00:00Z', '2025-12-01T00:00:00Z'])
  expect(asked).toEqual([undefined, '2026-Q1', '2025-Q4', '2025-Q3', '2025-Q2'])
})

test('of thousands the latest are offered, none between them left out, and that there are more', async () => {
  const asked: (string | undefined)[] = []
  const incidents = (quarter?: string) => async () => {
    asked.push(quarter)
    return { items: [one(1, '2026-01-02T00:00:00Z')], next: quarter === '2026-Q1' ? '/api/incidents?cursor=x' : null }
  }
  const found = await recentIncidents({ incidents }, '2026-02-01T00:00:00Z')
  expect([found.more, found.incidents.length]).toEqual([true, 1])
  expect(asked).toEqual([undefined, '2026-Q1'])
})
