/** What a theme's actions ask: with which it is joined, what is split off, a note. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { DeskTheme } from '../../../functions/domain/agenda/themes.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { TextField } from '../../kit/controls/field.tsx'
import { words } from '../words/en.ts'
import { curateWords as text } from '../words/en-curate.ts'
import type { Said } from './statement.tsx'

const Cancel = ({ close }: { close: () => void }): JSX.Element => (
  <button type="button" class="button quiet" onClick={close}>
    {words.form.cancel}
  </button>
)

interface JoinProps {
  readonly theme: DeskTheme
  readonly targets: readonly DeskTheme[]
  readonly join: (into: DeskTheme) => void
  readonly close: () => void
}

export const JoinDialog = ({ theme, targets, join, close }: JoinProps): JSX.Element => (
  <Dialog title={text.join.title(theme.title)} close={close}>
    <p class="hint">{targets.length === 0 ? text.join.none : text.join.hint}</p>
    <ul class="choices">
      {targets.map(target => (
        <li key={target.id}>
          <button type="button" class="choice serif" onClick={() => join(target)}>
            {target.title}
          </button>
        </li>
      ))}
    </ul>
    <div class="actions end">
      <Cancel close={close} />
    </div>
  </Dialog>
)

interface SplitProps {
  readonly theme: DeskTheme
  readonly statements: readonly Said[]
  /** What a theme of these would be called, by one of them. */
  readonly called: (ids: readonly string[]) => string
  readonly split: (ids: readonly string[], title: string) => void
  readonly close: () => void
}

export const SplitDialog = ({ theme, statements, called, split, close }: SplitProps): JSX.Element => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [title, setTitle] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const ids = statements.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
  const enough = ids.length > 0 && ids.length < statements.length
  const name = title ?? (ids.length > 0 ? called(ids) : '')
  return (
    <Dialog title={text.split.title(theme.title)} close={close} wide>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          if (enough && name.trim()) split(ids, name.trim())
        }}
      >
        <fieldset class="bare">
          <legend>{text.split.hint}</legend>
          {statements.map(said => (
            <label class="check" key={said.id}>
              <input
                type="checkbox"
                checked={chosen.has(said.id)}
                onChange={event => {
                  const next = new Set(chosen)
                  if (event.currentTarget.checked) next.add(said.id)
                  else next.delete(said.id)
                  setChosen(next)
                }}
              />
              <span>{said.text}</span>
            </label>
          ))}
        </fieldset>
        {tried && !enough ? (
          <p class="field-error" role="alert">
            {text.split.none}
          </p>
        ) : null}
        <TextField
          label={text.themeTitle}
          value={name}
          change={setTitle}
          maxLength={200}
          error={tried && enough && !name.trim() ? words.form.required : undefined}
        />
        <div class="actions end">
          <Cancel close={close} />
          <button type="submit" class="button primary">
            {text.split.do}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

interface AddProps {
  readonly add: (title: string, question: string) => void
  readonly close: () => void
}

export const AddDialog = ({ add, close }: AddProps): JSX.Element => {
  const [title, setTitle] = useState('')
  const [question, setQuestion] = useState('')
  const [tried, setTried] = useState(false)
  return (
    <Dialog title={text.addTitle} close={close}>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          if (title.trim()) add(title.trim(), question.trim())
        }}
      >
        <TextField
          label={text.themeTitle}
          value={title}
          change={setTitle}
          maxLength={200}
          hint={text.addHint}
          error={tried && !title.trim() ? words.form.required : undefined}
        />
        <TextField label={text.themeQuestion} value={question} change={setQuestion} maxLength={500} optional />
        <div class="actions end">
          <Cancel close={close} />
          <button type="submit" class="button primary">
            {text.add}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

interface NoteProps {
  readonly theme: DeskTheme
  readonly note: string
  readonly readers: string
  readonly keep: (note: string) => void
  readonly close: () => void
}

export const NoteDialog = ({ theme, note, readers, keep, close }: NoteProps): JSX.Element => {
  const [draft, setDraft] = useState(note)
  return (
    <Dialog title={text.note.of(theme.title)} close={close}>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          keep(draft.trim())
        }}
      >
        <TextField label={text.note.title} value={draft} change={setDraft} rows={4} maxLength={5000} hint={readers} />
        <div class="actions end">
          <Cancel close={close} />
          <button type="submit" class="button primary">
            {text.note.do}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
