/** Ctrl Z, or Cmd Z, takes the last change back, except where somebody types: there it is the browser's. */
import { useEffect, useRef } from 'preact/hooks'

export const useUndoKey = (undo: () => void): void => {
  const latest = useRef(undo)
  latest.current = undo
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      const { target } = event
      const isTyping = target instanceof Element && target.closest('input, textarea, select, dialog') !== null
      if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || isTyping) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', key)
    return () => removeEventListener('keydown', key)
  }, [])
}
