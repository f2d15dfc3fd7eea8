import { describe, expect, test } from 'vitest'
import { importAnswerSchema } from '../../../functions/domain/import/answer.ts'
import { cutOff } from '../../dynamodb.ts'
import { ownDatabase } from '../../own.ts'
import { learning } from '../setup.ts'

const database = ownDatabase()

describe('a large import', () => {
  const many = 300
  const day = (row: number): string => new Date(Date.UTC(2012, 0, 1, 6 * row)).toISOString()
  const file = [
    'Id,Title,Severity,Started at,Cause',
    ...Array.from({ length: many }, (_, row) => `big-${row},Row ${row},P2,${day(row)},cause ${row % 5}`),
  ].join('\n')

  test('takes each row with few calls of the table, and again with no more', async () => {
    const { client, calls } = cutOff(database.client, Infinity, 'before')
    const { call } = learning(client)
    const taken = async (key: string, at: string) => {
      const before = calls()
      const headers = { 'idempotency-key': key }
      const { json } = await call('POST /api/incidents/import', { body: file, headers, at })
      return { counts: importAnswerSchema.parse(json).taken, each: (calls() - before) / many }
    }
    const first = await taken('a-large-import-of-rows', '2026-11-20T12:00:00.000Z')
    expect(first.counts).toStrictEqual({ added: many, changed: 0, unchanged: 0 })
    expect(first.each).toBeLessThan(1.5)
    const again = await taken('a-large-import-once-more', '2026-11-21T12:00:00.000Z')
    expect(again.counts).toStrictEqual({ added: 0, changed: 0, unchanged: many })
    expect(again.each).toBeLessThan(1.5)
  })

  test('goes on with each part and comes to its end, whatever the size of a part; a part of no rows is refused', async () => {
    const { call } = learning(database.client)
    const body = file.split('\n').slice(0, 8).join('\n').replaceAll('big-', 'part-')
    const part = (query: string) =>
      call(`POST /api/incidents/import?${query}`, { body, headers: { 'idempotency-key': 'parts-of-every-size' } })
    for (const limit of [3, 7]) {
      const froms: number[] = []
      for (let from: number | null = 0; from !== null; ) {
        froms.push(from)
        const { next }: { next: number | null } = importAnswerSchema.parse(
          (await part(`from=${from}&limit=${limit}`)).json,
        )
        expect(next === null || next > from).toBe(true)
        from = next
      }
      expect(froms).toHaveLength(Math.ceil(7 / limit))
    }
    expect((await part('from=0&limit=0')).status).toBe(400)
    expect(importAnswerSchema.parse((await part('from=7')).json)).toMatchObject({ next: null })
  })
})
