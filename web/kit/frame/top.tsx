/** The bar on top of a page: where one can go, and who is signed in. */
import type { ComponentChildren, JSX } from 'preact'
import type { Session } from '../session/session.ts'
import { Mark } from './mark.tsx'

interface Props {
  readonly product: string
  readonly home: string
  readonly words: { readonly label: string; readonly signOut: string }
  readonly session: Session
  readonly signOut: () => Promise<void>
  /** Links. */
  readonly children: ComponentChildren
}

export const Top = ({ product, home, words, session, signOut, children }: Props): JSX.Element => (
  <header class="top">
    <a class="brand" href={home}>
      <Mark />
      {product}
    </a>
    <nav aria-label={words.label}>{children}</nav>
    <div class="account">
      <span class="who" title={session.email}>
        {session.name || session.email}
      </span>
      <button type="button" class="link" onClick={() => void signOut()}>
        {words.signOut}
      </button>
    </div>
  </header>
)
