/** One lesson at the address that stays, with where it is cited. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { LessonId } from '../../../functions/domain/ids.ts'
import {
  citationInputSchema,
  citationKindSchema,
  type Lesson,
  lessonPath,
} from '../../../functions/domain/review/lesson.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { Form, useForm } from '../../kit/form/form.tsx'
import { Input } from '../../kit/form/input.tsx'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { Conflict } from '../../kit/controls/conflict.tsx'
import { following } from '../calls/following.ts'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import { browserZone, dayAndTime } from '../../kit/time.ts'
import { words } from '../words/en.ts'

const text = words.lessons

export const title = text.lessonTag

export const Page = ({ lesson: id }: { lesson: LessonId }): JSX.Element => {
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
  const address = location.origin + lessonPath(id)
  return (
    <div class="narrow">
      <p class="crumb">
        <a href={href('/lessons')}>{text.title}</a>
      </p>
      <h1 tabIndex={-1}>{lesson.text}</h1>
      <p class="quiet">
        {text.from(lesson.title, dayAndTime(lesson.at, browserZone()))} ·{' '}
        <a href={href('/incidents/{incident}', { incident: lesson.incidentId })}>{words.actions.incident}</a>
      </p>
      <p class="news" role="status">
        {news}
      </p>
      <div class="card">
        <h2>{text.address}</h2>
        <p class="address">
          <code>{address}</code>
          <button
            type="button"
            class="button small"
            onClick={() => {
              navigator.clipboard.writeText(address).then(
                () => setNews(text.copied),
                () => setNews(address),
              )
            }}
          >
            {text.copy}
          </button>
        </p>
      </div>
      <section class="card">
        <h2>{text.cited}</h2>
        {lesson.citations.length === 0 ? <p class="quiet">{text.notCited}</p> : null}
        <ul class="citations">
          {lesson.citations.map(citation => (
            <li key={citation.id}>
              <span class="tag">{text.kinds[citation.kind]}</span>{' '}
              <a href={citation.url} rel="noreferrer">
                {citation.title}
              </a>
              {citation.changed ? (
                <p>
                  <span class="quiet">{text.changedShort}:</span> {citation.changed}
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      </section>
      <EditLesson
        key={lesson.version}
        lesson={lesson}
        done={() => {
          setNews(text.saved)
          load.again()
        }}
        again={load.again}
      />
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
  readonly again: () => void
}

const EditLesson = ({ lesson, done, again }: EditProps): JSX.Element => {
  const [own, setOwn] = useState(lesson.text)
  const task = useTask()
  const changed = own.trim() !== '' && own.trim() !== lesson.text
  return (
    <details class="card">
      <summary>{text.edit}</summary>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (!changed) return
          task.run(async () => {
            await following.changeLesson(lesson.id, own.trim(), lesson.version)
            done()
          })
        }}
      >
        <TextField label={text.change} hint={text.changeHint} rows={2} maxLength={1000} value={own} change={setOwn} />
        <Conflict
          error={task.error}
          title={text.changedTitle}
          detail={text.changedMeanwhile}
          reload={text.reload}
          again={again}
        />
        <div class="actions end">
          <button type="submit" class="button primary" aria-disabled={task.busy} disabled={!changed}>
            {words.form.save}
          </button>
        </div>
      </form>
    </details>
  )
}

const citation = {
  url: { kind: 'url', label: text.url, missing: text.badUrl },
  kind: {
    kind: 'choice',
    label: text.kindOf,
    narrow: true,
    options: citationKindSchema.options.map(value => ({ value, text: text.kinds[value] })),
  },
  title: { kind: 'text', label: text.citationTitle, narrow: true },
  changed: { kind: 'long', label: text.changed, rows: 2, optional: true },
} as const

const CiteForm = ({ id, done }: { id: LessonId; done: () => void }): JSX.Element => {
  const form = useForm({
    fields: citation,
    initial: { kind: 'pull-request' },
    check: ({ url }) => (citationInputSchema.shape.url.safeParse(url).success ? {} : { url: text.badUrl }),
  })
  return (
    <section class="card">
      <h2>{text.cite}</h2>
      <Form
        form={form}
        save={text.add}
        send={async values => {
          await following.cite(id, citationInputSchema.parse({ ...values, changed: values.changed.trim() || null }))
          form.clear()
          done()
        }}
      >
        <Input {...form.input('url')} />
        <div class="fields">
          <Input {...form.input('kind')} />
          <Input {...form.input('title')} />
        </div>
        <Input {...form.input('changed')} />
      </Form>
    </section>
  )
}
