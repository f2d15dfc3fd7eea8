import { expect, test } from 'vitest'
import { agendaFileName } from '../../../functions/domain/agenda/of-review.ts'

test.each([
  ['Checkout outage: café & friends', 'agenda-checkout-outage-cafe-friends-2026-11-25.md'],
  ['../../etc/passwd"\r\nSet-Cookie: x', 'agenda-etc-passwd-set-cookie-x-2026-11-25.md'],
  ['停電', 'agenda-2026-11-25.md'],
  ['long '.repeat(60), `agenda-${'long-'.repeat(12).slice(0, -1)}-2026-11-25.md`],
])('an agenda of %j is a file that any system takes', (title, name) => {
  // Late in the evening in UTC it is the next day where the meeting is.
  expect(agendaFileName({ title, meetingAt: '2026-11-24T23:30:00.000Z', zone: 'Europe/Berlin' }, 'md')).toBe(name)
})
