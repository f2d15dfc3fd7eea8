/** Refusals as RFC 9457 problem documents: one total table code -> status. Their words are of the caller's language. */
import type { Language } from '../domain/language/language.ts'
import { Refusal, type RefusalCode } from '../domain/refusal.ts'
import { words } from './words/languages.ts'

const statuses: Readonly<Record<RefusalCode, number>> = {
  not_signed_in: 401,
  not_allowed: 403,
  address_not_verified: 403,
  not_found: 404,
  method_not_allowed: 405,
  invalid_body: 400,
  bad_cursor: 400,
  body_too_large: 413,
  invalid_csv: 400,
  file_unreadable: 400,
  rows_unreadable: 400,
  too_many_rows: 413,
  unknown_instrument: 400,
  unknown_group: 400,
  address_missing: 400,
  unknown_incident: 404,
  unknown_import: 404,
  unknown_replacement: 404,
  unknown_person: 404,
  incident_referred: 409,
  no_original: 422,
  unknown_review: 404,
  not_in_terms: 403,
  somebody_leads: 409,
  too_many_leaders: 409,
  unknown_survey: 404,
  unknown_action: 404,
  unknown_failure_mode: 404,
  unknown_severity: 400,
  action_without_owner: 400,
  bad_due_date: 400,
  reason_missing: 400,
  unknown_counterfactual: 404,
  unknown_lesson: 404,
  record_empty: 409,
  unknown_letter: 404,
  times_out_of_order: 400,
  failure_mode_exists: 409,
  failure_mode_circle: 409,
  vendor_missing: 409,
  vendor_outcome_missing: 400,
  quarter_not_begun: 400,
  unknown_debt: 404,
  unknown_format_change: 404,
  unknown_reply: 404,
  reply_taken_back: 409,
  learning_review_not_published: 409,
  unknown_edition: 404,
  edition_unchanged: 409,
  edition_taken_back: 409,
  meeting_in_the_past: 400,
  meeting_too_far_ahead: 400,
  meeting_before_close: 400,
  review_cancelled: 409,
  review_has_survey: 409,
  review_not_held: 409,
  too_few_participants: 400,
  not_invited: 404,
  already_invited: 409,
  one_mailbox: 409,
  not_alike: 409,
  not_on_roster: 409,
  mail_stays_stopped: 409,
  mail_not_returned: 409,
  corrected_to_reader: 409,
  empty_roster: 409,
  opening_after_closing: 400,
  closing_in_the_past: 400,
  closing_too_far_ahead: 400,
  closing_only_later: 409,
  quarter_has_pulse: 409,
  quarter_out_of_reach: 400,
  two_pulses_open: 409,
  pulses_too_close: 409,
  outside_its_quarter: 400,
  opening_in_the_past: 400,
  survey_not_closed: 409,
  survey_closed: 410,
  survey_cancelled: 410,
  survey_not_open: 409,
  not_harvested: 409,
  terms_frozen: 409,
  changed_meanwhile: 409,
  edit_does_not_fit: 409,
  unknown_link: 404,
  wrong_cohort: 403,
  pass_already_issued: 409,
  sign_in_needed: 401,
  sign_in_unchecked: 503,
  not_its_owner: 403,
  invalid_signature: 403,
  ballot_malformed: 400,
  ballot_changed: 409,
  unknown_meeting: 404,
  meeting_ended: 410,
  too_many_remarks: 429,
  channel_full: 409,
  remark_too_long: 413,
  unknown_remark: 404,
  try_again: 503,
  internal: 500,
}

export const statusOf = (code: RefusalCode): number => statuses[code]
export const titleOf = (code: RefusalCode, language: Language): string => words[language].titles[code]

export interface Problem {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } as const

/** Whoever is asked to wait is told for how long. */
const headersOf = ({ fields }: Refusal): Problem['headers'] =>
  typeof fields['retryAfterSeconds'] === 'number'
    ? { ...headers, 'retry-after': String(fields['retryAfterSeconds']) }
    : headers

/** Anything that is no refusal becomes a 500 that carries the request id alone. */
export const problemOf = (error: unknown, requestId: string, language: Language): Problem => {
  const refusal = error instanceof Refusal ? error : new Refusal('internal')
  const { code } = refusal
  const status = statusOf(code)
  const detail = refusal.detail ?? words[language].details[code]?.(refusal.fields)
  return {
    status,
    headers: headersOf(refusal),
    body: JSON.stringify({
      type: `urn:murmur:problem:${code}`,
      title: titleOf(code, language),
      status,
      code,
      ...(detail ? { detail } : {}),
      ...(code === 'internal' ? { requestId } : refusal.fields),
    }),
  }
}
