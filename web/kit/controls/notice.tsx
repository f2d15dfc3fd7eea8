/** Messages: what is the matter, and what to do. */
import type { ComponentChildren, JSX } from 'preact'
import { ApiProblem } from '../api/problem.ts'
import { words } from '../words/en.ts'

type Tone = 'info' | 'good' | 'warn' | 'bad'

interface NoticeProps {
  readonly tone: Tone
  readonly title?: string
  readonly children?: ComponentChildren
  /** Read out at once (a problem) or when there is time (news); left out where it was there from the start. */
  readonly live?: 'alert' | 'status'
}

export const Notice = ({ tone, title, children, live }: NoticeProps): JSX.Element => (
  <div class={`notice ${tone}`} {...(live ? { role: live } : {})}>
    {title ? <p class="notice-title">{title}</p> : null}
    {children}
  </div>
)

const fallback = (code: string): { title: string; detail: string } =>
  code === 'unreadable' ? words.problem.unreadable : words.problem.unreachable

export const ProblemNotice = ({ error, again }: { error: unknown; again?: () => void }): JSX.Element | null => {
  if (error === undefined || error === null) return null
  if (!(error instanceof ApiProblem) || !error.problem.title) {
    const { title, detail } = fallback(error instanceof ApiProblem ? error.code : 'unreachable')
    return (
      <Notice tone="bad" title={title} live="alert">
        <p>{detail}</p>
        {again ? <Retry again={again} /> : null}
      </Notice>
    )
  }
  const { title, detail, issues, line, column, requestId } = error.problem
  return (
    <Notice tone="bad" title={title} live="alert">
      {detail && issues.length === 0 ? <p>{detail}</p> : null}
      {issues.length > 0 ? (
        <ul>
          {issues.map(issue => (
            <li key={`${issue.path} ${issue.line} ${issue.column} ${issue.message}`}>
              {issue.line === undefined ? null : <strong>{words.problem.place(issue.line, issue.column)}: </strong>}
              {issue.path ? <code>{issue.path}</code> : null} {issue.message}
            </li>
          ))}
        </ul>
      ) : null}
      {line === undefined || issues.length > 0 ? null : <p>{words.problem.place(line, column)}</p>}
      {requestId ? <p class="quiet">{words.problem.request(requestId)}</p> : null}
      {again ? <Retry again={again} /> : null}
    </Notice>
  )
}

const Retry = ({ again }: { again: () => void }): JSX.Element => (
  <p>
    <button type="button" class="button small" onClick={again}>
      {words.problem.again}
    </button>
  </p>
)

export const Loading = ({ rows = 3 }: { rows?: number }): JSX.Element => (
  <div class="loading" role="status">
    <span class="visually-hidden">{words.loading}</span>
    {Array.from({ length: rows }, (_, index) => (
      <div class="bone" key={index} />
    ))}
  </div>
)
