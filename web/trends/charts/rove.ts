/** One stop for the Tab key in a chart; arrow keys move between its marks. */
import { useState } from 'preact/hooks'

interface Mark {
  readonly role: 'img'
  // As SVG spells it: names of attributes are not folded there.
  readonly tabindex: 0 | -1
  readonly 'aria-label': string
  readonly onFocus: () => void
  readonly onBlur: () => void
  readonly onPointerEnter: () => void
  readonly onPointerLeave: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

const steps: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowRight: (index, last) => Math.min(index + 1, last),
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowLeft: index => Math.max(index - 1, 0),
  ArrowUp: index => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
}

/** `count` marks, each read aloud as `label` says; marks are the children of one parent, in order, each `data-mark`. */
export const useMarks = (count: number, read: (words: string | null) => void) => {
  const [at, setAt] = useState(count - 1)
  const current = Math.min(Math.max(at, 0), Math.max(count - 1, 0))
  const mark = (index: number, label: string): Mark => ({
    role: 'img',
    tabindex: index === current ? 0 : -1,
    'aria-label': label,
    onFocus: () => {
      setAt(index)
      read(label)
    },
    onBlur: () => read(null),
    onPointerEnter: () => read(label),
    onPointerLeave: () => read(null),
    onKeyDown: event => {
      const step = steps[event.key]
      if (!step || !(event.currentTarget instanceof Element)) return
      event.preventDefault()
      const marks = event.currentTarget.closest('svg')?.querySelectorAll<SVGElement>('[data-mark]')
      marks?.[step(index, count - 1)]?.focus()
    },
  })
  return mark
}
