/** Who stands in the terms: can change until the invitations go out. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ReviewView } from '../../../functions/domain/course/stage.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { TextField } from '../../kit/controls/field.tsx'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { api } from '../calls/calls.ts'
import { readAddresses } from '../inviting/addresses.ts'
import { PeopleList, RosterSearch, withPeople } from '../inviting/people.tsx'
import { words } from '../words/en.ts'
import { leadingWords } from '../words/en-leading.ts'

const text = leadingWords.readers

interface Props {
  readonly review: ReviewView
  /** The address that the reader signed in with: nobody takes themselves off. */
  readonly self: string
  readonly close: () => void
  readonly done: (news: string) => void
}

export const ReadersDialog = ({ review, self, close, done }: Props): JSX.Element => {
  const [others, setOthers] = useState(review.facilitators.filter(({ email }) => email !== self))
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const roster = useLoad('people', api.people)
  const task = useTask()
  const own = review.facilitators.filter(({ email }) => email === self)
  const reading = readAddresses(typed)
  const unread = reading.unreadable.length > 0

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (unread) return
    const facilitators = [...own, ...withPeople(others, reading.people)]
    task.run(async () => {
      await api.changeReview(review.id, { facilitators, version: review.version })
      done(text.done)
    })
  }

  return (
    <Dialog title={text.title} close={close} wide>
      <form onSubmit={submit} noValidate>
        <p>{text.lead}</p>
        <PeopleList
          people={others}
          roster={undefined}
          remove={email => setOthers(others.filter(one => one.email !== email))}
        />
        {roster.value && roster.value.length > 0 ? (
          <RosterSearch
            roster={roster.value.filter(({ email }) => email !== self)}
            people={others}
            add={more => setOthers(withPeople(others, more))}
          />
        ) : null}
        <TextField
          label={text.address}
          hint={text.addressHint}
          value={typed}
          change={setTyped}
          error={tried && unread ? text.noAddress : undefined}
        />
        {own.length === 0 && others.length === 0 ? (
          <Notice tone="bad" live="alert">
            <p>{text.none}</p>
          </Notice>
        ) : null}
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button class="button quiet" type="button" onClick={close}>
            {words.form.cancel}
          </button>
          <button
            class="button primary"
            type="submit"
            aria-disabled={task.busy}
            disabled={own.length + others.length === 0}
          >
            {text.do}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
