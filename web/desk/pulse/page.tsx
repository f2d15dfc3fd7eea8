/** The pulse: what runs, what comes, and the plan behind it. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { api } from '../calls/calls.ts'
import { Loading, Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad, useMinuteByMinute } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import { heldCalendar, isKeeper, type Session } from '../../kit/session/session.ts'
import { browserZone } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { ByHand } from './by-hand.tsx'
import { HeldPulse } from './held.tsx'
import { formOf } from './plan.ts'
import { PlanSettings } from './plan-form.tsx'
import { Quarters } from './quarters.tsx'

const text = words.pulse

export const title = text.title

export const Page = ({ session }: { session: Session }): JSX.Element => {
  const mayChange = isKeeper(session)
  const load = useLoad('pulse', () => Promise.all([api.surveys(), api.pulsePlan(), api.people()]))
  const [news, setNews] = useState('')
  useMinuteByMinute(load.again, true)
  const [surveys, view, people] = load.value ?? []
  const pulses = surveys?.filter(({ kind }) => kind === 'pulse') ?? []
  const taken = pulses.filter(({ status }) => status !== 'cancelled').map(({ quarter }) => quarter)
  const done = (said: string): void => {
    setNews(said)
    load.again()
  }
  return (
    <div class="narrow pulse-page">
      <h1 tabIndex={-1}>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      {mayChange ? null : <p class="quiet">{words.roles.pulse}</p>}
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      {news ? (
        <Notice tone="good" live="status">
          <p>{news}</p>
        </Notice>
      ) : null}
      {view === undefined || people === undefined ? (
        load.error === undefined ? (
          <Loading rows={4} />
        ) : null
      ) : (
        <>
          {people.length === 0 ? (
            <Notice tone="warn" title={text.noRoster}>
              <p>{text.noRosterText}</p>
              <p>
                <a href={href('/roster')}>{text.toRoster}</a>
              </p>
            </Notice>
          ) : null}
          <section class="card">
            <h2>{text.held}</h2>
            {pulses.length === 0 ? <p class="quiet">{text.none}</p> : null}
            <ul class="rows">
              {pulses.map(pulse => (
                <HeldPulse key={pulse.id} pulse={pulse} mayChange={mayChange} done={done} />
              ))}
            </ul>
          </section>
          <section class="card">
            <h2>{text.plan}</h2>
            {view.plan ? (
              <>
                {view.plan.paused ? <p>{text.paused}</p> : null}
                <Quarters plan={view.plan} quarters={view.quarters} mayChange={mayChange} done={done} />
              </>
            ) : (
              <p>{text.noPlan}</p>
            )}
          </section>
          {mayChange ? (
            <>
              <PlanSettings key={JSON.stringify(formOf(view.plan))} plan={view.plan} taken={taken} done={done} />
              <section class="card">
                <h2>{text.hand.title}</h2>
                <ByHand
                  zone={view.plan?.zone ?? heldCalendar()?.zone ?? browserZone()}
                  people={people.length}
                  taken={taken}
                  done={done}
                />
              </section>
            </>
          ) : null}
        </>
      )}
    </div>
  )
}
