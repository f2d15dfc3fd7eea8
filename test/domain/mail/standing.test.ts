import { describe, expect, test } from 'vitest'
import type { DeliveredMail } from '../../../functions/domain/mail/delivery.ts'
import { deliveryOf } from '../../../functions/domain/mail/standing.ts'
import { invitationOf } from '../../../functions/domain/people/invitation.ts'
import { surveyId } from '../../../functions/domain/ids.ts'

const person = {
  email: 'a@c.example',
  name: '',
  group: '',
  seniority: null,
  zone: 'UTC',
  language: 'en',
  unsubscribeId: 'u',
}
const invitation = invitationOf(person, 'all', 'inv_aaaaaaaaaaaaaaaa')
const survey = {
  surveyId: surveyId(new Uint8Array(16)),
  kind: 'pre-meeting' as const,
  invited: 1,
  roster: {},
  opensAt: '2026-12-01T06:00:00.000Z',
  open: true,
}

const standsAs = (endedAt: string, returnedAt: string) => {
  const mail: DeliveredMail = {
    sk: 'invitation#1#inv_aaaaaaaaaaaaaaaa',
    kind: 'invitation',
    invitationId: invitation.invitationId,
    outcome: 'sent',
    reason: undefined,
    dueAt: endedAt,
    endedAt,
  }
  const facts = {
    invitations: [invitation],
    mails: [mail],
    withdrawn: [],
    since: [],
    stops: new Map(),
    returned: new Map([[person.email, { at: returnedAt, why: 'mailbox-full' as const }]]),
    onRoster: new Set([person.email]),
    mailKeptDays: 30,
  }
  return deliveryOf(survey, facts, '2026-12-03T06:00:00.000Z', state => state).rows[0]?.state
}

test.each([
  ['2026-12-03T05:30:28Z', '2026-12-03T05:30:28.000Z'],
  ['2026-12-03T05:30:28.000Z', '2026-12-03T05:30:28Z'],
  ['2026-12-03T05:30:28Z', '2026-12-03T05:30:28.413Z'],
])('sent at %s and back at %s, it is told as returned, however the instants were written', (sent, back) => {
  expect(standsAs(sent, back)).toBe('returned')
})

test('what came back before the last one went out says nothing about it', () => {
  expect(standsAs('2026-12-03T05:30:28Z', '2026-12-03T05:30:27.999Z')).toBe('sent')
})

describe('an invitation that is sent again', () => {
  const first: DeliveredMail = {
    sk: 'invitation#1#inv_aaaaaaaaaaaaaaaa',
    kind: 'invitation',
    invitationId: invitation.invitationId,
    outcome: 'sent',
    reason: undefined,
    dueAt: '2026-12-03T05:30:00.000Z',
    endedAt: '2026-12-03T05:30:00.000Z',
  }
  const { endedAt: _, ...waiting } = first
  const again: DeliveredMail = {
    ...waiting,
    sk: 'invitation#again-1#inv_aaaaaaaaaaaaaaaa',
    outcome: null,
    dueAt: '2026-12-03T06:00:20.000Z',
  }
  const stateWith = (...mails: DeliveredMail[]) => {
    const facts = {
      invitations: [invitation],
      mails,
      withdrawn: [],
      since: [],
      stops: new Map(),
      returned: new Map(),
      onRoster: new Set([person.email]),
      mailKeptDays: 30,
    }
    return deliveryOf(survey, facts, '2026-12-03T06:00:00.000Z', state => state).rows[0]?.state
  }

  test.each(['sent', 'rejected'] as const)(
    'is on its way until it is sent, whatever became of the first: %s',
    outcome => {
      expect(stateWith({ ...first, outcome }, again)).toBe('queued')
    },
  )

  test('and waits for its reader’s working hours where it has to', () => {
    expect(stateWith(first, { ...again, dueAt: '2026-12-03T07:00:00.000Z' })).toBe('held')
  })

  test('while a reminder that waits says nothing of an invitation that arrived', () => {
    expect(stateWith(first, { ...again, kind: 'reminder' })).toBe('sent')
  })
})
