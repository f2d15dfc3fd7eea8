/** One lesson at the address that stays, with where it is cited. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { LessonId } from '../../../functions/domain/ids.ts'
import { type Lesson, lessonPath } from '../../../functions/domain/review/lesson.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { Overtaken } from '../../kit/form/overtaken.tsx'
import { useNewest } from '../../kit/load/newest.ts'
import { following } from '../calls/following.ts'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import { browserZone, dayAndTime } from '../../kit/time.ts'
import { isFacilitator, type Session } from '../../kit/session/session.ts'
import { words } from '../words/en.ts'
import { Address } from './address.tsx'
import { Citations, CiteForm } from './citations.tsx'

const text = words.lessons

export const title = text.lessonTag

export const Page = ({ lesson: id, session }: { lesson: LessonId; session: Session }): JSX.Element => {
  const mayWrite = isFacilitator(session)
  const load = useLoad(id, () => following.lesson(id))
  const [news, setNews] = useState('')
  if (!load.value) {
    return (
      <>
        <h1 tabIndex={-1}>{text.lessonTag}</h1>
        {load.error === undefined ? <Loading rows={3} /> : <ProblemNotice error={load.error} again={load.again} />}
      </>
    )
  }
  const lesson = load.value
  return (
    <div class="narrow">
      <p class="crumb">
        <a href={href('/lessons')}>{text.title}</a>
      </p>
      <h1 tabIndex={-1}>{lesson.text}</h1>
      <p class="quiet">
        {text.from(lesson.title, dayAndTime(lesson.at, browserZone()))}
        {mayWrite ? (
          <>
            {' · '}
            <a href={href('/incidents/{incident}', { incident: lesson.incidentId })}>{words.actions.incident}</a>
          </>
        ) : null}
      </p>
      <p class="news" role="status">
        {news}
      </p>
      <Address path={lessonPath(id)} tell={setNews} />
      <Citations
        lesson={lesson}
        withdrawn={
          mayWrite
            ? () => {
                setNews(text.withdrawn)
                load.again()
              }
            : null
        }
      />
      {mayWrite ? (
        <EditLesson
          key={lesson.version}
          lesson={lesson}
          done={() => {
            setNews(text.saved)
            load.again()
          }}
        />
      ) : null}
      <CiteForm
        id={id}
        done={() => {
          setNews(text.added)
          load.again()
        }}
      />
    </div>
  )
}

interface EditProps {
  readonly lesson: Lesson
  readonly done: () => void
}

const EditLesson = ({ lesson, done }: EditProps): JSX.Element => {
  const [own, setOwn] = useState(lesson.text)
  const newest = useNewest(
    lesson,
    () => following.lesson(lesson.id),
    (before, theirs) => setOwn(typed => (typed === before.text ? theirs.text : typed)),
  )
  const task = useTask()
  const changed = own.trim() !== '' && own.trim() !== newest.now.text
  return (
    <details class="card">
      <summary>{text.edit}</summary>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (!changed) return
          task.run(() =>
            newest.over(async version => {
              await following.changeLesson(lesson.id, own.trim(), version)
              done()
            }),
          )
        }}
      >
        <TextField label={text.change} hint={text.changeHint} rows={2} maxLength={1000} value={own} change={setOwn} />
        <Overtaken newest={newest} shown={one => ({ [text.change]: one.text })} />
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button type="submit" class="button primary" aria-disabled={task.busy} disabled={!changed}>
            {words.form.save}
          </button>
        </div>
      </form>
    </details>
  )
}
