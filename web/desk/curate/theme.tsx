/** A theme as a card: what it is called and asks, who is heard, and the statements that stand in it. */
import type { ComponentChildren, JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { DeskTheme } from '../../../functions/domain/agenda/themes.ts'
import { Icon } from '../../kit/frame/icon.tsx'
import { curateWords as text } from '../words/en-curate.ts'
import { Editable } from './editable.tsx'
import { dragType } from './statement.tsx'

/** Takes what is dragged onto it. */
export const DropArea = (props: {
  readonly class: string
  readonly labelledBy: string
  readonly drop: (observationId: string) => void
  readonly children: ComponentChildren
}): JSX.Element => {
  const [over, setOver] = useState(false)
  const depth = useRef(0)
  const carries = (event: DragEvent): boolean => event.dataTransfer?.types.includes(dragType) ?? false
  return (
    <section
      class={`${props.class} ${over ? 'over' : ''}`}
      aria-labelledby={props.labelledBy}
      onDragEnter={event => {
        if (!carries(event)) return
        depth.current += 1
        setOver(true)
      }}
      onDragOver={event => {
        if (carries(event)) event.preventDefault()
      }}
      onDragLeave={event => {
        if (!carries(event)) return
        depth.current -= 1
        if (depth.current <= 0) setOver(false)
      }}
      onDrop={event => {
        depth.current = 0
        setOver(false)
        const id = event.dataTransfer?.getData(dragType)
        if (!id) return
        event.preventDefault()
        props.drop(id)
      }}
    >
      {props.children}
    </section>
  )
}

/** Where a statement is dropped for which there is no theme yet. */
export const NewTheme = ({ drop }: { drop: (observationId: string) => void }): JSX.Element => (
  <DropArea class="th new-theme" labelledBy="new-theme" drop={drop}>
    <p id="new-theme">{text.newTheme}</p>
  </DropArea>
)

export type ThemeAction = 'join' | 'split' | 'unplan' | 'plan' | 'note'

interface Props {
  readonly theme: DeskTheme
  /** By which a statement is sent here. */
  readonly number: number
  /** How many took part, where that is known. */
  readonly of: number | null
  readonly note: string | undefined
  readonly canJoin: boolean
  readonly rename: (title: string) => void
  readonly ask: (question: string) => void
  readonly act: (action: ThemeAction) => void
  readonly drop: (observationId: string) => void
  /** Its statements. */
  readonly children: ComponentChildren
}

const Facts = ({ theme, of }: Pick<Props, 'theme' | 'of'>): JSX.Element => {
  const { voices, apart, disagreement, item, topic } = theme
  const time = item.offPlan ? text.notOnPlan : topic ? text.sharing : text.minutes(item.minutes)
  const dots = voices !== null && voices <= 20 ? voices : 0
  return (
    <p class="facts">
      {dots > 0 ? (
        <span class="dots" aria-hidden="true">
          {Array.from({ length: dots }, (_, index) => (
            <i key={index} />
          ))}
        </span>
      ) : null}
      <span>{voices !== null && of !== null ? text.ofVoices(voices, of) : text.voices(voices)}</span>
      {apart > 0 ? <span>{text.apart(apart)}</span> : null}
      <span class={item.offPlan ? 'tag' : ''}>{time}</span>
      {disagreement ? <span class="tag warn">{text.differ}</span> : null}
    </p>
  )
}

export const ThemeCard = (props: Props): JSX.Element => {
  const { theme, note, act } = props
  const headingId = `theme-${theme.id}`
  const actions: readonly (readonly [ThemeAction, boolean, string, string])[] = [
    ['join', props.canJoin, text.actions.join, text.actions.joinName(theme.title)],
    ['split', theme.observationIds.length > 1, text.actions.split, text.actions.splitName(theme.title)],
    ['unplan', !theme.item.offPlan, text.actions.unplan, text.actions.unplanName(theme.title)],
    [
      'plan',
      theme.item.offPlan === true || theme.topic !== null,
      text.actions.plan,
      text.actions.planName(theme.title),
    ],
    ['note', true, text.actions.note, text.actions.noteName(theme.title)],
  ]
  return (
    <DropArea class={`th ${theme.item.offPlan ? 'off-plan' : ''}`} labelledBy={headingId} drop={props.drop}>
      <header>
        <h3 id={headingId} tabIndex={-1}>
          {props.number > 9 ? null : (
            <span class="number" aria-hidden="true">
              {props.number}
            </span>
          )}
          <Editable
            class="theme-title"
            value={theme.title}
            name={text.changeTitle(theme.title)}
            field={text.themeTitle}
            maxLength={200}
            keep={props.rename}
          />
        </h3>
        <Facts theme={theme} of={props.of} />
        <Editable
          class="theme-question"
          value={theme.question}
          blank={text.noQuestion}
          name={theme.question ? text.changeQuestion(theme.question) : text.writeQuestion(theme.title)}
          field={text.themeQuestion}
          maxLength={500}
          mayBeEmpty
          keep={props.ask}
        />
        <p class="theme-actions">
          {actions
            .filter(([, isOffered]) => isOffered)
            .map(([action, , label, name]) => (
              <button key={action} type="button" class="link" aria-label={name} onClick={() => act(action)}>
                {label}
              </button>
            ))}
        </p>
        {note === undefined ? null : (
          <p class="own-note">
            <Icon name="lock" /> {note}
          </p>
        )}
      </header>
      {props.children}
    </DropArea>
  )
}
