/** An invented incident and what invented people said about it. */
import type { AgendaFacts } from '../../../functions/domain/agenda/schema.ts'
import type { FiledObservation, Synthesis } from '../../../functions/domain/synthesis/schema.ts'

export const facts: AgendaFacts = {
  reviewId: 'rev_aaaaaaaaaaaaaaaa',
  surveyId: 'srv_aaaaaaaaaaaaaaaa',
  title: 'Card payments declined for 47 minutes',
  language: 'en',
  severity: 'P1',
  services: ['checkout', 'payment-gateway'],
  failureModes: ['connection pool exhausted'],
  startedAt: '2026-11-17T13:02:00Z',
  detectedAt: '2026-11-17T13:21:00Z',
  mitigatedAt: '2026-11-17T13:49:00Z',
  resolvedAt: '2026-11-18T09:15:00Z',
  deploymentRelated: true,
  vendor: 'Acme Payments (fictional)',
  summary: 'A release doubled the connections each worker holds; the pool ran dry while the provider answered slowly.',
  meetingAt: '2026-11-24T14:00:00Z',
  zone: 'Europe/Berlin',
  durationMinutes: 60,
  takenPart: { counted: 7, invited: 9 },
  rating: { n: 7, mean: 3.571 },
  factorTicks: [
    { factor: 'monitoring', count: 5 },
    { factor: 'vendor', count: 5 },
  ],
  earlierActions: [
    {
      title: 'Alert on pool saturation, not on errors',
      owner: 'Platform team',
      openDays: 143,
      status: 'in_progress',
      incidentTitle: 'Login slow after pool change',
    },
    {
      title: 'Limit connections per worker in the base image',
      owner: 'Platform team',
      openDays: 61,
      status: 'open',
      incidentTitle: 'Login slow after pool change',
    },
  ],
  withheld: null,
}

const said = (number: number, text: string, more: Partial<FiledObservation> = {}): FiledObservation => ({
  id: `obs_${String.fromCharCode(96 + number).repeat(16)}`,
  text,
  item: 'saw',
  purpose: 'moment',
  pseudonym: ['Quiet Heron', 'Amber Otter', 'Brisk Maple'][number % 3] ?? null,
  signedBy: null,
  flags: [],
  factor: null,
  ...more,
})

export const observations: FiledObservation[] = [
  said(1, 'The first alert came nineteen minutes after customers wrote to support.', { factor: 'monitoring' }),
  said(2, "Our dashboard showed green, it counts errors and the pool doesn't raise any.", { factor: 'monitoring' }),
  said(3, 'The alert was on time, but it went to a channel nobody has open.', { factor: 'communication' }),
  said(4, 'The release note said nothing about `max_connections` having changed.', { factor: 'deployment' }),
  said(5, 'Somebody should have checked the pool size before the release.', {
    flags: ['blame', 'hindsight'],
    factor: 'deployment',
    pseudonym: null,
  }),
  said(6, 'The provider answered in four seconds instead of 200 ms and our client waited for it.', {
    flags: ['vendor'],
    factor: 'vendor',
  }),
  said(7, 'There is no time limit on calls to the provider; the status page said all was well.', {
    flags: ['vendor'],
    factor: 'vendor',
  }),
  said(8, 'If staging had the same number of workers as production we would have seen it there.', {
    flags: ['counterfactual'],
    factor: 'testing',
    purpose: 'condition',
  }),
  said(9, 'I did not feel sure that I may roll back during the sales week.', {
    factor: 'ownership',
    pseudonym: null,
    signedBy: 'Robin Example',
  }),
  said(10, 'The rollback script in tools/rollback.sh still works, that was good luck:\n$ ./rollback.sh v41\nok'),
  said(11, 'Let us put a limit of 800 ms on every call that leaves the house.', {
    factor: 'safeguards',
    purpose: 'condition',
  }),
]

const id = (number: number): string => observations[number - 1]?.id ?? ''
const whole = (number: number): { observationId: string; text: string } => ({
  observationId: id(number),
  text: observations[number - 1]?.text ?? '',
})

export const synthesis: Synthesis = {
  themes: [
    {
      id: 'theme-1',
      title: 'our client waited for it',
      voices: 4,
      apart: 1,
      observationIds: [id(6), id(7)],
      quotes: [whole(6), whole(7)],
    },
    {
      id: 'theme-2',
      title: 'it went to a channel nobody has open',
      voices: 3,
      apart: 0,
      observationIds: [id(1), id(2), id(3)],
      quotes: [whole(1), whole(3)],
    },
    {
      id: 'theme-3',
      title: 'The release note said nothing about `max_connections`',
      voices: 2,
      apart: 0,
      observationIds: [id(4), id(5)],
      quotes: [whole(4)],
    },
  ],
  raisedOnce: [id(8), id(9), id(10), id(11)],
  furtherThemesOnly: 2,
  observations,
  care: { texts: ['I have hardly slept since that evening.'], count: 1 },
  nonAnswers: 3,
  disagreements: [{ a: whole(1), b: whole(3) }],
  conditions: [{ text: whole(8).text, observationIds: [id(8)] }],
  vendorObservationIds: [id(6), id(7)],
  proposals: [{ text: whole(11).text, observationIds: [id(11)] }],
  strengths: [id(10)],
}
