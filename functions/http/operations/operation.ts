/** One call that is answered, as data. */
import type * as z from 'zod'
import type { RefusalCode } from '../../domain/refusal.ts'

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `{id}`, as API Gateway and OpenAPI write it. */
  readonly path: string
  /** `leadership` is leadership and facilitators. Participants and anybody need no token; `metrics` one with its own scope. */
  readonly who: 'facilitator' | 'leadership' | 'participant' | 'anybody' | 'metrics' | 'cite'
  readonly does: string
  readonly query?: Readonly<Record<string, z.ZodType>>
  /** Answered in pages: `limit`, `cursor`, and the next page’s address in the header `Link`. */
  readonly paged?: true
  readonly body?: z.ZodType
  /** What the body may be besides JSON. */
  readonly alsoTakes?: readonly string[]
  readonly repeatable?: true
  readonly status: 200 | 201 | 303
  /** Of a JSON answer. */
  readonly answer?: z.ZodType
  /** Of an answer that is no JSON. */
  readonly contentType?: string
  readonly refuses: readonly RefusalCode[]
}
