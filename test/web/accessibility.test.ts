import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'

/** The success criteria of WCAG 2.2, levels A and AA, by guideline: https://www.w3.org/TR/WCAG22/ */
const criteria: Readonly<Record<string, readonly number[]>> = {
  '1.1': [1],
  '1.2': [1, 2, 3, 4, 5],
  '1.3': [1, 2, 3, 4, 5],
  '1.4': [1, 2, 3, 4, 5, 10, 11, 12, 13],
  '2.1': [1, 2, 4],
  '2.2': [1, 2],
  '2.3': [1],
  '2.4': [1, 2, 3, 4, 5, 6, 7, 11],
  '2.5': [1, 2, 3, 4, 7, 8],
  '3.1': [1, 2],
  '3.2': [1, 2, 3, 4, 6],
  '3.3': [1, 2, 3, 4, 7, 8],
  '4.1': [2, 3],
}

test('docs/accessibility.md says of every criterion of levels A and AA what holds it', async () => {
  const page = await readFile(path.join(import.meta.dirname, '..', '..', 'docs', 'accessibility.md'), 'utf8')
  const rows = page.split('\n').filter(line => /^\| \d/.test(line))
  const named = rows.flatMap(row => {
    const [, about = '', , held = ''] = row.split('|').map(cell => cell.trim())
    expect(held).not.toBe('')
    const [from, to] = /^(\d\.\d\.\d+) to (\d\.\d\.\d+)/.exec(about)?.slice(1) ?? []
    if (from === undefined || to === undefined) return about.match(/\b\d\.\d\.\d+\b/g) ?? []
    const guideline = from.slice(0, 4)
    const [first, last] = [Number(from.slice(4)), Number(to.slice(4))]
    return Array.from({ length: last - first + 1 }, (_, index) => `${guideline}${first + index}`)
  })
  const all = Object.entries(criteria).flatMap(([guideline, numbers]) =>
    numbers.map(number => `${guideline}.${number}`),
  )
  expect(named.toSorted()).toEqual(all.toSorted())
})
