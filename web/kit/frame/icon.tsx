/** The product's one set of signs: symbols of a file that every page shares. */
import type { JSX } from 'preact'
import icons from './icons.svg'

export const Icon = ({ name, class: kind = 'icon' }: { name: string; class?: string }): JSX.Element => (
  <svg class={kind} aria-hidden="true">
    <use href={`${icons}#${name}`} />
  </svg>
)
