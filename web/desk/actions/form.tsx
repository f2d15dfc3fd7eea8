/** Agreeing on an action: for a review, for an incident, for a condition, or for nothing but itself. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { asksOfPeople, systemQuestions } from '../../../functions/domain/action/lens.ts'
import { isDay } from '../../../functions/domain/action/action.ts'
import {
  type Counterfactual,
  type Intervention,
  interventionSchema,
} from '../../../functions/domain/condition/condition.ts'
import type { CounterfactualId } from '../../../functions/domain/ids.ts'
import { emailSchema } from '../../../functions/domain/people/person.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { Field, focusFirstError, SelectField, TextField } from '../../kit/controls/field.tsx'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import type { ActionRequest } from '../calls/following.ts'
import { useTask } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'

const text = words.actions

export interface ActionForm {
  readonly text: string
  readonly owner: string
  readonly ownerEmail: string
  readonly dueOn: string
  readonly category: Intervention
  readonly counterfactualId: string
}

type Problems = Partial<Record<keyof ActionForm, string>>

export const emptyAction: ActionForm = {
  text: '',
  owner: '',
  ownerEmail: '',
  dueOn: '',
  category: 'automation',
  counterfactualId: '',
}

export const problemsOf = (form: ActionForm, today: string): Problems => ({
  ...(form.text.trim() ? {} : { text: words.form.required }),
  ...(form.owner.trim() ? {} : { owner: text.ownerMissing }),
  ...(form.ownerEmail.trim() === '' || emailSchema.safeParse(form.ownerEmail).success
    ? {}
    : { ownerEmail: text.badEmail }),
  ...(isDay(form.dueOn) && form.dueOn >= today ? {} : { dueOn: text.badDay }),
})

/** A question beside the words, never in their way. */
export const SystemQuestion = ({ of }: { of: string }): JSX.Element | null => {
  const kind = asksOfPeople(of)
  return kind === null ? null : (
    <Notice tone="info" live="status">
      <p>
        {text.question} <strong>{systemQuestions[kind]}</strong>
      </p>
    </Notice>
  )
}

interface FieldsProps {
  readonly form: ActionForm
  readonly change: (patch: Partial<ActionForm>) => void
  readonly problems: Problems
  readonly conditions: readonly Pick<Counterfactual, 'id' | 'text'>[]
}

export const ActionFields = ({ form, change, problems, conditions }: FieldsProps): JSX.Element => (
  <>
    <TextField
      label={text.text}
      hint={text.textHint}
      rows={3}
      maxLength={1000}
      value={form.text}
      error={problems.text}
      change={value => change({ text: value })}
    />
    <SystemQuestion of={form.text} />
    <TextField
      label={text.owner}
      hint={text.ownerHint}
      maxLength={200}
      value={form.owner}
      error={problems.owner}
      change={owner => change({ owner })}
    />
    <div class="fields">
      <Field label={text.dueOn} error={problems.dueOn} class="half">
        {wiring => (
          <input
            {...wiring}
            type="date"
            value={form.dueOn}
            onInput={event => change({ dueOn: event.currentTarget.value })}
          />
        )}
      </Field>
      <SelectField
        label={text.category}
        class="half"
        value={form.category}
        options={interventionSchema.options.map(value => ({ value, text: words.interventions[value] }))}
        change={value => change({ category: interventionSchema.parse(value) })}
      />
    </div>
    <TextField
      label={text.ownerEmail}
      hint={text.ownerEmailHint}
      type="email"
      optional
      value={form.ownerEmail}
      error={problems.ownerEmail}
      change={ownerEmail => change({ ownerEmail })}
    />
    {conditions.length > 0 ? (
      <SelectField
        label={text.condition}
        value={form.counterfactualId}
        options={[
          { value: '', text: text.noCondition },
          ...conditions.map(condition => ({ value: condition.id, text: condition.text })),
        ]}
        change={counterfactualId => change({ counterfactualId })}
      />
    ) : null}
  </>
)

interface DialogProps {
  readonly initial?: Partial<ActionForm>
  readonly conditions: FieldsProps['conditions']
  readonly send: (input: ActionRequest, key: string) => Promise<void>
  readonly close: () => void
}

export const requestOf = (form: ActionForm, conditions: FieldsProps['conditions']): ActionRequest => {
  const chosen: CounterfactualId | null = conditions.find(({ id }) => id === form.counterfactualId)?.id ?? null
  return {
    text: form.text.trim(),
    owner: form.owner.trim(),
    ownerEmail: form.ownerEmail.trim() || null,
    dueOn: form.dueOn,
    category: form.category,
    counterfactualId: chosen,
  }
}

export const ActionDialog = ({ initial, conditions, send, close }: DialogProps): JSX.Element => {
  const [form, setForm] = useState<ActionForm>({ ...emptyAction, ...initial })
  const [problems, setProblems] = useState<Problems>({})
  // The same at each attempt: what was made by one whose reply was lost is not made again.
  const [key] = useState(() => crypto.randomUUID())
  const element = useRef<HTMLFormElement>(null)
  const task = useTask()
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const found = problemsOf(form, new Date().toISOString().slice(0, 10))
    setProblems(found)
    if (Object.keys(found).length > 0) focusFirstError(element.current)
    else task.run(() => send(requestOf(form, conditions), key))
  }
  return (
    <Dialog title={text.addTitle} close={close} wide>
      <form ref={element} onSubmit={submit} noValidate>
        <ActionFields
          form={form}
          change={patch => setForm({ ...form, ...patch })}
          problems={problems}
          conditions={conditions}
        />
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button type="button" class="button quiet" onClick={close}>
            {words.form.cancel}
          </button>
          <button type="submit" class="button primary" disabled={task.busy}>
            {words.form.save}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
