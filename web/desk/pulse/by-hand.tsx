/** A pulse that is not left to the plan: for a quarter that has begun and has none. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { isTooFarAhead, plus, dayMilliseconds, previousQuarter } from '../../../functions/domain/time/instants.ts'
import { quarterOf } from '../../../functions/domain/time/calendar.ts'
import { ownCalendar } from '../../kit/calendar.ts'
import { quarterLabel } from '../../kit/own-quarter.ts'
import { api } from '../calls/calls.ts'
import { SelectField, TextField } from '../../kit/controls/field.tsx'
import { Moment } from '../../kit/controls/moment.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { useTask } from '../../kit/load/load.ts'
import { instantOf, wallOf } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { instantNow } from '../../kit/session/clock.ts'

const text = words.pulse.hand
const usualDays = 10

/** The quarter that runs, by the days of the plan's zone, and the one before it, unless they have a pulse. */
export const quartersWithout = (taken: readonly (string | null)[], now: string, zone: string): string[] => {
  const current = quarterOf(now, { ...ownCalendar(), zone })
  return [current, previousQuarter(current)].filter(quarter => !taken.includes(quarter))
}

interface Props {
  readonly zone: string
  readonly people: number
  /** Quarters that have a pulse which was not cancelled. */
  readonly taken: readonly (string | null)[]
  readonly done: (news: string) => void
}

export const ByHand = ({ zone, people, taken, done }: Props): JSX.Element => {
  const now = instantNow()
  const quarters = quartersWithout(taken, now, zone)
  const [chosen, setChosen] = useState('')
  const [wall, setWall] = useState(wallOf(plus(now, usualDays * dayMilliseconds), zone))
  const [tried, setTried] = useState(false)
  const task = useTask()
  const quarter = quarters.find(each => each === chosen) ?? quarters[0]
  const closesAt = instantOf(wall, zone)
  const error = closesAt === null ? words.form.noTime : isTooFarAhead(closesAt, now) ? words.inviting.tooFarAhead : null
  if (!quarter) return <p class="quiet">{text.all}</p>
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!closesAt || error) return
    task.run(async () => {
      await api.createPulse({ kind: 'pulse', quarter, closesAt })
      done(text.made(quarterLabel(quarter)))
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <p class="quiet">{text.lead}</p>
      <div class="fields">
        <SelectField
          label={text.quarter}
          value={quarter}
          change={setChosen}
          options={quarters.map(each => ({ value: each, text: quarterLabel(each) }))}
        />
        <TextField
          label={text.closes}
          type="datetime-local"
          value={wall}
          change={setWall}
          error={tried && error ? error : undefined}
          hint={closesAt ? <Moment at={closesAt} zone={zone} /> : undefined}
        />
      </div>
      <p>{text.confirm(people)}</p>
      <ProblemNotice error={task.error} />
      <div class="actions">
        <button class="button" type="submit" aria-disabled={task.busy} disabled={people === 0}>
          {text.do}
        </button>
      </div>
    </form>
  )
}
