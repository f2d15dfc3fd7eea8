/** One box to write down what is said, four kinds of it; kept here at once, and beside the record afterwards. */
import type { JSX } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import type { Action } from '../../../functions/domain/action/action.ts'
import { agreedBefore } from '../../../functions/domain/action/before.ts'
import { type Captured, capturedKinds, capturedSchema } from '../../../functions/domain/review/meeting.ts'
import { Field, TextField } from '../../kit/controls/field.tsx'
import { NamesPointedOut } from '../../kit/form/named.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { dayOnly } from '../../kit/time.ts'
import { meetingWords } from '../words/en-meeting.ts'
import type { Held } from './held.ts'
import { type Draft, emptyDraft } from './state.ts'
import { instantNow } from '../../kit/session/clock.ts'

const text = meetingWords.write

interface Props {
  readonly held: Held
  readonly itemId: string
  readonly zone: string
  /** The roster's groups. */
  readonly teams: readonly string[]
  /** Agreed after earlier incidents of the kind. */
  readonly earlier: readonly Action[]
}

const newId = (): string => crypto.randomUUID().replaceAll('-', '').slice(0, 16)

/** What does not belong to the kind is left behind. */
const entryOf = (draft: Draft, itemId: string): unknown => ({
  id: draft.id ?? newId(),
  kind: draft.kind,
  itemId,
  text: draft.text,
  ...(draft.kind === 'decision' ? { tradeOffs: draft.tradeOffs } : {}),
  ...(draft.kind === 'action' ? { owner: draft.owner, dueOn: draft.dueOn, sign: draft.sign } : {}),
})

const draftOf = ({ id, kind, text: words, tradeOffs, owner, dueOn, sign }: Captured): Draft => ({
  id,
  kind,
  text: words,
  tradeOffs,
  owner,
  dueOn,
  sign,
})

const isPast = (day: string): boolean => day !== '' && day < instantNow().slice(0, 10)

export const WriteDown = (props: Props): JSX.Element => {
  const { held, itemId } = props
  const { captured, notes } = held.state.written
  const [said, setSaid] = useState('')
  const [asked, setAsked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { draft } = held.state
  const change = (patch: Partial<Draft>): void => held.step({ do: 'draft', draft: { ...draft, ...patch } })
  const box = (): HTMLElement | null => form.current?.querySelector('textarea') ?? null
  const clear = (): void => {
    held.step({ do: 'draft', draft: emptyDraft(draft.kind) })
    setAsked(false)
  }
  const keep = (): void => {
    const before = captured.find(({ id }) => id === draft.id)
    const entry = capturedSchema.safeParse(entryOf(draft, before?.itemId ?? itemId))
    setAsked(true)
    if (!entry.success || (draft.kind === 'action' && isPast(draft.dueOn))) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    held.write({
      notes,
      captured: before ? captured.map(one => (one.id === entry.data.id ? entry.data : one)) : [...captured, entry.data],
    })
    clear()
    setSaid(text.keptOne(text.kinds[entry.data.kind]))
    box()?.focus()
  }
  const remove = (entry: Captured): void => {
    held.write({ notes, captured: captured.filter(({ id }) => id !== entry.id) })
    if (draft.id === entry.id) clear()
    setSaid(text.removed)
    box()?.focus()
  }
  return (
    <section class="card write" aria-labelledby="write">
      <div class="card-head">
        <h2 id="write">{text.title}</h2>
        <Saved held={held} />
      </div>
      <form
        ref={form}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          keep()
        }}
        onKeyDown={event => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          keep()
        }}
      >
        <Kinds kind={draft.kind} change={kind => change({ kind })} />
        <TextField
          label={text.labels[draft.kind]}
          hint={text.hints[draft.kind]}
          error={asked && draft.text.trim() === '' ? text.missing : undefined}
          rows={3}
          maxLength={1000}
          value={draft.text}
          change={words => change({ text: words })}
        />
        {draft.kind === 'decision' ? (
          <TextField
            label={text.tradeOffs}
            optional
            maxLength={1000}
            value={draft.tradeOffs}
            change={tradeOffs => change({ tradeOffs })}
          />
        ) : null}
        {draft.kind === 'action' ? <ActionParts {...props} draft={draft} change={change} asked={asked} /> : null}
        <NamesPointedOut text={draft.kind === 'action' ? `${draft.text}\n${draft.owner}` : draft.text} />
        <p class="actions">
          <button class="button" type="submit">
            {draft.id === null ? text.keep[draft.kind] : text.keepChange}
          </button>
          {draft.id === null ? (
            <span class="hint">{text.shortcut}</span>
          ) : (
            <button class="button quiet" type="button" onClick={clear}>
              {text.drop}
            </button>
          )}
        </p>
        <p class="visually-hidden" role="status">
          {said}
        </p>
      </form>
      <Kept
        captured={captured}
        change={entry => {
          held.step({ do: 'draft', draft: draftOf(entry) })
          box()?.focus()
        }}
        remove={remove}
      />
    </section>
  )
}

const Kinds = ({ kind, change }: { kind: Draft['kind']; change: (kind: Draft['kind']) => void }): JSX.Element => {
  const name = useId()
  return (
    <fieldset class="bare">
      <legend class="visually-hidden">{text.which}</legend>
      <div class="segments">
        {capturedKinds.map(one => (
          <label key={one}>
            <input type="radio" name={name} checked={one === kind} onChange={() => change(one)} />
            <span>{text.kinds[one]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface PartsProps extends Props {
  readonly draft: Draft
  readonly change: (patch: Partial<Draft>) => void
  readonly asked: boolean
}

const ActionParts = ({ draft, change, asked, teams, earlier, zone }: PartsProps): JSX.Element => {
  const list = useId()
  const before = draft.id === null ? agreedBefore(draft.text, earlier) : null
  const isSame = before?.text.trim() === draft.text.trim()
  return (
    <>
      {before ? (
        <div class="notice info" role="status">
          <p>{text.before(before.text, dayOnly(before.openedAt, zone), text.became[before.status])}</p>
          {isSame ? null : (
            <p>
              <button
                type="button"
                class="link"
                onClick={() => change({ text: before.text, owner: draft.owner || before.owner })}
              >
                {text.again}
              </button>
            </p>
          )}
        </div>
      ) : null}
      <div class="fields">
        <TextField
          label={text.owner}
          hint={text.ownerHint}
          list={list}
          maxLength={200}
          value={draft.owner}
          change={owner => change({ owner })}
        />
        <datalist id={list}>
          {teams.map(team => (
            <option key={team} value={team} />
          ))}
        </datalist>
        <Field label={text.dueOn} error={asked && isPast(draft.dueOn) ? text.badDay : undefined}>
          {wiring => (
            <input
              {...wiring}
              type="date"
              value={draft.dueOn}
              onInput={event => change({ dueOn: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <TextField label={text.sign} optional maxLength={300} value={draft.sign} change={sign => change({ sign })} />
    </>
  )
}

interface KeptProps {
  readonly captured: readonly Captured[]
  readonly change: (entry: Captured) => void
  readonly remove: (entry: Captured) => void
}

const moreOf = ({ kind, tradeOffs, owner, dueOn, sign }: Captured): string =>
  (kind === 'decision' ? [tradeOffs] : [owner, dueOn, sign]).filter(Boolean).join(' · ')

const Kept = ({ captured, change, remove }: KeptProps): JSX.Element =>
  captured.length === 0 ? (
    <p class="quiet">{text.nothing}</p>
  ) : (
    <>
      <h3 class="visually-hidden">{text.kept}</h3>
      <ul class="kept">
        {captured.toReversed().map(entry => (
          <li key={entry.id}>
            <span class="tag">{text.kinds[entry.kind]}</span>
            <span class="words">
              {entry.text} {moreOf(entry) === '' ? null : <span class="quiet">{moreOf(entry)}</span>}
            </span>
            <span class="actions">
              <button
                type="button"
                class="button small quiet"
                aria-label={text.changeOne(entry.text)}
                onClick={() => change(entry)}
              >
                {text.change}
              </button>
              <button
                type="button"
                class="button small quiet"
                aria-label={text.removeOne(entry.text)}
                onClick={() => remove(entry)}
              >
                {text.remove}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </>
  )

const Saved = ({ held: { saving, retry } }: { held: Held }): JSX.Element => (
  <div class="saving" role="status">
    {saving.news ? <p class="quiet">{saving.news}</p> : null}
    {saving.state === 'refused' ? (
      <ProblemNotice error={saving.error} again={retry} />
    ) : (
      <p class={saving.state === 'waiting' ? 'unsent' : 'quiet'}>{meetingWords.saving[saving.state]}</p>
    )}
  </div>
)
