/** What the quarter asks of leadership, which a facilitator writes, and what leadership has answered. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as z from 'zod'
import { type Ask, askSchema, behindSchema, replySchema } from '../../../functions/domain/reply/reply.ts'
import { ask } from '../../kit/api/ask.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { NamesPointedOut } from '../../kit/form/named.tsx'
import { Overtaken } from '../../kit/form/overtaken.tsx'
import { behindIn, ReplyList } from '../../kit/learning-review/said.tsx'
import { saidWords as text } from '../../kit/learning-review/words-en-said.ts'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { useNewest } from '../../kit/load/newest.ts'

interface FormProps {
  readonly quarter: string
  readonly written: Ask
  readonly saved: () => void
}

const readAsk = (quarter: string): Promise<Ask> =>
  ask('GET /api/quarters/{quarter}/ask', askSchema, { params: { quarter } })

const AskForm = ({ quarter, written, saved }: FormProps): JSX.Element => {
  const [words, setWords] = useState(written.text)
  const [copied, setCopied] = useState(written.behind ?? '')
  const task = useTask()
  const behind = behindIn(copied)
  const isWrong = copied.trim() !== '' && behind === null
  const newest = useNewest(
    written,
    () => readAsk(quarter),
    (before, theirs) => {
      setWords(typed => (typed.trim() === before.text ? theirs.text : typed))
      setCopied(typed => (typed.trim() === (before.behind ?? '') ? (theirs.behind ?? '') : typed))
    },
  )
  const isChanged = words.trim() !== newest.now.text || behind !== newest.now.behind
  const save = (): Promise<void> =>
    newest.over(async version => {
      const json = { text: words, behind: behindSchema.nullable().parse(behind), version }
      await ask('PUT /api/quarters/{quarter}/ask', askSchema, { params: { quarter }, body: { json } })
      saved()
    })
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (!isWrong) task.run(save)
      }}
    >
      <TextField label={text.ask.text} hint={text.ask.hint} value={words} change={setWords} rows={2} maxLength={300} />
      <NamesPointedOut text={words} />
      <TextField
        label={text.form.behind}
        hint={text.form.behindHint}
        value={copied}
        change={setCopied}
        optional
        maxLength={500}
        error={isWrong ? text.form.notOne : undefined}
      />
      <Overtaken newest={newest} shown={one => ({ [text.ask.text]: one.text, [text.form.behind]: one.behind ?? '' })} />
      <ProblemNotice error={task.error} />
      <button type="submit" class="button small" aria-disabled={task.busy} disabled={!isChanged}>
        {text.ask.save}
      </button>
      {written.text === '' ? null : <p class="quiet">{text.ask.saved(written.name)}</p>}
    </form>
  )
}

export const Leadership = ({ quarter }: { readonly quarter: string }): JSX.Element => {
  const asked = useLoad(`ask ${quarter}`, () => readAsk(quarter))
  const replies = useLoad('replies', () => ask('GET /api/replies', z.array(replySchema)))
  const own = (replies.value ?? []).filter(reply => reply.quarter === quarter)
  return (
    <section class="quarter-inputs screen-only">
      <h2>{text.ask.heading}</h2>
      <p class="quiet">{text.ask.lead}</p>
      <ProblemNotice error={asked.error} again={asked.again} />
      {asked.value ? (
        <AskForm key={asked.value.version} quarter={quarter} written={asked.value} saved={asked.again} />
      ) : null}
      <h3>{text.heading}</h3>
      <ProblemNotice error={replies.error} again={replies.again} />
      {replies.value && own.length === 0 ? <p class="quiet">{text.empty.reader}</p> : <ReplyList replies={own} />}
    </section>
  )
}
