import { describe, expect, test } from 'vitest'
import { type Action, actionSchema } from '../../../functions/domain/action/action.ts'
import { readTracked, trackedBy } from '../../../functions/domain/action/tracked.ts'
import { sampleAction } from './sample.ts'

const action = (letter: string, externalId: string | null, url: string | null): Action =>
  actionSchema.parse({ ...sampleAction({ externalId, url }), id: `act_${letter.repeat(16)}` })
const elsewhere = action('b', '#13', 'https://github.example/b/y/issues/13')
const bare = action('c', '#13', null)
const there = action('d', null, 'https://github.example/a/x/issues/13')

/** Ids of the actions that each record names. */
const named = (records: object[], ...actions: Action[]): string[][] =>
  readTracked(JSON.stringify(records)).map(read =>
    'row' in read ? trackedBy(actions)(read.row).map(({ id }) => id) : [],
  )

describe('which actions a record of a tracker names', () => {
  const issue = { number: 13, url: 'https://github.example/a/x/issues/13', state: 'CLOSED' }

  test('a number alone names no action whose ticket is at another address', () => {
    expect(named([issue], elsewhere)).toEqual([[]])
    expect(named([issue], elsewhere, bare)).toEqual([[bare.id]])
    expect(named([issue], elsewhere, bare, there)).toEqual([[there.id]])
  })

  test('a record without an address names every action with its number', () => {
    expect(named([{ number: 13, state: 'CLOSED' }], elsewhere, bare)).toEqual([[elsewhere.id, bare.id]])
  })

  test.each(['html_url', 'web_url'])('the address that people open, %s, counts before that of an interface', column => {
    const api = 'https://api.github.example/repos/a/x/issues/13'
    expect(named([{ ...issue, url: api, [column]: issue.url }], elsewhere, bare, there)).toEqual([[there.id]])
  })
})

describe('a day as its tracker writes it', () => {
  const daysOf = (days: readonly string[], asked: 'dmy' | 'mdy' | null = null) =>
    readTracked(['key,due', ...days.map(day => `PAY-1,"${day}"`)].join('\n'), asked).map(one =>
      'row' in one ? one.row.dueOn : one.problem.code,
    )

  test.each([
    '2026-12-31',
    '2026-12-31T00:00:00.000+0000',
    '31/Dec/26 12:00 AM',
    'Dec 31, 2026',
    '31 décembre 2026',
    '12/31/2026',
    '31.12.2026',
    '46387',
    'Thu, 31 Dec 2026 10:00:00 +0100',
  ])('%s is that day', day => {
    expect(daysOf([day])).toStrictEqual(['2026-12-31'])
  })

  test('is asked about where day and month can be either, unless another row tells or somebody has said it', () => {
    expect(daysOf(['03/04/2027'])).toStrictEqual(['ambiguous_day'])
    expect(daysOf(['03/04/2027'], 'mdy')).toStrictEqual(['2027-03-04'])
    expect(daysOf(['03/04/2027', '31/12/2026'])).toStrictEqual(['2027-04-03', '2026-12-31'])
    expect(daysOf(['soon', '2026-02-30'])).toStrictEqual(['bad_day', 'bad_day'])
  })
})
