/** "You said, we did", as those read it who sign in. */
import type { ComponentChildren, JSX } from 'preact'
import { day } from '../../../functions/domain/agenda/clock.ts'
import { linksFor } from '../../../functions/domain/learning-review/links.ts'
import type { Reply } from '../../../functions/domain/reply/reply.ts'
import { pageLanguage } from '../page-language.ts'
import { isFacilitator, signedIn } from '../session/session.ts'
import { saidWords as text } from './words-en-said.ts'

const dayOf = (at: string): string => day(at, 'UTC', pageLanguage())

/** The id of an action or a lesson in what somebody copied, such as its address; null if there is none. */
export const behindIn = (copied: string): string | null => /\b(?:act|les)_[a-z0-9]{16}\b/.exec(copied)?.[0] ?? null

/** Nothing where this reader may not open it. */
export const Behind = ({ id }: { readonly id: string | null }): JSX.Element | null => {
  const who = signedIn()
  if (id === null) return null
  const kind = id.startsWith('les_') ? 'lesson' : 'action'
  const to = linksFor('', who.state !== 'signed-out' && isFacilitator(who.session))({ kind, id })
  return to === null ? null : <a href={to}>{text.behind[kind]}</a>
}

interface Props {
  readonly replies: readonly Reply[]
  /** What can be done with one that stands. */
  readonly tools?: (reply: Reply) => ComponentChildren
}

export const ReplyList = ({ replies, tools }: Props): JSX.Element => (
  <ul class="replies">
    {replies.map(reply => (
      <li key={reply.id} class={reply.takenBack ? 'taken-back' : undefined}>
        <div>
          <p class="quiet">{text.heard(text.heardIn[reply.heardIn], reply.quarter)}</p>
          <blockquote>{reply.heard}</blockquote>
        </div>
        <div>
          {reply.takenBack ? (
            <p>{text.takenBack(reply.takenBack.name, dayOf(reply.takenBack.at), reply.takenBack.reason)}</p>
          ) : null}
          <p>
            <strong>{text.states[reply.state]}.</strong> {reply.done}
          </p>
          <p class="quiet">
            {text.by(reply.name, dayOf(reply.at))} <Behind id={reply.behind} />
          </p>
          {tools && !reply.takenBack ? <p class="actions screen-only">{tools(reply)}</p> : null}
        </div>
      </li>
    ))}
  </ul>
)
