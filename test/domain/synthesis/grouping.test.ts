import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { group, join } from '../../../functions/domain/synthesis/grouping.ts'

const together = (groups: number[][], a: number, b: number): boolean => groups.some(g => g.includes(a) && g.includes(b))

test.each([
  [
    'English',
    [
      'The alert for the queue fired late',
      'Queue alerts fired far too late',
      'The certificate had no owner',
      'Nobody owned the certificate',
    ],
  ],
  [
    'German compounds',
    [
      'Die Lastverteilerkonfiguration war veraltet',
      'Die Konfiguration des Lastverteilers war alt',
      'Das Zertifikat war abgelaufen',
      'Zertifikatsablauf wurde nicht bemerkt',
    ],
  ],
  [
    'Japanese',
    [
      'アラートの通知が遅れました',
      'アラートの通知が届くのが遅かった',
      '証明書の期限が切れていました',
      '証明書の期限切れに気づかなかった',
    ],
  ],
  ['Arabic', ['وصل التنبيه متأخرا', 'التنبيه متأخر جدا', 'انتهت صلاحية الشهادة', 'الشهادة منتهية الصلاحية']],
  ['Hebrew', ['ההתראה הגיעה מאוחר', 'ההתראה מאוחר מדי', 'התעודה פגה', 'תוקף התעודה פגה']],
])('%s: what speaks of the same stands together, and apart from the rest', (_, texts) => {
  const groups = group(texts)
  expect(together(groups, 0, 1)).toBe(true)
  expect(together(groups, 2, 3)).toBe(true)
  expect(together(groups, 0, 2)).toBe(false)
})

test('exact copies stand together, whatever their case, spaces and marks', () => {
  const groups = group(['🔥🔥', 'The Queue  was full!', 'lunch', 'the queue was full', '🔥🔥'])
  expect(together(groups, 0, 4)).toBe(true)
  expect(together(groups, 1, 3)).toBe(true)
  expect(together(groups, 1, 2)).toBe(false)
})

test.each([0, 1, 2, 5, 50, 500])('%i texts: each in exactly one group', size => {
  const subjects = ['queue', 'certificate', 'runbook', 'pool', 'handover', 'canary', 'pager', 'replica']
  const says = ['was late', 'had no owner', 'was full', 'is missing', 'confused me', 'came twice', 'is old']
  const texts = Array.from(
    { length: size },
    (_, at) => `The ${subjects[at % 8] ?? ''} ${says[(at * 3) % 7] ?? ''}, seen by ${at}`,
  )
  const groups = group(texts)
  expect(groups.flat().toSorted((a, b) => a - b)).toEqual(texts.map((_, at) => at))
  if (size >= 50) expect(groups.length).toBeLessThan(size / 2)
})

test('two that share nothing are not joined, and of two that say the same one is made', () => {
  expect(group(['The queue was full', 'Lunch was late'])).toHaveLength(2)
  expect(group(['The ingest queue was full', 'The ingest queue was full again'])).toHaveLength(1)
})

test('any texts come out whole: control characters, right-to-left, long words, nothing at all', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 80 }), { maxLength: 30 }), texts => {
      expect(
        group(texts)
          .flat()
          .toSorted((a, b) => a - b),
      ).toEqual(texts.map((_, at) => at))
    }),
    { numRuns: 60 },
  )
})

test('a further text joins the group it is most like, and none when it is like none', () => {
  const texts = [
    'The alert for the queue fired late',
    'Queue alerts fired too late',
    'The certificate had no owner',
    'Nobody owned the certificate',
  ]
  expect(
    join(
      texts,
      [
        [0, 1],
        [2, 3],
      ],
      ['the certificate owner was unknown', 'the canteen'],
    ),
  ).toEqual([1, -1])
  expect(join(texts, [], ['the queue'])).toEqual([-1])
  expect(join(texts, [[0, 1]], [])).toEqual([])
})
