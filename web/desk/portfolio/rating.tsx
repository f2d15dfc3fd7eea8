/** A condition's ratings, in a dialog: over the version that was read. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { type Counterfactual, interventionSchema } from '../../../functions/domain/condition/condition.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { SelectField, TextField } from '../../kit/controls/field.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { unreadable } from '../../kit/api/problem.ts'
import { Overtaken } from '../../kit/form/overtaken.tsx'
import { useNewest } from '../../kit/load/newest.ts'
import { following } from '../calls/following.ts'
import { useTask } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'

const text = words.portfolio

interface Props {
  readonly condition: Counterfactual
  readonly close: () => void
  readonly done: () => void
}

const grades = ['', '1', '2', '3', '4', '5'].map(value => ({ value, text: value || text.unknown }))
const gradeOf = (value: string): number | null => (value === '' ? null : Number(value))

const ratedIn = ({ text: said, generalisability, cost, changeable, intervention }: Counterfactual) => ({
  text: said,
  generalisability,
  cost,
  changeable,
  intervention,
})

const yesOrNo = (value: boolean | null): string => (value === null ? text.unknown : value ? text.yes : text.no)

const shown = (one: Counterfactual): Record<string, string> => ({
  [text.words]: one.text,
  [text.generalisability]: String(one.generalisability ?? text.unknown),
  [text.cost]: String(one.cost ?? text.unknown),
  [text.changeable]: yesOrNo(one.changeable),
  [text.intervention]: one.intervention === null ? text.unknown : words.interventions[one.intervention],
})

const readAgain = async ({ id }: Counterfactual): Promise<Counterfactual> => {
  const found = (await following.portfolio()).find(one => one.id === id)
  if (!found) throw unreadable()
  return found
}

export const RatingDialog = ({ condition, close, done }: Props): JSX.Element => {
  const [form, setForm] = useState(ratedIn(condition))
  const newest = useNewest(
    condition,
    () => readAgain(condition),
    (before, theirs) =>
      setForm(typed => ({
        text: typed.text === before.text ? theirs.text : typed.text,
        generalisability:
          typed.generalisability === before.generalisability ? theirs.generalisability : typed.generalisability,
        cost: typed.cost === before.cost ? theirs.cost : typed.cost,
        changeable: typed.changeable === before.changeable ? theirs.changeable : typed.changeable,
        intervention: typed.intervention === before.intervention ? theirs.intervention : typed.intervention,
      })),
  )
  const task = useTask()
  const change = (patch: Partial<typeof form>): void => setForm({ ...form, ...patch })
  return (
    <Dialog title={text.rateTitle} close={close} wide>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          task.run(() =>
            newest.over(async version => {
              await following.rate(condition.id, { ...form, version })
              done()
            }),
          )
        }}
      >
        <TextField
          label={text.words}
          rows={2}
          maxLength={1000}
          value={form.text}
          change={value => change({ text: value })}
        />
        <div class="fields">
          <SelectField
            label={text.generalisability}
            hint={text.generalisabilityHint}
            class="half"
            value={String(form.generalisability ?? '')}
            options={grades}
            change={value => change({ generalisability: gradeOf(value) })}
          />
          <SelectField
            label={text.cost}
            hint={text.costHint}
            class="half"
            value={String(form.cost ?? '')}
            options={grades}
            change={value => change({ cost: gradeOf(value) })}
          />
          <SelectField
            label={text.changeable}
            class="half"
            value={form.changeable === null ? '' : form.changeable ? 'yes' : 'no'}
            options={[
              { value: '', text: text.unknown },
              { value: 'yes', text: text.yes },
              { value: 'no', text: text.no },
            ]}
            change={value => change({ changeable: value === '' ? null : value === 'yes' })}
          />
          <SelectField
            label={text.intervention}
            class="half"
            value={form.intervention ?? ''}
            options={[
              { value: '', text: text.unknown },
              ...interventionSchema.options.map(value => ({ value, text: words.interventions[value] })),
            ]}
            change={value => change({ intervention: interventionSchema.safeParse(value).data ?? null })}
          />
        </div>
        <Overtaken newest={newest} shown={shown} />
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button type="button" class="button quiet" onClick={close}>
            {words.form.cancel}
          </button>
          <button type="submit" class="button primary" aria-disabled={task.busy} disabled={form.text.trim() === ''}>
            {words.form.save}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
