import { expect, test } from 'vitest'
import { seenOf } from '../../../../web/desk/incident/story.tsx'

const before = { times: 2, firstId: 'inc_aaaaaaaaaaaaaaaa', firstAt: '2026-01-05T09:00:00.000Z', recurs: true }

test.each([
  ['whose kind was seen before', ['Disk full'], before, '2 times'],
  ['that is the first of its kind', ['Disk full'], null, 'Never'],
  ['whose kind nobody has named', [], null, 'Not recorded'],
])('an incident %s says so, and what is unknown is never told as never', (_, failureModes, seenBefore, said) => {
  expect(seenOf({ failureModes, seenBefore })).toBe(said)
})
