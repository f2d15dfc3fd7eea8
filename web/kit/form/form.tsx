/** One way to fill in, check, send and drop what was typed, with its states. */
import type { ComponentChildren, JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { ApiProblem } from '../api/problem.ts'
import { focusFirstError } from '../controls/field.tsx'
import { Notice, ProblemNotice } from '../controls/notice.tsx'
import { dropDraft, keepDraft, keptDraft } from '../load/draft.ts'
import { type Task, useTask } from '../load/load.ts'
import { words } from '../words/en.ts'
import {
  differences,
  draftSchema,
  emptyValues,
  type FormFields,
  type Problems,
  problemsOf,
  type ValuesOf,
} from './fields.ts'
import type { InputProps } from './input.tsx'

interface Settings<Fields extends FormFields> {
  readonly fields: Fields
  /** What stands in it at first; nothing where left out. */
  readonly initial?: Partial<ValuesOf<Fields>>
  /** The name under which this tab keeps what is typed; it is not kept where left out. */
  readonly draft?: string
  /** What is wrong beyond what each field tells by itself. */
  readonly check?: (values: ValuesOf<Fields>) => Problems<Fields>
}

export interface FormState<Fields extends FormFields> {
  readonly fields: Fields
  readonly value: ValuesOf<Fields>
  readonly initial: ValuesOf<Fields>
  readonly touched: boolean
  readonly problems: Problems<Fields>
  readonly change: (patch: Partial<ValuesOf<Fields>>) => void
  /** Back to what stood in it at first. */
  readonly clear: () => void
  /** Somebody else saved these: they stand wherever nothing was typed here, and what is typed is a change of them. */
  readonly overtaken: (theirs: Partial<ValuesOf<Fields>>) => void
  readonly input: (name: keyof Fields & string) => InputProps
  readonly task: Task
  readonly submit: (send: () => Promise<void>, element: HTMLFormElement | null) => void
}

/** What the API says of a field stands beside it, as what this page finds itself. */
const refusedFields = <Fields extends FormFields>(fields: Fields, error: unknown): Problems<Fields> =>
  Object.fromEntries(
    (error instanceof ApiProblem ? error.problem.issues : []).flatMap(({ path, message }) => {
      const name = path?.split('.')[0] ?? ''
      return name in fields ? [[name, message]] : []
    }),
  ) as Problems<Fields>

export const useForm = <const Fields extends FormFields>(settings: Settings<Fields>): FormState<Fields> => {
  const { fields, draft: key, check } = settings
  const initial = (): ValuesOf<Fields> => ({ ...emptyValues(fields), ...settings.initial })
  const [first, setFirst] = useState(initial)
  const [{ value, touched }, set] = useState(() => {
    const kept = key === undefined ? null : keptDraft(draftSchema(fields), key)
    return { value: kept ?? first, touched: kept !== null }
  })
  // Nothing is called wrong before it was tried; from then on a message goes as soon as its field is right.
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<Problems<Fields>>({})
  const task = useTask()
  const found = { ...problemsOf(fields, value), ...check?.(value) }
  const problems = { ...refused, ...(tried ? found : {}) }
  const change = (patch: Partial<ValuesOf<Fields>>): void => {
    set(before => {
      const next = { ...before.value, ...patch }
      if (key !== undefined) keepDraft(key, next)
      return { value: next, touched: true }
    })
    setRefused(
      before => Object.fromEntries(Object.entries(before).filter(([name]) => !(name in patch))) as typeof before,
    )
  }
  const clear = (): void => {
    if (key !== undefined) dropDraft(key)
    const again = initial()
    setFirst(again)
    set({ value: again, touched: false })
    setTried(false)
    setRefused({})
  }
  const overtaken = (theirs: Partial<ValuesOf<Fields>>): void => {
    const next = { ...emptyValues(fields), ...theirs }
    setFirst(next)
    set(before => ({
      value: Object.fromEntries(
        Object.entries(before.value).map(([name, typed]) => [
          name,
          JSON.stringify(typed) === JSON.stringify(first[name]) ? next[name] : typed,
        ]),
      ) as ValuesOf<Fields>,
      touched: before.touched,
    }))
  }
  const submit: FormState<Fields>['submit'] = (send, element) => {
    setTried(true)
    if (Object.values(found).some(problem => problem !== undefined)) return focusFirstError(element)
    task.run(async () => {
      try {
        await send()
      } catch (error) {
        setRefused(refusedFields(fields, error))
        focusFirstError(element)
        throw error
      }
      if (key !== undefined) dropDraft(key)
      setTried(false)
    })
  }
  const input = (name: keyof Fields & string): InputProps => ({
    field: fields[name] as Fields[typeof name],
    value: value[name],
    error: problems[name],
    change: next => change({ [name]: next } as Partial<ValuesOf<Fields>>),
  })
  return { fields, value, initial: first, touched, problems, change, clear, overtaken, input, task, submit }
}

interface FormProps<Fields extends FormFields> {
  readonly form: FormState<Fields>
  readonly send: (values: ValuesOf<Fields>) => Promise<void>
  readonly class?: string
  readonly save?: string
  /** A dialog is left by it; elsewhere what was typed can be dropped. */
  readonly cancel?: () => void
  /** It changes something that is there: what differs is shown before it is saved. */
  readonly shows?: 'differences' | undefined
  /** In place of the refusal. */
  readonly refusal?: JSX.Element | null | undefined
  readonly disabled?: boolean
  readonly children: ComponentChildren
}

export const Form = <Fields extends FormFields>(props: FormProps<Fields>): JSX.Element => {
  const { form, send, save, cancel, shows, refusal, disabled, children } = props
  const element = useRef<HTMLFormElement>(null)
  const leave = (): void => {
    form.clear()
    cancel?.()
  }
  return (
    <form
      ref={element}
      class={props.class}
      noValidate
      onSubmit={event => {
        event.preventDefault()
        form.submit(() => send(form.value), element.current)
      }}
    >
      {children}
      {shows ? <Differences form={form} /> : null}
      {refusal ?? <ProblemNotice error={form.task.error} />}
      <div class="actions end" role="group" aria-label={words.form.proceed}>
        {cancel ? (
          <button type="button" class="button quiet" onClick={leave}>
            {words.form.cancel}
          </button>
        ) : form.touched ? (
          <button type="button" class="button quiet" onClick={leave}>
            {words.form.discard}
          </button>
        ) : null}
        <button type="submit" class="button primary" aria-disabled={form.task.busy} disabled={disabled === true}>
          {save ?? words.form.save}
        </button>
      </div>
    </form>
  )
}

const Differences = <Fields extends FormFields>({ form }: { form: FormState<Fields> }): JSX.Element | null => {
  const found = differences(form.fields, form.initial, form.value)
  if (found.length === 0) return null
  return (
    <Notice tone="info" title={words.form.changes}>
      <dl class="differences">
        {found.map(({ label, before, after }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <del>{before || words.form.nothing}</del> <ins>{after || words.form.nothing}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </Notice>
  )
}
