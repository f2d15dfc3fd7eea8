/** One section of the review: the same sentences and tables as the downloads, and the facilitators' notes. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Note } from '../../../functions/domain/learning-review/inputs.ts'
import type { OutlineSection } from '../../../functions/domain/learning-review/outline.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { NamesPointedOut } from '../../kit/form/named.tsx'
import { Overtaken } from '../../kit/form/overtaken.tsx'
import { useNewest } from '../../kit/load/newest.ts'
import { useTask } from '../../kit/load/load.ts'
import { quarterWords as text } from '../../kit/learning-review/words-en.ts'
import { quarterApi } from '../calls/quarter.ts'
import { Notes, SectionText } from '../../kit/learning-review/text.tsx'

interface NotesProps {
  readonly quarter: string
  readonly section: OutlineSection
  readonly note: Note
  readonly saved: () => void
}

/** What was typed is kept until it was saved; somebody else's newer notes are shown before anything goes over them. */
const NotesForm = ({ quarter, section, note, saved }: NotesProps): JSX.Element => {
  const [draft, setDraft] = useState(note.text)
  const newest = useNewest(
    note,
    async () => (await quarterApi.notes(quarter))[section.name] ?? note,
    (before, theirs) => setDraft(typed => (typed.trim() === before.text ? theirs.text : typed)),
  )
  const task = useTask()
  const changed = draft.trim() !== newest.now.text
  return (
    <form
      class="section-notes"
      onSubmit={event => {
        event.preventDefault()
        task.run(() =>
          newest.over(async version => {
            await quarterApi.saveNote(quarter, section.name, { text: draft, version })
            saved()
          }),
        )
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
      <NamesPointedOut text={draft} />
      <Overtaken newest={newest} shown={({ text: said }) => ({ [text.notes]: said })} />
      <ProblemNotice error={task.error} />
      <button type="submit" class="button small" aria-disabled={task.busy} disabled={!changed}>
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
    <SectionText section={section}>
      {note ? (
        <>
          <NotesForm key={`${rest.quarter} ${note.version}`} {...rest} note={note} />
          {section.notes === '' ? null : <p class="notes-printed print-only">{section.notes}</p>}
        </>
      ) : (
        <Notes notes={section.notes} />
      )}
    </SectionText>
  )
}
