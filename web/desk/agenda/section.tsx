/** The agenda of one review: read, edited, taken away. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import * as z from 'zod'
import {
  type AgendaEdit,
  agendaEditsSchema,
  applyEdits,
  type EditRefusal,
} from '../../../functions/domain/agenda/edits.ts'
import type { Agenda } from '../../../functions/domain/agenda/schema.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { dropDraft, keepDraft, keptDraft } from '../../kit/load/draft.ts'
import { useLoad } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'
import { putEdits, readAgenda, readEdits } from '../calls/agenda.ts'
import { Care } from './care.tsx'
import { ItemControls } from './controls.tsx'
import { Downloads } from './downloads.tsx'
import { createSaver, type SaveState } from './saver.ts'
import { Plan } from './plan.tsx'
import { EditingTools } from './tools.tsx'
import { AgendaView } from './view.tsx'

const text = words.agenda

/** What the next edit is done over: the agenda as shown, and the list that made it. */
interface Standing {
  readonly agenda: Agenda
  readonly edits: readonly AgendaEdit[]
}

export const AgendaSection = ({ id }: { id: ReviewId }): JSX.Element => {
  const load = useLoad(`agenda ${id}`, async () => {
    const [agenda, saved] = await Promise.all([readAgenda(id), readEdits(id)])
    return { agenda, ...saved, loadedAt: performance.now() }
  })
  if (!load.value) {
    return load.error === undefined ? <Loading rows={6} /> : <ProblemNotice error={load.error} again={load.again} />
  }
  const { agenda, version, edits, loadedAt } = load.value
  return <Editor key={loadedAt} id={id} version={version} first={{ agenda, edits }} reload={load.again} />
}

/** The list that is on its way, over the version it was made from. */
const pendingSchema = z.object({ version: z.int(), edits: agendaEditsSchema })

interface EditorProps {
  readonly id: ReviewId
  readonly version: number
  readonly first: Standing
  readonly reload: () => void
}

const Editor = ({ id, version, first, reload }: EditorProps): JSX.Element => {
  const [now, setNow] = useState(first)
  const [before, setBefore] = useState<readonly Standing[]>([])
  const [editing, setEditing] = useState(false)
  const [refused, setRefused] = useState<EditRefusal | null>(null)
  const [saving, setSaving] = useState<SaveState>({ state: 'saved', edits: first.edits })
  const pendingKey = `agenda ${id}`
  const [saver] = useState(() => createSaver(version, (known, list) => putEdits(id, known, list), setSaving))
  const shown = useRef(now)
  shown.current = now

  // The server lays out anew from the generated agenda: what it says counts, and it is asked after each save.
  useEffect(() => {
    if (saving.state === 'changed-meanwhile' || (saving.state === 'saved' && saving.edits !== first.edits)) {
      dropDraft(pendingKey)
    }
    if (saving.state === 'failed') keepDraft(pendingKey, { version: saver.version(), edits: shown.current.edits })
    if (saving.state !== 'saved' || saving.edits === first.edits) return
    const { edits } = shown.current
    const refresh = async (): Promise<void> => {
      try {
        const agenda = await readAgenda(id)
        if (shown.current.edits === edits) setNow({ agenda, edits: saving.edits })
      } catch (error) {
        setSaving({ state: 'failed', error })
      }
    }
    void refresh()
  }, [saving])

  const keep = (next: Standing, history: readonly Standing[]): void => {
    setRefused(null)
    setNow(next)
    setBefore(history)
    keepDraft(pendingKey, { version: saver.version(), edits: next.edits })
    saver.save(next.edits)
  }
  // What could not be saved before the sign-in ran out is done again, unless somebody else was faster.
  useEffect(() => {
    const pending = keptDraft(pendingSchema, pendingKey)
    if (!pending) return
    if (pending.version !== version) {
      dropDraft(pendingKey)
      return
    }
    const { edits } = pending
    const more = JSON.stringify(edits.slice(0, first.edits.length)) === JSON.stringify(first.edits)
    const { agenda } = more ? applyEdits(first.agenda, edits.slice(first.edits.length)) : first
    keep({ agenda, edits }, [])
  }, [])

  const edit = (one: AgendaEdit): void => {
    const outcome = applyEdits(now.agenda, [one])
    const [no] = outcome.refused
    if (no) setRefused(no.reason)
    else keep({ agenda: outcome.agenda, edits: [...now.edits, one] }, [...before, now])
  }
  /** What was done in an earlier sitting has no picture here: the server's answer shows it undone. */
  const undo = (): void => {
    const last = before.at(-1)
    keep({ agenda: last?.agenda ?? now.agenda, edits: now.edits.slice(0, -1) }, before.slice(0, -1))
  }
  const { agenda } = now
  const planned = agenda.parts.reduce((total, part) => total + part.minutes, 0)

  return (
    <section class="agenda-section">
      <div class="agenda-main">
        <div class="card-head">
          <h2>{text.title}</h2>
          <p class={`total ${planned === agenda.minutes ? '' : 'wrong'}`} aria-live="polite">
            {text.total(planned, agenda.minutes)}
          </p>
        </div>
        {agenda.care > 0 ? <Care id={id} /> : null}
        <AgendaView
          agenda={agenda}
          {...(editing ? { controls: entry => <ItemControls agenda={agenda} item={entry.item} edit={edit} /> } : {})}
        />
      </div>
      <aside class="agenda-side" aria-label={words.agenda.tools}>
        <div class="sticky">
          <EditingTools
            editing={editing}
            toggle={() => setEditing(!editing)}
            undo={now.edits.length > 0 ? undo : null}
            undoAll={() => keep({ agenda: now.agenda, edits: [] }, [])}
            refused={refused}
            saving={saving}
            touched={now.edits !== first.edits}
            retry={saver.retry}
            reload={reload}
          />
          <Plan agenda={agenda} />
          <Downloads id={id} />
        </div>
      </aside>
    </section>
  )
}
