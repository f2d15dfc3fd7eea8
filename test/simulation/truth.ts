/** The truth about a quarter, from the known answers only: groups, who answered what, scores. */
import type { Answer } from '../../functions/domain/ballot/ballot.ts'
import type { Quarter } from './organisation.ts'

export interface Values {
  readonly invited: number
  readonly values: readonly number[]
}

export interface Truth {
  readonly quarter: string
  readonly instrument: string
  readonly invited: number
  readonly ballots: number
  /** By label: the number invited under it; empty if there is no breakdown. */
  readonly groups: ReadonlyMap<string, { readonly invited: number; readonly ballots: number }>
  readonly figures: ReadonlyMap<string, { readonly whole: Values; readonly groups: ReadonlyMap<string, Values> }>
  readonly comments: readonly string[]
}

/** Teams of eight and more keep their names; the rest is "Other", joined by the smallest others until it has eight. */
const labelsOf = (sizes: ReadonlyMap<string, number>): Map<string, string> => {
  const bySize = [...sizes].toSorted(([a, n], [b, m]) => n - m || (a < b ? -1 : 1))
  let pooled = 0
  const labels = new Map<string, string>()
  for (const [team, size] of bySize) {
    const joins = size < 8 || (pooled > 0 && pooled < 8)
    if (joins) pooled += size
    labels.set(team, joins ? 'Other' : team)
  }
  return new Set(labels.values()).size < 2 ? new Map() : labels
}

const scoreOf = (rated: ReadonlyMap<string, number>, items: readonly string[], least: number): number | null => {
  const own = items.flatMap(item => rated.get(item) ?? [])
  return own.length < least ? null : own.reduce((a, b) => a + b, 0) / own.length
}

const ratedOf = ({ instrument }: Quarter, answers: Readonly<Record<string, Answer>>): Map<string, number> => {
  const rated = new Map<string, number>()
  for (const item of instrument.items) {
    const answer = answers[item.id]
    if (item.kind !== 'scale' || typeof answer !== 'number' || answer < item.min || answer > item.max) continue
    rated.set(item.id, item.reversed ? item.max + item.min - answer : answer)
  }
  for (const { id, items, minAnswered } of instrument.scores ?? []) {
    const score = scoreOf(rated, items, minAnswered)
    if (score !== null) rated.set(id, score)
  }
  return rated
}

export const truthOf = (quarter: Quarter): Truth => {
  const sizes = new Map<string, number>()
  for (const { group } of quarter.members) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const labels = labelsOf(sizes)
  const people = quarter.members.map(({ email, group }) => {
    const counted = quarter.cast.get(email)?.at(-1) ?? null
    return { label: labels.get(group) ?? null, counted, rated: counted ? ratedOf(quarter, counted) : null }
  })
  const of = (label: string) => people.filter(person => person.label === label)
  const names = [...new Set(labels.values())]
  const valuesOf = (some: typeof people, figure: string): Values => ({
    invited: some.length,
    values: some.flatMap(({ rated }) => rated?.get(figure) ?? []),
  })
  const { items, scores = [] } = quarter.instrument
  const figures = [...items.filter(({ kind }) => kind === 'scale'), ...scores].map(({ id }) => id)
  return {
    quarter: quarter.quarter,
    instrument: quarter.instrument.id,
    invited: people.length,
    ballots: people.filter(({ counted }) => counted).length,
    groups: new Map(
      names.map(label => [
        label,
        { invited: of(label).length, ballots: of(label).filter(({ counted }) => counted).length },
      ]),
    ),
    figures: new Map(
      figures.map(id => [
        id,
        { whole: valuesOf(people, id), groups: new Map(names.map(label => [label, valuesOf(of(label), id)])) },
      ]),
    ),
    comments: people.flatMap(({ counted }) => {
      const comment = counted?.['comment']
      return typeof comment === 'object' && 'text' in comment && comment.choice === 'verbatim' ? [comment.text] : []
    }),
  }
}
