/** The record itself, saved while it is typed, always over the version that was read. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type * as z from 'zod'
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
import { createRecordSaver, type RecordSaver, type SaveState } from './saver.ts'

const text = words.record

interface Props {
  readonly id: ReviewId
  readonly record: z.infer<typeof recordViewSchema>
  /** What the agenda knows, where nobody has written anything yet. */
  readonly draft: RecordContent | null
  readonly again: () => void
}

const quietMilliseconds = 800

/** What can be saved of what is typed: lines without words are none. */
const contentOf = (typed: RecordContent): RecordContent =>
  recordContentSchema.parse({
    ...typed,
    factors: typed.factors.filter(factor => factor.trim() !== ''),
    decisions: typed.decisions.filter(decision => decision.text.trim() !== ''),
  })

const isFilled = ({ understanding, factors, decisions }: RecordContent): boolean =>
  understanding !== '' || factors.length + decisions.length > 0

/** A row to write in, where there is none. */
const withRow = (content: RecordContent): RecordContent =>
  content.decisions.length > 0 ? content : { ...content, decisions: [{ text: '', tradeOffs: '' }] }

export const RecordEditor = ({ id, record, draft, again }: Props): JSX.Element => {
  const key = `record ${id} ${record.version}`
  const [typed, setTyped] = useState<RecordContent>(() =>
    withRow(keptDraft(recordContentSchema, key) ?? draft ?? record),
  )
  const [state, setState] = useState<SaveState>('saved')
  const [saved, setSaved] = useState(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const saver = useRef<RecordSaver | null>(null)
  saver.current ??= createRecordSaver(
    record.version,
    async (version, content) => (await following.saveRecord(id, version, content)).version,
    next => {
      setState(next)
      if (next !== 'saved') return
      setSaved(count => count + 1)
      dropDraft(key)
    },
  )
  useEffect(() => () => clearTimeout(timer.current), [])
  const change = (patch: Partial<RecordContent>): void => {
    const next = { ...typed, ...patch }
    setTyped(next)
    keepDraft(key, contentOf(next))
    setState('saving')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => saver.current?.save(contentOf(next)), quietMilliseconds)
  }
  const changeDecision = (index: number, patch: Partial<RecordContent['decisions'][number]>): void =>
    change({ decisions: typed.decisions.map((one, at) => (at === index ? { ...one, ...patch } : one)) })
  return (
    <section class="card record-editor">
      <div class="card-head">
        <h2>{text.title}</h2>
        <span class="quiet" role="status">
          {state === 'saving' ? text.saving : state === 'saved' && record.version + saved > 0 ? text.saved : ''}
        </span>
      </div>
      {state === 'changed' ? (
        <Notice tone="bad" title={text.changedTitle} live="alert">
          <p>{text.changed}</p>
          <p>
            <button type="button" class="button small" onClick={again}>
              {text.reload}
            </button>
          </p>
        </Notice>
      ) : null}
      {state === 'failed' ? (
        <Notice tone="warn" live="alert">
          <p>{text.failed}</p>
        </Notice>
      ) : null}
      {draft && isFilled(draft) ? (
        <p class="quiet">
          {text.prefilled}{' '}
          {saved === 0 && state === 'saved' ? (
            <button type="button" class="link" onClick={() => change({})}>
              {text.keep}
            </button>
          ) : null}
        </p>
      ) : null}
      <TextField
        label={text.understanding}
        hint={text.understandingHint}
        rows={6}
        maxLength={20_000}
        value={typed.understanding}
        change={understanding => change({ understanding })}
      />
      <TextField
        label={text.factors}
        hint={text.factorsHint}
        rows={Math.max(4, typed.factors.length + 1)}
        value={typed.factors.join('\n')}
        change={lines =>
          change({
            factors: lines
              .split('\n')
              .map(line => line.slice(0, 300))
              .slice(0, 50),
          })
        }
      />
      <fieldset class="bare">
        <legend>{text.decisions}</legend>
        {typed.decisions.map((decision, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a decision has nothing else that stays while it is typed.
          <div class="decision" key={index}>
            <TextField
              label={`${text.decision} ${index + 1}`}
              maxLength={1000}
              value={decision.text}
              change={value => changeDecision(index, { text: value })}
            />
            <TextField
              label={text.tradeOffs}
              rows={2}
              maxLength={2000}
              value={decision.tradeOffs}
              change={tradeOffs => changeDecision(index, { tradeOffs })}
            />
            <button
              type="button"
              class="link"
              onClick={() => change({ decisions: typed.decisions.filter((_, at) => at !== index) })}
            >
              {text.removeDecision(index + 1)}
            </button>
          </div>
        ))}
        <button
          type="button"
          class="button small"
          onClick={() => setTyped({ ...typed, decisions: [...typed.decisions, { text: '', tradeOffs: '' }] })}
        >
          {text.addDecision}
        </button>
      </fieldset>
    </section>
  )
}
