/** Somebody else was first: told as such, with what was typed kept on the page. */
import type { JSX } from 'preact'
import { isProblem } from '../api/problem.ts'
import { Notice, ProblemNotice } from './notice.tsx'

interface Props {
  readonly error: unknown
  readonly title: string
  readonly detail: string
  readonly reload: string
  readonly again: () => void
}

export const Conflict = ({ error, title, detail, reload, again }: Props): JSX.Element | null =>
  isProblem(error, 'changed_meanwhile') ? (
    <Notice tone="bad" title={title} live="alert">
      <p>{detail}</p>
      <p>
        <button type="button" class="button small" onClick={again}>
          {reload}
        </button>
      </p>
    </Notice>
  ) : (
    <ProblemNotice error={error} />
  )
