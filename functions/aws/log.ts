/** The one place that writes a log line: allow-listed fields, none of which can hold an address, a token or a body. */

interface LogFields {
  readonly code?: string
  readonly requestId?: string
  readonly surveyId?: string
  readonly count?: number
  readonly step?: string
  readonly milliseconds?: number
  /** Name of an error, never its message: messages quote what was sent. */
  readonly error?: string
  /** Of a stored item that cannot be read: what it is, and which of its attributes is wrong in which way. */
  readonly kind?: string
  readonly reason?: string
}

const allowed = ['code', 'requestId', 'surveyId', 'count', 'step', 'milliseconds', 'error', 'kind', 'reason'] as const

export const log = (event: string, fields: LogFields = {}): void => {
  const line: Record<string, unknown> = { event }
  for (const name of allowed) if (fields[name] !== undefined) line[name] = fields[name]
  console.log(JSON.stringify(line))
}
