/** What became of the previous quarter's actions, and how actions are going in this one. */
import { ageDays, isOpen, statusAsOf } from '../action/action.ts'
import { quarterBounds, quarterOf } from '../time/calendar.ts'
import { previousQuarter } from '../time/instants.ts'
import type { SectionFigures } from './schema.ts'
import type { ActionLine } from './schema-parts.ts'
import {
  byMode,
  comparedWith,
  firstOf,
  incidentLine,
  latestFirst,
  type ReviewedAction,
  type ReviewRecords,
} from './records.ts'

type Audit = SectionFigures<'actions'>

const linesAtMost = 20
const changesAtMost = 30
const decisionsAtMost = 30

/** The age is as of the last day that counts, as everywhere in the review. Only deprioritised ones have a reason. */
const actionLine = (action: ReviewedAction, at: string): ActionLine => {
  const { id, text, owner, status, openedAt } = action
  const reason = status === 'deprioritised' ? action.reason : null
  return { id, text, owner, status, openedAt, ageDays: ageDays(action, at), reason }
}

const oldestFirst = (a: ActionLine, b: ActionLine): number =>
  a.openedAt < b.openedAt || (a.openedAt === b.openedAt && a.id < b.id) ? -1 : 1

const implicatedOf = (
  { incidents, modeNames }: ReviewRecords,
  actions: readonly ReviewedAction[],
  at: string,
): Audit['implicated']['lines'] => {
  const modes = byMode({ incidents })
  return actions
    .flatMap(action => {
      const { status, failureMode, closedAt } = action
      if (status !== 'deprioritised' || failureMode === null || closedAt === null) return []
      const since = (modes.get(failureMode) ?? []).filter(({ startedAt }) => startedAt > closedAt)
      if (since.length === 0) return []
      return [
        {
          ...actionLine(action, at),
          mode: modeNames.get(failureMode) ?? failureMode,
          incidents: since.toSorted(latestFirst).map(incidentLine).slice(0, 10),
        },
      ]
    })
    .toSorted((a, b) => b.incidents.length - a.incidents.length || oldestFirst(a, b))
}

export const actionAudit = (records: ReviewRecords): Audit => {
  const { quarter, calendar, actions, citations, figures, figuresBefore } = records
  const audited = previousQuarter(quarter)
  const at = `${figures.to}T23:59:59.999Z`
  // What becomes of them after the quarter belongs to the next review.
  const { to } = quarterBounds(quarter, calendar)
  const atEnd = actions
    .filter(({ openedAt }) => openedAt < to)
    .map(action => ({ ...action, ...statusAsOf(action, to) }))
  const last = atEnd.filter(({ openedAt }) => quarterOf(openedAt, calendar) === audited)
  const ofStatus = (status: ReviewedAction['status']): number => last.filter(one => one.status === status).length
  const changes = citations.flatMap(({ changed, ...citation }) => (changed === null ? [] : [{ ...citation, changed }]))
  const { ages: _each, ...ages } = figures.ages
  return {
    audited,
    statuses: {
      open: ofStatus('open'),
      in_progress: ofStatus('in_progress'),
      completed: ofStatus('completed'),
      deprioritised: ofStatus('deprioritised'),
    },
    unfinished: firstOf(
      last
        .filter(({ status }) => isOpen(status))
        .map(action => actionLine(action, at))
        .toSorted(oldestFirst),
      linesAtMost,
    ),
    implicated: firstOf(implicatedOf(records, atEnd, at), linesAtMost),
    closure: figures.closure,
    closureBefore: comparedWith(records)?.closure ?? figuresBefore.closure,
    systemic: figures.systemic,
    ages,
    citations: {
      count: citations.filter(citation => quarterOf(citation.at, calendar) === quarter).length,
      fourQuarters: citations.length,
      changes: firstOf(
        changes.toSorted((a, b) => (a.at < b.at || (a.at === b.at && a.url < b.url) ? 1 : -1)),
        changesAtMost,
      ),
    },
    decisions: firstOf(
      records.decisions.toSorted((a, b) =>
        a.title < b.title || (a.title === b.title && a.reviewId < b.reviewId) ? -1 : a.reviewId === b.reviewId ? 0 : 1,
      ),
      decisionsAtMost,
    ),
  }
}
