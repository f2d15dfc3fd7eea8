/** Beside the agenda: begin and end editing, undo, and whether what was changed is saved. */
import type { JSX } from 'preact'
import type { EditRefusal } from '../../../functions/domain/agenda/edits.ts'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { words } from '../words/en.ts'
import type { SaveState } from './saver.ts'

const text = words.agenda.editing

interface Props {
  readonly editing: boolean
  readonly toggle: () => void
  /** Null while there is nothing to undo. */
  readonly undo: (() => void) | null
  readonly undoAll: () => void
  readonly refused: EditRefusal | null
  readonly saving: SaveState
  readonly touched: boolean
  readonly retry: () => void
  readonly reload: () => void
}

export const EditingTools = (props: Props): JSX.Element => {
  const { editing, toggle, undo, undoAll, refused } = props
  return (
    <>
      <div class="actions">
        <button type="button" class={`button ${editing ? 'primary' : ''}`} aria-pressed={editing} onClick={toggle}>
          {editing ? words.agenda.done : words.agenda.edit}
        </button>
        {editing ? (
          <button type="button" class="button" disabled={undo === null} onClick={() => undo?.()}>
            {text.undo}
          </button>
        ) : null}
      </div>
      {editing ? <p class="hint">{text.note}</p> : null}
      {editing && undo ? (
        <p>
          <button
            type="button"
            class="link"
            onClick={() => {
              if (confirm(text.undoAllConfirm)) undoAll()
            }}
          >
            {text.undoAll}
          </button>
        </p>
      ) : null}
      {refused ? (
        <p class="field-error" role="alert">
          {text.refused[refused]}
        </p>
      ) : null}
      <Saving {...props} />
    </>
  )
}

const Saving = ({ saving, touched, retry, reload }: Props): JSX.Element | null => {
  if (!touched) return null
  switch (saving.state) {
    case 'saving':
    case 'saved':
      return (
        <p class="quiet" role="status">
          {saving.state === 'saving' ? text.saving : text.saved}
        </p>
      )
    case 'failed':
      return <ProblemNotice error={saving.error} again={retry} />
    case 'changed-meanwhile':
      return (
        <Notice tone="bad" title={text.changed} live="alert">
          <p>{text.changedDetail}</p>
          <button type="button" class="button small" onClick={reload}>
            {text.reload}
          </button>
        </Notice>
      )
    default:
      return saving satisfies never
  }
}
