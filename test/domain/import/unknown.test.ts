import { describe, expect, test } from 'vitest'
import { incidentId } from '../../../functions/domain/ids.ts'
import { importMappingSchema } from '../../../functions/domain/import/fields.ts'
import { importedIncident, mergeImported } from '../../../functions/domain/import/ledger.ts'
import { readImport } from '../../../functions/domain/import/read.ts'
import type { ImportRow } from '../../../functions/domain/import/record-cells.ts'
import { type Unknown, stillUnknown } from '../../../functions/domain/incident/known.ts'
import { incidentSchema } from '../../../functions/domain/incident/incident.ts'

const rowsOf = (text: string, mapping: object = {}): readonly ImportRow[] =>
  readImport(text, importMappingSchema.parse({ source: 'table', ...mapping })).rows
const one = (columns: string, cells: string, mapping: object = {}): ImportRow => {
  const [row] = rowsOf(`Id,Title,Severity,${columns}\nA1,Slow,P2,${cells}\n`, mapping)
  if (!row) throw new Error('no row')
  return row
}
const unknownIn = (columns: string, cells: string, mapping: object = {}): readonly Unknown[] =>
  one(columns, cells, mapping).fields.unknown ?? []

describe('what a record leaves open', () => {
  test.each(['2026-04-01', '2026/04/01', '1.4.2026'])('a day alone has no time of day: %s', written => {
    expect(unknownIn('Started at', written)).toEqual(['timeOfDay', 'zone', 'deployment'])
  })

  test('a time has one, midnight that was written too', () => {
    expect(unknownIn('Started at', '2026-04-01 00:00')).toEqual(['zone', 'deployment'])
  })

  test('an offset says when it was, and not what the team’s clocks said', () => {
    expect(unknownIn('Started at', '2026-04-01T10:00:00Z')).toContain('zone')
    expect(unknownIn('Started at', '2026-04-01T10:00:00Z', { zone: 'America/Los_Angeles' })).not.toContain('zone')
    expect(unknownIn('Started at,Zone', '2026-04-01T10:00:00Z,Europe/Paris')).not.toContain('zone')
  })

  test('no column about deployments is no “no”; a cell that says no is', () => {
    expect(unknownIn('Started at', '2026-04-01 10:00')).toContain('deployment')
    expect(unknownIn('Started at,Deployment', '2026-04-01 10:00,')).toContain('deployment')
    expect(unknownIn('Started at,Deployment', '2026-04-01 10:00,no')).not.toContain('deployment')
  })
})

const id = incidentId(new Uint8Array(16).fill(1))

describe('imported again', () => {
  const day = one('Started at', '2026-04-01')

  test('what somebody has said here stays known', () => {
    const imported = importedIncident(id, day, null)
    const said = { startedAt: '2026-04-01T07:30:00.000Z' }
    const corrected = incidentSchema.parse({ ...imported, ...said, unknown: stillUnknown(imported, said), version: 2 })
    expect(mergeImported(corrected, day)).toBe(corrected)
    const later = one('Started at,Deployment', '2026-04-01,yes')
    expect(mergeImported(corrected, later)).toMatchObject({ ...said, deploymentRelated: true, unknown: ['zone'] })
  })

  test('what the source has said since is known', () => {
    const timed = one('Started at', '2026-04-01 09:15', { zone: 'Europe/Berlin' })
    expect(mergeImported(importedIncident(id, day, null), timed)).toMatchObject({
      startedAt: '2026-04-01T07:15:00.000Z',
      unknown: ['deployment'],
    })
  })

  test('one that an older version imported learns what it left open, where nobody has changed the field', () => {
    const { unknown: _unknown, ...fields } = day.fields
    const before = importedIncident(id, { ...day, fields }, null)
    expect(before.unknown ?? null).toBeNull()
    expect(mergeImported(before, day).unknown).toEqual(['timeOfDay', 'zone', 'deployment'])
    const corrected = { ...before, startedAt: '2026-04-01T07:30:00.000Z', deploymentRelated: true }
    expect(mergeImported(corrected, day).unknown).toEqual(['zone'])
  })
})
