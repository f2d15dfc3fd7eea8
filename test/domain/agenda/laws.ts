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
  expect(agenda.parts.map(part => part.minutes)).toEqual(
    agenda.parts.map(part => part.items.reduce((sum, one) => sum + one.minutes, 0)),
  )
  expect(agenda.parts.filter(part => part.items.length === 0)).toEqual([])
  const expected = [...observationIds].sort()
  expect(items.flatMap(one => one.observationIds).sort()).toEqual(expected)
  expect(agenda.appendix.map(entry => entry.id).sort()).toEqual(expected)
  expect(new Set(items.map(one => one.id)).size).toBe(items.length)
  const strayed = items.filter(one => {
    const inTopics = (one.topics ?? []).flatMap(topic => topic.observationIds)
    return new Set(inTopics).size < inTopics.length || inTopics.some(id => !one.observationIds.includes(id))
  })
  expect(strayed).toEqual([])
  const counted = agenda.matrix.flatMap(row => Object.values(row.factors)).reduce((sum, count) => sum + count, 0)
  expect(counted).toBe(expected.length)
}
