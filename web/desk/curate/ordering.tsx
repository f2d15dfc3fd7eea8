/** The hour as a list: what comes after what, with how many minutes, and what is off the plan. */
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { AgendaEdit } from '../../../functions/domain/agenda/edit.ts'
import type { Agenda, AgendaItem } from '../../../functions/domain/agenda/schema.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { curateWords } from '../words/en-curate.ts'
import { Editable } from './editable.tsx'
import { fits, step } from './moves.ts'

const text = curateWords.ordering

interface Props {
  readonly agenda: Agenda
  /** Why the last change was not made. */
  readonly refused: string | null
  readonly make: (edit: AgendaEdit) => void
  readonly close: () => void
}

export const Ordering = ({ agenda, refused, make, close }: Props): JSX.Element => {
  const focus = useRef<readonly string[]>([])
  // What was moved stands in another place of the list: its button there comes into focus, or the other at an end.
  useLayoutEffect(() => {
    const buttons = focus.current.flatMap(id => document.getElementById(id) ?? [])
    focus.current = []
    buttons.find(button => !button.hasAttribute('disabled'))?.focus()
  })
  const move = (edit: AgendaEdit, ids: readonly string[]): void => {
    focus.current = ids
    make(edit)
  }
  const planned = agenda.parts.reduce((total, part) => total + part.minutes, 0)
  return (
    <Dialog title={text.title} close={close} wide>
      <p class="hint">{text.hint}</p>
      {agenda.parts
        .filter(part => part.items.length > 0)
        .map(part => (
          <section key={part.name} class="ordering" aria-labelledby={`part-${part.name}`}>
            <h3 id={`part-${part.name}`}>{part.name}</h3>
            <ol>
              {part.items.map(item => (
                <Row key={item.id} agenda={agenda} item={item} make={make} move={move} />
              ))}
            </ol>
          </section>
        ))}
      {refused === null ? null : (
        <p class="field-error" role="alert">
          {refused}
        </p>
      )}
      <div class="actions dialog-foot">
        <p class="total" role="status">
          {text.total(planned, agenda.minutes)}
        </p>
        <button type="button" class="button primary" onClick={close}>
          {text.close}
        </button>
      </div>
    </Dialog>
  )
}

interface RowProps extends Pick<Props, 'agenda' | 'make'> {
  readonly item: AgendaItem
  /** With the buttons of which one comes into focus after it. */
  readonly move: (edit: AgendaEdit, ids: readonly string[]) => void
}

const buttonId = (item: AgendaItem, sign: string): string => `order-${item.id}-${sign}`

const Row = ({ agenda, item, make, move }: RowProps): JSX.Element => {
  const moves = [
    ['up', '↑', step(agenda, item.id, -1), text.up(item.title)],
    ['down', '↓', step(agenda, item.id, 1), text.down(item.title)],
  ] as const
  return (
    <li class={item.offPlan ? 'off-plan' : ''}>
      <div class="ordering-words">
        <h4>
          <Editable
            class="ordering-title"
            value={item.title}
            name={curateWords.changeTitle(item.title)}
            field={curateWords.themeTitle}
            maxLength={200}
            keep={title => make({ op: 'rename', itemId: item.id, title })}
          />
        </h4>
        <Editable
          class="ordering-question"
          value={item.question}
          blank={curateWords.noQuestion}
          name={item.question ? curateWords.changeQuestion(item.question) : curateWords.writeQuestion(item.title)}
          field={curateWords.themeQuestion}
          maxLength={500}
          mayBeEmpty
          keep={question => make({ op: 'ask', itemId: item.id, question })}
        />
      </div>
      {item.offPlan ? (
        <button
          type="button"
          class="button small"
          aria-label={curateWords.actions.planName(item.title)}
          onClick={() => make({ op: 'plan', itemId: item.id })}
        >
          {curateWords.actions.plan}
        </button>
      ) : (
        <Minutes agenda={agenda} item={item} make={make} />
      )}
      {moves.map(([way, sign, edit, label]) => (
        <button
          key={way}
          id={buttonId(item, way)}
          type="button"
          class="button small"
          disabled={!fits(agenda, edit)}
          aria-label={label}
          onClick={() => {
            const ids = way === 'up' ? ['up', 'down'] : ['down', 'up']
            if (edit)
              move(
                edit,
                ids.map(one => buttonId(item, one)),
              )
          }}
        >
          {sign}
        </button>
      ))}
    </li>
  )
}

/** What others gave or took shows here too, and whoever is in the field stays in it. */
const Minutes = ({ agenda, item, make }: Omit<RowProps, 'move'>): JSX.Element => {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current) input.current.value = String(item.minutes)
  })
  return (
    <input
      ref={input}
      type="number"
      inputMode="numeric"
      min={1}
      max={agenda.minutes}
      aria-label={text.minutes(item.title)}
      onChange={event => {
        const minutes = event.currentTarget.valueAsNumber
        const isTime = Number.isInteger(minutes) && minutes >= 1 && minutes <= 480
        if (isTime && minutes !== item.minutes) make({ op: 'retime', itemId: item.id, minutes })
        else event.currentTarget.value = String(item.minutes)
      }}
    />
  )
}
