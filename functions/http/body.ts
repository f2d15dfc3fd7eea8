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

interface Issue {
  readonly path: string
  readonly message: string
  readonly code?: string | undefined
  readonly choices?: readonly string[] | undefined
}

/** A rule that knows what may have been meant says so: for a zone, the zones to choose from. */
const issueOf = (issue: z.core.$ZodIssue): Issue => ({
  path: issue.path.join('.'),
  message: issue.message,
  ...choosable.safeParse('params' in issue ? issue.params : undefined).data,
})

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A name that is longer is cut: it is told to whoever sent it, and to nobody else. */
const longestName = 80

/**
 * Where a field was sent that nothing came of. What a schema makes something else of, a text of a list for example, has
 * taken the whole of it.
 */
const unknownIn = (sent: unknown, taken: unknown, path: readonly string[] = []): string[] => {
  if (Array.isArray(sent) && Array.isArray(taken) && sent.length === taken.length)
    return sent.flatMap((one, index) => unknownIn(one, taken[index], [...path, String(index)]))
  if (!isObject(sent) || !isObject(taken)) return []
  return Object.entries(sent).flatMap(([name, value]) => {
    const at = [...path, name.slice(0, longestName)]
    return Object.hasOwn(taken, name) ? unknownIn(value, taken[name], at) : [at.join('.')]
  })
}

const toldAtMost = 20

const refuse = (issues: readonly Issue[]): never => {
  const choices = issues.find(issue => 'choices' in issue)?.choices
  throw new Refusal('invalid_body', issues.map(issue => `${issue.path || 'body'}: ${issue.message}`).join('; '), {
    issues,
    ...(choices ? { choices } : {}),
  })
}

/** Refuses `invalid_body` with path and message of every issue; no value that was sent is quoted. */
const fitting = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(value)
  return parsed.success ? parsed.data : refuse(parsed.error.issues.flatMap(nearest).map(issueOf))
}

/**
 * Refuses `invalid_body` also for a field that nothing would come of: whoever sent one means something by it, and would
 * take the answer for a promise that it was kept.
 */
export const parseBody = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> => {
  const taken = fitting(schema, value)
  const unknown = unknownIn(value, taken).slice(0, toldAtMost)
  return unknown.length === 0 ? taken : refuse(unknown.map(path => ({ path, message: 'There is no such field.' })))
}

/** What a page sends on which nobody signs in: it may have been opened before this version, and loses nothing by it. */
export const parseLeniently = fitting

/** Refuses `invalid_body` if the text is not JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid_body', 'The body is not JSON.', { issues: [] })
  }
}
