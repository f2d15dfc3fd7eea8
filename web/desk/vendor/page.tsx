/** How an incident from outside went for us, and what the system should do when it comes again. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Action } from '../../../functions/domain/action/action.ts'
import type { IncidentId } from '../../../functions/domain/ids.ts'
import type { IncidentView } from '../../../functions/domain/incident/incident.ts'
import type { VendorView } from '../../../functions/domain/incident/vendor.ts'
import { api } from '../calls/calls.ts'
import { focusFirstError, SelectField, TextField } from '../../kit/controls/field.tsx'
import { Loading, Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useDraft } from '../../kit/load/draft.ts'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import { span } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import {
  answers,
  minutesUntilKnown,
  readVendor,
  type VendorForm,
  vendorFormOf,
  vendorFormSchema,
  type VendorProblems,
} from './fields.ts'

const text = words.vendor

export const title = text.title

export const Page = ({ incident: id }: { incident: IncidentId }): JSX.Element => {
  // The form begins anew with each version: that it was saved is said from outside of it.
  const [saved, setSaved] = useState(false)
  const load = useLoad(`vendor ${id}`, async () => {
    const [incident, section, { actions }] = await Promise.all([
      api.incident(id),
      api.vendorSection(id),
      api.actionsOf(id),
    ])
    return { incident, section, actions }
  })
  return (
    <div class="narrow">
      <p class="crumb">
        <a href={href('/incidents/{incident}', { incident: id })}>{text.back}</a>
      </p>
      <h1 tabIndex={-1}>{text.title}</h1>
      {load.value ? (
        load.value.incident.vendor ? (
          <Section
            key={load.value.section.version}
            {...load.value}
            saved={saved}
            again={load.again}
            done={() => {
              setSaved(true)
              load.again()
            }}
          />
        ) : (
          <Notice tone="info">
            <p>{text.noVendor}</p>
          </Notice>
        )
      ) : load.error === undefined ? (
        <Loading rows={5} />
      ) : (
        <ProblemNotice error={load.error} again={load.again} />
      )}
    </div>
  )
}

interface SectionProps {
  readonly incident: IncidentView
  readonly section: VendorView
  readonly actions: readonly Action[]
  readonly saved: boolean
  readonly again: () => void
  readonly done: () => void
}

const Section = ({ incident, section, actions, saved, again, done }: SectionProps): JSX.Element => {
  const draft = useDraft(`vendor ${incident.id} ${section.version}`, vendorFormSchema, () =>
    vendorFormOf(section, incident),
  )
  const { value, change } = draft
  const [problems, setProblems] = useState<VendorProblems>({})
  const form = useRef<HTMLFormElement>(null)
  const task = useTask()
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const reading = readVendor(value, incident, Date.now())
    setProblems(reading.ok ? {} : reading.problems)
    if (!reading.ok) {
      focusFirstError(form.current)
      return
    }
    task.run(async () => {
      await api.saveVendorSection(incident.id, { ...reading.input, version: section.version })
      draft.sent()
      done()
    })
  }
  return (
    <form ref={form} class="stack" onSubmit={submit} noValidate>
      <p class="quiet">{text.about(incident.vendor ?? '', incident.title)}</p>
      <div class="card">
        <TextField
          label={text.knownExternalAt}
          type="datetime-local"
          value={value.knownExternalAt}
          change={knownExternalAt => change({ knownExternalAt })}
          error={problems.knownExternalAt}
          hint={<Took form={value} incident={incident} />}
          optional
        />
        <TextField
          label={text.usersSaw}
          rows={3}
          value={value.usersSaw}
          change={usersSaw => change({ usersSaw })}
          optional
        />
      </div>
      <fieldset class="card">
        <legend>{text.guards}</legend>
        {(['breakers', 'fallbacks', 'statusInSight'] as const).map(name => (
          <Answer key={name} name={name} form={value} change={change} />
        ))}
      </fieldset>
      <fieldset class="card">
        <legend>{text.standing}</legend>
        <TextField
          label={text.desiredBehaviour}
          rows={4}
          value={value.desiredBehaviour}
          change={desiredBehaviour => change({ desiredBehaviour })}
          error={problems.desiredBehaviour}
        />
        <Outcome form={value} change={change} problems={problems} actions={actions} />
        <label class="check">
          <input
            type="checkbox"
            checked={value.complete}
            onChange={event => change({ complete: event.currentTarget.checked })}
          />
          {text.complete}
        </label>
      </fieldset>
      <ProblemNotice error={task.error} again={again} />
      {saved && !draft.touched ? (
        <Notice tone="good" live="status">
          <p>{text.saved}</p>
        </Notice>
      ) : null}
      <div class="actions end">
        {draft.touched ? (
          <button type="button" class="button quiet" onClick={draft.clear}>
            {words.form.discard}
          </button>
        ) : null}
        <button type="submit" class="button primary" disabled={task.busy}>
          {words.form.save}
        </button>
      </div>
    </form>
  )
}

const Took = ({ form, incident }: { form: VendorForm; incident: IncidentView }): JSX.Element => {
  const { fromStart, fromDetection } = minutesUntilKnown(form, incident)
  return (
    <>
      {incident.zone}. {fromStart === null ? null : <strong>{text.tookFromStart(span(fromStart))} </strong>}
      {fromDetection === null ? null : text.tookFromDetection(span(fromDetection))}
    </>
  )
}

interface PartProps {
  readonly form: VendorForm
  readonly change: (patch: Partial<VendorForm>) => void
}

const Answer = ({ name, form, change }: PartProps & { name: (typeof answers)[number] }): JSX.Element => (
  <div class="answer">
    <SelectField
      label={text[name]}
      value={form[name]}
      change={value => change({ [name]: value })}
      options={[
        { value: '', text: text.notAnswered },
        ...(['yes', 'partly', 'no', 'none'] as const)
          .filter(value => name !== 'statusInSight' || value !== 'none')
          .map(value => ({ value, text: text.answers[value] })),
      ]}
    />
    {form[name] ? (
      <TextField
        label={`${text.note}: ${text[name]}`}
        value={form[`${name}Note`]}
        change={value => change({ [`${name}Note`]: value })}
        maxLength={2000}
        optional
      />
    ) : null}
  </div>
)

interface OutcomeProps extends PartProps {
  readonly problems: VendorProblems
  readonly actions: readonly Action[]
}

const Outcome = ({ form, change, problems, actions }: OutcomeProps): JSX.Element => (
  <>
    <SelectField
      label={text.outcome}
      value={form.outcome}
      change={value => {
        if (value === 'none' || value === 'action' || value === 'decision') change({ outcome: value })
      }}
      error={problems.outcome}
      options={(['none', 'action', 'decision'] as const).map(value => ({ value, text: text.outcomes[value] }))}
    />
    {form.outcome === 'action' && actions.length === 0 ? <p class="quiet">{text.noAction}</p> : null}
    {form.outcome === 'action' && actions.length > 0 ? (
      <SelectField
        label={text.action}
        value={form.actionId}
        change={actionId => change({ actionId })}
        error={problems.actionId}
        options={[
          { value: '', text: text.chooseAction },
          ...actions.map(action => ({ value: action.id, text: `${action.text} (${action.owner})` })),
        ]}
      />
    ) : null}
    {form.outcome === 'decision' ? (
      <TextField
        label={text.decision}
        rows={3}
        value={form.decision}
        change={decision => change({ decision })}
        hint={text.decisionHint}
        error={problems.decision}
        maxLength={2000}
      />
    ) : null}
  </>
)
