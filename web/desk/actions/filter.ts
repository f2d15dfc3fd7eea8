/** Which of the actions are shown, and in which order. */
import { type Action, ageDays, daysWithoutProgress, isOpen } from '../../../functions/domain/action/action.ts'

export interface Filter {
  readonly owner: string
  readonly category: string
  readonly find: string
}

export const noFilter: Filter = { owner: '', category: '', find: '' }

/** Days after which an action without progress tells of priorities. */
export const lineDays = 90

export const ownersOf = (actions: readonly Action[]): string[] =>
  [...new Set(actions.map(({ owner }) => owner))].toSorted((a, b) => a.localeCompare(b))

export const filtered = <One extends Action>(actions: readonly One[], { owner, category, find }: Filter): One[] => {
  const wanted = find.trim().toLowerCase()
  return actions.filter(
    action =>
      (owner === '' || action.owner === owner) &&
      (category === '' || action.category === category) &&
      (wanted === '' ||
        [action.text, action.owner, action.failureMode ?? '', action.externalId ?? ''].some(part =>
          part.toLowerCase().includes(wanted),
        )),
  )
}

export interface Sorted<One extends Action> {
  /** Moved within the line, the oldest first. */
  readonly moving: readonly One[]
  /** Longer without progress, the oldest first. */
  readonly waiting: readonly One[]
}

export const sortedByAge = <One extends Action>(actions: readonly One[], now: string): Sorted<One> => {
  const oldestFirst = actions.toSorted(
    (a, b) => ageDays(b, now) - ageDays(a, now) || a.openedAt.localeCompare(b.openedAt) || a.id.localeCompare(b.id),
  )
  const waits = (action: Action): boolean => isOpen(action.status) && daysWithoutProgress(action, now) > lineDays
  return { moving: oldestFirst.filter(action => !waits(action)), waiting: oldestFirst.filter(waits) }
}
