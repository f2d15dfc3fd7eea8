/** What a review needs from its facilitator: in words, with the way to where it is done. */
import type { JSX } from 'preact'
import type { Need } from '../../../functions/domain/course/needs.ts'
import { actionIdSchema, type IncidentId, type ReviewId } from '../../../functions/domain/ids.ts'
import { href } from '../../kit/address.ts'
import { away, dayAndTime } from '../../kit/time.ts'
import { courseWords as text } from '../words/en-course.ts'
import { timeNow } from '../../kit/session/clock.ts'

interface Place {
  readonly review: ReviewId
  readonly incident: IncidentId
  readonly actionId: string | null
}

const arranging = ({ review }: Place): string => href('/reviews/{review}/arrange', { review })
const meeting = ({ review }: Place): string => href('/reviews/{review}/meeting', { review })
const record = ({ review }: Place): string => href('/reviews/{review}/record', { review })
const action = ({ actionId }: Place): string =>
  actionId === null ? href('/actions') : href('/actions/{action}', { action: actionIdSchema.parse(actionId) })

const ways: Readonly<Record<Need['what'], (place: Place) => string>> = {
  invite: ({ review }) => href('/reviews/{review}', { review }),
  'ask-more': ({ review }) => href('/reviews/{review}', { review }),
  'detected-at': ({ incident }) => href('/incidents/{incident}', { incident }),
  'go-through-agenda': arranging,
  'hold-meeting': meeting,
  'end-meeting': meeting,
  'write-record': record,
  'mail-record': record,
  'late-action': action,
  'unmoved-action': action,
  'unreminded-action': action,
  'vendor-section': ({ incident }) => href('/incidents/{incident}/vendor', { incident }),
  'rate-conditions': () => href('/portfolio'),
}

/** Where it is done. */
export const addressOf = (
  { what, actionId }: Pick<Need, 'what' | 'actionId'>,
  of: { readonly review: ReviewId; readonly incident: IncidentId },
): string => ways[what]({ ...of, actionId })

export const wordsOf = ({ what, count }: Pick<Need, 'what' | 'count'>): { title: string; why: string } =>
  text.needs[what](count)

export const isOverdue = ({ by }: Pick<Need, 'by'>, now: number): boolean => by !== null && Date.parse(by) < now

/** Until when; nothing where nothing hurries. */
export const Due = ({ need, zone }: { need: Pick<Need, 'by'>; zone: string }): JSX.Element | null => {
  const now = timeNow()
  if (need.by === null) return null
  return (
    <span class={isOverdue(need, now) ? 'overdue' : ''}>
      {isOverdue(need, now) ? text.overdue(away(need.by, now)) : text.by(dayAndTime(need.by, zone))}
    </span>
  )
}
