/** How far the counters that Prometheus scrapes are from the pages. Read only where somebody asks. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { quarterApi } from '../calls/quarter.ts'
import { quarterMetricsWords as text } from '../words/en-quarter-metrics.ts'

export const InMetrics = (): JSX.Element => {
  const [open, setOpen] = useState(false)
  return (
    <details class="more screen-only" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{text.title}</summary>
      {open ? <Waiting /> : null}
    </details>
  )
}

const Waiting = (): JSX.Element => {
  const load = useLoad('metrics waiting', quarterApi.metricsWaiting)
  if (!load.value) {
    return load.error === undefined ? <Loading rows={2} /> : <ProblemNotice error={load.error} again={load.again} />
  }
  const { waiting, unclassified } = load.value
  return (
    <>
      <p>{text.waiting(waiting)}</p>
      <p>{text.unclassified(unclassified)}</p>
    </>
  )
}
