/** How an incident from outside went for us, and what the system should do when it comes again. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Action } from '../../../functions/domain/action/action.ts'
import type { IncidentId } from '../../../functions/domain/ids.ts'
import type { IncidentView } from '../../../functions/domain/incident/incident.ts'
import type { VendorView } from '../../../functions/domain/incident/vendor.ts'
import { api } from '../calls/calls.ts'
import { Loading, Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { Form, useForm } from '../../kit/form/form.tsx'
import { Input } from '../../kit/form/input.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import { span } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { answers, minutesUntilKnown, readVendor, vendorFields, type VendorForm, vendorFormOf } from './fields.ts'
import { timeNow } from '../../kit/session/clock.ts'

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
  const form = useForm({
    fields: vendorFields(incident.zone, actions),
    draft: `vendor ${incident.id} ${section.version}`,
    initial: vendorFormOf(section, incident),
    check: values => {
      const reading = readVendor(values, incident, timeNow())
      return reading.ok ? {} : reading.problems
    },
  })
  const { value, input, task } = form
  return (
    <Form
      form={form}
      class="stack"
      shows="differences"
      refusal={<ProblemNotice error={task.error} again={again} />}
      send={async values => {
        const reading = readVendor(values, incident, timeNow())
        if (reading.ok) await api.saveVendorSection(incident.id, { ...reading.input, version: section.version })
        done()
      }}
    >
      <p class="quiet">{text.about(incident.vendor ?? '', incident.title)}</p>
      <div class="card">
        <Input {...input('knownExternalAt')} hint={<Took form={value} incident={incident} />} />
        <Input {...input('usersSaw')} />
      </div>
      <fieldset class="card">
        <legend>{text.guards}</legend>
        {answers.map(name => (
          <div class="answer" key={name}>
            <Input {...input(name)} />
            {value[name] ? <Input {...input(`${name}Note`)} /> : null}
          </div>
        ))}
      </fieldset>
      <fieldset class="card">
        <legend>{text.standing}</legend>
        <Input {...input('desiredBehaviour')} />
        <Input {...input('outcome')} />
        {value.outcome === 'action' && actions.length === 0 ? <p class="quiet">{text.noAction}</p> : null}
        {value.outcome === 'action' && actions.length > 0 ? <Input {...input('actionId')} /> : null}
        {value.outcome === 'decision' ? <Input {...input('decision')} /> : null}
        <Input {...input('complete')} />
      </fieldset>
      {saved && !form.touched ? (
        <Notice tone="good" live="status">
          <p>{text.saved}</p>
        </Notice>
      ) : null}
    </Form>
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
