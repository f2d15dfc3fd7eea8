/** Buttons and links behind one button; Escape, a press elsewhere and leaving it close it. */
import type { ComponentChildren, JSX } from 'preact'
import { useId } from 'preact/hooks'

export const Menu = ({ label, children }: { label: string; children: ComponentChildren }): JSX.Element => {
  const id = useId()
  return (
    <div
      class="menu"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        const isInside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget)
        if (!isInside) currentTarget.querySelector<HTMLElement>(':popover-open')?.hidePopover()
      }}
    >
      <button type="button" class="button small" popovertarget={id}>
        {label}
      </button>
      <ul
        id={id}
        popover="auto"
        aria-label={label}
        onClick={({ currentTarget }) => {
          if (currentTarget.matches(':popover-open')) currentTarget.hidePopover()
        }}
      >
        {children}
      </ul>
    </div>
  )
}
