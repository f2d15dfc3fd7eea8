/** The second of three screens: the meeting, who runs it, who was in the incident. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { api } from '../calls/calls.ts'
import { focusFirstError, TextField } from '../../kit/controls/field.tsx'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { go, href } from '../../kit/address.ts'
import type { Session } from '../../kit/session/session.ts'
import { words } from '../words/en.ts'
import { readAddresses } from './addresses.ts'
import {
  comfortableParticipants,
  type DraftPerson,
  type InvitingProblems,
  neededFor,
  readInviting,
  useInviting,
} from './draft.ts'
import { MeetingFields } from './meeting.tsx'
import { PasteBox, PeopleList, restOf, RosterSearch, withPeople } from './people.tsx'
import { timeNow } from '../../kit/session/clock.ts'

const text = words.inviting

export const title = text.title

export const Page = ({ session }: { session: Session }): JSX.Element => {
  const { value: draft, change } = useInviting()
  const roster = useLoad('people', api.people)
  const [problems, setProblems] = useState<InvitingProblems>({})
  const [tried, setTried] = useState(false)
  const [facilitator, setFacilitator] = useState('')
  /** What could not be read of it, as long as it stands there. */
  const [unnamed, setUnnamed] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const title = draft.picked ?? draft.incident.title
  const { participants, facilitators } = draft
  const { needed, readers } = neededFor(draft, session)
  const isTooFew = participants.length < needed
  const fixedReaders = draft.made.reviewId !== null

  useEffect(() => {
    if (!title) go(href('/prepare'))
  }, [title])

  const addFacilitators = (): { people: DraftPerson[]; rest: string } => {
    const reading = readAddresses(facilitator)
    const others = reading.people.filter(one => one.email !== session.email)
    const [people, rest] = [withPeople(facilitators, others), restOf(reading)]
    change({ facilitators: people })
    setFacilitator(rest)
    setUnnamed(rest)
    return { people, rest }
  }

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    // What stands in a box unread is meant to be invited, or to facilitate.
    const reading = readAddresses(draft.pasted)
    const reader = addFacilitators()
    const everybody = withPeople(participants, reading.people)
    const next = { ...draft, participants: everybody, pasted: restOf(reading), facilitators: reader.people }
    change({ participants: next.participants, pasted: next.pasted, facilitators: next.facilitators })
    const self = { email: session.email, name: session.name }
    const result = readInviting(next, self, new Set(), timeNow())
    if (result.ok && !next.pasted && !reader.rest) {
      go(href('/prepare/confirm'))
      return
    }
    setProblems(result.ok ? {} : result.problems)
    if (!result.ok && result.incident?.ok === false) go(href('/prepare'))
    focusFirstError(form.current)
  }

  return (
    <form ref={form} class="narrow" onSubmit={submit} noValidate>
      <p class="step">{text.step(2)}</p>
      <h1 tabIndex={-1}>{text.title}</h1>
      <p class="about">
        {text.about} <strong>{title}</strong>{' '}
        {fixedReaders ? null : (
          <a class="link" href={href('/')}>
            {text.change}
          </a>
        )}
      </p>

      <MeetingFields draft={draft} change={change} problems={problems} />

      <fieldset class="card">
        <legend>{text.participants}</legend>
        <div class="pick">
          <PasteBox
            pasted={draft.pasted}
            people={participants}
            tried={tried}
            change={patch =>
              change({
                ...(patch.pasted === undefined ? {} : { pasted: patch.pasted }),
                ...(patch.people ? { participants: patch.people } : {}),
              })
            }
          />
          {roster.value && roster.value.length > 0 ? (
            <RosterSearch
              roster={roster.value}
              people={participants}
              add={more => change({ participants: withPeople(participants, more) })}
            />
          ) : null}
        </div>
        {roster.error === undefined ? null : <ProblemNotice error={roster.error} again={roster.again} />}
        <div class="chosen">
          <p aria-live="polite">
            <strong>{text.chosen(participants.length)}</strong>
          </p>
          {participants.length > 0 ? (
            <button class="link" type="button" onClick={() => change({ participants: [] })}>
              {text.removeAll}
            </button>
          ) : null}
        </div>
        <PeopleList
          people={participants}
          roster={roster.value}
          remove={email => change({ participants: participants.filter(one => one.email !== email) })}
        />
        {problems.participants && isTooFew ? (
          <Notice tone="bad" live="alert">
            <p>{text.tooFew(needed, readers)}</p>
          </Notice>
        ) : participants.length > 0 && (isTooFew || participants.length < comfortableParticipants) ? (
          <Notice tone="warn" live="status">
            <p>{isTooFew ? text.tooFew(needed, readers) : text.few}</p>
          </Notice>
        ) : null}
      </fieldset>

      <fieldset class="card">
        <legend>{text.facilitators}</legend>
        <p class="hint">{text.facilitatorsHint}</p>
        <ul class="people">
          <li>
            <span class="who">
              <strong>{session.name || session.email}</strong>{' '}
              <span class="quiet">{session.name ? session.email : ''}</span>
            </span>
            <span class="tag">{text.you}</span>
          </li>
        </ul>
        <PeopleList
          people={facilitators}
          roster={undefined}
          remove={email => change({ facilitators: facilitators.filter(one => one.email !== email) })}
        />
        {fixedReaders ? null : (
          <>
            <TextField
              label={text.addFacilitator}
              value={facilitator}
              change={setFacilitator}
              enter={addFacilitators}
              error={facilitator !== '' && facilitator === unnamed ? text.noFacilitator : undefined}
            />
            <div class="actions">
              <button type="button" class="button small" onClick={addFacilitators} disabled={!facilitator.trim()}>
                {text.add}
              </button>
            </div>
          </>
        )}
      </fieldset>

      <div class="actions end">
        <a class="button quiet" href={href('/')}>
          {words.form.back}
        </a>
        <button class="button primary" type="submit">
          {text.next}
        </button>
      </div>
    </form>
  )
}
