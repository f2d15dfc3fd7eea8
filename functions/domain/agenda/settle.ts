/** What follows from the items: minutes of the parts, the theme of each observation, the matrix. */
import { type Factor, factorSchema } from '../synthesis/schema.ts'
import { quotedPiles } from './aloud.ts'
import { briefOf } from './brief.ts'
import type { Agenda, AgendaItem } from './schema.ts'

type Part = Agenda['parts'][number]
type MatrixRow = Agenda['matrix'][number]

const themeOf = (item: AgendaItem, id: string): string | null =>
  item.topics?.find(topic => topic.observationIds.includes(id))?.title ?? (item.kind === 'theme' ? item.title : null)

/** The items that hold observations, each with the titles under which its observations are read. */
export const groupsOf = (parts: readonly Part[]): { item: AgendaItem; title: string; ids: string[] }[] =>
  parts
    .flatMap(part => part.items)
    .flatMap(item => {
      if (!item.topics) return [{ item, title: item.title, ids: item.observationIds }]
      const inTopics = new Set(item.topics.flatMap(topic => topic.observationIds))
      return [
        ...item.topics.map(topic => ({ item, title: topic.title, ids: topic.observationIds })),
        { item, title: item.title, ids: item.observationIds.filter(id => !inTopics.has(id)) },
      ]
    })
    .filter(group => group.ids.length > 0)

const matrixOf = (parts: readonly Part[], appendix: Agenda['appendix']): MatrixRow[] => {
  const factorOf = new Map(appendix.map(entry => [entry.id, entry.factor]))
  return groupsOf(parts).map(({ item, title, ids }) => {
    const counts = new Map<Factor | 'not classified', number>()
    for (const id of ids) {
      const factor = factorOf.get(id) ?? 'not classified'
      counts.set(factor, (counts.get(factor) ?? 0) + 1)
    }
    return { itemId: item.id, title, factors: Object.fromEntries(counts) }
  })
}

/** The same agenda with everything that is derived from its items brought up to date; the appendix keeps its order. */
export const settle = (agenda: Agenda): Agenda => {
  const parts = agenda.parts.map(part => ({
    ...part,
    minutes: part.items.reduce((total, item) => total + item.minutes, 0),
  }))
  const themes = new Map(
    parts.flatMap(part => part.items.flatMap(item => item.observationIds.map(id => [id, themeOf(item, id)] as const))),
  )
  const appendix = agenda.appendix.map(entry => ({ ...entry, theme: themes.get(entry.id) ?? null }))
  const brief = briefOf(
    { parts, appendix, language: agenda.language, candidates: agenda.candidates },
    agenda.brief.happened,
    agenda.differing ?? [],
    new Set(agenda.reader?.titles),
  )
  const items = quotedPiles(
    parts.flatMap(part => part.items),
    appendix,
    brief,
  )
  const quoted = new Map(items.map(item => [item.id, item]))
  return {
    ...agenda,
    brief,
    parts: parts.map(part => ({ ...part, items: part.items.map(item => quoted.get(item.id) ?? item) })),
    appendix,
    matrix: matrixOf(parts, appendix),
  }
}

/** The matrix's columns: the factors that occur, in the facilitator's reading order, what is not classified last. */
export const usedFactors = (agenda: Agenda): (Factor | 'not classified')[] => {
  const all = [...factorSchema.options, 'not classified'] as const
  return all.filter(factor => agenda.matrix.some(row => (row.factors[factor] ?? 0) > 0))
}
