import { describe, expect, test } from 'vitest'
import { pulseInstruments } from '../../../functions/domain/instrument/pulse.ts'
import { instruments } from '../../../functions/domain/instrument/registry.ts'
import { words } from '../../../web/desk/words/en.ts'

const purposesOf = (wanted: string): Record<string, string> => {
  const { items = [], scores = [] } = instruments.find(({ id }) => id === wanted) ?? {}
  return Object.fromEntries(
    [...items, ...scores].map(each => {
      if (!('purpose' in each)) return [each.id, each.kind]
      return [each.id, 'apart' in each && each.apart ? `${each.purpose}, apart` : each.purpose]
    }),
  )
}

const team = {
  mistakes: 'team',
  problems: 'team',
  different: 'team',
  risk: 'team',
  help: 'team',
  efforts: 'team',
  skills: 'team',
  safety: 'psychological-safety',
}
const pulse = { 'review-safety': 'comfort', ...team, comment: 'anything, apart' }

/** What people were promised and how their answers are read: a version that was ever asked never changes. */
const pinned: Record<string, Record<string, string>> = {
  'pre-meeting-1': {
    saw: 'moment',
    sense: 'reasons',
    differently: 'condition',
    information: 'missing-information',
    surprised: 'surprise',
    harder: 'ticks',
    outside: 'vendor',
    well: 'went-well',
    hesitate: 'anything, apart',
    comfortable: 'comfort',
  },
  'pulse-1': pulse,
  'pulse-2': pulse,
  'edmondson-1': team,
  'generative-1': {
    sought: 'team',
    messengers: 'team',
    responsibilities: 'team',
    collaboration: 'team',
    failures: 'team',
    ideas: 'team',
    inquiry: 'team',
    generative: 'generative-culture',
  },
}

test('the purpose of each item is the one it was first asked with', () => {
  expect(Object.fromEntries(instruments.map(({ id }) => [id, purposesOf(id)]))).toEqual(pinned)
})

describe.each(instruments)('$id', ({ kind, items, scores = [] }) => {
  test('gives no two things the same name', () => {
    const ids = [...items, ...scores].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('asks at most once how safe it is to speak up, and at most once which factors apply', () => {
    expect(items.filter(item => item.kind === 'scale' && item.purpose === 'comfort').length).toBeLessThanOrEqual(1)
    expect(items.filter(item => item.kind === 'ticks').length).toBeLessThanOrEqual(1)
  })

  test.runIf(kind === 'pre-meeting')('rates from 1 to 5, as the agenda says and suppression counts', () => {
    for (const item of items) if (item.kind === 'scale') expect([item.min, item.max]).toEqual([1, 5])
  })

  test.runIf(kind === 'pulse')('joins no comment to an answer: each is told apart', () => {
    for (const item of items) if (item.kind === 'text') expect([item.id, item.apart]).toEqual([item.id, true])
  })
})

test('every pulse has a name for choosing it', () => {
  const named = Object.keys(words.pulse.form.instruments)
  expect(named.toSorted()).toEqual(pulseInstruments.map(({ id }) => id).toSorted())
})
