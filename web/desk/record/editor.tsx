/** The record itself, saved while it is typed; what somebody else wrote meanwhile is taken in. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type * as z from 'zod'
import type { Candidate, Candidates } from '../../../functions/domain/agenda/candidates.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import type { RecordContent, recordViewSchema } from '../../../functions/domain/review/record.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { Notice } from '../../kit/controls/notice.tsx'
import { dropDraft, keepDraft, keptDraft } from '../../kit/load/draft.ts'
import { following } from '../calls/following.ts'
import { words } from '../words/en.ts'
import { Agreeing } from './agreeing.tsx'
import type { Offer } from './offered.tsx'
import { createRecordSaver, type RecordSaver, type SaveState } from './saver.ts'
import { contentOf, goneOnWith, unsavedSchema } from './typed.ts'

const text = words.record

interface Props {
  readonly id: ReviewId
  readonly record: z.infer<typeof recordViewSchema>
  readonly candidates: Candidates
}

const quietMilliseconds = 800

const offerOf = ({ text: words_, quotes, statements, ticked }: Candidate): Offer => ({
  text: words_,
  quotes,
  why: statements === 0 && ticked === null ? text.fromNotes : text.fromAgenda(statements, ticked),
})

export const RecordEditor = ({ id, record, candidates }: Props): JSX.Element => {
  const key = `record ${id}`
  const [kept] = useState(() => keptDraft(unsavedSchema, key))
  const unsent = useRef(kept?.typed ?? null)
  const [typed, setTyped] = useState<RecordContent>(kept?.typed ?? record)
  const [state, setState] = useState<SaveState>(kept ? 'saving' : 'saved')
  const [saved, setSaved] = useState(0)
  const [merged, setMerged] = useState<'theirs' | 'both' | null>(null)
  const latest = useRef(typed)
  const show = (next: RecordContent): void => {
    latest.current = next
    setTyped(next)
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const saver = useRef<RecordSaver | null>(null)
  const keep = (content: RecordContent): void => keepDraft(key, { base: saver.current?.base(), typed: content })
  saver.current ??= createRecordSaver(
    {
      first: kept?.base ?? record,
      put: async (version, content) => (await following.saveRecord(id, version, content)).version,
      read: () => following.record(id),
    },
    {
      typed: () => contentOf(latest.current),
      state: next => {
        setState(next)
        if (next !== 'saved') return
        setSaved(count => count + 1)
        if (unsent.current) keep(unsent.current)
        else dropDraft(key)
      },
      merged: (content, both) => {
        // What waited to be sent is a part of it.
        clearTimeout(timer.current)
        unsent.current = null
        show(goneOnWith(content, latest.current))
        keep(content)
        setMerged(both ? 'both' : 'theirs')
      },
    },
  )
  const saveNow = (): void => {
    clearTimeout(timer.current)
    if (unsent.current) saver.current?.save(unsent.current)
    unsent.current = null
  }
  // What was typed before a reload is saved at once, and what was typed last when the page is left.
  useEffect(() => {
    saveNow()
    return saveNow
  }, [])
  const change = (patch: Partial<RecordContent>): void => {
    const next = { ...typed, ...patch }
    show(next)
    unsent.current = contentOf(next)
    keep(unsent.current)
    setState('saving')
    clearTimeout(timer.current)
    timer.current = setTimeout(saveNow, quietMilliseconds)
  }
  const notes = candidates.notes.understanding.filter(note => !typed.understanding.includes(note))
  return (
    <>
      <section class="card record-editor">
        <div class="card-head">
          <h2>{text.understanding}</h2>
          <span class="quiet" role="status">
            {state === 'saving' ? text.saving : state === 'saved' && record.version + saved > 0 ? text.saved : ''}
          </span>
        </div>
        {merged === null ? null : (
          <Notice tone={merged === 'both' ? 'warn' : 'info'} title={text.alsoTitle} live="alert">
            <p>{text[merged]}</p>
          </Notice>
        )}
        {state === 'saving' || state === 'saved' ? null : (
          <Notice tone="warn" live="alert">
            <p>{text.unsaved[state]}</p>
          </Notice>
        )}
        <TextField
          label={text.understandingLabel}
          hint={text.understandingHint}
          rows={6}
          maxLength={20_000}
          value={typed.understanding}
          change={understanding => change({ understanding })}
        />
        {notes.length > 0 ? (
          <div class="meeting-notes">
            <h3>{text.notes}</h3>
            {notes.map(note => (
              <div key={note}>
                <p>{note}</p>
                <button
                  type="button"
                  class="link"
                  aria-label={words.form.of(text.takeNote, note)}
                  onClick={() =>
                    change({ understanding: [typed.understanding.trim(), note].filter(Boolean).join('\n\n') })
                  }
                >
                  {text.takeNote}
                </button>
              </div>
            ))}
          </div>
        ) : null}
      </section>
      <Agreeing
        title={text.factors}
        lead={text.factorsLead}
        one={text.factor}
        longest={300}
        weighed={false}
        entries={typed.factors}
        change={factors =>
          change({ factors: factors.map(({ text: value, confirmed }) => ({ text: value, confirmed })) })
        }
        offers={candidates.factors.map(offerOf)}
      />
      <Agreeing
        title={text.decisions}
        lead={text.decisionsLead}
        one={text.decision}
        longest={1000}
        weighed
        entries={typed.decisions}
        change={decisions => change({ decisions: decisions.map(one => ({ tradeOffs: '', ...one })) })}
        offers={candidates.decisions.map(({ text: value, tradeOffs }) => ({
          text: value,
          more: tradeOffs,
          why: text.fromNotes,
        }))}
      />
    </>
  )
}
