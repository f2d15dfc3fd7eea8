import { expect, test } from 'vitest'
import {
  isOneMailbox,
  mailboxOf,
  onePerMailbox,
  peopleIn,
  requireDistinctMailboxes,
} from '../../../functions/domain/people/mailbox.ts'

test.each([
  ['ann@example.com', 'ANN@Example.COM'],
  ['ann@example.com', 'ann+p1@example.com'],
  ['ann+p1@corp.example', 'Ann+p2+p3@corp.example'],
  ['ann.b@gmail.com', 'annb@gmail.com'],
  ['a.n.n.b+x@googlemail.com', 'annb@gmail.com'],
])('%s and %s reach one mailbox', (one, other) => {
  expect(isOneMailbox(one, other)).toBe(true)
})

test.each([
  ['ann@example.com', 'ann@example.org'],
  ['ann.b@example.com', 'annb@example.com'],
  ['ann-p1@example.com', 'ann@example.com'],
  ['ann_b@gmail.com', 'annb@gmail.com'],
  ['+ann@example.com', '+bob@example.com'],
  ['ann@gmail.com', 'ann@gmail.com.example'],
  ['ann@mail.example.com', 'ann@example.com'],
])('%s and %s are not guessed to be one', (one, other) => {
  expect(isOneMailbox(one, other)).toBe(false)
})

test('a mailbox has one spelling, which reaches it too', () => {
  for (const address of ['a.b+c@gmail.com', 'Ann+x@example.com', '+x@example.com', 'x@googlemail.com'])
    expect(mailboxOf(mailboxOf(address))).toBe(mailboxOf(address))
})

test('of several spellings the plain one is kept, in the place of the first', () => {
  const list = [
    'me+1@example.com',
    'bo@example.com',
    'me@example.com',
    'me+2@example.com',
    'x+2@e.example',
    'x+1@e.example',
  ]
  const people = list.map(email => ({ email }))
  expect(onePerMailbox(people).map(({ email }) => email)).toStrictEqual([
    'me@example.com',
    'bo@example.com',
    'x+2@e.example',
  ])
  expect(peopleIn(list)).toBe(3)
})

test('two spellings are refused with both addresses, the same one twice is not', () => {
  const list = (...emails: string[]) => emails.map(email => ({ email }))
  expect(() => requireDistinctMailboxes(list('ann@example.com', 'ann@example.com'))).not.toThrow()
  expect(() => requireDistinctMailboxes(list('ann@example.com', 'bo@example.com', 'ann+x@example.com'))).toThrow(
    expect.objectContaining({
      code: 'one_mailbox',
      fields: { addresses: ['ann@example.com', 'ann+x@example.com'] },
    }),
  )
})
