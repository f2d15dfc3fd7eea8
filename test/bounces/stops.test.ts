import { expect, test } from 'vitest'
import { stopsOf } from '../../functions/bounces/stops.ts'

const reported = (emailAddress: string) =>
  stopsOf(JSON.stringify({ eventType: 'Complaint', complaint: { complainedRecipients: [{ emailAddress }] } }))

test.each([
  ['whose domain is in another script', 'ivan@xn--e1afmkfd.xn--p1ai'],
  ['whose domain is in another script, with its name around it', 'Ivan <ivan@xn--e1afmkfd.xn--p1ai>'],
  ['with marks before the @', "o'neil+team_a@corp.example"],
])('an address %s is stopped as it stands on the roster', (_, address) => {
  const bare = address.replace(/^.*<|>$/g, '')
  expect(reported(address)).toEqual({ stops: [{ email: bare, reason: 'complained' }], unread: 0 })
})

test('what is no address stops nothing, and is counted as unread', () => {
  expect(reported('nobody at all')).toEqual({ stops: [], unread: 1 })
})
