/** How a mail was delivered, in plain words. */
import type { DeliveryReason, DeliveryState } from '../delivery.ts'

/** What is said where no reason says more. */
export const states: Readonly<Record<DeliveryState, string>> = {
  bounced: 'It came back.',
  refused: 'It could not be sent.',
  complained: 'Reported as unwanted; no more mail goes there.',
  aside: 'It could not be made yet; it is tried again by itself.',
  returned: 'Something came back; it may not have arrived.',
  left: 'No longer on the roster, so no more mail goes there.',
  unsubscribed: 'This person stopped mail from Murmur.',
  late: 'It came too late: the survey had closed.',
  held: 'Waits for the reader’s working hours.',
  queued: 'Goes out within a few minutes.',
  sent: 'Sent.',
  withdrawn: 'Withdrawn.',
  unknown: 'No longer known.',
}

export const reasons: Readonly<Record<DeliveryReason, string>> = {
  'no-mailbox': 'It came back: there is no such mailbox.',
  'mailbox-full': 'It came back: the mailbox is full.',
  refused: 'It came back: the other side took it for unwanted.',
  'known-bad': 'It came back: mail to this address has bounced before.',
  unreachable: 'It came back: the other side could not be reached.',
  other: 'It came back, and the other side did not say why.',
  'address-unusable': 'This is no address that mail can be sent to.',
  'ses-refused': 'The mail service refused this address.',
  'reply-lost': 'The mail service was given it twice and confirmed neither; ask whether it arrived.',
  unsubscribed: 'This person stopped mail from Murmur. Only they can take that back.',
  complained: 'Somebody reported it as unwanted. No more mail goes there; ask in person.',
  'off-roster': 'No longer on the roster, so no more mail goes there.',
  'cannot-be-made': 'It could not be made yet; it is tried again by itself.',
  'working-hours': 'Waits for the reader’s working hours.',
  'closed-first': 'It came too late: the survey had closed.',
  withdrawn: 'Withdrawn. No more mail goes there, and the link gives no pass unless it had given one.',
  'not-kept': 'No longer known: which mail went out is kept for a month after the survey.',
}
