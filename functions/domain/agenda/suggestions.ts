/** What might belong together, by likeness of words: offered to a facilitator one at a time, never done by itself. */
import { type Pair, pairsOf, sharedWords } from '../synthesis/likeness.ts'
import { titleOf } from '../synthesis/titles.ts'
import type { AgendaEdit } from './edit.ts'
import type { Edited } from './edits.ts'
import type { Agenda } from './schema.ts'
import { statementsOf, voicesAmong } from './standing.ts'
import { type DeskTheme, themesOf } from './themes.ts'

/** Below what joins by itself (docs/synthesis.md): it is looked at by somebody before anything is done. */
const likely = ({ cosine, rareShared }: Pair): boolean => cosine >= (rareShared >= 2 ? 0.15 : 0.3)

export interface Suggestion {
  /** The two statements that are alike: where it is declined, nothing between what they stand in is offered again. */
  readonly between: readonly [string, string]
  readonly kind: 'merge' | 'place' | 'add'
  /** What is joined with what: a theme's title, or a statement's words. */
  readonly what: string
  readonly into: string
  readonly shared: readonly string[]
  /** Of what comes of it. */
  readonly statements: number
  readonly voices: number | null
  readonly edit: AgendaEdit
}

/** Pairs of statements by their ids, strongest first. Texts do not change: they are compared once. */
export interface Alike {
  readonly a: string
  readonly b: string
}
export const alikeIn = ({ appendix }: Agenda): Alike[] =>
  pairsOf(appendix.map(({ text }) => text))
    .filter(likely)
    .toSorted((x, y) => y.cosine - x.cosine || x.a - y.a || x.b - y.b)
    .flatMap(({ a, b }) => {
      const [one, other] = [appendix[a], appendix[b]]
      return one && other ? [{ a: one.id, b: other.id }] : []
    })

type Side = { readonly theme: DeskTheme | null; readonly ids: readonly string[] }

/**
 * Those that still make sense over the agenda as it stands, at most `most`. Two statements of one writer are no theme;
 * what is hidden is in none. `newId` names what an accepted one adds.
 */
export const suggestionsOf = (
  { whole: agenda, declined, hidden }: Pick<Edited, 'whole' | 'declined' | 'hidden'>,
  alike: readonly Alike[],
  newId: string,
  most = 12,
): Suggestion[] => {
  const among = statementsOf(agenda)
  const sideOf = new Map<string, Side>(
    themesOf(agenda).flatMap(theme =>
      theme.observationIds.map(id => [id, { theme, ids: theme.observationIds }] as const),
    ),
  )
  const side = (id: string): Side => sideOf.get(id) ?? { theme: null, ids: [id] }
  const seen = new Set<string>()
  const found: Suggestion[] = []
  for (const { a, b } of alike) {
    if (found.length >= most) break
    const [one, other] = [among.get(a), among.get(b)]
    if (!one || !other || hidden.has(a) || hidden.has(b)) continue
    const [x, y] = [side(a), side(b)]
    if (x.theme !== null && x.theme.id === y.theme?.id) continue
    const key = [x.theme?.id ?? a, y.theme?.id ?? b].toSorted().join(' ')
    if (seen.has(key)) continue
    seen.add(key)
    const isDeclined = declined.some(
      ([m, n]) => (x.ids.includes(m) && y.ids.includes(n)) || (x.ids.includes(n) && y.ids.includes(m)),
    )
    if (isDeclined) continue
    const ids = [...x.ids, ...y.ids]
    const known = { between: [a, b] as const, shared: sharedWords(one.text, other.text) }
    const result = { statements: ids.length, voices: voicesAmong(ids, among) }
    if (x.theme && y.theme) {
      const [into, from] = x.ids.length >= y.ids.length ? [x.theme, y.theme] : [y.theme, x.theme]
      const edit = { op: 'merge' as const, itemId: into.id, from: from.id }
      found.push({ ...known, ...result, kind: 'merge', what: from.title, into: into.title, edit })
    } else if (x.theme || y.theme) {
      const theme = x.theme ?? y.theme
      const lone = x.theme ? other : one
      if (!theme) continue
      const edit = { op: 'place' as const, observationId: lone.id, itemId: theme.id }
      found.push({ ...known, ...result, kind: 'place', what: lone.text, into: theme.title, edit })
    } else if (one.pseudonym === null || one.pseudonym !== other.pseudonym) {
      const title = titleOf([one.text, other.text])
      const edit = { op: 'add' as const, id: newId, title, question: '', observationIds: [a, b] }
      found.push({ ...known, ...result, kind: 'add', what: one.text, into: other.text, edit })
    }
  }
  return found
}
