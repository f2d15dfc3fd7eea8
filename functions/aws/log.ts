/** The one place that writes log lines. Fields are allow-listed; none can hold an address, a token or a body. */

interface LogFields {
  readonly code?: string
  readonly requestId?: string
  readonly surveyId?: string
  readonly count?: number
  readonly step?: string
  readonly milliseconds?: number
  /** The error's name, never its message: messages quote what was sent. */
  readonly error?: string
  /** For a stored item that cannot be read: its kind, and which attribute is wrong in what way. */
  readonly kind?: string
  readonly reason?: string
}

const allowed = ['code', 'requestId', 'surveyId', 'count', 'step', 'milliseconds', 'error', 'kind', 'reason'] as const

export const log = (event: string, fields: LogFields = {}): void => {
  const line: Record<string, unknown> = { event }
  for (const name of allowed) if (fields[name] !== undefined) line[name] = fields[name]
  console.log(JSON.stringify(line))
}

/** In the line of a request that was answered with 500. An alarm looks for it. */
export const requestFailed = 'request_failed'

/** In the clock's line of each minute in which a survey is ill, or it is not known whether it is; `code` says of what. */
export const surveyIll = 'survey_ill'
export const surveyUnknown = 'survey_unknown'
/** In its line of each minute in which mail waits that was due an hour ago. */
export const mailOverdue = 'mail_overdue'

export const reportFailed = (error: Error, requestId: string): void =>
  log(requestFailed, { error: error.name, requestId })
