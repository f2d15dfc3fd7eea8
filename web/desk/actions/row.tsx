/** One action in a list: what it is, who has it, how it stands. */
import type { JSX } from 'preact'
import { type Action, ageDays, daysWithoutProgress, isOpen } from '../../../functions/domain/action/action.ts'
import type { ActionView } from '../../../functions/domain/action/owner.ts'
import { href } from '../../kit/address.ts'
import { words } from '../words/en.ts'

const text = words.actions

/** Its key as a link, where its address is known. */
export const Ticket = ({ of: { url, externalId } }: { of: Pick<Action, 'url' | 'externalId'> }): JSX.Element | null =>
  url === null ? (
    externalId === null ? null : (
      <span>{externalId}</span>
    )
  ) : (
    <a href={url} rel="noreferrer">
      {externalId ?? text.ticket}
    </a>
  )

const dayMilliseconds = 86_400_000

/** How it stands with its day, and how long it has been so. */
interface RowProps {
  readonly action: ActionView
  readonly now: string
  readonly mark?: string
  /** Where several can be chosen at once. */
  readonly choice?: { readonly isChosen: boolean; readonly choose: (isChosen: boolean) => void }
}

export const ActionRow = ({ action, now, mark, choice }: RowProps): JSX.Element => {
  const over = Math.floor((Date.parse(now) - Date.parse(`${action.dueOn}T00:00:00Z`)) / dayMilliseconds)
  const open = isOpen(action.status)
  return (
    <li class="row action-row">
      {choice ? (
        <input
          type="checkbox"
          name="chosen"
          aria-label={text.bulk.choose(action.text)}
          checked={choice.isChosen}
          onChange={event => choice.choose(event.currentTarget.checked)}
        />
      ) : null}
      <div class="row-main">
        <h3>
          <a href={href('/actions/{action}', { action: action.id })}>{action.text}</a>
        </h3>
        <p class="quiet">
          {action.owner} · {words.interventions[action.category]} · {text.due(action.dueOn)}
          {action.url !== null || action.externalId !== null ? ' · ' : null}
          <Ticket of={action} />
          {open && over > 0 ? <strong> · {text.overdue(over)}</strong> : null}
        </p>
        {mark ? <p class="came-back">{mark}</p> : null}
        {open && action.ownerUnreached ? <p class="came-back">{text.unreached[action.ownerUnreached.why]}</p> : null}
      </div>
      <div class="row-state">
        <span class={`tag ${action.status}`}>{text.statuses[action.status]}</span>
        <span class="quiet">
          {text.age(ageDays(action, now))}
          {open ? ` · ${text.still(daysWithoutProgress(action, now))}` : ''}
        </span>
      </div>
    </li>
  )
}
