/** Statements that need care: shown to whoever facilitates, on this screen and nowhere else. */
import type { JSX } from 'preact'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { readCare } from '../calls/agenda.ts'
import { words } from '../words/en.ts'

const text = words.agenda.care

export const Care = ({ id }: { id: ReviewId }): JSX.Element | null => {
  const load = useLoad(`care ${id}`, () => readCare(id))
  if (!load.value) return load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />
  const { texts, count } = load.value
  if (count === 0) return null
  return (
    <div class="screen-only">
      <Notice tone="warn">
        <h3>{text.title}</h3>
        <p>{texts.length === 0 ? text.counted(count) : text.told}</p>
        {texts.map(one => (
          <blockquote key={one}>{one}</blockquote>
        ))}
        <p>{text.respond}</p>
      </Notice>
    </div>
  )
}
