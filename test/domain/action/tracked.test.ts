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

test('an address with the ticket’s title behind its key is that of the ticket', () => {
  const ticket = 'https://tracker.example/acme/issue/ENG-5'
  const known = action('e', 'ENG-5', ticket)
  const other = action('f', 'ENG-5', 'https://tracker.example/other/issue/ENG-5')
  expect(named([{ identifier: 'ENG-5', url: `${ticket}/do-the-thing`, state: 'Done' }], known, other)).toEqual([
    [known.id],
  ])
})

describe('a status as its tracker says it', () => {
  const statusOf = (record: object): unknown => {
    const [read] = readTracked(JSON.stringify([{ key: 'PAY-1', ...record }]))
    return read && ('row' in read ? read.row.status : read.problem.code)
  }

  test.each([
    [{ state: { name: 'Shipped to all', type: 'completed' } }, 'completed'],
    [{ state: { name: 'Abgelegt', type: 'canceled' } }, 'deprioritised'],
    [{ fields: { status: { name: 'Bereit', statusCategory: { key: 'new' } } } }, 'open'],
    [{ fields: { status: { name: 'Prüfung', statusCategory: { key: 'indeterminate' } } } }, 'in_progress'],
    // The name says more than its class.
    [{ fields: { status: { name: 'Cancelled', statusCategory: { key: 'done' } } } }, 'deprioritised'],
    [{ status: 'Erledigt' }, 'completed'],
    [{ status: 'Terminé' }, 'completed'],
    [{ status: 'Not started' }, 'open'],
    [{ status: 'Undone' }, 'unknown_status'],
    [{ status: 'Parked', statusCategory: { key: 'who knows' } }, 'unknown_status'],
    [{ dueDate: '2026-12-31' }, undefined],
  ])('%j', (record, status) => {
    expect(statusOf(record)).toBe(status)
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
    expect(daysOf(['N/A', '-', '0000-00-00'])).toStrictEqual([undefined, undefined, undefined])
    expect(daysOf(['soon', '2026-02-30'])).toStrictEqual(['bad_day', 'bad_day'])
  })
})
