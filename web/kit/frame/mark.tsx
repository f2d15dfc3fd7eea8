/** The product's sign. */
import type { JSX } from 'preact'

export const Mark = (): JSX.Element => (
  <svg class="mark" viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
    <circle cx="4" cy="9" r="3" />
    <circle cx="10" cy="5" r="2.4" opacity=".75" />
    <circle cx="11.5" cy="11.5" r="1.9" opacity=".5" />
  </svg>
)
