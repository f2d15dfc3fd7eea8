/** What the other facilitators changed meanwhile, and which changes nothing fits any more. */
import type { JSX } from 'preact'
import type { KeptEdit } from '../../../functions/domain/agenda/edit.ts'
import type { Edited } from '../../../functions/domain/agenda/edits.ts'
import { Notice } from '../../kit/controls/notice.tsx'
import { curateWords as text } from '../words/en-curate.ts'
import type { News } from './keeper.ts'
import { described } from './said.ts'

interface Props {
  readonly news: readonly News[]
  readonly edits: readonly KeptEdit[]
  readonly edited: Edited
  readonly nameOf: (email: string) => string
  readonly read: () => void
}

export const Others = ({ news, edits, edited, nameOf, read }: Props): JSX.Element => {
  const who = [...new Set(news.map(({ by }) => by))]
  return (
    <>
      {who.map(by => (
        <Notice key={by} tone="info" title={text.news.title(nameOf(by))} live="status">
          <ul>
            {news
              .filter(one => one.by === by)
              .map((one, index) => {
                const what = described(one.edit, edited.whole)
                return <li key={`${index} ${what}`}>{one.isGone ? text.news.gone(what) : what}</li>
              })}
          </ul>
          <p>{text.news.detail}</p>
          <p>
            <button type="button" class="button small" onClick={read}>
              {text.news.read}
            </button>
          </p>
        </Notice>
      ))}
      {edited.refused.length > 0 ? (
        <Notice tone="warn" title={text.passed.title(edited.refused.length)} live="status">
          <ul>
            {edited.refused.map(({ index, edit, reason }) => (
              <li key={edits[index]?.id ?? index}>
                {text.passed.by(nameOf(edits[index]?.by ?? ''), described(edit, edited.whole), text.refused[reason])}
              </li>
            ))}
          </ul>
          <p>{text.passed.detail}</p>
        </Notice>
      ) : null}
    </>
  )
}
