/** Incidents of another system: looked at first, then taken part by part. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ImportAnswer } from '../../../functions/domain/import/answer.ts'
import { api } from '../calls/calls.ts'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useTask } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import { browserZone } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { importWords } from '../words/en-import.ts'
import { ChangesTable, HeldUp } from './changes.tsx'
import { Chosen } from './chosen.tsx'
import { Mapping } from './mapping.tsx'
import {
  type Choice,
  insistently,
  lookQuery,
  notBegun,
  type Progress,
  sumOf,
  takeAll,
  takeQuery,
  wait,
} from './steps.ts'
import { LeftOut, Levelled, MarksTable, PassedOver, PreviewTable, ProblemTable } from './tables.tsx'
import { EarlierImports, UndoImport } from './undo.tsx'

const text = importWords.import

const freshChoice = (): Choice => ({
  columns: {},
  zone: '',
  severity: '',
  source: '',
  severities: {},
  none: null,
  held: {},
  list: '',
  dateOrder: '',
  anyTime: false,
  months: {},
})

/** One press of the button, gone on with where it stopped: all of its requests carry its key. */
interface Run {
  readonly key: string
  readonly onlyGood: boolean
  readonly progress: Progress
  /** The last part has got no answer yet, and is sent again. */
  readonly waiting: boolean
}

export const title = text.title

export const Page = (): JSX.Element => {
  const [content, setContent] = useState('')
  const [choice, setChoice] = useState<Choice>(freshChoice)
  const [answer, setAnswer] = useState<ImportAnswer | null>(null)
  const [run, setRun] = useState<Run | null>(null)
  const asked = useRef(0)
  const ahead = useRef<(() => Promise<ImportAnswer>) | null>(null)
  const task = useTask()
  const taking = run !== null && task.busy
  const done = run !== null && run.progress.next === null

  useEffect(() => {
    if (!taking) return undefined
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [taking])

  /** What is chosen while the file is being looked at is looked at next: what stands on the page is what is taken. */
  const look = (given: string, chosen: Choice): void => {
    asked.current += 1
    ahead.current = () => api.importIncidents(given, lookQuery(chosen))
    task.run(async () => {
      setRun(null)
      for (let read = ahead.current; read; read = ahead.current) {
        ahead.current = null
        const mine = asked.current
        const found = await read().catch((error: unknown) => {
          if (!ahead.current) throw error
          return null
        })
        if (asked.current === mine) setAnswer(found)
      }
    })
  }
  const change = (next: string, whole: boolean): void => {
    asked.current += 1
    ahead.current = null
    setContent(next)
    setAnswer(null)
    setRun(null)
    // What was said of another file's columns means nothing here.
    const fresh = { ...freshChoice(), zone: choice.zone }
    setChoice(fresh)
    task.reset()
    if (whole) look(next, fresh)
  }
  const choose = (patch: Partial<Choice>): void => {
    const next = { ...choice, ...patch }
    setChoice(next)
    look(content, next)
  }
  const take = (begun: Run): void =>
    task.run(async () => {
      setRun(begun)
      const send = (from: number) =>
        insistently(
          () => api.importIncidents(content, takeQuery(choice, begun.onlyGood, from), begun.key),
          milliseconds => {
            setRun(before => before && { ...before, waiting: true })
            return wait(milliseconds)
          },
        )
      await takeAll(begun.progress, send, progress => setRun({ ...begun, progress, waiting: false }))
    })
  const begin = (onlyGood: boolean): void =>
    take({ key: crypto.randomUUID(), onlyGood, progress: notBegun, waiting: false })

  return (
    <div class="stack">
      <p class="crumb">
        <a href={href('/incidents')}>{words.incident.listTitle}</a>
      </p>
      <h1 tabIndex={-1}>{text.title}</h1>
      <p class="quiet">{text.lead}</p>
      <Chosen
        content={content}
        busy={task.busy}
        looking={task.busy && !answer}
        change={change}
        look={() => look(content, choice)}
      />
      {answer && !run ? (
        <Looked answer={answer} choice={choice} choose={choose} busy={task.busy} begin={begin} />
      ) : null}
      {answer && run && !done ? (
        <Under run={run} all={answer.rows + answer.marked} busy={task.busy} goOn={() => take(run)} />
      ) : null}
      <ProblemNotice error={task.error} />
      {run && done ? <Done run={run} marked={answer?.marked ?? 0} /> : null}
      <EarlierImports state={done ? 'after' : 'before'} except={run?.progress.importId ?? null} />
    </div>
  )
}

interface LookedProps {
  readonly answer: ImportAnswer
  readonly choice: Choice
  readonly choose: (patch: Partial<Choice>) => void
  readonly busy: boolean
  readonly begin: (onlyGood: boolean) => void
}

/** What only whoever imports can say: whose clocks, and which system. */
const Asked = ({ answer, choice, choose, busy }: LookedProps): JSX.Element => {
  const zone = browserZone()
  return (
    <>
      {choice.zone === '' && !answer.mapping.zone && answer.rows > 0 ? (
        <Notice tone="warn" title={text.askZone}>
          <p>{text.askZoneDetail}</p>
          <p>
            <button type="button" class="button" aria-disabled={busy} onClick={() => choose({ zone })}>
              {text.useZone(zone)}
            </button>
          </p>
        </Notice>
      ) : null}
      {answer.more ? (
        <Notice tone="warn" title={text.more}>
          <p>{text.moreDetail(answer.recordCount, answer.more.total)}</p>
        </Notice>
      ) : null}
      {answer.system === 'table' && answer.mapping.id && !choice.source ? (
        <Notice tone="warn" title={text.askSource}>
          <p>{text.askSourceDetail}</p>
        </Notice>
      ) : null}
    </>
  )
}

const Looked = (props: LookedProps): JSX.Element => {
  const { answer, choice, choose, busy, begin } = props
  const zone = choice.zone || 'UTC'
  const { ahead } = answer
  const rows = ahead ? ahead.added + ahead.changed + ahead.unchanged : answer.rows
  return (
    <>
      <Asked {...props} />
      <Mapping answer={answer} choice={choice} choose={choose} />
      {answer.problemCount > 0 ? <ProblemTable answer={answer} /> : null}
      {answer.passedOver > 0 ? <PassedOver answer={answer} /> : null}
      {answer.leftOutCount > 0 ? <LeftOut answer={answer} /> : null}
      {answer.levelledCount > 0 ? <Levelled answer={answer} /> : null}
      {answer.marked > 0 ? <MarksTable answer={answer} /> : null}
      {answer.withoutSeverity > 0 ? (
        <p class="quiet">{text.withoutSeverity(answer.withoutSeverity, answer.rows)}</p>
      ) : null}
      {answer.repeats > 0 ? <p class="quiet">{text.repeats(answer.repeats)}</p> : null}
      {answer.heldCount > 0 ? (
        <HeldUp
          answer={answer}
          zone={zone}
          busy={busy}
          say={(id, what) => choose({ held: { ...choice.held, [id]: what } })}
        />
      ) : null}
      {ahead && answer.rows > 0 ? (
        <p>{text.ahead(ahead.added, ahead.changed, ahead.unchanged, answer.heldCount)}</p>
      ) : null}
      {answer.changeCount > 0 ? <ChangesTable answer={answer} zone={zone} /> : null}
      {answer.rows > 0 ? <PreviewTable answer={answer} zone={zone} /> : null}
      {rows + answer.marked === 0 ? <p>{text.nothing}</p> : null}
      {rows + answer.marked > 0 ? (
        <div class="actions" role="group" aria-label={words.form.proceed}>
          {answer.problemCount === 0 ? (
            <button type="button" class="button primary" aria-disabled={busy} onClick={() => begin(false)}>
              {rows > 0 ? text.takeAll(rows) : text.markAll(answer.marked)}
            </button>
          ) : (
            <button type="button" class="button" aria-disabled={busy} onClick={() => begin(true)}>
              {rows > 0 ? text.takeGood(rows) : text.markAll(answer.marked)}
            </button>
          )}
        </div>
      ) : null}
    </>
  )
}

interface UnderProps {
  readonly run: Run
  readonly all: number
  readonly busy: boolean
  readonly goOn: () => void
}

const Under = ({ run, all, busy, goOn }: UnderProps): JSX.Element => {
  const sum = sumOf(run.progress.counts)
  return (
    <section class="card">
      <div role="status">
        <progress value={sum} max={all} aria-label={text.progress(sum, all)} />
        <p>{busy || sum === 0 ? text.progress(sum, all) : text.cut(sum, all)}</p>
        {busy && run.waiting ? <p class="quiet">{text.waiting}</p> : null}
      </div>
      {busy ? null : (
        <div class="actions">
          <button type="button" class="button primary" onClick={goOn}>
            {text.goOn}
          </button>
        </div>
      )}
    </section>
  )
}

/** `marked`: how many the preview said would be marked. */
const Done = ({ run, marked }: { run: Run; marked: number }): JSX.Element => {
  const { counts, importId } = run.progress
  return (
    <>
      <Notice tone="good" title={text.done(counts.added, counts.changed, counts.unchanged)} live="status">
        <p>{text.again}</p>
        <p>
          <a href={href('/incidents')}>{text.toList}</a>
        </p>
      </Notice>
      {importId && counts.added + counts.changed + marked > 0 ? <UndoImport id={importId} /> : null}
    </>
  )
}
