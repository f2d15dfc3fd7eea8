/** The form of the first of three screens: which incident. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { api } from '../calls/calls.ts'
import { focusFirstError, SelectField } from '../../kit/controls/field.tsx'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { IncidentFields } from '../incident-form/form.tsx'
import { saidProblems } from '../incident-form/fields.ts'
import { isBegun, nothingMadeYet, pickIncident, useInviting } from '../inviting/draft.ts'
import { recentIncidents } from '../incident/recent.ts'
import { startedIn } from '../incident/started.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { go, href } from '../../kit/address.ts'
import { words } from '../words/en.ts'
import { instantNow } from '../../kit/session/clock.ts'

const text = words.composer

export const Composer = (): JSX.Element => {
  const draft = useInviting()
  const { value, change } = draft
  const [existing, setExisting] = useState(value.picked !== null)
  const [tried, setTried] = useState(false)
  const [missing, setMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const locked = value.picked === null && value.made.reviewId !== null

  const choose = (next: boolean): void => {
    setExisting(next)
    if (!next && value.picked !== null) change({ picked: null, made: nothingMadeYet() })
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const isWrong = !locked && Object.keys(saidProblems(value.incident)).length > 0
    setTried(!existing)
    if (existing ? value.picked === null : isWrong) {
      setMissing(existing)
      focusFirstError(form.current)
      return
    }
    go(href('/prepare/review'))
  }

  return (
    <form class="card composer" aria-label={text.title} ref={form} onSubmit={submit} noValidate>
      {isBegun(value.made) && value.picked === null ? (
        <Notice tone="info">
          <p>{words.confirm.begun}</p>
        </Notice>
      ) : null}
      <div class="segments" role="radiogroup" aria-label={words.incident.one}>
        {[false, true].map(option => (
          <label key={String(option)}>
            <input type="radio" name="which" checked={existing === option} onChange={() => choose(option)} />
            <span>{option ? text.existing : text.new}</span>
          </label>
        ))}
      </div>
      {existing ? (
        <PickIncident
          picked={value.made.incidentId ?? ''}
          missing={missing}
          pick={patch => {
            setMissing(false)
            change(patch)
          }}
        />
      ) : locked ? (
        <p class="quiet">
          <strong>{value.incident.title}</strong>. {text.locked}
        </p>
      ) : (
        <IncidentFields
          form={value.incident}
          change={patch => change({ incident: { ...value.incident, ...patch } })}
          problems={tried ? saidProblems(value.incident) : {}}
          folded
        />
      )}
      <div class="actions">
        <button class="button primary" type="submit">
          {text.next}
        </button>
        {draft.touched ? (
          <button
            class="button quiet"
            type="button"
            onClick={() => {
              draft.clear()
              setExisting(false)
              setTried(false)
            }}
          >
            {words.form.discard}
          </button>
        ) : null}
      </div>
    </form>
  )
}

interface PickProps {
  readonly picked: string
  readonly missing: boolean
  readonly pick: (patch: ReturnType<typeof pickIncident>) => void
}

const PickIncident = ({ picked, missing, pick }: PickProps): JSX.Element => {
  const incidents = useLoad('incidents', () => recentIncidents(api, instantNow()))
  if (incidents.error !== undefined) return <ProblemNotice error={incidents.error} again={incidents.again} />
  const { incidents: list, more } = incidents.value ?? { incidents: [], more: false }
  if (incidents.value && list.length === 0) return <p class="quiet">{text.none}</p>
  return (
    <SelectField
      label={text.choose}
      hint={more ? text.chooseHint(list.length) : undefined}
      value={picked}
      error={missing ? words.form.required : undefined}
      disabled={!incidents.value}
      change={id => {
        const chosen = list.find(one => one.id === id)
        if (chosen) pick(pickIncident(chosen))
      }}
      options={[
        { value: '', text: incidents.value ? text.choosePlaceholder : words.loading },
        ...list.map(one => ({
          value: one.id,
          text: [one.title, ...(one.severity === null ? [] : [one.severity]), startedIn(one, 'UTC')].join(' · '),
        })),
      ]}
    />
  )
}
