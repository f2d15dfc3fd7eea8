/** The dialog that is open over the desk. */
import type { JSX } from 'preact'
import type { AgendaEdit } from '../../../functions/domain/agenda/edit.ts'
import type { Edited } from '../../../functions/domain/agenda/edits.ts'
import type { DeskTheme } from '../../../functions/domain/agenda/themes.ts'
import { AddDialog, JoinDialog, NoteDialog, SplitDialog } from './dialogs.tsx'
import { Mover } from './mover.tsx'
import { Ordering } from './ordering.tsx'
import type { Said } from './statement.tsx'

export type Open =
  | { readonly what: 'mover'; readonly said: Said }
  | { readonly what: 'join' | 'split' | 'note'; readonly theme: DeskTheme }
  | { readonly what: 'add' | 'ordering' }

interface Props {
  readonly open: Open
  readonly edited: Edited
  readonly themes: readonly DeskTheme[]
  readonly readers: string
  readonly refused: string | null
  /** What a theme of these statements would be called. */
  readonly called: (ids: readonly string[]) => string
  readonly make: (edit: AgendaEdit) => void
  readonly place: (id: string, itemId: string) => void
  readonly own: (said: Said) => void
  readonly join: (theme: DeskTheme, into: DeskTheme) => void
  readonly split: (theme: DeskTheme, ids: readonly string[], title: string) => void
  readonly add: (title: string, question: string) => void
  /** Where the focus goes once the dialog is closed. */
  readonly land: (id: string) => void
  readonly close: () => void
}

const MoverOf = ({ said, ...props }: Props & { said: Said }): JSX.Element => {
  const { edited, themes, close } = props
  const change = (edit: AgendaEdit): void => {
    props.land(said.id)
    props.make(edit)
    close()
  }
  return (
    <Mover
      said={said}
      themes={themes}
      home={themes.find(({ observationIds }) => observationIds.includes(said.id))?.id ?? null}
      isHidden={edited.hidden.has(said.id)}
      place={itemId => props.place(said.id, itemId)}
      own={() => props.own(said)}
      hide={reason => change({ op: 'hide', observationId: said.id, reason })}
      show={() => change({ op: 'show', observationId: said.id })}
      close={close}
    />
  )
}

export const Opened = (props: Props): JSX.Element => {
  const { open, edited, themes, close } = props
  switch (open.what) {
    case 'mover':
      return <MoverOf {...props} said={open.said} />
    case 'join': {
      const { theme } = open
      const targets = themes.filter(({ id }) => id !== theme.id)
      return <JoinDialog theme={theme} targets={targets} join={into => props.join(theme, into)} close={close} />
    }
    case 'split': {
      const { theme } = open
      const statements = edited.whole.appendix.filter(({ id }) => theme.observationIds.includes(id))
      const split = (ids: readonly string[], title: string): void => props.split(theme, ids, title)
      return <SplitDialog theme={theme} statements={statements} called={props.called} split={split} close={close} />
    }
    case 'note': {
      const { theme } = open
      return (
        <NoteDialog
          theme={theme}
          note={edited.notes.get(theme.id) ?? ''}
          readers={props.readers}
          keep={note => {
            props.make({ op: 'note', itemId: theme.id, text: note })
            close()
          }}
          close={close}
        />
      )
    }
    case 'add':
      return <AddDialog add={props.add} close={close} />
    case 'ordering':
      return <Ordering agenda={edited.whole} refused={props.refused} make={props.make} close={close} />
    default:
      return open satisfies never
  }
}
