/** Where an item of the plan can go, asked of the operations themselves. */
import type { AgendaEdit } from '../../../functions/domain/agenda/edit.ts'
import { applyEdits } from '../../../functions/domain/agenda/edits.ts'
import type { Agenda } from '../../../functions/domain/agenda/schema.ts'

const movable = ['Understanding', 'Alignment', 'Action'] as const

/** One place up or down; from the end of a part into the next. Null where there is no such place. */
export const step = (agenda: Agenda, itemId: string, by: 1 | -1): AgendaEdit | null => {
  const parts = movable.flatMap(name => agenda.parts.filter(part => part.name === name))
  const at = parts.findIndex(part => part.items.some(item => item.id === itemId))
  const part = parts[at]
  if (!part) return null
  const index = part.items.findIndex(item => item.id === itemId)
  const position = index + by
  if (position >= 0 && position < part.items.length) return move(part.name, itemId, position)
  const next = parts[at + by]
  return next ? move(next.name, itemId, by === 1 ? 0 : next.items.length) : null
}

const move = (name: string, itemId: string, position: number): AgendaEdit | null => {
  const part = movable.find(one => one === name)
  return part ? { op: 'move', itemId, part, position } : null
}

/** Whether the agenda as it stands takes the edit. */
export const fits = (agenda: Agenda, edit: AgendaEdit | null): edit is AgendaEdit =>
  edit !== null && applyEdits(agenda, [edit]).refused.length === 0
