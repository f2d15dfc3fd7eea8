/** The rule by which pulses open, and who is written to afterwards. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { pulseInstruments } from '../../../functions/domain/instrument/pulse.ts'
import { quarterTitle } from '../../../functions/domain/time/instants.ts'
import type { PlannedQuarter, PulsePlan, PulsePlanInput } from '../../../functions/domain/survey/pulse-plan.ts'
import { api } from '../calls/calls.ts'
import { focusFirstError, SelectField, TextField, ZoneField } from '../../kit/controls/field.tsx'
import { Moment } from '../../kit/controls/moment.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { useDraft } from '../../kit/load/draft.ts'
import { useTask } from '../../kit/load/load.ts'
import { isZone } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { formOf, inputOf, leadersIn, planFormSchema } from './plan.ts'

const text = words.pulse.form
const names: Readonly<Record<string, string>> = text.instruments
const dayChoices = [3, 5, 7, 10, 14, 21]

const numbered = (labels: readonly string[]) =>
  labels.map((label, index) => ({ value: String(index + 1), text: label }))

const previewed = 4

/** The next openings by a rule that is not saved yet. The calendar comes when it is first wanted. */
const usePreview = (input: PulsePlanInput | null, taken: readonly (string | null)[]): readonly PlannedQuarter[] => {
  const [quarters, setQuarters] = useState<readonly PlannedQuarter[]>([])
  const asked = JSON.stringify([input, taken])
  useEffect(() => {
    let current = true
    const look = async (): Promise<void> => {
      const { plannedQuarters } = await import('../../../functions/domain/survey/pulse-calendar.ts')
      const now = new Date().toISOString()
      const shown = input ? plannedQuarters({ ...input, activeFrom: now }, [], now, previewed * 3) : []
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
  // By what the form shows: skipping a quarter meanwhile leaves it alone, another's change of the rule does not.
  const draft = useDraft(`pulse plan ${JSON.stringify(formOf(plan))}`, planFormSchema, () => formOf(plan))
  const [tried, setTried] = useState(false)
  const task = useTask()
  const form = useRef<HTMLFormElement>(null)
  const { value, change } = draft
  const input = inputOf(value, plan)
  const preview = usePreview(input, taken)
  const { bad } = leadersIn(value.leaders)

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!input || bad.length > 0) return focusFirstError(form.current)
    task.run(async () => {
      await api.setPulsePlan(input)
      draft.clear()
      done(words.pulse.changed)
    })
  }

  return (
    <form class="card" ref={form} onSubmit={submit} noValidate>
      <h2>{plan ? text.change : text.title}</h2>
      <div class="fields">
        <SelectField
          label={text.week}
          value={value.week}
          change={week => change({ week })}
          options={numbered(text.weeks)}
        />
        <SelectField
          label={text.weekday}
          value={value.weekday}
          change={weekday => change({ weekday })}
          options={numbered(text.weekdays)}
        />
        <SelectField
          label={text.month}
          value={value.month}
          change={month => change({ month })}
          options={numbered(text.months)}
        />
        <TextField
          label={text.time}
          type="time"
          value={value.time}
          change={time => change({ time })}
          error={tried && !/^\d\d:\d\d$/.test(value.time) ? text.noTime : undefined}
        />
        <SelectField
          label={text.openDays}
          value={value.openDays}
          change={openDays => change({ openDays })}
          options={[...new Set([...dayChoices, Number(value.openDays)])]
            .toSorted((a, b) => a - b)
            .map(days => ({
              value: String(days),
              text: text.days(days),
            }))}
        />
        <ZoneField
          label={text.zone}
          value={value.zone}
          change={zone => change({ zone })}
          error={isZone(value.zone) ? undefined : words.form.noZone}
        />
      </div>
      <SelectField
        label={text.instrument}
        value={value.instrument}
        change={instrument => change({ instrument })}
        options={pulseInstruments.map(({ id }) => ({ value: id, text: names[id] ?? id }))}
      />
      <TextField
        label={text.leaders}
        optional
        rows={3}
        value={value.leaders}
        change={leaders => change({ leaders })}
        hint={text.leadersHint}
        error={tried && bad.length > 0 ? text.badLeaders(bad.join(', ')) : undefined}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={value.paused}
          onChange={event => change({ paused: event.currentTarget.checked })}
        />{' '}
        {text.paused}
      </label>
      {preview.length > 0 && !value.paused ? (
        <>
          <h3>{text.preview}</h3>
          <ul class="preview">
            {preview.map(({ quarter, opensAt }) => (
              <li key={quarter}>
                {quarterTitle(quarter)}: <Moment at={opensAt} zone={value.zone} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <ProblemNotice error={task.error} />
      <div class="actions">
        <button class="button primary" type="submit" disabled={task.busy}>
          {text.save}
        </button>
      </div>
    </form>
  )
}
