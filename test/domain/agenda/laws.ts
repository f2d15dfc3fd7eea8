/** What holds for every agenda, generated or edited. */
import { expect } from 'vitest'
import { type Agenda, agendaSchema } from '../../../functions/domain/agenda/schema.ts'

export const itemsOf = (agenda: Agenda) => agenda.parts.flatMap(part => part.items)

export const item = (agenda: Agenda, id: string) => {
  const found = itemsOf(agenda).find(one => one.id === id)
  if (!found) throw new Error(`no item ${id}`)
  return found
}

export const expectWhole = (agenda: Agenda, observationIds: readonly string[]): void => {
  agendaSchema.parse(agenda)
  const items = itemsOf(agenda)
  expect(items.reduce((sum, one) => sum + one.minutes, 0)).toBe(agenda.minutes)
  for (const part of agenda.parts) {
    expect(part.items.reduce((sum, one) => sum + one.minutes, 0)).toBe(part.minutes)
    expect(part.items.length).toBeGreaterThan(0)
  }
  const expected = [...observationIds].sort()
  expect(items.flatMap(one => one.observationIds).sort()).toEqual(expected)
  expect(agenda.appendix.map(entry => entry.id).sort()).toEqual(expected)
  expect(new Set(items.map(one => one.id)).size).toBe(items.length)
  for (const one of items) {
    const inTopics = (one.topics ?? []).flatMap(topic => topic.observationIds)
    expect(new Set(inTopics).size).toBe(inTopics.length)
    for (const id of inTopics) expect(one.observationIds).toContain(id)
  }
  const counted = agenda.matrix.flatMap(row => Object.values(row.factors)).reduce((sum, count) => sum + count, 0)
  expect(counted).toBe(expected.length)
}
