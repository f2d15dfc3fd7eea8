/** A file or a pasted text, and what is wrong with it before it is looked at. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { decodeFile } from '../../../functions/domain/table/decoding.ts'
import { importBytesMaximum } from '../../../functions/domain/import/limits.ts'
import { Field, TextField } from '../../kit/controls/field.tsx'
import { Notice } from '../../kit/controls/notice.tsx'
import { words } from '../../kit/words/en.ts'
import { importWords } from '../words/en-import.ts'

const text = importWords.import

interface Props {
  readonly content: string
  readonly busy: boolean
  readonly looking: boolean
  /** Something else is there now; `look`: it came as a whole and can be looked at. */
  readonly change: (content: string, look: boolean) => void
  readonly look: () => void
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1)
const bytesOf = (content: string): number => new TextEncoder().encode(content).byteLength
/** Longer text slows the box down, and nobody reads it there. */
const shownInBox = 100_000

export const Chosen = ({ content, busy, looking, change, look }: Props): JSX.Element => {
  const [tooLarge, setTooLarge] = useState<number | null>(null)
  const [guessed, setGuessed] = useState<string | null>(null)
  const open = async (file: File): Promise<void> => {
    setGuessed(null)
    setTooLarge(null)
    const decoded = file.size > importBytesMaximum * 2 ? null : decodeFile(new Uint8Array(await file.arrayBuffer()))
    const bytes = decoded ? bytesOf(decoded.text) : file.size
    if (!decoded || bytes > importBytesMaximum) {
      setTooLarge(bytes)
      change('', false)
      return
    }
    setGuessed(decoded.guessed)
    change(decoded.text, true)
  }
  const paste = (next: string): void => {
    const bytes = bytesOf(next)
    setGuessed(null)
    setTooLarge(bytes > importBytesMaximum ? bytes : null)
    change(next, false)
  }
  return (
    <section class="card">
      <Field label={text.file} hint={text.fileHint}>
        {wiring => (
          <input
            {...wiring}
            type="file"
            accept=".json,.csv,.tsv,.txt,application/json,text/csv,text/plain"
            disabled={busy}
            // The same file, mended, can be chosen again.
            onClick={event => {
              event.currentTarget.value = ''
            }}
            onChange={event => {
              const file = event.currentTarget.files?.[0]
              if (file) void open(file)
            }}
          />
        )}
      </Field>
      {content.length > shownInBox ? null : (
        <TextField label={text.paste} rows={5} value={content} change={paste} disabled={busy} />
      )}
      {tooLarge === null ? null : (
        <Notice tone="bad" live="alert">
          <p>{text.tooLarge(megabytes(tooLarge))}</p>
        </Notice>
      )}
      {guessed === null ? null : (
        <Notice tone="warn">
          <p>{text.guessed(guessed)}</p>
        </Notice>
      )}
      <div class="actions" role="group" aria-label={words.form.proceed}>
        <button
          type="button"
          class="button primary"
          aria-disabled={busy}
          disabled={!content.trim() || tooLarge !== null}
          onClick={look}
        >
          {looking ? text.looking : text.look}
        </button>
      </div>
    </section>
  )
}
