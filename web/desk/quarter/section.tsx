/** One section of the review: the same sentences and tables as the downloads, and the facilitators' notes. */
import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Block } from '../../../functions/domain/learning-review/blocks.ts'
import type { Note } from '../../../functions/domain/learning-review/inputs.ts'
import type { OutlineSection } from '../../../functions/domain/learning-review/outline.ts'
import { TextField } from '../controls/field.tsx'
import { ProblemNotice } from '../controls/notice.tsx'
import { useTask } from '../load.ts'
import { quarterWords as text } from '../words/en-quarter.ts'
import { quarterApi } from './calls.ts'

const After = ({ after }: { after: string }): JSX.Element | null => (after === '' ? null : <p class="quiet">{after}</p>)

const TableBlock = ({ block }: { block: Extract<Block, { kind: 'table' }> }): JSX.Element => {
  const id = useId()
  return (
    <>
      <h3 id={id}>{block.title}</h3>
      <div class="table-scroll" role="region" aria-labelledby={id} tabIndex={0}>
        <table class="figures">
          <thead>
            <tr>
              {block.columns.map(({ name, figures }) => (
                <th key={name} scope="col" class={figures ? 'number' : undefined}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, index) =>
                  index === 0 ? (
                    <th key={index} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={index} class={block.columns[index]?.figures ? 'number' : undefined}>
                      {cell}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <After after={block.after} />
    </>
  )
}

const BlockView = ({ block }: { block: Block }): JSX.Element => {
  switch (block.kind) {
    case 'sentence':
      return <p class="told">{block.text}</p>
    case 'list':
      return (
        <>
          <h3>{block.title}</h3>
          <ul class="told-list">
            {block.items.map(item => (
              <li key={item}>{item}</li>
            ))}
          </ul>
          <After after={block.after} />
        </>
      )
    case 'table':
      return <TableBlock block={block} />
    default:
      return block satisfies never
  }
}

interface NotesProps {
  readonly quarter: string
  readonly section: OutlineSection
  readonly note: Note
  readonly saved: () => void
}

/** What was typed is kept until it was saved; somebody else's newer notes are refused by the API, never overwritten. */
const NotesForm = ({ quarter, section, note, saved }: NotesProps): JSX.Element => {
  const [draft, setDraft] = useState(note.text)
  const task = useTask()
  const changed = draft.trim() !== note.text
  return (
    <form
      class="section-notes"
      onSubmit={event => {
        event.preventDefault()
        task.run(async () => {
          await quarterApi.saveNote(quarter, section.name, { text: draft, version: note.version })
          saved()
        })
      }}
    >
      <TextField
        label={`${text.notes}: ${section.title}`}
        value={draft}
        change={setDraft}
        rows={3}
        maxLength={10_000}
        hint={text.notesHint}
      />
      <ProblemNotice error={task.error} />
      <button type="submit" class="button small" disabled={task.busy || !changed}>
        {text.saveNotes}
      </button>
    </form>
  )
}

interface Props extends Omit<NotesProps, 'note'> {
  /** Null once it is published: then they only stand. */
  readonly note: Note | null
}

export const SectionView = ({ note, ...rest }: Props): JSX.Element => {
  const { section } = rest
  return (
    <section class="part learning-section" id={`section-${section.name}`}>
      <h2 class="part-title">
        {section.title}{' '}
        <span class="quiet">
          {text.minutes(section.minutes)}, {text.clock(section.from, section.from + section.minutes)}
        </span>
      </h2>
      <p class="section-question">{section.question}</p>
      {section.blocks.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
      {note ? (
        <>
          <NotesForm key={`${rest.quarter} ${note.version}`} {...rest} note={note} />
          {section.notes === '' ? null : <p class="notes-printed print-only">{section.notes}</p>}
        </>
      ) : section.notes === '' ? null : (
        <>
          <h3>{text.notes}</h3>
          <p class="notes-printed">{section.notes}</p>
        </>
      )}
    </section>
  )
}
