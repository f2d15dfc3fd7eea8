/** The record itself, saved while it is typed; what somebody else wrote meanwhile is taken in. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type * as z from 'zod'
import type { Candidate, Candidates } from '../../../functions/domain/agenda/candidates.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import {
  type RecordContent,
  recordContentSchema,
  type recordViewSchema,
} from '../../../functions/domain/review/record.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { Notice } from '../../kit/controls/notice.tsx'
import { dropDraft, keepDraft, keptDraft } from '../../kit/load/draft.ts'
import { following } from '../calls/following.ts'
import { words } from '../words/en.ts'
import { Agreeing } from './agreeing.tsx'
import type { Offer } from './offered.tsx'
import { createRecordSaver, type RecordSaver, type SaveState } from './saver.ts'

const text = words.record

interface Props {
  readonly id: ReviewId
  readonly record: z.infer<typeof recordViewSchema>
  readonly candidates: Candidates
}

const quietMilliseconds = 800
const entriesAtMost = 50

/** What can be saved of what is typed: lines without words are none. */
const contentOf = (typed: RecordContent): RecordContent =>
  recordContentSchema.parse({
    ...typed,
    factors: typed.factors.filter(factor => factor.text.trim() !== '').slice(0, entriesAtMost),
    decisions: typed.decisions.filter(decision => decision.text.trim() !== '').slice(0, entriesAtMost),
  })

/** Lines that were begun and have no words yet stay where they can be written in. */
const withBlanks = (content: RecordContent, typed: RecordContent): RecordContent => ({
  ...content,
  factors: [...content.factors, ...typed.factors.filter(factor => factor.text.trim() === '')],
  decisions: [...content.decisions, ...typed.decisions.filter(decision => decision.text.trim() === '')],
})

const offerOf = ({ text: words_, quotes, statements, ticked }: Candidate): Offer => ({
  text: words_,
  quotes,
  why: statements === 0 && ticked === null ? text.fromNotes : text.fromAgenda(statements, ticked),
})

export const RecordEditor = ({ id, record, candidates }: Props): JSX.Element => {
  const key = `record ${id} ${record.version}`
  const [kept] = useState(() => keptDraft(recordContentSchema, key))
  const unsent = useRef(kept)
  const [typed, setTyped] = useState<RecordContent>(kept ?? record)
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
  saver.current ??= createRecordSaver(
    {
      first: record,
      put: async (version, content) => (await following.saveRecord(id, version, content)).version,
      read: () => following.record(id),
    },
    {
      typed: () => contentOf(latest.current),
      state: next => {
        setState(next)
        if (next !== 'saved') return
        setSaved(count => count + 1)
        if (!unsent.current) dropDraft(key)
      },
      merged: (content, both) => {
        // What waited to be sent is a part of it.
        clearTimeout(timer.current)
        unsent.current = null
        show(withBlanks(content, latest.current))
        keepDraft(key, content)
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
    keepDraft(key, unsent.current)
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
        {state === 'failed' ? (
          <Notice tone="warn" live="alert">
            <p>{text.failed}</p>
          </Notice>
        ) : null}
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
                    change({
                      understanding: [typed.understanding.trim(), note].filter(Boolean).join('\n\n').slice(0, 20_000),
                    })
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
