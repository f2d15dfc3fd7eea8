import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Action, actionSchema } from '../../../functions/domain/action/action.ts'
import { actionsTable } from '../../../functions/domain/action/table.ts'
import { changeOfRow, readTracked, trackedBy } from '../../../functions/domain/action/tracked.ts'
import { importMappingSchema } from '../../../functions/domain/import/fields.ts'
import { mergeImported } from '../../../functions/domain/import/ledger.ts'
import { readImport } from '../../../functions/domain/import/read.ts'
import { incidentsTable } from '../../../functions/domain/import/table.ts'
import { type Incident, incidentSchema } from '../../../functions/domain/incident/incident.ts'

const signs = [
  ...',;|"\'=+-@ \t\n\r\\#<:'.split(''),
  'a',
  'B',
  '7',
  '=1',
  '; =',
  '"x"',
  'a, b',
  '\u202e',
  '\u2028',
  '＝',
  '🙂',
  'sep=;',
  '---',
]
const hostile = fc
  .oneof(
    fc.array(fc.constantFrom(...signs), { maxLength: 10 }),
    fc.array(fc.string({ maxLength: 4 }), { maxLength: 3 }),
  )
  .map(all => all.join('').replaceAll('\uFFFD', ''))
const said = hostile.map(text => `x${text}`)
const line = fc.oneof(
  said,
  hostile.map(text => text.replaceAll(/[\p{C}\s]/gu, '') || 'y'),
)
const names = fc.array(line, { maxLength: 4 })
const minute = fc.integer({ min: 0, max: 1000 })
const at = (minutes: number): string => new Date(Date.UTC(2026, 4, 1) + minutes * 60_000).toISOString()

const incidents = fc
  .array(
    fc.record({
      title: line,
      severity: fc.constantFrom('P1', 'P2', 'P3', null),
      startedAt: minute.map(at),
      resolvedAt: fc.option(minute.map(minutes => at(minutes + 2000))),
      zone: fc.constantFrom('UTC', 'Asia/Kolkata'),
      services: names,
      domains: names,
      failureModes: names,
      deploymentRelated: fc.boolean(),
      vendor: fc.option(line),
      reviewedElsewhere: fc.option(fc.constantFrom('https://docs.example/a,b;c', 'https://docs.example/=1?q="')),
      summary: fc.option(said),
      unknown: fc.subarray(['timeOfDay', 'zone', 'deployment']),
      statusReason: fc.option(said),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map(all =>
    all.flatMap((one, index) => {
      const given = { ...one, id: `inc_${String.fromCharCode(97 + index).repeat(16)}`, version: 3 + index }
      const parsed = incidentSchema.safeParse(given)
      return parsed.success ? [parsed.data] : []
    }),
  )

test('incidents come back out of their table as they are, whatever stands in any column', () => {
  fc.assert(
    fc.property(incidents, all => {
      const { rows, problems, system } = readImport(incidentsTable(all), importMappingSchema.parse({}))
      expect([problems, rows.length]).toStrictEqual([[], all.length])
      if (all.length > 0) expect(system).toBe('murmur')
      for (const [index, row] of rows.entries()) {
        const before: Incident | undefined = all[index]
        expect(before && mergeImported(before, row)).toBe(before)
      }
    }),
    { numRuns: 1000 },
  )
})

test('more semicolons in each row than the table has columns make it no other table', () => {
  const incident = incidentSchema.parse({
    id: 'inc_aaaaaaaaaaaaaaaa',
    version: 1,
    title: `a${';'.repeat(150)}b`,
    severity: 'P1',
    startedAt: at(0),
  })
  const { rows, problems } = readImport(
    incidentsTable(Array.from({ length: 9 }, () => incident)),
    importMappingSchema.parse({}),
  )
  expect([problems, rows.map(({ fields }) => fields.title)]).toStrictEqual([[], [incident.title]])
})

const actions = fc
  .array(
    fc.record({
      text: line,
      owner: line,
      status: fc.constantFrom('open', 'in_progress', 'completed', 'deprioritised'),
      externalId: fc.option(line),
      url: fc.option(fc.constantFrom('https://tracker.example/a,b;c', 'https://tracker.example/1')),
      failureMode: fc.option(line),
      note: said,
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map(all =>
    all.map(
      ({ note, ...one }, index): Action =>
        actionSchema.parse({
          ...one,
          id: `act_${String.fromCharCode(97 + index).repeat(16)}`,
          version: 2,
          ownerEmail: 'team@example.com',
          dueOn: '2026-12-31',
          category: 'automation',
          incidentId: null,
          reviewId: null,
          counterfactualId: null,
          reason: one.status === 'deprioritised' ? note : null,
          openedAt: at(0),
          progressAt: at(1),
          closedAt: null,
          notes: [{ at: at(1), text: note }],
        }),
    ),
  )

test('actions come back out of their table as they are, whatever stands in any column', () => {
  fc.assert(
    fc.property(actions, all => {
      const read = readTracked(actionsTable(all))
      const of = trackedBy(all)
      const found = read.map(one =>
        'row' in one ? of(one.row).map(action => [action.id, changeOfRow(action, one.row)]) : one.problem,
      )
      expect(found).toStrictEqual(all.map(({ id }) => [[id, null]]))
    }),
    { numRuns: 1000 },
  )
})
