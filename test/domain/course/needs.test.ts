import { expect, test } from 'vitest'
import { byUrgency, courseOf, type Known, needs } from '../../../functions/domain/course/needs.ts'
import { recordContentSchema } from '../../../functions/domain/review/record.ts'

const meetingAt = '2026-11-24T10:00:00.000Z'
const before = '2026-11-23T10:00:00.000Z'
const after = '2026-11-24T12:00:00.000Z'
const filed = {
  opensAt: '2026-11-20T08:00:00.000Z',
  closesAt: '2026-11-24T09:00:00.000Z',
  status: 'harvested',
  filed: { at: '2026-11-24T09:04:00.000Z' },
} as const
const known: Known = {
  review: { status: 'planned', meetingAt, durationMinutes: 60 },
  survey: filed,
  meeting: { attendees: 5, endedAt: '2026-11-24T11:00:00.000Z' },
  mailedAt: null,
  incident: { detectedAt: '2026-11-19T08:00:00.000Z', vendor: null },
  arranged: true,
  reads: true,
  record: null,
  actions: [],
  conditions: [],
  vendorSection: null,
}
const action = {
  id: 'act_aaaaaaaaaaaaaaaa' as Known['actions'][number]['id'],
  status: 'open',
  dueOn: '2026-12-31',
  ownerEmail: 'owner@example.com',
  progressAt: meetingAt,
  closedAt: null,
} as const
const rated = { generalisability: 4, cost: 2, changeable: true }
const record = (more: object) => recordContentSchema.parse(more)
const mailed = { ...known, mailedAt: after }
const told = (one: Known, now: string): string[] => courseOf(one, now).needs.map(({ what }) => what)

test.each<[string, Known, string, string[]]>([
  ['nobody asked yet', { ...known, survey: null, meeting: null }, before, ['invite']],
  [
    'nothing while answers come',
    { ...known, survey: { ...filed, status: 'open', filed: null }, meeting: null },
    before,
    [],
  ],
  [
    'somebody more to ask while too few are',
    { ...known, survey: { ...filed, status: 'scheduled', filed: null, shortBy: 1 }, meeting: null },
    before,
    ['ask-more'],
  ],
  ['an agenda nobody has looked at', { ...known, meeting: null, arranged: false }, before, ['go-through-agenda']],
  ['nothing once it was arranged', { ...known, meeting: null }, before, []],
  ['the meeting while it lasts', { ...known, meeting: null }, meetingAt, ['hold-meeting']],
  [
    'the meeting first while it lasts, whatever is overdue',
    { ...known, meeting: null, incident: { detectedAt: null, vendor: null } },
    '2026-11-24T10:01:00.000Z',
    ['hold-meeting', 'detected-at'],
  ],
  [
    'an end and a record where nobody wrote anything',
    { ...known, meeting: null },
    after,
    ['end-meeting', 'write-record'],
  ],
  ['the record of an ended meeting', known, after, ['write-record']],
  [
    'a record of which nothing was agreed is not written',
    { ...known, record: record({ factors: [{ text: 'a' }] }) },
    after,
    ['write-record'],
  ],
  ['a written record is mailed', { ...known, record: record({ understanding: 'It filled.' }) }, after, ['mail-record']],
  ['nothing once it was mailed', mailed, after, []],
  [
    'an incident without its detection',
    { ...mailed, incident: { detectedAt: null, vendor: null } },
    after,
    ['detected-at'],
  ],
  [
    'a vendor without a section',
    { ...mailed, incident: { detectedAt: after, vendor: 'Acme' } },
    after,
    ['vendor-section'],
  ],
  [
    'a vendor whose section is complete',
    { ...mailed, incident: { detectedAt: after, vendor: 'Acme' }, vendorSection: { complete: true } },
    after,
    [],
  ],
  ['conditions nobody rated', { ...mailed, conditions: [rated, { ...rated, cost: null }] }, after, ['rate-conditions']],
  ['an action under way with an owner’s address', { ...mailed, actions: [action] }, after, []],
  [
    'an action of which nobody is reminded',
    { ...mailed, actions: [{ ...action, ownerEmail: null }] },
    after,
    ['unreminded-action'],
  ],
  [
    'a late one is told once, as late',
    { ...mailed, actions: [{ ...action, ownerEmail: null }] },
    '2027-06-01T00:00:00.000Z',
    ['late-action'],
  ],
  [
    'one that stands still',
    { ...mailed, actions: [{ ...action, dueOn: '2027-12-31' }] },
    '2027-06-01T00:00:00.000Z',
    ['unmoved-action'],
  ],
  [
    'a completed one is over',
    { ...mailed, actions: [{ ...action, status: 'completed', closedAt: after }] },
    '2027-06-01T00:00:00.000Z',
    [],
  ],
])('%s', (_title, one, now, expected) => {
  expect(told(one, now)).toEqual(expected)
})

test('a cancelled review needs nothing', () => {
  const cancelled = { ...known, review: { ...known.review, status: 'cancelled' } } as const
  expect(told({ ...cancelled, incident: { detectedAt: null, vendor: 'Acme' } }, after)).toEqual([])
})

test('an incident that cannot be read asks for nothing of it', () => {
  expect(told({ ...mailed, incident: null }, after)).toEqual([])
})

test('one action is named, several are counted', () => {
  const other = { ...action, id: 'act_bbbbbbbbbbbbbbbb' as typeof action.id, dueOn: '2026-12-01' }
  const now = '2027-01-10T00:00:00.000Z'
  expect(courseOf({ ...mailed, actions: [action] }, now).needs).toEqual([
    { what: 'late-action', by: '2026-12-31T23:59:59.999Z', count: 1, actionId: action.id },
  ])
  expect(courseOf({ ...mailed, actions: [action, other] }, now).needs).toEqual([
    { what: 'late-action', by: '2026-12-01T23:59:59.999Z', count: 2, actionId: null },
  ])
})

test('what is due first stands first, what nothing hurries stands last', () => {
  const some = [
    { what: 'unreminded-action', by: null },
    { what: 'mail-record', by: '2026-12-02T00:00:00.000Z' },
    { what: 'invite', by: '2026-12-01T00:00:00.000Z' },
    { what: 'detected-at', by: '2026-12-01T00:00:00.000Z' },
  ] as const
  expect(some.toSorted(byUrgency).map(({ what }) => what)).toEqual([
    'invite',
    'detected-at',
    'mail-record',
    'unreminded-action',
  ])
  expect(new Set(needs).size).toBe(needs.length)
})
