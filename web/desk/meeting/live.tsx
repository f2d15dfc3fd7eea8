/** What comes from the live channel, in batches; to the room it comes by a press alone. And the way onto the channel. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { ObservationId, ReviewId } from '../../../functions/domain/ids.ts'
import type { DeskBoard, Remark } from '../../../functions/domain/review/live.ts'
import { ConfirmDialog } from '../../kit/controls/confirm.tsx'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { focusFromHere } from '../../kit/load/focus.ts'
import { useTask } from '../../kit/load/load.ts'
import { meetingWords } from '../words/en-meeting.ts'
import { chooseRemark, openLive, readBoard, renewLive } from './calls.ts'
import { Code, typedParts } from './code.tsx'
import { useLooking } from './looking.ts'

const text = meetingWords.live
const boardMilliseconds = 5000

export interface Board {
  readonly value: DeskBoard | null
  readonly failed: boolean
  /** Asks at once. */
  readonly look: () => Promise<void>
}

/** `heard` is told the link, so that it is there without a connection too. */
export const useBoard = (id: ReviewId, wanted: boolean, heard: (link: string | null) => void): Board => {
  const [value, setValue] = useState<DeskBoard | null>(null)
  const [failed, setFailed] = useState(false)
  const tag = useRef('')
  const look = async (): Promise<void> => {
    try {
      const board = await readBoard(id, tag.current)
      if (board) {
        tag.current = board.tag
        setValue(board.value)
        heard(board.value.url)
      }
      setFailed(false)
    } catch {
      setFailed(true)
    }
  }
  useLooking(look, wanted, boardMilliseconds)
  return { value, failed, look }
}

interface Props {
  readonly id: ReviewId
  readonly board: Board
  /** As it was last heard. */
  readonly link: string | null
  /** Ids of what the room sees. */
  readonly shown: readonly string[]
  readonly show: (remark: ObservationId, is: boolean) => void
  readonly record: (words: string) => void
}

export const LiveBoard = (props: Props): JSX.Element => {
  const { id, board, link, shown, show } = props
  const { value } = board
  const task = useTask()
  const choosing = useTask()
  /** Pressed while another press is under way; of one remark the last counts. */
  const waiting = useRef(new Map<ObservationId, boolean>())
  /** Where the focus goes when what was pressed is gone. */
  const heading = useRef<HTMLHeadingElement>(null)
  const open = (): void =>
    task.run(async () => {
      const focus = focusFromHere()
      await openLive(id)
      await board.look()
      focus(heading.current)
    })
  const chooseWaiting = async (): Promise<void> => {
    const failures: unknown[] = []
    while (waiting.current.size > 0) {
      for (const [remark, hidden] of waiting.current) {
        waiting.current.delete(remark)
        await chooseRemark(id, remark, hidden).catch((error: unknown) => failures.push(error))
      }
      await board.look()
    }
    if (failures.length > 0) throw failures[0]
  }
  const choose = (remark: ObservationId, hidden: boolean): void => {
    // Off the room's screen first: that is where it is read.
    if (hidden && shown.includes(remark)) show(remark, false)
    waiting.current.set(remark, hidden)
    choosing.run(async () => {
      const focus = focusFromHere()
      await chooseWaiting()
      focus(heading.current)
    })
  }
  const isOpen = value ? value.state === 'open' : link !== null
  return (
    <section class="card live" aria-labelledby="live-title">
      <h2 id="live-title" tabIndex={-1} ref={heading}>
        {text.title}
      </h2>
      {value === null && !board.failed ? <Loading rows={2} /> : null}
      {board.failed ? <p class="hint">{text.behind}</p> : null}
      {value && !isOpen ? (
        <>
          {value.filed + value.filedHidden > 0 ? <p>{text.closed(value.filed, value.filedHidden)}</p> : null}
          <p class="quiet">{text.about}</p>
          <button class="button" type="button" aria-disabled={task.busy} onClick={open}>
            {text.open}
          </button>
        </>
      ) : null}
      {isOpen ? <Way id={id} url={value?.url ?? link} board={board} open={open} /> : null}
      <ProblemNotice error={task.error ?? choosing.error} />
      {value?.state === 'open' ? <Remarks {...props} value={value} choose={choose} /> : null}
    </section>
  )
}

interface WayProps {
  readonly id: ReviewId
  readonly url: string | null
  readonly board: Board
  readonly open: () => void
}

const Way = ({ id, url, board, open }: WayProps): JSX.Element => {
  const [asking, setAsking] = useState(false)
  const key = useRef(crypto.randomUUID())
  const typed = url === null ? null : typedParts(url)
  return (
    <details class="way" open={board.value?.remarks.length === 0}>
      <summary>{text.link}</summary>
      {url === null || typed === null ? (
        <button class="button small" type="button" onClick={open}>
          {text.open}
        </button>
      ) : (
        <div class="scan">
          <Code url={url} label={text.code(typed.address, typed.key)} />
          <p>
            <span class="quiet">{text.scan}</span>
            <br />
            <span class="address">{typed.address}</span>
            <br />
            <strong class="key">{typed.key}</strong>
          </p>
        </div>
      )}
      <p>
        <button class="button small quiet" type="button" onClick={() => setAsking(true)}>
          {text.renew}
        </button>
      </p>
      {asking ? (
        <ConfirmDialog
          title={text.renewTitle}
          consequences={text.renewWhat}
          tone="danger"
          keep={text.renewKeep}
          confirm={text.renew}
          close={() => setAsking(false)}
          work={async () => {
            await renewLive(id, key.current)
            key.current = crypto.randomUUID()
            await board.look()
            setAsking(false)
          }}
        />
      ) : null}
    </details>
  )
}

interface RemarksProps extends Props {
  readonly value: DeskBoard
  readonly choose: (remark: ObservationId, hidden: boolean) => void
}

const Remarks = (props: RemarksProps): JSX.Element => {
  const visible = props.value.remarks.filter(({ hidden }) => !hidden)
  const hidden = props.value.remarks.filter(one => one.hidden)
  const batches = [...Map.groupBy(visible, ({ batch }) => batch)].toReversed()
  return (
    <>
      <h3 class="visually-hidden">{text.board}</h3>
      {visible.length === 0 ? <p class="quiet">{text.empty}</p> : null}
      <ol class="batches" aria-live="polite">
        {batches.map(([batch, remarks]) => (
          <li key={batch}>
            <ul>
              {remarks.map(remark => (
                <Line key={remark.id} {...props} remark={remark} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {hidden.length > 0 ? (
        <details class="hidden-remarks">
          <summary>{text.hidden(hidden.length)}</summary>
          <ul>
            {hidden.map(remark => (
              <Line key={remark.id} {...props} remark={remark} />
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

const Line = ({ remark, shown, show, record, choose }: RemarksProps & { remark: Remark }): JSX.Element => {
  const { id, text: words, hidden } = remark
  const isShown = shown.includes(id)
  if (hidden) {
    return (
      <li class="remark">
        <blockquote>{words}</blockquote>
        <button
          type="button"
          class="button small quiet"
          aria-label={text.backOne(words)}
          onClick={() => choose(id, false)}
        >
          {text.back}
        </button>
      </li>
    )
  }
  return (
    <li class="remark">
      <blockquote>{words}</blockquote>
      <p class="actions">
        <button
          type="button"
          class="button small"
          aria-label={isShown ? text.takeOne(words) : text.showOne(words)}
          onClick={() => show(id, !isShown)}
        >
          {isShown ? text.take : text.show}
        </button>
        <button
          type="button"
          class="button small quiet"
          aria-label={text.recordOne(words)}
          onClick={() => record(words)}
        >
          {text.record}
        </button>
        <button
          type="button"
          class="button small quiet"
          aria-label={text.hideOne(words)}
          onClick={() => choose(id, true)}
        >
          {text.hide}
        </button>
      </p>
    </li>
  )
}
