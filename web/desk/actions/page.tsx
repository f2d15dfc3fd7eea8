/** All actions, by age, with the line of 90 days; and out of here into trackers. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { actionsCsv, githubIssues, jiraIssues, type Tracker } from '../../../functions/domain/action/export.ts'
import type { Action } from '../../../functions/domain/action/action.ts'
import { actionsTable } from '../../../functions/domain/action/table.ts'
import type { ActionView } from '../../../functions/domain/action/owner.ts'
import { interventionSchema } from '../../../functions/domain/condition/condition.ts'
import { quarterOf } from '../../../functions/domain/time/calendar.ts'
import { ownCalendar } from '../../kit/calendar.ts'
import { everyItem, type PagedList } from '../../kit/api/pages.ts'
import { SelectField, TextField } from '../../kit/controls/field.tsx'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { saveAs } from '../../kit/controls/files.tsx'
import { following } from '../calls/following.ts'
import { useList } from '../../kit/load/list.ts'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'
import { BulkChange, type Changed } from './bulk.tsx'
import { ActionRow } from './row.tsx'
import { TrackedImport } from './tracked.tsx'
import { type Filter, filtered, lineDays, noFilter, ownersOf, sortedByAge } from './filter.ts'
import { ActionDialog } from './form.tsx'
import { BulkUndo } from './undo.tsx'
import { instantNow } from '../../kit/session/clock.ts'

const text = words.actions

const lists: Record<'under_way' | 'completed' | 'deprioritised', PagedList<ActionView>> = {
  under_way: following.openActions,
  completed: next => following.actionsCompleted(quarterOf(instantNow(), ownCalendar()))(next),
  deprioritised: following.actionsDeprioritised,
}
/** Few have more under way; whoever does sees those first that are due first. */
const readAtOnce = 1000
type List = keyof typeof lists
const isList = (value: string): value is List => value in lists

export const title = text.title

export const Page = (): JSX.Element => {
  const [list, setList] = useState<List>('under_way')
  const [pages, setPages] = useState(1)
  const portfolio = useLoad('portfolio', following.portfolio)
  const [filter, setFilter] = useState<Filter>(noFilter)
  const [adding, setAdding] = useState(false)
  const [news, setNews] = useState('')
  const [undoable, setUndoable] = useState<readonly Changed[]>([])
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set())
  const isNarrowed = filter.owner !== '' || filter.category !== '' || filter.find.trim() !== ''
  // What is looked for may stand on the last page.
  const load = useList(list, lists[list], isNarrowed ? Infinity : pages * readAtOnce)
  const actions = load.items ?? []
  const shown = filtered(actions, filter)
  const chosen = shown.filter(({ id }) => chosenIds.has(id))
  const choose = (ids: readonly string[], isChosen: boolean): void => {
    const next = new Set(chosenIds)
    for (const id of ids)
      if (isChosen) next.add(id)
      else next.delete(id)
    setChosenIds(next)
  }
  const told = !load.more
    ? text.shown(shown.length)
    : isNarrowed
      ? text.foundSoFar(shown.length, actions.length)
      : list === 'under_way'
        ? text.dueFirst(shown.length)
        : text.closedLast(shown.length)
  const change = (patch: Partial<Filter>): void => setFilter({ ...filter, ...patch })
  return (
    <>
      <header class="page-head">
        <div>
          <h1 tabIndex={-1}>{text.title}</h1>
          <p class="lead">{text.lead}</p>
        </div>
        <div class="toolbar">
          <button type="button" class="button primary" onClick={() => setAdding(true)}>
            {text.add}
          </button>
        </div>
      </header>
      <p class="news" role="status">
        {news}
      </p>
      <section class="card filters" aria-label={text.filter.find}>
        <SelectField
          label={text.filter.status}
          value={list}
          options={[
            { value: 'under_way', text: text.filter.underWay },
            { value: 'completed', text: text.statuses.completed },
            { value: 'deprioritised', text: text.statuses.deprioritised },
          ]}
          change={value => {
            setPages(1)
            setList(isList(value) ? value : 'under_way')
          }}
        />
        <SelectField
          label={text.filter.owner}
          value={filter.owner}
          options={[{ value: '', text: text.filter.all }, ...ownersOf(actions).map(value => ({ value, text: value }))]}
          change={owner => change({ owner })}
        />
        <SelectField
          label={text.filter.kindOf}
          value={filter.category}
          options={[
            { value: '', text: text.filter.all },
            ...interventionSchema.options.map(value => ({ value, text: words.interventions[value] })),
          ]}
          change={category => change({ category })}
        />
        <TextField label={text.filter.find} type="search" value={filter.find} change={find => change({ find })} />
      </section>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      {load.items === undefined && load.error === undefined ? <Loading rows={5} /> : null}
      {load.items && shown.length === 0 && !load.busy ? (
        <section class="card teaching">
          <h2>{text.empty}</h2>
          <p>{text.emptyDetail}</p>
        </section>
      ) : null}
      <p class="visually-hidden" role="status">
        {load.items ? told : ''}
      </p>
      {shown.length > 0 ? <ActionList actions={shown} told={told} chosen={chosenIds} choose={choose} /> : null}
      {chosenIds.size > 0 ? (
        <BulkChange
          chosen={chosen}
          clear={() => setChosenIds(new Set())}
          done={(left, changed) => {
            setUndoable(before => (changed.length > 0 ? changed : before))
            setNews(text.bulk.done(chosen.length - left.length, left.length))
            setChosenIds(new Set(left.map(({ id }) => id)))
            load.again()
          }}
        />
      ) : null}
      {undoable.length > 0 ? (
        <BulkUndo
          key={undoable.map(({ after }) => `${after.id} ${after.version}`).join()}
          changed={undoable}
          done={load.again}
        />
      ) : null}
      {load.more && !isNarrowed ? (
        <p class="toolbar">
          <button type="button" class="button" aria-disabled={load.busy} onClick={() => setPages(pages + 1)}>
            {text.showMore}
          </button>
        </p>
      ) : null}
      {shown.length > 0 ? (
        <Exports
          actions={shown}
          all={load.more ? async () => filtered(await everyItem(lists[list], ({ id }) => id), filter) : null}
        />
      ) : null}
      <TrackedImport
        done={said => {
          setNews(said)
          load.again()
        }}
      />
      {adding ? (
        <ActionDialog
          conditions={portfolio.value ?? []}
          close={() => setAdding(false)}
          send={async input => {
            await following.addAction(input)
            setAdding(false)
            setNews(text.added)
            load.again()
          }}
        />
      ) : null}
    </>
  )
}

interface ListProps {
  readonly actions: readonly ActionView[]
  readonly told: string
  readonly chosen: ReadonlySet<string>
  readonly choose: (ids: readonly string[], isChosen: boolean) => void
}

const ActionList = ({ actions, told, chosen, choose }: ListProps): JSX.Element => {
  const choiceOf = ({ id }: ActionView) => ({
    isChosen: chosen.has(id),
    choose: (isChosen: boolean) => choose([id], isChosen),
  })
  const now = instantNow()
  const { moving, waiting } = sortedByAge(actions, now)
  return (
    <section aria-label={text.title}>
      <h2 class="count">{told}</h2>
      <label class="check">
        <input
          type="checkbox"
          checked={actions.every(({ id }) => chosen.has(id))}
          onChange={event =>
            choose(
              actions.map(({ id }) => id),
              event.currentTarget.checked,
            )
          }
        />
        {text.bulk.chooseAll}
      </label>
      <ul class="rows">
        {moving.map(action => (
          <ActionRow key={action.id} action={action} now={now} choice={choiceOf(action)} />
        ))}
      </ul>
      {waiting.length > 0 ? (
        <>
          <p class="age-line" role="note">
            {text.line(lineDays, waiting.length, actions.length)}
          </p>
          <ul class="rows">
            {waiting.map(action => (
              <ActionRow key={action.id} action={action} now={now} choice={choiceOf(action)} />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

const kinds = ['table csv', 'github json', 'github csv', 'jira json', 'jira csv'] as const

interface ExportsProps {
  readonly actions: readonly Action[]
  /** Where there are more than are read yet. */
  readonly all: (() => Promise<Action[]>) | null
}

const Exports = ({ actions: shown, all }: ExportsProps): JSX.Element => {
  const [project, setProject] = useState('')
  const task = useTask()
  const save = async (kind: (typeof kinds)[number]): Promise<void> => {
    const actions = all ? await all() : shown
    const [tracker, format] = kind.split(' ')
    if (tracker === 'table') return saveAs(new Blob([actionsTable(actions)], { type: 'text/csv' }), 'actions.csv')
    const to: Tracker = tracker === 'jira' ? 'jira' : 'github'
    const data = to === 'jira' ? jiraIssues(actions, location.origin, project) : githubIssues(actions, location.origin)
    const content = format === 'csv' ? actionsCsv(actions, to, location.origin) : `${JSON.stringify(data, null, 2)}\n`
    const type = format === 'csv' ? 'text/csv' : 'application/json'
    saveAs(new Blob([content], { type }), `actions-${to}.${format}`)
  }
  return (
    <section class="card exports">
      <h2>
        {text.export} <span class="quiet">({all ? text.exportAll : text.shown(shown.length)})</span>
      </h2>
      <ProblemNotice error={task.error} />
      <div class="fields">
        <TextField label={text.project} optional class="half" value={project} change={setProject} maxLength={20} />
      </div>
      <p class="toolbar">
        {kinds.map(kind => (
          <button
            key={kind}
            type="button"
            class="button small"
            aria-disabled={task.busy}
            onClick={() => task.run(() => save(kind))}
          >
            {text.exports[kind]}
          </button>
        ))}
      </p>
    </section>
  )
}
