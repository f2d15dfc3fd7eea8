/** Somebody was forgotten: they are invited as the others were, while the survey is open. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import * as z from 'zod'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'
import { api } from '../calls/calls.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { focusFirstError } from '../../kit/controls/field.tsx'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { readAddresses } from '../inviting/addresses.ts'
import { useDraft } from '../../kit/load/draft.ts'
import { personSchema } from '../inviting/draft.ts'
import { PasteBox, PeopleList, restOf, RosterSearch, withPeople } from '../inviting/people.tsx'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'

const text = words.review

interface Props {
  readonly survey: SurveyView
  readonly close: () => void
  readonly done: (news: string) => void
}

const addingSchema = z.object({ people: z.array(personSchema), pasted: z.string() })

export const AddDialog = ({ survey, close: closeDialog, done }: Props): JSX.Element => {
  const draft = useDraft(`add ${survey.id}`, addingSchema, () => ({ people: [], pasted: '' }))
  const { people, pasted } = draft.value
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const roster = useLoad('people', api.people)
  const task = useTask()

  const close = (): void => {
    draft.clear()
    closeDialog()
  }

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    const reading = readAddresses(pasted)
    const everybody = withPeople(people, reading.people)
    const rest = restOf(reading)
    draft.change({ people: everybody, pasted: rest })
    if (rest) focusFirstError(form.current)
    if (everybody.length === 0 || rest) return
    task.run(async () => {
      const participants = everybody.map(one => ({
        email: one.email,
        ...(one.name ? { name: one.name } : {}),
        zone: survey.zone,
      }))
      const { added } = await api.addParticipants(survey.id, participants)
      draft.clear()
      done(text.added(added))
    })
  }

  return (
    <Dialog title={text.addTitle} close={close} wide>
      <form ref={form} onSubmit={submit} noValidate>
        <p class="quiet">{text.addNote}</p>
        <div class="pick">
          <PasteBox pasted={pasted} people={people} tried={tried} change={draft.change} />
          {roster.value && roster.value.length > 0 ? (
            <RosterSearch
              roster={roster.value}
              people={people}
              add={more => draft.change({ people: withPeople(people, more) })}
            />
          ) : null}
        </div>
        <PeopleList
          people={people}
          roster={roster.value}
          remove={email => draft.change({ people: people.filter(one => one.email !== email) })}
        />
        {tried && people.length === 0 && !pasted.trim() ? (
          <Notice tone="bad" live="alert">
            <p>{text.addNone}</p>
          </Notice>
        ) : null}
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button class="button quiet" type="button" onClick={close}>
            {words.form.cancel}
          </button>
          <button class="button primary" type="submit" aria-disabled={task.busy}>
            {text.addDo(people.length)}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
