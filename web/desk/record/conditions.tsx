/** What would have had to be true: candidates from what people wrote, free words, and whether one was met before. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { likenesses } from '../../../functions/domain/condition/likeness.ts'
import type { Counterfactual } from '../../../functions/domain/condition/condition.ts'
import type { CounterfactualId, ReviewId } from '../../../functions/domain/ids.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { type ActionRequest, following } from '../calls/following.ts'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { Portfolio } from '../portfolio/page.tsx'
import { words } from '../words/en.ts'
import { MeetingNotes } from './notes.tsx'

const text = words.record

interface Props {
  readonly id: ReviewId
  readonly notes: readonly string[]
  /** An action on one of them was agreed. */
  readonly agreed: () => void
}

export const Conditions = ({ id, notes, agreed }: Props): JSX.Element => {
  const load = useLoad(id, () => Promise.all([following.conditionsOf(id), following.portfolio()]))
  const [own, setOwn] = useState('')
  const [said, setSaid] = useState<{ text: string; undo: CounterfactualId | null } | null>(null)
  const task = useTask()
  const [conditions, portfolio] = load.value ?? [null, []]
  const named = conditions?.counterfactuals ?? []
  const others = portfolio.filter(({ id: other }) => !named.some(one => one.id === other))
  const [alikeOwn = []] = own.trim() === '' ? [] : likenesses([own], others)

  const add = (words_: string): void =>
    task.run(async () => {
      const made = await following.addCondition(id, words_)
      setOwn('')
      setSaid({ text: text.added, undo: made.id })
      load.again()
    })
  const meet = (before: Counterfactual, words_: string): void =>
    task.run(async () => {
      await following.metBefore(id, before.id, words_)
      setOwn('')
      setSaid({ text: text.countedUp(before.sightings.length + 1), undo: before.id })
      load.again()
    })
  const undo = (condition: CounterfactualId): void =>
    task.run(async () => {
      await following.takeBack(condition, id)
      setSaid({ text: text.undone, undo: null })
      load.again()
    })

  const act = async (input: ActionRequest): Promise<void> => {
    await following.addReviewAction(id, input)
    agreed()
  }

  const Offered = ({ ids, words: spoken }: { ids: readonly CounterfactualId[]; words: string }): JSX.Element | null => {
    const known = ids.flatMap(one => others.find(other => other.id === one) ?? [])
    return known.length === 0 ? null : (
      <div class="met-before">
        <p class="quiet">{text.maybe}</p>
        {known.map(before => (
          <button
            key={before.id}
            type="button"
            class="button small"
            aria-disabled={task.busy}
            onClick={() => meet(before, spoken)}
          >
            {text.metBefore(before.text)} <span class="quiet">{words.portfolio.seen(before.sightings.length)}</span>
          </button>
        ))}
      </div>
    )
  }

  return (
    <section class="card conditions">
      <h2>{text.conditions}</h2>
      <p class="quiet">{text.conditionsLead}</p>
      <MeetingNotes notes={notes} />
      <p class="news" role="status">
        {said ? (
          <>
            {said.text}{' '}
            {said.undo ? (
              <button type="button" class="link" onClick={() => said.undo && undo(said.undo)}>
                {text.undo}
              </button>
            ) : null}
          </>
        ) : null}
      </p>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      <ProblemNotice error={task.error} />
      {load.value === undefined && load.error === undefined ? <Loading rows={2} /> : null}
      {conditions && conditions.candidates.length > 0 ? (
        <>
          <h3>{text.candidates}</h3>
          <ul class="candidates">
            {conditions.candidates.map(candidate => (
              <li key={candidate.text}>
                <p>{candidate.text}</p>
                <Offered ids={candidate.alike.map(({ id: one }) => one)} words={candidate.text} />
                <button
                  type="button"
                  class="button small"
                  aria-label={words.form.of(text.take, candidate.text)}
                  aria-disabled={task.busy}
                  onClick={() => add(candidate.text)}
                >
                  {text.take}
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <form
        onSubmit={event => {
          event.preventDefault()
          if (own.trim() !== '') add(own.trim())
        }}
      >
        <TextField label={text.own} rows={2} maxLength={1000} value={own} change={setOwn} />
        <Offered ids={alikeOwn.map(({ id: one }) => one)} words={own.trim()} />
        <div class="actions">
          <button type="submit" class="button" aria-disabled={task.busy} disabled={own.trim() === ''}>
            {text.addCondition}
          </button>
        </div>
      </form>
      {named.length > 0 ? (
        <Portfolio conditions={named} again={load.again} act={act} />
      ) : (
        <p class="quiet">{text.none}</p>
      )}
    </section>
  )
}
