/** Refusals as RFC 9457 problem documents: one total table code -> status and words that say what to do. */
import { Refusal, type RefusalCode } from '../domain/refusal.ts'

const problems: Readonly<Record<RefusalCode, readonly [status: number, title: string]>> = {
  not_signed_in: [401, 'Sign in first.'],
  not_allowed: [403, 'Your account may not do this. Ask an administrator to add you to the right group.'],
  not_found: [404, 'There is nothing here.'],
  method_not_allowed: [405, 'This address does not take that method.'],
  invalid_body: [400, 'Something in what was sent does not fit. See `issues` for where.'],
  bad_cursor: [400, 'That is no place in this list. Read it again from its first page.'],
  body_too_large: [413, 'What was sent is too large.'],
  invalid_csv: [400, 'A row cannot be read. Nothing of the file was taken: mend the row and send it again.'],
  file_unreadable: [400, 'This file cannot be read. Nothing of it was taken.'],
  rows_unreadable: [
    400,
    'Some rows cannot be read. Nothing of the file was taken: mend them, or ask for the good ones alone.',
  ],
  too_many_rows: [413, 'The file has too many rows. Nothing of it was taken.'],
  unknown_instrument: [400, 'No such set of questions. Leave `instrument` out to use the default.'],
  unknown_group: [400, 'No pulse has shown a group of that name. Leave `group` out for the whole organisation.'],
  address_missing: [400, 'A participant needs a mail address.'],
  unknown_incident: [404, 'No such incident.'],
  unknown_import: [404, 'No such import.'],
  incident_referred: [409, 'Something refers to this incident: it stays, so that nothing is left hanging.'],
  unknown_review: [404, 'No such review, or it is not yours.'],
  unknown_survey: [404, 'No such survey.'],
  unknown_action: [404, 'No such action.'],
  unknown_failure_mode: [404, 'No such failure mode.'],
  unknown_severity: [400, 'A severity is P1, P2 or P3.'],
  action_without_owner: [400, 'An action needs an owner: the team or role that will see to it.'],
  bad_due_date: [400, 'The due date is no day of the calendar, or lies in the past. Write it as 2026-12-31.'],
  reason_missing: [400, 'Say why the action is put aside: the reason is read when its failure mode comes back.'],
  unknown_counterfactual: [404, 'No such condition in the portfolio.'],
  unknown_lesson: [404, 'No such lesson.'],
  record_empty: [409, 'This meeting has no record yet. Write it first.'],
  unknown_letter: [404, 'No such letter of this record. Make it first.'],
  times_out_of_order: [400, 'The times do not follow each other: started, detected, mitigated, resolved.'],
  failure_mode_exists: [409, 'There is a failure mode of that name. Merge the two instead.'],
  failure_mode_circle: [409, 'That failure mode is itself counted as this one. Separate it first.'],
  vendor_missing: [409, 'This incident names no vendor. Name it first: the section asks about one.'],
  vendor_outcome_missing: [400, 'Say what follows: an action, or the decision that was taken.'],
  quarter_not_begun: [400, 'That quarter has not begun.'],
  unknown_debt: [404, 'No such debt.'],
  unknown_format_change: [404, 'No such format change.'],
  learning_review_not_published: [
    409,
    'The learning review of that quarter is not published yet. Until then it is the facilitators’ draft.',
  ],
  learning_review_published: [409, 'The learning review of that quarter was published and no longer changes.'],
  meeting_in_the_past: [400, 'The meeting lies in the past. Choose a time that is still to come.'],
  meeting_before_close: [400, 'The survey would close after the meeting begins. Close it earlier or move the meeting.'],
  review_cancelled: [409, 'This review was cancelled.'],
  review_has_survey: [409, 'This review has a survey already. Add participants to that one.'],
  review_not_held: [409, 'The meeting has not taken place yet.'],
  too_few_participants: [400, 'Fewer than three participants could be told apart. Invite at least three.'],
  empty_roster: [409, 'There is nobody on the roster to invite. Add people first.'],
  opening_after_closing: [400, 'The survey would close before it opens.'],
  closing_in_the_past: [400, 'The closing time lies in the past. Choose a later one.'],
  closing_only_later: [409, 'A survey that is announced may close later, never earlier.'],
  quarter_has_pulse: [409, 'That quarter has its pulse already.'],
  outside_its_quarter: [400, 'A quarter’s pulse opens within that quarter. Choose a day of it, or skip the quarter.'],
  opening_in_the_past: [400, 'That opening lies in the past. Choose a later day, or open the pulse by hand.'],
  survey_not_closed: [409, 'The survey is still open. Its agenda is made after it closes.'],
  survey_closed: [410, 'This survey has closed. Nothing can be sent or changed any more.'],
  survey_cancelled: [410, 'This survey was cancelled. What had been sent was destroyed unread.'],
  survey_not_open: [409, 'This survey is not open.'],
  not_harvested: [409, 'The results are not there yet. They appear a few minutes after the close.'],
  terms_frozen: [409, 'Participants were told who reads the agenda; that can no longer change for this review.'],
  changed_meanwhile: [409, 'Somebody else changed this in the meantime. Load it again and repeat your change.'],
  edit_does_not_fit: [409, 'This edit no longer fits the agenda.'],
  unknown_link: [404, 'This link is not known. Open the link from your mail again, whole.'],
  wrong_cohort: [403, 'This link was altered. Open the link from your mail again, whole.'],
  pass_already_issued: [409, 'You began in another browser. Finish there.'],
  invalid_signature: [403, 'This ballot carries no valid pass.'],
  ballot_malformed: [400, 'This is not a ballot this survey can take.'],
  ballot_changed: [409, 'Another tab sent a newer version. Load the page again to go on from there.'],
  unknown_meeting: [404, 'This meeting link is not known. Scan the code on the wall again.'],
  meeting_ended: [410, 'The meeting has ended. What was on its board stands in the appendix of its agenda.'],
  too_many_remarks: [429, 'The channel is full for the moment. Try again in a minute.'],
  remark_too_long: [413, 'A remark this long does not fit on the board. Say it in two.'],
  unknown_remark: [404, 'This remark is not on the board any more. Load the board again.'],
  try_again: [503, 'Something behind this was not reachable. Nothing was changed; try again.'],
  internal: [500, 'Something went wrong here. Quote the request id when you report it.'],
}

export const statusOf = (code: RefusalCode): number => problems[code][0]
export const titleOf = (code: RefusalCode): string => problems[code][1]

export interface Problem {
  readonly status: number
  readonly body: string
}

export const problemHeaders = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } as const

/** Anything that is no refusal becomes a 500 that carries the request id alone. */
export const problemOf = (error: unknown, requestId: string): Problem => {
  const refusal = error instanceof Refusal ? error : new Refusal('internal')
  const [status, title] = problems[refusal.code]
  return {
    status,
    body: JSON.stringify({
      type: `urn:murmur:problem:${refusal.code}`,
      title,
      status,
      code: refusal.code,
      ...(refusal.detail ? { detail: refusal.detail } : {}),
      ...(refusal.code === 'internal' ? { requestId } : refusal.fields),
    }),
  }
}
