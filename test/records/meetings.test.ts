import { expect, test } from 'vitest'
import { agendaEdits } from '../../functions/records/meetings.ts'
import { lifted } from '../../functions/records/reading.ts'

test('edits of before their maker was kept are read as nobody’s, each under an id of its own', () => {
  const edits = [
    { op: 'rename', itemId: 'closing', title: 'A last round' },
    { op: 'retime', itemId: 'facts', minutes: 5 },
  ]
  const older = { version: 3, edits, v: 1 }
  expect(agendaEdits.schema.parse(lifted(agendaEdits, older))).toEqual({
    version: 3,
    edits: edits.map((edit, index) => ({ id: `older100${index}`, by: '', edit })),
  })
})
