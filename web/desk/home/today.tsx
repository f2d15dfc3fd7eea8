/** What needs somebody today, and the start of a new review. */
import type { JSX } from 'preact'
import { words } from '../words/en.ts'
import { Composer } from './composer.tsx'
import { Reviews } from './list.tsx'

export const title = words.home.today

export const Page = (): JSX.Element => (
  <div class="columns">
    <Reviews title={title} past={false}>
      <button type="button" class="button small narrow-only" onClick={toComposer}>
        {words.composer.title}
      </button>
    </Reviews>
    <aside aria-label={words.composer.title}>
      <Composer />
    </aside>
  </div>
)

/** On a narrow screen the form stands below the list. */
const toComposer = (): void => {
  const field = document.querySelector<HTMLElement>('.composer input[type="text"], .composer select')
  field?.scrollIntoView({ block: 'center' })
  field?.focus({ preventScroll: true })
}
