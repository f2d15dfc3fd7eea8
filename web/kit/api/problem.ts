/** What came back instead of an answer: a problem document of the API, or no reply at all. */
import * as z from 'zod'

/** `path` into a body, or line and column of a file. */
const issueSchema = z.object({
  path: z.string().optional(),
  line: z.number().optional(),
  column: z.string().optional(),
  message: z.string(),
})

const problemSchema = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  requestId: z.string().optional(),
  /** Why something stays. */
  reasons: z.array(z.string()).optional().catch(undefined),
  issues: z.array(issueSchema).default([]).catch([]),
  line: z.number().optional().catch(undefined),
  column: z.union([z.number(), z.string()]).optional().catch(undefined),
})
type ProblemDocument = z.infer<typeof problemSchema>

/** `unreachable`: nobody knows whether the call was carried out. `unreadable`: the answer is not of this version. */
export class ApiProblem extends Error {
  readonly status: number
  readonly problem: ProblemDocument

  constructor(status: number, problem: ProblemDocument) {
    super(problem.code)
    this.name = 'ApiProblem'
    this.status = status
    this.problem = problem
  }

  get code(): string {
    return this.problem.code
  }
}

const plain = (code: string, status = 0): ApiProblem => new ApiProblem(status, { code, title: '', issues: [] })

export const unreachable = (): ApiProblem => plain('unreachable')
export const unreadable = (): ApiProblem => plain('unreadable')

export const problemOf = async (response: Response): Promise<ApiProblem> => {
  const body: unknown = await response.json().catch(() => null)
  const parsed = problemSchema.safeParse(body)
  if (parsed.success) return new ApiProblem(response.status, parsed.data)
  // A gateway answers 401 and 403 in words of its own.
  const codes: Readonly<Record<number, string>> = { 401: 'not_signed_in', 403: 'not_allowed', 503: 'try_again' }
  return plain(codes[response.status] ?? (response.status >= 500 ? 'unreachable' : 'unreadable'), response.status)
}

export const isProblem = (error: unknown, code: string): boolean => error instanceof ApiProblem && error.code === code

/** It may go through later, as it is: no answer came, or nobody is signed in at this moment. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ApiProblem && ['unreachable', 'try_again', 'not_signed_in', 'internal'].includes(error.code)
