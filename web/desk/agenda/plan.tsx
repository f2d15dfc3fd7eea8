/** The meeting at a glance: when each item begins, and a way to it. */
import type { JSX } from 'preact'
import { outlineOf } from '../../../functions/domain/agenda/outline.ts'
import type { Agenda } from '../../../functions/domain/agenda/schema.ts'
import { Rows } from '../../kit/controls/rows.tsx'
import { words } from '../words/en.ts'
import { itemElementId } from './view.tsx'

export const Plan = ({ agenda }: { agenda: Agenda }): JSX.Element => (
  <nav class="plan" aria-label={words.agenda.plan}>
    <h3>{words.agenda.plan}</h3>
    <Rows row="li">
      <ol>
        {outlineOf(agenda)
          .parts.flatMap(part => part.items)
          .map(entry => (
            <li key={entry.item.id} class={entry.item.kind}>
              <button
                type="button"
                onClick={() => {
                  const target = document.getElementById(itemElementId(entry.item.id))
                  target?.scrollIntoView({ block: 'start' })
                  target?.focus({ preventScroll: true })
                }}
              >
                <span class="quiet">{entry.from}</span> {entry.item.title}
              </button>
            </li>
          ))}
      </ol>
    </Rows>
  </nav>
)
