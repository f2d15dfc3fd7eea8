/** Request bodies, parsed once, with the schema that also describes them in the API document. */
import * as z from 'zod'
import { Refusal } from '../domain/refusal.ts'

const choosable = z.object({ code: z.string(), choices: z.array(z.string()) })

/** Of a value that may have several shapes: what is wrong with the one that it comes nearest to. */
const nearest = (issue: z.core.$ZodIssue): z.core.$ZodIssue[] => {
  const within =
    issue.code === 'invalid_union'
      ? issue.errors.filter(shape => shape.some(({ path, code }) => path.length > 0 || code !== 'invalid_type'))
      : []
  const [shape] = within.toSorted((a, b) => a.length - b.length)
  return shape ? shape.flatMap(inner => nearest({ ...inner, path: [...issue.path, ...inner.path] })) : [issue]
}

/** A rule that knows what may have been meant says so: for a zone, the zones to choose from. */
const issueOf = (issue: z.core.$ZodIssue) => ({
  path: issue.path.join('.'),
  message: issue.message,
  ...choosable.safeParse('params' in issue ? issue.params : undefined).data,
})

/** Refuses `invalid_body` with path and message of every issue; what was sent is not quoted. */
export const parseBody = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.flatMap(nearest).map(issueOf)
  const choices = issues.find(issue => 'choices' in issue)?.choices
  throw new Refusal('invalid_body', issues.map(issue => `${issue.path || 'body'}: ${issue.message}`).join('; '), {
    issues,
    ...(choices ? { choices } : {}),
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
