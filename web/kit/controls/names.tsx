/** Several names, each chosen from those known or typed anew: the combobox pattern of the ARIA authoring practices. */
import type { ComponentChildren, JSX } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { words } from '../words/en.ts'
import { Field } from './field.tsx'

const shownAtMost = 8
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Those that begin with it first, then those with a word that does; without anything typed the first few. */
export const matchesOf = (known: readonly string[], typed: string, chosen: readonly string[]): string[] => {
  const wanted = plain(typed)
  const taken = new Set(chosen.map(plain))
  const left = known.filter(name => !taken.has(plain(name)) && plain(name) !== wanted)
  const begins = left.filter(name => plain(name).startsWith(wanted))
  const inside = left.filter(name => !plain(name).startsWith(wanted) && ` ${plain(name)}`.includes(` ${wanted}`))
  return [...begins, ...inside].slice(0, shownAtMost)
}

interface Props {
  readonly label: string
  readonly value: readonly string[]
  readonly change: (value: string[]) => void
  readonly known: readonly string[]
  readonly hint?: ComponentChildren
  readonly error?: string | undefined
}

const text = words.names

export const NamesField = ({ label, value, change, known, hint, error }: Props): JSX.Element => {
  const [typed, setTyped] = useState('')
  /** Whether what stands in the box counts by itself, and is not a name that was chosen before. */
  const [counts, setCounts] = useState(false)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  // What stands in the box counts already: leaving it changes nothing, so that nothing moves under a press of a button.
  const pending = typed.trim()
  const chosen = counts && value.at(-1) === pending ? value.slice(0, -1) : value
  const matches = open ? matchesOf(known, typed, chosen) : []
  const shown = matches.length > 0

  const put = (names: readonly string[], left: string): void => {
    const before = new Set(names.filter(Boolean))
    const isNew = left.trim() !== '' && !before.has(left.trim())
    change(isNew ? [...before, left.trim()] : [...before])
    setCounts(isNew)
    setTyped(left)
    setActive(-1)
  }
  const add = (name: string): void => put([...chosen, name.trim()], '')
  const type = (next: string): void => {
    setOpen(true)
    const parts = next.split(/[,;\n]/)
    put([...chosen, ...parts.slice(0, -1).map(name => name.trim())], (parts.at(-1) ?? '').trimStart())
  }
  const key = (event: KeyboardEvent): void => {
    const picked = matches[active]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) setOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      const rows = matches.length
      setActive(rows === 0 ? -1 : (active + step + (active < 0 && step < 0 ? 1 : 0) + rows) % rows)
    } else if (event.key === 'Enter' && (picked !== undefined || pending)) {
      event.preventDefault()
      add(picked ?? typed)
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      setOpen(false)
      setActive(-1)
    } else if (event.key === 'Backspace' && typed === '' && chosen.length > 0) change(chosen.slice(0, -1))
  }

  return (
    <Field label={label} hint={hint ?? text.listHint} error={error} optional class="names">
      {wiring => (
        <>
          {chosen.length > 0 ? (
            <ul class="name-list">
              {chosen.map(name => (
                <li key={name}>
                  <span>{name}</span>
                  <button
                    type="button"
                    class="remove"
                    aria-label={text.remove(name)}
                    onClick={() => {
                      change(value.filter(other => other !== name))
                      input.current?.focus()
                    }}
                  >
                    ×
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          <div class="suggesting">
            <input
              {...wiring}
              ref={input}
              type="text"
              role="combobox"
              autocomplete="off"
              aria-autocomplete="list"
              aria-expanded={shown}
              aria-controls={shown ? listId : undefined}
              aria-activedescendant={active >= 0 && shown ? `${listId}-${active}` : undefined}
              value={typed}
              onInput={event => type(event.currentTarget.value)}
              onKeyDown={key}
              onFocus={() => setOpen(true)}
              onBlur={() => {
                setOpen(false)
                setActive(-1)
              }}
            />
            {shown ? (
              <ul class="suggestions" id={listId} role="listbox" aria-label={text.suggestions(label)}>
                {matches.map((name, index) => (
                  <li
                    key={name}
                    id={`${listId}-${index}`}
                    role="option"
                    aria-selected={index === active}
                    // Before the box loses its focus, which would take what was typed as a name.
                    onPointerDown={event => {
                      event.preventDefault()
                      add(name)
                    }}
                  >
                    {name}
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        </>
      )}
    </Field>
  )
}
