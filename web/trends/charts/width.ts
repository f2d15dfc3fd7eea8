/** How wide a drawing is: known before the first paint, so that nothing is drawn twice. */
import { useEffect, useState } from 'preact/hooks'

const widest = 1_100
const gap = 20
/** As `.thirds` has it in page.css. */
const thirdsFrom = 1_000

interface Widths {
  /** Of a drawing in a card of its own. */
  readonly width: number
  /** Of one in a card that has two others beside it, where there is room for three. */
  readonly third: number
}

/** In CSS pixels; what stands around a drawing in its card is taken off. */
const columnWidths = (): Widths => {
  const screen = document.documentElement.clientWidth
  const [margin, card] = screen < 620 ? [32, 34] : [48, 42]
  const column = Math.max(260, Math.min(widest, screen - margin))
  const third = screen < thirdsFrom ? column : (column - 2 * gap) / 3
  return { width: column - card, third: third - card }
}

export const useColumnWidth = (): Widths => {
  const [widths, setWidths] = useState(columnWidths)
  useEffect(() => {
    const follow = (): void => setWidths(columnWidths())
    addEventListener('resize', follow)
    return () => removeEventListener('resize', follow)
  }, [])
  return widths
}
