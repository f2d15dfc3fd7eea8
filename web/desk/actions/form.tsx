/** Agreeing on an action: for a review, for an incident, for a condition, or for nothing but itself. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { asksOfPeople, isOnePerson, systemQuestions } from '../../../functions/domain/action/lens.ts'
import { isDay } from '../../../functions/domain/action/action.ts'
import { type Counterfactual, interventionSchema } from '../../../functions/domain/condition/condition.ts'
import type { CounterfactualId } from '../../../functions/domain/ids.ts'
import { emailSchema } from '../../../functions/domain/people/address.ts'
import { webAddressSchema } from '../../../functions/domain/web-address.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { Notice } from '../../kit/controls/notice.tsx'
import { NamesPointedOut } from '../../kit/form/named.tsx'
import { api } from '../calls/calls.ts'
import type { ActionRequest } from '../calls/following.ts'
import type { ValuesOf } from '../../kit/form/fields.ts'
import { Form, useForm } from '../../kit/form/form.tsx'
import { Input } from '../../kit/form/input.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'
import { instantNow } from '../../kit/session/clock.ts'

const text = words.actions

const fields = {
  text: { kind: 'long', label: text.text, hint: text.textHint, longest: 1000 },
  owner: { kind: 'text', label: text.owner, hint: text.ownerHint, longest: 200, missing: text.ownerMissing },
  dueOn: { kind: 'day', label: text.dueOn, narrow: true, missing: text.badDay },
  category: {
    kind: 'choice',
    label: text.category,
    narrow: true,
    options: interventionSchema.options.map(value => ({ value, text: words.interventions[value] })),
  },
  ownerEmail: { kind: 'email', label: text.ownerEmail, hint: text.ownerEmailHint, optional: true },
  externalId: {
    kind: 'text',
    label: text.externalId,
    hint: text.externalIdHint,
    longest: 200,
    optional: true,
    narrow: true,
  },
  url: { kind: 'url', label: text.url, hint: text.urlHint, longest: 2000, optional: true, narrow: true },
  counterfactualId: { kind: 'choice', label: text.condition },
} as const
export type ActionForm = ValuesOf<typeof fields>
type Conditions = readonly Pick<Counterfactual, 'id' | 'text'>[]

/** No day before `earliest` is taken. */
export const useActionForm = (
  initial: Partial<ActionForm>,
  conditions: Conditions,
  earliest: (day: string) => string,
) =>
  useForm({
    fields: {
      ...fields,
      counterfactualId: {
        ...fields.counterfactualId,
        options: [{ value: '', text: text.noCondition }, ...conditions.map(({ id, text }) => ({ value: id, text }))],
      },
    },
    initial: { category: 'automation', ...initial },
    check: ({ ownerEmail, dueOn, url }) => ({
      ...(url.trim() === '' || webAddressSchema.safeParse(url.trim()).success ? {} : { url: text.badUrl }),
      ...(ownerEmail.trim() === '' || emailSchema.safeParse(ownerEmail).success ? {} : { ownerEmail: text.badEmail }),
      ...(isDay(dueOn) && dueOn >= earliest(dueOn) ? {} : { dueOn: text.badDay }),
    }),
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

type Roster = Awaited<ReturnType<typeof api.people>>

const isOfOne = (owner: string, roster: Roster): boolean =>
  isOnePerson(
    owner,
    roster,
    roster.map(({ group }) => group),
  )

/**
 * What is asked before an action is saved. The first press shows the questions it has not shown yet; the next saves.
 * Where the roster cannot be read nobody is known to be a person, and nothing waits for it.
 */
export const useQuestions = (form: ReturnType<typeof useActionForm>) => {
  const roster = useLoad('roster', api.people)
  const [shown, setShown] = useState('')
  const { text: change, owner } = form.value
  const ofOne = isOfOne(owner, roster.value ?? [])
  const kind = asksOfPeople(change)
  const asked = `${kind ?? ''} ${ofOne ? owner.trim() : ''}`.trim()
  const waits = asked !== '' && asked === shown
  return {
    ofOne,
    save: waits ? { save: text.saveAnyway } : {},
    heading: waits ? text.beforeSaving : null,
    /** False where it was only asked. */
    pass: (): boolean => {
      setShown(asked)
      return asked === '' || asked === shown
    },
  }
}

interface FieldsProps {
  readonly form: ReturnType<typeof useActionForm>
  readonly questions: ReturnType<typeof useQuestions>
  readonly conditions: Conditions
}

export const ActionFields = ({ form, questions, conditions }: FieldsProps): JSX.Element => (
  <>
    <Input {...form.input('text')} />
    <SystemQuestion of={form.value.text} />
    <NamesPointedOut text={form.value.text} />
    <Input {...form.input('owner')} />
    {questions.ofOne ? (
      <Notice tone="info" live="status">
        <p>{text.ownerQuestion(form.value.owner.trim())}</p>
      </Notice>
    ) : (
      <NamesPointedOut text={form.value.owner} />
    )}
    <div class="fields">
      <Input {...form.input('dueOn')} />
      <Input {...form.input('category')} />
    </div>
    <Input {...form.input('ownerEmail')} />
    <div class="fields">
      <Input {...form.input('externalId')} />
      <Input {...form.input('url')} />
    </div>
    {conditions.length > 0 ? <Input {...form.input('counterfactualId')} /> : null}
    {questions.heading === null ? null : (
      <p class="news" role="alert">
        {questions.heading}
      </p>
    )}
  </>
)

interface DialogProps {
  readonly initial?: Partial<ActionForm>
  readonly conditions: Conditions
  readonly send: (input: ActionRequest) => Promise<void>
  readonly close: () => void
}

export const requestOf = (form: ActionForm, conditions: Conditions): ActionRequest => {
  const chosen: CounterfactualId | null = conditions.find(({ id }) => id === form.counterfactualId)?.id ?? null
  return {
    text: form.text.trim(),
    owner: form.owner.trim(),
    ownerEmail: form.ownerEmail.trim() || null,
    dueOn: form.dueOn,
    category: interventionSchema.parse(form.category),
    counterfactualId: chosen,
    externalId: form.externalId.trim() || null,
    url: form.url.trim() || null,
  }
}

export const ActionDialog = ({ initial, conditions, send, close }: DialogProps): JSX.Element => {
  const form = useActionForm(initial ?? {}, conditions, () => instantNow().slice(0, 10))
  const questions = useQuestions(form)
  return (
    <Dialog title={text.addTitle} close={close} wide>
      <Form
        form={form}
        cancel={close}
        {...questions.save}
        send={async values => {
          if (questions.pass()) await send(requestOf(values, conditions))
        }}
      >
        <ActionFields form={form} questions={questions} conditions={conditions} />
      </Form>
    </Dialog>
  )
}
