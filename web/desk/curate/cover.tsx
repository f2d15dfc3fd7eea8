/** Always in view: how many statements are where, whether what was changed is kept, undo, and the way out. */
import type { JSX } from 'preact'
import type { Coverage } from '../../../functions/domain/agenda/themes.ts'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { Icon } from '../../kit/frame/icon.tsx'
import { curateWords as text } from '../words/en-curate.ts'
import type { Saving } from './keeper.ts'

interface Props {
  readonly coverage: Coverage
  readonly saving: Saving
  readonly canUndo: boolean
  readonly undo: () => void
  readonly retry: () => void
  /** Where Done leads. */
  readonly agenda: string
}

export const Cover = ({ coverage, saving, canUndo, undo, retry, agenda }: Props): JSX.Element => {
  const { inThemes, themes, alone, care, countedOnly, hidden, total } = coverage
  const parts = [
    ['in-themes', inThemes, text.coverage.inThemes(inThemes, themes)],
    ['alone', alone, text.coverage.alone(alone)],
    ['care', care, text.coverage.care(care)],
    ['counted', countedOnly, text.coverage.countedOnly(countedOnly)],
    ['hidden', hidden, text.coverage.hidden(hidden)],
  ] as const
  const told = parts.filter(([, number]) => number > 0)
  const sum = parts.reduce((all, [, number]) => all + number, 0)
  return (
    <section class="cover" aria-label={text.coverage.label}>
      <div>
        <div class="cover-bar" aria-hidden="true">
          {told.map(([name, number]) => (
            <i key={name} class={name} style={{ flexGrow: number }} />
          ))}
        </div>
        <p>
          <strong>{total === 0 ? text.coverage.nothing : text.coverage.whole(sum, total)}</strong>{' '}
          {told.map(([, , what]) => what).join(', ')}
        </p>
      </div>
      <div class="actions">
        {'error' in saving ? null : (
          <span class="quiet" role="status">
            {text.saving[saving.state]}
          </span>
        )}
        <button type="button" class="button" disabled={!canUndo} onClick={undo}>
          <Icon name="undo" />
          {text.undo}
        </button>
        <a class="button primary" href={agenda}>
          {text.done}
        </a>
      </div>
      {saving.state === 'failed' ? <ProblemNotice error={saving.error} again={retry} /> : null}
      {saving.state === 'refused' ? (
        <>
          <p>{text.oneRefused}</p>
          <ProblemNotice error={saving.error} />
        </>
      ) : null}
    </section>
  )
}
