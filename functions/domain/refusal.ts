/** Every refusal. Clients and tests rely on the codes. `http/problem.ts` gives each its status and words. */
export const refusalCodes = [
  // who is asking
  'not_signed_in',
  'not_allowed',
  'address_not_verified',
  'not_found',
  'method_not_allowed',
  // what was sent
  'invalid_body',
  'bad_cursor',
  'body_too_large',
  'invalid_csv',
  'file_unreadable',
  'rows_unreadable',
  'too_many_rows',
  'unknown_instrument',
  'unknown_group',
  'address_missing',
  // incidents, reviews, surveys
  'unknown_incident',
  'unknown_import',
  'unknown_replacement',
  'unknown_person',
  'incident_referred',
  'no_original',
  'unknown_review',
  'not_in_terms',
  'somebody_leads',
  'too_many_leaders',
  'unknown_survey',
  'unknown_action',
  'unknown_failure_mode',
  'unknown_severity',
  'action_without_owner',
  'bad_due_date',
  'reason_missing',
  'unknown_counterfactual',
  'unknown_lesson',
  'record_empty',
  'unknown_letter',
  'times_out_of_order',
  'failure_mode_exists',
  'failure_mode_circle',
  'vendor_missing',
  'vendor_outcome_missing',
  'quarter_not_begun',
  'unknown_debt',
  'unknown_format_change',
  'unknown_reply',
  'reply_taken_back',
  'learning_review_not_published',
  'unknown_edition',
  'edition_unchanged',
  'edition_taken_back',
  'meeting_in_the_past',
  'meeting_too_far_ahead',
  'meeting_before_close',
  'review_cancelled',
  'review_has_survey',
  'review_not_held',
  'too_few_participants',
  'not_invited',
  'already_invited',
  'one_mailbox',
  'not_alike',
  'not_on_roster',
  'mail_stays_stopped',
  'mail_not_returned',
  'corrected_to_reader',
  'empty_roster',
  'opening_after_closing',
  'closing_in_the_past',
  'closing_too_far_ahead',
  'closing_only_later',
  'quarter_has_pulse',
  'quarter_out_of_reach',
  'two_pulses_open',
  'pulses_too_close',
  'outside_its_quarter',
  'opening_in_the_past',
  'survey_not_closed',
  'survey_closed',
  'survey_cancelled',
  'survey_not_open',
  'not_harvested',
  'terms_frozen',
  'changed_meanwhile',
  'edit_does_not_fit',
  // the participant's side
  'unknown_link',
  'wrong_cohort',
  'pass_already_issued',
  'sign_in_needed',
  'sign_in_unchecked',
  'not_its_owner',
  'invalid_signature',
  'ballot_malformed',
  'ballot_changed',
  // the live channel
  'unknown_meeting',
  'meeting_ended',
  'too_many_remarks',
  'channel_full',
  'remark_too_long',
  'unknown_remark',
  // the world around
  'try_again',
  'internal',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** A refusal with a code. `detail` tells its reader what to do; `fields` point to the place (line, column, path). */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly detail: string | undefined
  readonly fields: Readonly<Record<string, unknown>>

  constructor(code: RefusalCode, detail?: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.detail = detail
    this.fields = fields
  }
}
