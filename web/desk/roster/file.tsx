/** A file of people as its program saved it, and in which letters. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { decodeAs, decodeFile } from '../../../functions/domain/table/decoding.ts'
import { Field, SelectField } from '../../kit/controls/field.tsx'
import { Notice } from '../../kit/controls/notice.tsx'
import { words } from '../words/en.ts'

const text = words.roster

interface Props {
  readonly open: (content: string) => void
  readonly busy: boolean
}

interface Guessed {
  readonly bytes: Uint8Array
  readonly encoding: string
  readonly doubtful: boolean
}

const usualGuess = 'windows-1252'

export const RosterFile = ({ open, busy }: Props): JSX.Element => {
  const [guessed, setGuessed] = useState<Guessed | null>(null)
  const read = async (file: File): Promise<void> => {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const decoded = decodeFile(bytes)
    const isGuess = decoded.guessed !== null && decoded.guessed !== 'UTF-16'
    setGuessed(isGuess ? { bytes, encoding: usualGuess, doubtful: decoded.doubtful } : null)
    open(decoded.text)
  }
  const readAs = (encoding: string): void => {
    const content = guessed && decodeAs(guessed.bytes, encoding)
    if (!guessed || content === null) return
    setGuessed({ ...guessed, encoding, doubtful: false })
    open(content)
  }
  return (
    <>
      <Field label={text.file}>
        {wiring => (
          <input
            {...wiring}
            type="file"
            accept=".csv,.tsv,.txt,.json,.ldif,.ldf,.vcf,text/csv,text/plain,application/json,text/vcard"
            disabled={busy}
            // The same file, mended, can be chosen again.
            onClick={event => {
              event.currentTarget.value = ''
            }}
            onChange={event => {
              const chosen = event.currentTarget.files?.[0]
              if (chosen) void read(chosen)
            }}
          />
        )}
      </Field>
      {guessed ? (
        <Notice tone="warn">
          <p>{guessed.doubtful ? text.doubtful : text.guessed(text.encodings[usualGuess])}</p>
          <SelectField
            label={text.encoding}
            value={guessed.encoding}
            disabled={busy}
            change={readAs}
            options={Object.entries(text.encodings).map(([value, name]) => ({ value, text: name }))}
          />
        </Notice>
      ) : null}
    </>
  )
}
