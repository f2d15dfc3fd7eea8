/** Where a statement goes: the themes, what stands alone, a theme of its own; or it is kept from the room. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { DeskTheme } from '../../../functions/domain/agenda/themes.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { TextField } from '../../kit/controls/field.tsx'
import { words } from '../words/en.ts'
import { curateWords } from '../words/en-curate.ts'
import type { Said } from './statement.tsx'

const text = curateWords.mover

interface Props {
  readonly said: Said
  readonly themes: readonly DeskTheme[]
  /** The theme that it stands in; null where it stands alone. */
  readonly home: string | null
  readonly isHidden: boolean
  readonly place: (itemId: string) => void
  readonly own: () => void
  readonly hide: (reason: string) => void
  readonly show: () => void
  readonly close: () => void
}

export const Mover = (props: Props): JSX.Element => {
  const { said, themes, home, close } = props
  const [hiding, setHiding] = useState(false)
  const [reason, setReason] = useState('')
  if (hiding) {
    return (
      <Dialog key="hide" title={text.hideTitle} close={close}>
        <form
          noValidate
          onSubmit={event => {
            event.preventDefault()
            if (reason.trim()) props.hide(reason.trim())
          }}
        >
          <p class="said">{said.text}</p>
          <p class="hint">{text.hideHint}</p>
          <ul class="choices">
            {text.reasons.map(one => (
              <li key={one}>
                <button type="button" class="choice" onClick={() => props.hide(one)}>
                  {one}
                </button>
              </li>
            ))}
          </ul>
          <TextField label={text.reason} value={reason} change={setReason} maxLength={300} />
          <div class="actions end">
            <button type="button" class="button quiet" onClick={close}>
              {words.form.cancel}
            </button>
            <button type="submit" class="button" disabled={reason.trim() === ''}>
              {text.hideDo}
            </button>
          </div>
        </form>
      </Dialog>
    )
  }
  return (
    <Dialog key="move" title={text.title} close={close}>
      <p class="said">{said.text}</p>
      <ol class="choices">
        {themes
          .filter(({ id }) => id !== home)
          .map(theme => (
            <li key={theme.id}>
              <button type="button" class="choice serif" onClick={() => props.place(theme.id)}>
                {theme.title}
              </button>
            </li>
          ))}
        {home === null ? null : (
          <li>
            <button type="button" class="choice" onClick={() => props.place('raised-once')}>
              {text.alone}
            </button>
          </li>
        )}
        <li>
          <button type="button" class="choice" onClick={props.own}>
            {text.own}
          </button>
        </li>
      </ol>
      <div class="actions">
        {props.isHidden ? (
          <button type="button" class="button quiet" onClick={props.show}>
            {text.show}
          </button>
        ) : (
          <button type="button" class="button quiet" onClick={() => setHiding(true)}>
            {text.hide}
          </button>
        )}
        <button type="button" class="button quiet" onClick={close}>
          {words.form.cancel}
        </button>
      </div>
    </Dialog>
  )
}
