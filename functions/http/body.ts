/** Request bodies, parsed once, with the schema that also describes them in the API document. */
import type * as z from 'zod'
import { Refusal } from '../domain/refusal.ts'

/** Refuses `invalid_body` with path and message of every issue; what was sent is not quoted. */
export const parseBody = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message }))
  throw new Refusal('invalid_body', issues.map(issue => `${issue.path || 'body'}: ${issue.message}`).join('; '), {
    issues,
  })
}

/** Refuses `invalid_body` if the text is not JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid_body', 'The body is not JSON.', { issues: [] })
  }
}
