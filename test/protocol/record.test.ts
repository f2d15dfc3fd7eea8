import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordRoot, sortedRecord } from '../../functions/protocol/record.ts'

const survey = 'srv_aaaaaaaaaaaaaaaa'
const counts = { invited: 9, issued: 8, cast: 8, counted: 8 }
const hash = (...parts: (string | Uint8Array)[]): Buffer =>
  Buffer.from(parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest())

/** RFC 6962 by its other description: neighbours are joined level by level, and who has none goes up as it is. */
const level = (nodes: readonly Buffer[]): Buffer => {
  const [only] = nodes
  if (only && nodes.length === 1) return only
  const next: Buffer[] = []
  for (let at = 0; at < nodes.length; at += 2) {
    const [left, right] = [nodes[at], nodes[at + 1]]
    if (left) next.push(right ? hash(Uint8Array.of(1), left, right) : left)
  }
  return level(next)
}

const entry = fc.record({
  serial: fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytes => Buffer.from(bytes).toString('hex')),
  digest: fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytes => Buffer.from(bytes).toString('base64url')),
})
const entries = fc.uniqueArray(entry, { maxLength: 40, selector: ({ serial }) => serial })

test('the root is that of RFC 6962 over the head and the entries in the order of their serials', () => {
  fc.assert(
    fc.property(entries, list => {
      const lines = [
        `murmur/record/v1|${survey}|9|8|8|8`,
        ...sortedRecord(list).map(one => `${one.serial}|${one.digest}`),
      ]
      const root = level(lines.map(line => hash(Uint8Array.of(0), line)))
      expect(recordRoot(survey, counts, list)).toBe(root.toString('base64url'))
    }),
  )
})

test('where links were counted that were tried again or contested, the head names both; where not, it is as it was', () => {
  const more = { ...counts, tried: 3, contested: 1 }
  const root = level([hash(Uint8Array.of(0), `murmur/record/v2|${survey}|9|8|8|8|3|1`)])
  expect(recordRoot(survey, more, [])).toBe(root.toString('base64url'))
  const others = [{ ...more, tried: 2 }, { ...more, contested: 0 }, counts].map(other => recordRoot(survey, other, []))
  expect(new Set([recordRoot(survey, more, []), ...others]).size).toBe(4)
})

test('it is the same in any order, and another for any other entry, number or survey', () => {
  fc.assert(
    fc.property(entries, entry, (list, more) => {
      fc.pre(!list.some(({ serial }) => serial === more.serial))
      const root = recordRoot(survey, counts, list)
      expect(recordRoot(survey, counts, list.toReversed())).toBe(root)
      const [first, ...rest] = list
      const others = [
        recordRoot(survey, counts, [...list, more]),
        recordRoot('srv_bbbbbbbbbbbbbbbb', counts, list),
        ...Object.keys(counts).map(name => recordRoot(survey, { ...counts, [name]: 7.5 }, list)),
        ...(first
          ? [recordRoot(survey, counts, rest), recordRoot(survey, counts, [{ ...first, digest: 'x' }, ...rest])]
          : []),
      ]
      expect(new Set([root, ...others]).size).toBe(others.length + 1)
    }),
  )
})
