/** The agenda of one review: read, taken away, and the way to where it is arranged. */
import type { JSX } from 'preact'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { href } from '../../kit/address.ts'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { readAgenda } from '../calls/agenda.ts'
import { words } from '../words/en.ts'
import { curateWords } from '../words/en-curate.ts'
import { Care } from './care.tsx'
import { Downloads } from './downloads.tsx'
import { Plan } from './plan.tsx'
import { AgendaView } from './view.tsx'

const text = words.agenda

export const AgendaSection = ({ review: { id } }: { review: { readonly id: ReviewId } }): JSX.Element => {
  const load = useLoad(`agenda ${id}`, () => readAgenda(id))
  const agenda = load.value
  if (!agenda) {
    return load.error === undefined ? <Loading rows={6} /> : <ProblemNotice error={load.error} again={load.again} />
  }
  const planned = agenda.parts.reduce((total, part) => total + part.minutes, 0)
  return (
    <section class="agenda-section">
      <div class="agenda-main">
        <div class="card-head">
          <h2>{text.title}</h2>
          <p class={`total ${planned === agenda.minutes ? '' : 'wrong'}`}>{text.total(planned, agenda.minutes)}</p>
        </div>
        {agenda.care > 0 ? <Care id={id} /> : null}
        <AgendaView agenda={agenda} />
      </div>
      <aside class="agenda-side" aria-label={text.tools}>
        <div class="sticky">
          <div class="stack">
            <a class="button primary" href={href('/reviews/{review}/arrange', { review: id })}>
              {curateWords.open}
            </a>
            <p class="hint">{curateWords.openHint}</p>
          </div>
          <Plan agenda={agenda} />
          <Downloads id={id} />
        </div>
      </aside>
    </section>
  )
}
