/** Lessons of one review, each under an address that stays. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { NamesPointedOut } from '../../kit/form/named.tsx'
import { TextField } from '../../kit/controls/field.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { following } from '../calls/following.ts'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import { words } from '../words/en.ts'

const text = words.record

export const ReviewLessons = ({ id }: { id: ReviewId }): JSX.Element => {
  const load = useLoad(id, () => following.lessonsOf(id))
  const [own, setOwn] = useState('')
  const task = useTask()
  return (
    <section class="card">
      <h2>{text.lessons}</h2>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      <ul class="lesson-list">
        {(load.value ?? []).map(lesson => (
          <li key={lesson.id}>
            <a href={href('/lessons/{lesson}', { lesson: lesson.id })}>{lesson.text}</a>
          </li>
        ))}
      </ul>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (own.trim() === '') return
          task.run(async () => {
            await following.addLesson(id, own.trim())
            setOwn('')
            load.again()
          })
        }}
      >
        <TextField label={text.lesson} hint={text.lessonHint} rows={2} maxLength={1000} value={own} change={setOwn} />
        <NamesPointedOut text={own} />
        <ProblemNotice error={task.error} />
        <div class="actions">
          <button type="submit" class="button" aria-disabled={task.busy} disabled={own.trim() === ''}>
            {text.addLesson}
          </button>
        </div>
      </form>
    </section>
  )
}
