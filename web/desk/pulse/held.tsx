/** One pulse: how far it is, how many took part, and the end of it by hand. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { waitsToBeCancelled } from '../../../functions/domain/survey/cancelling.ts'
import { isLive } from '../../../functions/domain/survey/life.ts'
import type { ListedSurvey } from '../../../functions/domain/survey/survey.ts'
import { api } from '../calls/calls.ts'
import { ConfirmDialog } from '../../kit/controls/confirm.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { Moment } from '../../kit/controls/moment.tsx'
import { Progress } from '../home/progress.tsx'
import { useTask } from '../../kit/load/load.ts'
import { away } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { timeNow } from '../../kit/session/clock.ts'

const text = words.pulse

interface Props {
  readonly pulse: ListedSurvey
  readonly mayChange: boolean
  readonly done: (news: string) => void
}

export const HeldPulse = ({ pulse, mayChange, done }: Props): JSX.Element => {
  const [cancelling, setCancelling] = useState(false)
  const { status, opensAt, closesAt, zone, title, quarter, cancelsAt } = pulse
  const task = useTask()
  const keep = (): void =>
    task.run(async () => {
      await api.keepSurvey(pulse.id)
      done(text.kept(title))
    })
  const live = isLive(status)
  return (
    <li class="row pulse-row">
      <div class="row-main">
        <h3>{title}</h3>
        <p class="quiet">
          {status === 'scheduled' || status === 'opening' ? words.survey.opens : text.opened}{' '}
          <Moment at={opensAt} zone={zone} />
        </p>
        <p class="quiet">
          {live ? words.survey.closes : words.survey.closed} <Moment at={closesAt} zone={zone} />
          {status === 'open' ? ` · ${away(closesAt, timeNow())}` : null}
        </p>
        {cancelsAt === undefined ? null : (
          <p>
            {text.cancelsAt} <Moment at={cancelsAt} zone={zone} /> · {away(cancelsAt, timeNow())}
          </p>
        )}
        <ProblemNotice error={task.error} />
      </div>
      <div>
        {status === 'open' || status === 'closed' || status === 'harvested' ? <Progress survey={pulse} /> : null}
        {status === 'closed' ? <p class="quiet">{text.counting}</p> : null}
      </div>
      <div class="row-state">
        <p>
          <span class={`tag ${status}`}>{text.status[status]}</span>
        </p>
        {status === 'harvested' ? (
          <p class="results">
            <a href="/trends/">{text.results}</a>
            <a href={`/comments/#${quarter}`}>{text.comments}</a>
          </p>
        ) : null}
        {cancelsAt !== undefined && mayChange ? (
          <button type="button" class="button small" aria-disabled={task.busy} onClick={keep}>
            {text.stopCancelling}
          </button>
        ) : null}
        {live && mayChange && cancelsAt === undefined ? (
          <button type="button" class="link" onClick={() => setCancelling(true)}>
            {text.cancel}
          </button>
        ) : null}
      </div>
      {cancelling ? <CancelPulse pulse={pulse} done={done} close={() => setCancelling(false)} /> : null}
    </li>
  )
}

const CancelPulse = ({
  pulse,
  done,
  close,
}: Omit<Props, 'mayChange'> & { readonly close: () => void }): JSX.Element => (
  <ConfirmDialog
    title={text.cancelTitle(pulse.title)}
    consequences={[
      text.cancelWhat(pulse),
      ...(waitsToBeCancelled(pulse) ? [text.cancelWaits] : []),
      ...(pulse.status === 'open' ? [text.cancelMail(pulse.invited)] : []),
      text.cancelPlan,
    ]}
    tone="danger"
    keep={text.cancelKeep}
    confirm={text.cancelDo}
    close={close}
    work={async () => {
      const { cancelsAt } = await api.cancelSurvey(pulse.id)
      close()
      done(cancelsAt === undefined ? text.cancelled(pulse.title) : text.cancelBegun(pulse.title))
    }}
  />
)
