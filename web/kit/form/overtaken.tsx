/** Somebody else was first: what they changed. What was typed here stands, and goes over theirs with the next press. */
import type { JSX } from 'preact'
import { Notice } from '../controls/notice.tsx'
import type { Newest } from '../load/newest.ts'
import type { Difference } from './fields.ts'
import { overtakenWords as text } from './words-en-overtaken.ts'

interface ListProps {
  readonly found: readonly Difference[]
}

export const TheirChanges = ({ found }: ListProps): JSX.Element => (
  <ul>
    {found.map(({ label, before, after }) => (
      <li key={label}>{text.changed(label, before, after)}</li>
    ))}
  </ul>
)

interface Props<One> {
  readonly newest: Newest<One>
  /** What is shown of one, each with its label. */
  readonly shown: (one: One) => Readonly<Record<string, string>>
}

export const Overtaken = <One,>({ newest: { now, before }, shown }: Props<One>): JSX.Element | null => {
  if (before === null) return null
  const [was, is] = [shown(before), shown(now)]
  const found = Object.keys(is).flatMap(label => {
    const [then, since] = [was[label] ?? '', is[label] ?? '']
    return then === since ? [] : [{ label, before: then, after: since }]
  })
  return (
    <Notice tone="warn" title={text.title} live="alert">
      <p>{found.length > 0 ? text.theirs : text.nothing}</p>
      <TheirChanges found={found} />
      <p>{text.stays}</p>
    </Notice>
  )
}
