import { describe, expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { agendaFacts, agendaFileName } from '../../../functions/domain/agenda/of-review.ts'
import { type Incident, incidentSchema } from '../../../functions/domain/incident/incident.ts'
import { agendaMarkdown } from '../../../functions/formats/agenda/markdown.ts'
import { reviewSchema } from '../../../functions/domain/review/review.ts'
import { observations, synthesis } from './fixture.ts'

test.each([
  ['Checkout outage: café & friends', 'agenda-checkout-outage-cafe-friends-2026-11-25.md'],
  ['../../etc/passwd"\r\nSet-Cookie: x', 'agenda-etc-passwd-set-cookie-x-2026-11-25.md'],
  ['停電', 'agenda-2026-11-25.md'],
  ['long '.repeat(60), `agenda-${'long-'.repeat(12).slice(0, -1)}-2026-11-25.md`],
])('an agenda of %j is a file that any system takes', (title, name) => {
  // Late in the evening in UTC it is the next day where the meeting is.
  expect(agendaFileName({ title, meetingAt: '2026-11-24T23:30:00.000Z', zone: 'Europe/Berlin' }, 'md')).toBe(name)
})

const incident = (more: Partial<Incident> = {}): Incident =>
  incidentSchema.parse({
    id: 'inc_aaaaaaaaaaaaaaaa',
    title: 'Card payments declined',
    severity: 'P1',
    services: ['checkout'],
    failureModes: [],
    startedAt: '2026-11-17T00:00:00Z',
    detectedAt: '2026-11-17T09:00:00Z',
    resolvedAt: '2026-11-18T00:00:00Z',
    deploymentRelated: false,
    unknown: ['timeOfDay', 'zone'],
    version: 1,
    ...more,
  })
const review = reviewSchema.parse({
  id: 'rev_aaaaaaaaaaaaaaaa',
  incidentId: 'inc_aaaaaaaaaaaaaaaa',
  title: 'Card payments declined',
  startedAt: '2026-11-17T00:00:00Z',
  meetingAt: '2026-11-24T14:00:00Z',
  zone: 'America/New_York',
  durationMinutes: 60,
  facilitators: [{ email: 'fay@example.com', name: 'Fay' }],
  status: 'planned',
  version: 1,
})
const agendaOf = (of: Incident) =>
  layOutAgenda(
    {
      ...synthesis,
      observations: observations.map(one => (one.id === first ? { ...one, text: 'At 14:05 it went dark.' } : one)),
    },
    { ...agendaFacts(of, review, null, 'no_survey'), withheld: null },
  )
const first = observations[0]?.id ?? ''

test('of a severity that nobody has said it says so, and nothing stands in its place', () => {
  const open = agendaOf(incident({ severity: null, services: ['checkout'], unknown: null }))
  expect(agendaMarkdown(open)).toContain('Severity not known; services: checkout')
  expect(open.brief.happened[0]).toBe('Card payments declined (checkout)')
  const bare = agendaOf(incident({ severity: null, services: [], unknown: null }))
  expect(bare.brief.happened[0]).toBe('Card payments declined')
})

describe('an incident of which the day alone is known', () => {
  test('is told with that day wherever it is read, without an hour or a span', () => {
    const agenda = agendaOf(incident())
    const text = agendaMarkdown(agenda)
    expect(agenda.brief.happened[1]).toBe('Began Tuesday 17 November 2026')
    expect(text).toContain('Started: Tuesday 17 November 2026, at an hour that is not known')
    expect(text).toContain('Detected: Tuesday 17 November 2026, 04:00')
    expect(text).toContain('Resolved: Wednesday 18 November 2026')
    expect(text).not.toMatch(/16 November|19:00|after the start|noticed after|over after/)
  })

  test('gives no day to the clock times that people wrote', () => {
    const lines = agendaOf(incident()).parts.flatMap(({ items }) => items.flatMap(item => item.lines))
    expect(lines.filter(line => line.includes('At 14:05'))).toEqual([
      expect.stringMatching(/^“At 14:05 it went dark.”/),
    ])
  })

  test('is dated in its own zone where it has one', () => {
    const told = agendaOf(incident({ startedAt: '2026-11-16T15:00:00Z', zone: 'Asia/Tokyo', unknown: ['timeOfDay'] }))
    expect(told.brief.happened[1]).toBe('Began Tuesday 17 November 2026')
  })

  test('has its hour and its spans where only its zone is unknown', () => {
    const told = agendaOf(incident({ startedAt: '2026-11-17T08:00:00Z', unknown: ['zone'] }))
    expect(told.brief.happened[1]).toMatch(/^Began Tuesday 17 November 2026, 03:00, noticed after 1 h/)
  })
})
