/**
 * A long list or table with something to press in each row. Tab leads to one row, and the arrow keys, Home and End to
 * the others, so that whoever uses a keyboard is past it in a press or two.
 */
import type { ComponentChildren, JSX } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { words } from '../words/en.ts'

const pressed = 'a[href], button, summary, input, select, textarea'
const typedInto = 'input:not([type=checkbox], [type=radio]), select, textarea'

const controlsOf = (row: Element): HTMLElement[] =>
  row instanceof HTMLElement && row.matches(pressed) ? [row] : [...row.querySelectorAll<HTMLElement>(pressed)]

const seen = (row: Element): boolean => row.checkVisibility()

const nextOf = (key: string, at: number, last: number): number | null => {
  if (key === 'ArrowDown' || key === 'ArrowRight') return Math.min(at + 1, last)
  if (key === 'ArrowUp' || key === 'ArrowLeft') return Math.max(at - 1, 0)
  if (key === 'Home') return 0
  return key === 'End' ? last : null
}

interface Props {
  /** Selects a row inside of it. */
  readonly row: string
  /** With up to so many controls it is left as it is. */
  readonly fewEnough?: number
  /** Where it stands in a line of text. */
  readonly inline?: boolean
  readonly children: ComponentChildren
}

export const Rows = ({ row, fewEnough = 5, inline = false, children }: Props): JSX.Element => {
  const around = useRef<HTMLElement>(null)
  const current = useRef<Element | null>(null)
  const [isLong, setLong] = useState(false)
  const hint = useId()

  const rowsIn = (): Element[] => [...(around.current?.querySelectorAll(row) ?? [])].filter(seen)

  const arrange = (): void => {
    const rows = rowsIn()
    const all = rows.flatMap(controlsOf)
    const long = all.length > fewEnough
    setLong(long)
    const first =
      rows.find(one => one === current.current) ?? rows.find(one => one.hasAttribute('aria-current')) ?? rows[0]
    for (const one of rows)
      for (const control of controlsOf(one)) {
        if (long && one !== first) control.tabIndex = -1
        else control.removeAttribute('tabindex')
      }
  }

  // Rows come and go with what is loaded and filtered, in components below this one too.
  useLayoutEffect(() => {
    if (!around.current) return undefined
    arrange()
    const watched = new MutationObserver(arrange)
    watched.observe(around.current, { childList: true, subtree: true, attributes: true, attributeFilter: ['open'] })
    return () => watched.disconnect()
  }, [])

  const follow = ({ target }: { target: EventTarget | null }): void => {
    const entered = target instanceof Element ? target.closest(row) : null
    if (!entered || entered === current.current) return
    current.current = entered
    arrange()
  }

  const move = (event: KeyboardEvent): void => {
    const { target, key } = event
    const held = event.ctrlKey || event.altKey || event.metaKey
    if (held || !(target instanceof HTMLElement) || target.matches(typedInto)) return
    const rows = rowsIn()
    const at = rows.findIndex(one => one.contains(target))
    const next = at === -1 ? null : nextOf(key, at, rows.length - 1)
    const [from, to] = [rows[at], next === null ? undefined : rows[next]]
    if (!from || !to || from === to) return
    event.preventDefault()
    const there = controlsOf(to)
    const same = there[controlsOf(from).indexOf(target)] ?? there[0]
    same?.focus()
  }

  const Around = inline ? 'span' : 'div'
  return (
    <Around
      class="by-rows"
      role="group"
      aria-describedby={isLong ? hint : undefined}
      onFocusIn={follow}
      onKeyDown={move}
      ref={(node: HTMLElement | null) => {
        around.current = node
      }}
    >
      <span class="rows-hint" id={hint} hidden={!isLong}>
        {words.rows}
      </span>
      {children}
    </Around>
  )
}
