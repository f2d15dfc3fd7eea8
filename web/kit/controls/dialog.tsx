/** The browser's own dialog: it keeps the focus inside, closes on Escape and gives the focus back. */
import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'

interface DialogProps {
  readonly title: string
  readonly close: () => void
  readonly children: ComponentChildren
  readonly wide?: boolean
}

export const Dialog = ({ title, close, children, wide }: DialogProps): JSX.Element => {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const here = dialog.current
    const before = document.activeElement
    here?.showModal()
    return () => {
      here?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      class={wide ? 'wide' : ''}
      aria-labelledby={id}
      onCancel={event => {
        event.preventDefault()
        close()
      }}
      // A browser lets `cancel` be prevented once, and closes at the next Esc: it stands until it is taken away.
      onClose={({ currentTarget }) => {
        if (!currentTarget.isConnected) return
        currentTarget.showModal()
        close()
      }}
    >
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </dialog>
  )
}
