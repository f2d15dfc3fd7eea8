/** How wide a drawing is: known before the first paint, so that nothing is drawn twice. */
import { useEffect, useState } from 'preact/hooks'

/** As `main`, `.side`, `.card` and `.thirds` have them in the sheets, at 16 pixels a rem. */
const widest = 1_216
const side = (screen: number): number => (screen > 992 ? 232 : 0)
const margin = (screen: number): number => 2 * Math.min(40, Math.max(16, screen * 0.03))
const gap = 20
const thirdsFrom = 1_200

interface Widths {
  /** Of a drawing in a card of its own. */
  readonly width: number
  /** Of one in a card that has two others beside it, where there is room for three. */
  readonly third: number
}

/** In CSS pixels; what stands around a drawing in its card is taken off. */
const columnWidths = (): Widths => {
  const screen = document.documentElement.clientWidth
  const card = screen <= 640 ? 34 : 50
  const column = Math.max(260, Math.min(widest, screen - side(screen)) - margin(screen))
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
