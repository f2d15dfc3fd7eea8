/** English: what a refusal says, and what to do about it. */
import type { RefusalCode } from '../../domain/refusal.ts'

type Fields = Readonly<Record<string, unknown>>

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

/** What a refusal says of its own case, made of its fields. */
const otherPulse = ({ quarter, opensAt, closesAt }: Fields): string =>
  `The pulse of ${String(quarter)} is open from ${String(opensAt).slice(0, 10)} to ${String(closesAt).slice(0, 10)}. Choose a time that is at least 45 days from it.`

const tooFew = (needed: number, readers: number): string => {
  if (readers === 0) return `At least ${needed} have to be invited.`
  const who = readers === 1 ? 'one of them reads' : `${readers} of them read`
  return `At least ${needed} have to be invited: ${who} what the others write, and knows their own words. Three others are needed beside.`
}

export const details: Readonly<Partial<Record<RefusalCode, (fields: Fields) => string>>> = {
  too_few_participants: ({ needed, readers }) => tooFew(Number(needed), Number(readers)),
  two_pulses_open: otherPulse,
  pulses_too_close: otherPulse,
  not_on_roster: ({ addresses }) =>
    `Not on the roster: ${textsIn(addresses).join(', ')}. Ask a keeper to add them there, or whoever runs Murmur to allow their domain.`,
  one_mailbox: ({ addresses }) =>
    `${textsIn(addresses).join(' and ')} reach one mailbox, so they count as one person. Use one of them.`,
}

export const titles: Readonly<Record<RefusalCode, string>> = {
  not_signed_in: 'Sign in first.',
  not_allowed: 'Your account may not do this. Ask an administrator to add you to the right group.',
  address_not_verified:
    'Your sign-in does not say that your mail address was verified. Ask whoever runs your sign-in to have it verified, then sign in again.',
  not_found: 'There is nothing here.',
  method_not_allowed: 'This address does not take that method.',
  invalid_body: 'Something in what was sent does not fit. See `issues` for where.',
  bad_cursor: 'That is no place in this list. Read it again from its first page.',
  body_too_large: 'What was sent is too large.',
  invalid_csv: 'A row cannot be read. Nothing of the file was taken: mend the row and send it again.',
  file_unreadable: 'This file cannot be read. Nothing of it was taken.',
  rows_unreadable:
    'Some rows cannot be read. Nothing of the file was taken: mend them, or ask for the good ones alone.',
  too_many_rows: 'The file has too many rows. Nothing of it was taken.',
  unknown_instrument: 'No such set of questions. Leave `instrument` out to use the default.',
  unknown_group: 'No pulse has shown a group of that name. Leave `group` out for the whole organisation.',
  address_missing: 'A participant needs a mail address.',
  unknown_incident: 'No such incident.',
  unknown_import: 'No such import.',
  unknown_replacement: 'The roster was not replaced then, or it was more than 30 days ago.',
  unknown_person: 'Nobody on the roster has this address.',
  no_original: 'The incident that it is said to be the same as does not count itself: name one that does.',
  incident_referred: 'Something refers to this incident: it stays, so that nothing is left hanging.',
  unknown_review: 'No such review, or it is not yours.',
  not_in_terms:
    'Participants were told who reads what they wrote, and you are not named there. You lead with what the room’s screen shows.',
  somebody_leads: 'Somebody who leads this review is on the roster. Ask them to hand it over.',
  too_many_leaders: 'More people lead this review already than it can hold.',
  unknown_survey: 'No such survey.',
  unknown_action: 'No such action.',
  unknown_failure_mode: 'No such failure mode.',
  unknown_severity: 'A severity is P1, P2 or P3, or null where it is not known.',
  action_without_owner: 'An action needs an owner: the team or role that will see to it.',
  bad_due_date: 'The due date is no day of the calendar, or lies in the past. Write it as 2026-12-31.',
  reason_missing: 'Say why the action is put aside: the reason is read when its failure mode comes back.',
  unknown_counterfactual: 'No such condition in the portfolio.',
  unknown_lesson: 'No such lesson.',
  record_empty: 'This meeting has no record yet. Write it first.',
  unknown_letter: 'No such letter of this record. Make it first.',
  times_out_of_order: 'The times do not follow each other: started, detected, mitigated, resolved.',
  failure_mode_exists: 'There is a failure mode of that name. Merge the two instead.',
  failure_mode_circle: 'That failure mode is itself counted as this one. Separate it first.',
  vendor_missing: 'This incident names no vendor. Name it first: the section asks about one.',
  vendor_outcome_missing: 'Say what follows: an action, or the decision that was taken.',
  quarter_not_begun: 'That quarter has not begun.',
  unknown_debt: 'No such debt.',
  unknown_format_change: 'No such format change.',
  unknown_reply: 'No such answer of leadership.',
  reply_taken_back: 'This answer was taken back. Write another one.',
  learning_review_not_published:
    'The learning review of that quarter is not published yet. Until then it is the facilitators’ draft.',
  unknown_edition: 'No such edition of that quarter.',
  edition_unchanged: 'The edition that stands says all of this already. There is nothing to publish.',
  edition_taken_back: 'Its edition was taken back. Publish the next one, with the reason for it.',
  meeting_in_the_past: 'The meeting lies in the past. Choose a time that is still to come.',
  meeting_too_far_ahead: 'The meeting is more than a year ahead. Choose an earlier time.',
  meeting_before_close: 'The survey would close after the meeting begins. Close it earlier or move the meeting.',
  review_cancelled: 'This review was cancelled.',
  review_has_survey: 'This review has a survey already. Add participants to that one.',
  review_not_held: 'The meeting has not taken place yet.',
  too_few_participants: 'So few participants could be told apart.',
  not_invited: 'Nobody with this address is invited.',
  already_invited: 'This address is invited already.',
  not_on_roster: 'Some of these addresses are not on the roster, and nobody may be invited from their domain.',
  one_mailbox: 'Two of these addresses reach one mailbox.',
  not_alike:
    'Only two addresses that look like one person can be joined, and that nobody said to be two. Correct the entry of whoever has another address.',
  mail_not_returned:
    'Only an invitation that did not arrive can go to another address. Withdraw this one, and invite the other address anew.',
  corrected_to_reader:
    'Nobody’s invitation goes to whoever leads this review or reads its statements. Withdraw it, and invite the other address anew.',
  mail_stays_stopped: 'This person stopped mail from Murmur, or reported it. Only they can take that back.',
  empty_roster: 'There is nobody on the roster to invite. Add people first.',
  opening_after_closing: 'The survey would close before it opens.',
  closing_in_the_past: 'The closing time lies in the past. Choose a later one.',
  closing_too_far_ahead:
    'A survey closes at most a year ahead, and at most a year after it opened: until then its keys exist. Choose an earlier time.',
  closing_only_later: 'A survey that is announced may close later, never earlier.',
  quarter_has_pulse: 'That quarter has its pulse already.',
  quarter_out_of_reach: 'A pulse belongs to the quarter that runs, or to the next one.',
  two_pulses_open:
    'Two pulses are never open at once: one person who moved between groups could be told apart by them.',
  pulses_too_close:
    'A pulse opens at least 45 days after the last one closed: one person who moved between groups could be told apart by two that are closer.',
  outside_its_quarter: 'A quarter’s pulse opens within that quarter. Choose a day of it, or skip the quarter.',
  opening_in_the_past: 'That opening lies in the past. Choose a later day, or open the pulse by hand.',
  survey_not_closed: 'The survey is still open. Its agenda is made after it closes.',
  survey_closed: 'This survey has closed. Nothing can be sent or changed any more.',
  survey_cancelled: 'This survey was cancelled. What had been sent was destroyed unread.',
  survey_not_open: 'This survey is not open.',
  not_harvested: 'The results are not there yet. They are there 15 minutes after the close.',
  terms_frozen:
    'Participants were told who reads the agenda; that can no longer change. Who leads the meeting can be handed over.',
  changed_meanwhile: 'Somebody else changed this in the meantime. Load it again and repeat your change.',
  edit_does_not_fit: 'This edit no longer fits the agenda.',
  unknown_link: 'This link is not known. Open the link from your mail again, whole.',
  wrong_cohort: 'This link was altered. Open the link from your mail again, whole.',
  pass_already_issued: 'You began in another browser. Finish there.',
  sign_in_needed: 'This survey asks you to sign in first, or your sign-in has run out.',
  sign_in_unchecked: 'Whether this sign-in holds could not be asked just now. Nothing was changed; try again.',
  not_its_owner: 'This link does not go with the account that was signed in, or is no longer in use.',
  invalid_signature: 'This ballot carries no valid pass.',
  ballot_malformed: 'This is not a ballot this survey can take.',
  ballot_changed: 'Another tab sent a newer version. Load the page again to go on from there.',
  unknown_meeting: 'This meeting link is not known. Scan the code on the wall again.',
  meeting_ended: 'The meeting has ended. What was on its board stands in the appendix of its agenda.',
  too_many_remarks: 'Many are writing at this moment. Try again in some seconds.',
  channel_full: 'The channel has as much as it can keep and takes no more. Say it in the meeting.',
  remark_too_long: 'A remark this long does not fit on the board. Say it in two.',
  unknown_remark: 'This remark is not on the board any more. Load the board again.',
  try_again: 'Something behind this was not reachable. Nothing was changed; try again.',
  internal: 'Something went wrong here. Quote the request id when you report it.',
}
