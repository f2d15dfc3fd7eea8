/** Words that are a button until somebody changes them: Enter keeps, Escape leaves, and so does going elsewhere keep. */
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../kit/frame/icon.tsx'
import { curateWords as text } from '../words/en-curate.ts'

interface Props {
  readonly value: string
  /** What the button says where there is nothing yet. */
  readonly blank?: string
  readonly name: string
  readonly field: string
  readonly class: string
  readonly maxLength: number
  readonly mayBeEmpty?: boolean
  readonly keep: (value: string) => void
}

export const Editable = (props: Props): JSX.Element => {
  const { value, blank = '', name, field, maxLength, mayBeEmpty = false, keep } = props
  const [draft, setDraft] = useState<string | null>(null)
  const input = useRef<HTMLTextAreaElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const back = useRef(false)
  /** A field that goes away loses the focus too: what was left by Escape is not kept by that. */
  const ended = useRef(true)
  useLayoutEffect(() => {
    if (draft !== null) {
      ended.current = false
      input.current?.focus()
      input.current?.select()
    } else if (back.current) button.current?.focus()
    back.current = false
  }, [draft === null])

  const end = (kept: boolean, focus: boolean): void => {
    if (ended.current) return
    ended.current = true
    const next = (draft ?? '').replaceAll(/\s+/g, ' ').trim()
    back.current = focus
    setDraft(null)
    if (kept && next !== value && (next !== '' || mayBeEmpty)) keep(next)
  }
  if (draft === null) {
    return (
      <button
        ref={button}
        type="button"
        class={`editable ${props.class}`}
        aria-label={name}
        onClick={() => setDraft(value)}
      >
        {value || blank}
        <Icon name="pen" />
      </button>
    )
  }
  return (
    <textarea
      ref={input}
      class={`editing-field ${props.class}`}
      aria-label={field}
      title={text.fieldHint}
      rows={2}
      value={draft}
      maxLength={maxLength}
      onInput={event => setDraft(event.currentTarget.value)}
      onBlur={() => end(true, false)}
      onKeyDown={event => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        end(event.key === 'Enter', true)
      }}
    />
  )
}
