/** The live board beside the agenda, with the way onto it. */
import { encode } from 'uqr'
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ObservationId, ReviewId } from '../../../functions/domain/ids.ts'
import type { DeskBoard, Remark } from '../../../functions/domain/review/live.ts'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useTask } from '../../kit/load/load.ts'
import { signedIn } from '../../kit/session/session.ts'
import { meetingWords } from '../words/en-meeting.ts'
import { chooseRemark, openLive, readBoard } from './calls.ts'

/** A link as a picture to scan: dark on light in every colour scheme, since not every phone reads it the other way. */
export const Code = ({ url, label }: { url: string; label: string }): JSX.Element => {
  const { data, size } = encode(url, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg class="code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

const text = meetingWords.live
const pollMilliseconds = 5000

interface Props {
  readonly id: ReviewId
  readonly url: string | null
  readonly link: (url: string) => void
}

interface Board {
  readonly value: DeskBoard | null
  readonly failed: boolean
  /** Asks at once. */
  readonly look: () => Promise<void>
}

const useBoard = (id: ReviewId): Board => {
  const [value, setValue] = useState<DeskBoard | null>(null)
  const [failed, setFailed] = useState(false)
  const tag = useRef('')
  const look = async (): Promise<void> => {
    try {
      const board = await readBoard(id, tag.current)
      if (board) {
        tag.current = board.tag
        setValue(board.value)
      }
      setFailed(false)
    } catch {
      setFailed(true)
    }
  }
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const again = async (): Promise<void> => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible' && signedIn().state === 'signed-in') await look()
      if (!over) timer = setTimeout(() => void again(), pollMilliseconds)
    }
    const now = (): void => void again()
    now()
    addEventListener('online', now)
    document.addEventListener('visibilitychange', now)
    return () => {
      over = true
      clearTimeout(timer)
      removeEventListener('online', now)
      document.removeEventListener('visibilitychange', now)
    }
  }, [id])
  return { value, failed, look }
}

export const LiveBoard = ({ id, url, link }: Props): JSX.Element => {
  const board = useBoard(id)
  const task = useTask()
  const key = useRef(crypto.randomUUID())
  const { value } = board
  const open = (): void =>
    task.run(async () => {
      link(await openLive(id, key.current))
      key.current = crypto.randomUUID()
      await board.look()
    })
  const choose = (remark: ObservationId, hidden: boolean): void =>
    task.run(async () => {
      await chooseRemark(id, remark, hidden)
      await board.look()
    })
  return (
    <section class="live card" aria-labelledby="live-title">
      <h2 id="live-title">{text.title}</h2>
      {value === null && !board.failed ? <Loading rows={2} /> : null}
      {board.failed ? <p class="hint">{text.behind}</p> : null}
      {value && value.state !== 'open' ? (
        <>
          {value.filed + value.filedHidden > 0 ? <p>{text.closed(value.filed, value.filedHidden)}</p> : null}
          <p class="quiet">{text.about}</p>
          <button class="button" type="button" aria-disabled={task.busy} onClick={open}>
            {text.open}
          </button>
        </>
      ) : null}
      {value?.state === 'open' ? <Way url={url} renew={open} busy={task.busy} /> : null}
      <ProblemNotice error={task.error} />
      {value?.state === 'open' ? <Remarks board={value} choose={choose} /> : null}
    </section>
  )
}

const Way = ({ url, renew, busy }: { url: string | null; renew: () => void; busy: boolean }): JSX.Element =>
  url ? (
    <div class="way">
      <Code url={url} label={text.code} />
      <p>
        <span class="quiet">{text.scan}</span>
        <br />
        <span class="address">{url.replace(/^https?:\/\//, '').replace(/#.*$/, '')}</span>
        <br />
        <strong class="key">{url.replace(/^.*#/, '')}</strong>
      </p>
    </div>
  ) : (
    <div>
      <p>{text.elsewhere}</p>
      <p class="quiet">{text.renewWhat}</p>
      <button class="button small" type="button" aria-disabled={busy} onClick={renew}>
        {text.renew}
      </button>
    </div>
  )

interface RemarksProps {
  readonly board: DeskBoard
  readonly choose: (remark: ObservationId, hidden: boolean) => void
}

const Remarks = ({ board, choose }: RemarksProps): JSX.Element => {
  const shown = board.remarks.filter(({ hidden }) => !hidden)
  const hidden = board.remarks.filter(one => one.hidden)
  const batches = [...Map.groupBy(shown, ({ batch }) => batch)].toReversed()
  return (
    <>
      <h3 class="visually-hidden">{text.board}</h3>
      {shown.length === 0 ? <p class="quiet">{text.empty}</p> : null}
      <ol class="batches" aria-live="polite">
        {batches.map(([batch, remarks]) => (
          <li key={batch}>
            <ul>
              {remarks.map(remark => (
                <Line key={remark.id} remark={remark} choose={choose} />
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
              <Line key={remark.id} remark={remark} choose={choose} />
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

const Line = ({ remark, choose }: { remark: Remark; choose: RemarksProps['choose'] }): JSX.Element => (
  <li class="remark">
    <span>{remark.text}</span>{' '}
    <button
      type="button"
      class="button small quiet"
      aria-label={remark.hidden ? text.backOne(remark.text) : text.hideOne(remark.text)}
      onClick={() => choose(remark.id, !remark.hidden)}
    >
      {remark.hidden ? text.back : text.hide}
    </button>
  </li>
)
