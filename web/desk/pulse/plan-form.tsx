/** The rule by which pulses open, and who is written to afterwards. */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { ownCalendar } from '../../kit/calendar.ts'
import { quarterLabel } from '../../kit/own-quarter.ts'
import {
  mostLeaders,
  type PlannedQuarter,
  type PulsePlan,
  type PulsePlanInput,
} from '../../../functions/domain/survey/pulse-plan.ts'
import { api } from '../calls/calls.ts'
import { Moment } from '../../kit/controls/moment.tsx'
import { Form, useForm } from '../../kit/form/form.tsx'
import { Input } from '../../kit/form/input.tsx'
import { words } from '../words/en.ts'
import { formOf, inputOf, leadersIn, planFields } from './plan.ts'
import { instantNow } from '../../kit/session/clock.ts'

const text = words.pulse.form
const previewed = 4

/** The next openings by a rule that is not saved yet. The calendar comes when it is first wanted. */
const usePreview = (input: PulsePlanInput | null, taken: readonly (string | null)[]): readonly PlannedQuarter[] => {
  const [quarters, setQuarters] = useState<readonly PlannedQuarter[]>([])
  const asked = JSON.stringify([input, taken])
  useEffect(() => {
    let current = true
    const look = async (): Promise<void> => {
      const { plannedQuarters } = await import('../../../functions/domain/survey/pulse-calendar.ts')
      const now = instantNow()
      const shown = input
        ? plannedQuarters({ ...input, activeFrom: now }, [], now, previewed * 3, ownCalendar().yearStartsIn)
        : []
      const opening = shown.filter(
        ({ quarter, opensAt, state }) => opensAt > now && state !== 'skipped' && !taken.includes(quarter),
      )
      if (current) setQuarters(opening.slice(0, previewed))
    }
    look().catch(() => {})
    return () => {
      current = false
    }
  }, [asked])
  return quarters
}

interface Props {
  readonly plan: PulsePlan | null
  /** Quarters that have their pulse. */
  readonly taken: readonly (string | null)[]
  readonly done: (news: string) => void
}

export const PlanSettings = ({ plan, taken, done }: Props): JSX.Element => {
  const initial = formOf(plan)
  const form = useForm({
    fields: planFields(Number(initial.openDays)),
    // By what the form shows: skipping a quarter meanwhile leaves it alone, another's change of the rule does not.
    draft: `pulse plan ${JSON.stringify(initial)}`,
    initial,
    check: ({ leaders }) => {
      const { bad, leaders: read } = leadersIn(leaders)
      if (read.length > mostLeaders) return { leaders: text.tooManyLeaders(mostLeaders) }
      return bad.length > 0 ? { leaders: text.badLeaders(bad.join(', ')) } : {}
    },
  })
  const { value, input } = form
  const preview = usePreview(inputOf(value, plan), taken)
  return (
    <section class="card">
      <h2>{plan ? text.change : text.title}</h2>
      <Form
        form={form}
        save={text.save}
        shows={plan ? 'differences' : undefined}
        send={async values => {
          const rule = inputOf(values, plan)
          if (!rule) return
          await api.setPulsePlan(rule)
          done(words.pulse.changed)
        }}
      >
        <div class="fields">
          <Input {...input('week')} />
          <Input {...input('weekday')} />
          <Input {...input('month')} />
          <Input {...input('time')} />
          <Input {...input('openDays')} />
          <Input {...input('zone')} />
        </div>
        <Input {...input('instrument')} />
        <Input {...input('leaders')} />
        <Input {...input('paused')} />
        {preview.length > 0 && !value.paused ? (
          <>
            <h3>{text.preview}</h3>
            <ul class="preview">
              {preview.map(({ quarter, opensAt }) => (
                <li key={quarter}>
                  {quarterLabel(quarter)}: <Moment at={opensAt} zone={value.zone} />
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </Form>
    </section>
  )
}
