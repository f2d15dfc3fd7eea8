/**
 * For what comes once the server has answered: the focus goes on from where it stood when that was asked for, and stays
 * with whoever has gone elsewhere in the meantime, in the middle of a word perhaps.
 */
export const focusFromHere = (): ((to: HTMLElement | null | undefined) => void) => {
  const from = document.activeElement
  return to => {
    const at = document.activeElement
    if (at === from || at === null || at === document.body) to?.focus()
  }
}
