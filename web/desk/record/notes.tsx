/** What was noted in the meeting, beside the section that it belongs to. */
import type { JSX } from 'preact'
import { words } from '../words/en.ts'

export const MeetingNotes = ({ notes }: { notes: readonly string[] }): JSX.Element | null =>
  notes.length === 0 ? null : (
    <div class="meeting-notes">
      <h3>{words.record.notes}</h3>
      {notes.map(note => (
        <p key={note}>{note}</p>
      ))}
    </div>
  )
