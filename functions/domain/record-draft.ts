/** What an agenda already knows of the record that its meeting will write. */
import type { Agenda } from './agenda/schema.ts'
import type { RecordContent } from './record.ts'

/** Factors as the agenda names them, and what it says of decisions; the understanding is the room's own. */
export const recordFromAgenda = (agenda: Pick<Agenda, 'parts'>): RecordContent => {
  const items = agenda.parts.flatMap(part => part.items)
  const linesOf = (kind: string): string[] => items.filter(item => item.kind === kind).flatMap(item => item.lines)
  const factors = linesOf('factors')
    .filter(line => /: (?:in \d+ statements?|ticked by \d+)/.test(line))
    .map(line => line.replace(/: (?:in|ticked) .*$/, ''))
  const decisions = linesOf('decisions').map(text => ({ text: text.slice(0, 1000), tradeOffs: '' }))
  return { understanding: '', factors: [...new Set(factors)].slice(0, 50), decisions: decisions.slice(0, 50) }
}
