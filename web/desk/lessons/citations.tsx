/** Where a lesson is cited: said by whoever knows of it, and withdrawn by facilitators. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { LessonId } from '../../../functions/domain/ids.ts'
import {
  type Citation,
  citationInputSchema,
  citationKindSchema,
  type CitedLesson,
} from '../../../functions/domain/review/lesson.ts'
import { ConfirmDialog } from '../../kit/controls/confirm.tsx'
import { Form, useForm } from '../../kit/form/form.tsx'
import { Input } from '../../kit/form/input.tsx'
import { following } from '../calls/following.ts'
import { words } from '../words/en.ts'

const text = words.lessons

interface CitationsProps {
  readonly lesson: CitedLesson
  /** Null where the reader may withdraw none. */
  readonly withdrawn: (() => void) | null
}

export const Citations = ({ lesson, withdrawn }: CitationsProps): JSX.Element => {
  const [asked, setAsked] = useState<Citation | null>(null)
  return (
    <section class="card">
      <h2>{text.cited}</h2>
      {lesson.citations.length === 0 ? <p class="quiet">{text.notCited}</p> : null}
      <ul class="citations">
        {lesson.citations.map(citation => (
          <li key={citation.id}>
            <span class="tag">{text.kinds[citation.kind]}</span>{' '}
            <a href={citation.url} rel="noreferrer">
              {citation.title}
            </a>{' '}
            {withdrawn ? (
              <button
                type="button"
                class="link"
                aria-label={text.withdrawOne(citation.title)}
                onClick={() => setAsked(citation)}
              >
                {text.withdraw}
              </button>
            ) : null}
            {citation.changed ? (
              <p>
                <span class="quiet">{text.changedShort}:</span> {citation.changed}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {asked && withdrawn ? (
        <ConfirmDialog
          title={text.withdrawTitle}
          consequences={[text.withdrawWhat(asked.title), text.withdrawLater]}
          tone="danger"
          keep={text.withdrawKeep}
          confirm={text.withdraw}
          close={() => setAsked(null)}
          work={async () => {
            await following.withdrawCitation(lesson.id, asked.id)
            setAsked(null)
            withdrawn()
          }}
        />
      ) : null}
    </section>
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
  title: { kind: 'text', label: text.citationTitle, longest: 300, narrow: true },
  changed: { kind: 'long', label: text.changed, longest: 1000, rows: 2, optional: true },
} as const

export const CiteForm = ({ id, done }: { id: LessonId; done: () => void }): JSX.Element => {
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
