/** "You said, we did" on the quarter's page: leadership answers here, facilitators read. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Reply } from '../../functions/domain/reply/reply.ts'
import { ProblemNotice } from '../kit/controls/notice.tsx'
import { ReplyList } from '../kit/learning-review/said.tsx'
import { saidWords as text } from '../kit/learning-review/words-en-said.ts'
import { useLoad } from '../kit/load/load.ts'
import { isLeadership, signedIn } from '../kit/session/session.ts'
import { AnswerDialog, TakeBackDialog } from './answering.tsx'
import { repliesApi } from './calls.ts'

type Open = { readonly kind: 'add' } | { readonly kind: 'change' | 'take-back'; readonly reply: Reply } | null

/** Older quarters' answers stand here too, the latest first: what was promised once is looked for later. */
export const YouSaid = ({ quarter }: { readonly quarter: string }): JSX.Element => {
  const load = useLoad('replies', repliesApi.every)
  const [open, setOpen] = useState<Open>(null)
  const who = signedIn()
  const mayAnswer = who.state !== 'signed-out' && isLeadership(who.session)
  const replies = (load.value ?? []).filter(each => each.quarter <= quarter)
  const close = (): void => setOpen(null)
  const done = (): void => {
    close()
    load.again()
  }
  const tools = (reply: Reply): JSX.Element => (
    <>
      <button
        type="button"
        class="link"
        aria-label={text.changeOf(reply.heard)}
        onClick={() => setOpen({ kind: 'change', reply })}
      >
        {text.change}
      </button>
      <button
        type="button"
        class="link"
        aria-label={text.takeBackOf(reply.heard)}
        onClick={() => setOpen({ kind: 'take-back', reply })}
      >
        {text.takeBack}
      </button>
    </>
  )
  return (
    <section class="card said" aria-labelledby="said">
      <div class="said-head">
        <h2 id="said">{text.heading}</h2>
        {mayAnswer ? (
          <button type="button" class="button screen-only" onClick={() => setOpen({ kind: 'add' })}>
            {text.add}
          </button>
        ) : null}
      </div>
      <ProblemNotice error={load.error} again={load.again} />
      {load.value && replies.length === 0 ? (
        <p>{mayAnswer ? text.empty.leader : text.empty.reader}</p>
      ) : (
        <>
          <ReplyList replies={replies} {...(mayAnswer ? { tools } : {})} />
          <p class="quiet">
            {text.lead} <a href="/you-said/">{text.seePublic}</a>
          </p>
        </>
      )}
      {open?.kind === 'add' ? <AnswerDialog quarter={quarter} reply={null} close={close} done={done} /> : null}
      {open?.kind === 'change' ? (
        <AnswerDialog key={open.reply.id} quarter={quarter} reply={open.reply} close={close} done={done} />
      ) : null}
      {open?.kind === 'take-back' ? <TakeBackDialog reply={open.reply} close={close} done={done} /> : null}
    </section>
  )
}
