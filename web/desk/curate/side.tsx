/** Beside the themes: what stands alone, and the facilitators' own note. */
import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { TextField } from '../../kit/controls/field.tsx'
import { Icon } from '../../kit/frame/icon.tsx'
import { curateWords as text } from '../words/en-curate.ts'
import { DropArea } from './theme.tsx'

interface PileProps {
  readonly isEmpty: boolean
  readonly drop: (observationId: string) => void
  readonly children: ComponentChildren
}

export const Pile = ({ isEmpty, drop, children }: PileProps): JSX.Element => (
  <DropArea class="pile" labelledBy="raised-once" drop={drop}>
    <h2 id="raised-once">{text.pile.title}</h2>
    <p class="quiet">{isEmpty ? text.pile.none : text.pile.hint}</p>
    {children}
  </DropArea>
)

interface NoteProps {
  readonly note: string
  readonly readers: string
  readonly keep: (note: string) => void
}

/** What somebody else wrote into it meanwhile stays, before what is typed here. */
export const OwnNote = ({ note, readers, keep }: NoteProps): JSX.Element => {
  const [draft, setDraft] = useState<{ readonly over: string; readonly text: string } | null>(null)
  return (
    <section
      class="only-you-card"
      aria-label={text.note.title}
      onFocusOut={() => {
        if (draft === null) return
        const typed = draft.text.trim()
        if (draft.over === note && typed !== note) keep(typed)
        else if (draft.over !== note && typed !== '' && typed !== note) keep(`${note}\n\n${typed}`.trim())
        setDraft(null)
      }}
    >
      <Icon name="lock" />
      <TextField
        label={text.note.title}
        value={draft?.text ?? note}
        change={typed => setDraft({ over: draft?.over ?? note, text: typed })}
        rows={3}
        maxLength={4000}
        hint={readers}
      />
    </section>
  )
}
