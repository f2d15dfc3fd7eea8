/** What can be done with one item of the agenda: rename, re-time, move, merge, split. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { AgendaEdit } from '../../../functions/domain/agenda/edits.ts'
import type { Agenda, AgendaItem } from '../../../functions/domain/agenda/schema.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { TextField } from '../../kit/controls/field.tsx'
import { words } from '../words/en.ts'
import { fits, mergeTargets, step } from './moves.ts'

const text = words.agenda.editing

interface Props {
  readonly agenda: Agenda
  readonly item: AgendaItem
  readonly edit: (edit: AgendaEdit) => void
}

export const ItemControls = ({ agenda, item, edit }: Props): JSX.Element => {
  const [dialog, setDialog] = useState<'merge' | 'split' | null>(null)
  const up = step(agenda, item.id, -1)
  const down = step(agenda, item.id, 1)
  const targets = mergeTargets(agenda, item.id)
  const close = (): void => setDialog(null)
  return (
    <div class="item-controls">
      <label>
        <span class="visually-hidden">{text.rename}</span>
        <input
          key={item.title}
          type="text"
          class="rename"
          defaultValue={item.title}
          maxLength={200}
          onChange={event => {
            const title = event.currentTarget.value.trim()
            if (title && title !== item.title) edit({ op: 'rename', itemId: item.id, title })
          }}
        />
      </label>
      <label class="retime">
        <input
          key={item.minutes}
          type="number"
          min={1}
          max={agenda.minutes}
          defaultValue={item.minutes}
          onChange={event => {
            const minutes = event.currentTarget.valueAsNumber
            if (Number.isInteger(minutes) && minutes >= 1 && minutes !== item.minutes)
              edit({ op: 'retime', itemId: item.id, minutes })
          }}
        />{' '}
        {text.minutes}
      </label>
      {(
        [
          ['↑', up, text.up],
          ['↓', down, text.down],
        ] as const
      ).map(([sign, move, label]) => (
        <button
          key={sign}
          type="button"
          class="button small"
          disabled={!fits(agenda, move)}
          aria-label={label(item.title)}
          onClick={() => {
            if (move) edit(move)
          }}
        >
          {sign}
        </button>
      ))}
      {targets.length > 0 ? (
        <button type="button" class="button small" onClick={() => setDialog('merge')}>
          {text.merge}
        </button>
      ) : null}
      {item.observationIds.length > 1 ? (
        <button type="button" class="button small" onClick={() => setDialog('split')}>
          {text.split}
        </button>
      ) : null}
      {dialog === 'merge' ? (
        <Dialog title={text.mergeTitle(item.title)} close={close}>
          <ul class="choices">
            {targets.map(target => (
              <li key={target.id}>
                <button
                  type="button"
                  class="choice"
                  onClick={() => {
                    close()
                    edit({ op: 'merge', itemId: target.id, from: item.id })
                  }}
                >
                  {target.title} <span class="quiet">{words.agenda.minutes(target.minutes)}</span>
                </button>
              </li>
            ))}
          </ul>
          <div class="actions end">
            <button type="button" class="button quiet" onClick={close}>
              {words.form.cancel}
            </button>
          </div>
        </Dialog>
      ) : null}
      {dialog === 'split' ? <SplitDialog agenda={agenda} item={item} edit={edit} close={close} /> : null}
    </div>
  )
}

const SplitDialog = ({ agenda, item, edit, close }: Props & { close: () => void }): JSX.Element => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [title, setTitle] = useState('')
  const [tried, setTried] = useState(false)
  const entries = agenda.appendix.filter(entry => item.observationIds.includes(entry.id))
  const enough = chosen.size > 0 && chosen.size < entries.length
  return (
    <Dialog title={text.splitTitle(item.title)} close={close} wide>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          if (!enough || !title.trim()) return
          close()
          edit({ op: 'split', itemId: item.id, observationIds: [...chosen], title: title.trim() })
        }}
      >
        <fieldset class="bare">
          <legend>{text.splitNote}</legend>
          {entries.map(entry => (
            <label class="check" key={entry.id}>
              <input
                type="checkbox"
                checked={chosen.has(entry.id)}
                onChange={event => {
                  const next = new Set(chosen)
                  if (event.currentTarget.checked) next.add(entry.id)
                  else next.delete(entry.id)
                  setChosen(next)
                }}
              />
              <span>{entry.text}</span>
            </label>
          ))}
        </fieldset>
        {tried && !enough ? (
          <p class="field-error" role="alert">
            {text.splitNone}
          </p>
        ) : null}
        <TextField
          label={text.splitName}
          value={title}
          change={setTitle}
          maxLength={200}
          error={tried && !title.trim() ? words.form.required : undefined}
        />
        <div class="actions end">
          <button type="button" class="button quiet" onClick={close}>
            {words.form.cancel}
          </button>
          <button type="submit" class="button primary">
            {text.splitDo}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
