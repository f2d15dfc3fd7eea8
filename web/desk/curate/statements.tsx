/** Statements: of a card the first few open and the others behind one line, so that what follows is never far. */
import type { JSX } from 'preact'
import type { Agenda } from '../../../functions/domain/agenda/schema.ts'
import { Rows } from '../../kit/controls/rows.tsx'
import { curateWords as text } from '../words/en-curate.ts'
import { type Said, Statement } from './statement.tsx'

const mostOpen = 5

interface Props {
  readonly said: readonly Said[]
  readonly agenda: Agenda
  readonly hidden: ReadonlyMap<string, string>
  readonly moved: string | null
  readonly isWhole?: boolean
  readonly open: (said: Said) => void
  readonly send: (said: Said, number: number) => void
}

const marksIn = (agenda: Agenda): ((said: Said) => string[]) => {
  const items = agenda.parts.flatMap(part => part.items)
  const referred = (kind: 'proposals' | 'counterfactuals'): ReadonlySet<string> =>
    new Set(items.filter(item => item.kind === kind).flatMap(({ seeAlsoIds }) => seeAlsoIds))
  const [proposed, conditions] = [referred('proposals'), referred('counterfactuals')]
  const added = new Set(items.filter(({ kind }) => kind === 'live').flatMap(({ observationIds }) => observationIds))
  return ({ id, question }) => [
    ...(proposed.has(id) ? [text.proposal] : []),
    ...(conditions.has(id) ? [text.condition] : []),
    ...(question === null ? [] : [text.judges]),
    ...(added.has(id) ? [text.live] : []),
  ]
}

export const Statements = ({ said, agenda, hidden, moved, isWhole = false, open, send }: Props): JSX.Element => {
  const marksOf = marksIn(agenda)
  const list = (some: readonly Said[]): JSX.Element => (
    <ul>
      {some.map(one => (
        <Statement
          key={one.id}
          said={one}
          marks={marksOf(one)}
          hidden={hidden.get(one.id)}
          isMoved={moved === one.id}
          open={open}
          send={send}
        />
      ))}
    </ul>
  )
  const folded = !isWhole && said.length > mostOpen + 1 ? said.slice(mostOpen) : []
  return (
    <Rows row="li" fewEnough={3}>
      {list(said.slice(0, said.length - folded.length))}
      {folded.length > 0 ? (
        <details>
          <summary>{text.more(folded.length)}</summary>
          {list(folded)}
        </details>
      ) : null}
    </Rows>
  )
}
