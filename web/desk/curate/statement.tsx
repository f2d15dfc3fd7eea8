/** One statement on the desk: dragged, or moved by its button. Its words are its writer's. */
import type { JSX } from 'preact'
import type { Agenda } from '../../../functions/domain/agenda/schema.ts'
import { Icon } from '../../kit/frame/icon.tsx'
import { curateWords as text } from '../words/en-curate.ts'
import { beginning } from './said.ts'

export type Said = Agenda['appendix'][number]

export const moverId = (id: string): string => `move-${id}`

interface Props {
  readonly said: Said
  readonly marks: readonly string[]
  /** Why it is kept from the room; undefined where it is not. */
  readonly hidden: string | undefined
  readonly isMoved: boolean
  readonly open: (said: Said) => void
  /** To the theme of this number, counted from 1, or with 0 to what stands alone. */
  readonly send: (said: Said, number: number) => void
}

export const dragType = 'application/x-murmur-statement'

const writer = ({ signedBy, pseudonym }: Said): string => {
  if (signedBy) return text.signed(signedBy)
  return pseudonym ?? text.givenApart
}

export const Statement = ({ said, marks, hidden, isMoved, open, send }: Props): JSX.Element => (
  <li
    class={`st ${isMoved ? 'moved' : ''} ${hidden === undefined ? '' : 'kept-back'}`}
    draggable
    onDragStart={event => {
      event.dataTransfer?.setData(dragType, said.id)
      if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move'
    }}
  >
    <span class="grip">
      <Icon name="grip" />
    </span>
    <div>
      <blockquote>{said.text}</blockquote>
      <p class="by">
        <span>{writer(said)}</span>
        {marks.map(mark => (
          <span class="tag" key={mark}>
            {mark}
          </span>
        ))}
        {hidden === undefined ? null : <span class="tag only-you">{text.hidden(hidden)}</span>}
      </p>
    </div>
    <button
      type="button"
      class="mv"
      id={moverId(said.id)}
      aria-haspopup="dialog"
      aria-label={text.mover.label(beginning(said.text))}
      onClick={() => open(said)}
      onKeyDown={event => {
        if (!/^\d$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
        event.preventDefault()
        send(said, Number(event.key))
      }}
    >
      <Icon name="move" />
    </button>
  </li>
)
