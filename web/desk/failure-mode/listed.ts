/** The vocabulary as it is counted: each mode with the names that are merged into it. */
import { type FailureModeView, failureModes } from '../../../functions/domain/incident/failure-mode.ts'

export interface Listed extends FailureModeView {
  /** Merged into it, directly or over others; not those that are its own name once more. */
  readonly aliases: readonly FailureModeView[]
  /** Incidents under any of its names. */
  readonly total: number
}

const earliest = (one: string | null, other: string | null): string | null =>
  one === null ? other : other === null || one < other ? one : other
const latest = (one: string | null, other: string | null): string | null =>
  one === null ? other : other === null || one > other ? one : other

/** The most frequent first, then by name. */
export const listedModes = (views: readonly FailureModeView[]): Listed[] => {
  const modes = failureModes(views)
  const byMode = Map.groupBy(views, ({ key }) => modes.resolve(key))
  const listed = views.flatMap((mode): Listed[] => {
    if (modes.resolve(mode.key) !== mode.key) return []
    const all = byMode.get(mode.key) ?? []
    return [
      {
        ...mode,
        aliases: all.filter(({ key, name, incidents }) => key !== mode.key && (name !== mode.name || incidents)),
        total: all.reduce((sum, { incidents }) => sum + (incidents ?? 0), 0),
        firstAt: all.map(({ firstAt }) => firstAt).reduce(earliest, null),
        lastAt: all.map(({ lastAt }) => lastAt).reduce(latest, null),
      },
    ]
  })
  return listed.toSorted((a, b) => b.total - a.total || a.name.localeCompare(b.name, 'en'))
}
