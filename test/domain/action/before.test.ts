import { describe, expect, test } from 'vitest'
import { agreedBefore } from '../../../functions/domain/action/before.ts'

const earlier = [
  { text: 'Restore a backup every week by a job that pages when it fails' },
  { text: 'Show the host in red in every prompt of a production database' },
  { text: 'Write the runbook for the payment provider' },
]

describe('whether an action was agreed before', () => {
  test.each([
    ['Restore a backup every week, by itself', 0],
    ['The production host’s name in red in each prompt', 1],
    ['Write the runbook for the payment provider', 2],
  ])('%j resembles the earlier one', (text, index) => {
    expect(agreedBefore(text, earlier)).toBe(earlier[index])
  })

  test.each(['', 'Restore', 'Rotate certificates by a job', 'We should do this every week and all agree on it'])(
    '%j resembles none',
    text => {
      expect(agreedBefore(text, earlier)).toBeNull()
    },
  )

  test('without earlier ones none is found', () => {
    expect(agreedBefore('Restore a backup every week', [])).toBeNull()
  })
})
