/**
 * One call of the API as a value: who may make it, what it takes, answers and refuses, and what handles it. Routes, the
 * access check, the gateway, the API document, the web's types and the tests' checks are all derived from it.
 */
import type * as z from 'zod'
import type { SurveyId } from '../domain/ids.ts'
import type { Language } from '../domain/language/language.ts'
import type { RefusalCode } from '../domain/refusal.ts'
import type { Caller } from './access.ts'
import { type Received, readRequest } from './request.ts'
import type { Trace } from './trace.ts'

/** The topics by which the API document groups operations. */
export const tags = {
  people: 'The roster: who can be invited, and who wants no mail.',
  surveys: 'Pre-meeting surveys and pulses: scheduling, watching, moving and cancelling them.',
  participation:
    'What a participant’s browser asks for; the proof is in the request’s body, and so is a sign-in where a survey asks for one.',
  incidents: 'What happened, and the words for it.',
  reviews: 'Meetings about an incident, their agendas and records.',
  meetings: 'A meeting’s live channel.',
  actions: 'What was agreed, the conditions it answers, and lessons with their citations.',
  trends: 'What was published of pulses and of the learning loop.',
  'learning-reviews': 'A quarter’s review of how the organisation learns.',
  metrics: 'For machines that collect figures.',
} as const satisfies Readonly<Record<string, string>>

type Tag = keyof typeof tags

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Roles: a facilitator runs reviews, a keeper the roster, its groups and the pulses, leadership reads trends; somebody may
 * hold any of them. `organiser` admits facilitators and keepers, `leadership` leadership and facilitators, `leader`
 * leadership alone, `overseer` keepers and leadership, `account` whoever signed in, in whatever group or none, `cite` the same or a machine with that scope, `metrics` a machine. `participant` and `anybody` need no token: a
 * participant's proof is in the request, and anybody needs none.
 */
export type SignedInWho = 'account' | 'facilitator' | 'keeper' | 'organiser' | 'leadership' | 'leader' | 'overseer'
export type Who = SignedInWho | 'cite' | 'metrics' | 'participant' | 'anybody'

export interface Parameter {
  readonly schema: z.ZodType
  /** The refusal for a value that cannot be an id: the same as for an id that does not exist. */
  readonly unknown: RefusalCode
}

export const parameter = <Schema extends z.ZodType>(schema: Schema, unknown: RefusalCode) => ({ schema, unknown })

/** The type of an answer that is not JSON. */
export interface Content {
  readonly contentType: string
}

export type Status = 200 | 201 | 303
/** Null for an answer without a body. */
export type Answers = Readonly<Partial<Record<Status, z.ZodType | Content | null>>>

/** Values as they appear in JSON requests and answers. */
export interface Example {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** An example of the first of `answers`. */
  readonly answer?: unknown
}

export interface Declaration {
  readonly method: Method
  /** With `{id}`, in the syntax of API Gateway and OpenAPI. */
  readonly path: string
  readonly who: Who
  readonly tag: Tag
  readonly summary: string
  readonly description?: string
  /** One for each `{name}` in the path. */
  readonly parameters?: Readonly<Record<string, Parameter>>
  /** All of them optional. */
  readonly query?: Readonly<Record<string, z.ZodType>>
  readonly body?: z.ZodType
  /** Content types of the body besides JSON; `reads` tells them apart. */
  readonly alsoTakes?: readonly string[]
  /** Turns the text into what `body` gives, where that takes more than JSON and the schema. */
  readonly reads?: (text: string, contentType: string, bytes: Uint8Array) => unknown
  readonly maximumBytes?: number
  /** Answered in pages: takes `limit` and `cursor`, and names the next page’s address in the header `Link`. */
  readonly paged?: true
  /** Sent again with the same `Idempotency-Key`, it creates only one thing. */
  readonly repeatable?: true
  /** The line that it leaves of whoever calls it, or why it leaves none. Whatever changes something says one of them. */
  readonly trace?: Trace
  /** Answers carry an `ETag`, and 304 goes to whoever already has the answer. */
  readonly conditional?: true
  readonly answers: Answers
  /** Content types in which the same answer is available; its own header says which one it is. */
  readonly alsoAnswers?: readonly string[]
  /** In addition to those that follow from the fields above. */
  readonly refuses: readonly RefusalCode[]
  readonly example?: Example
}

export type ParametersOf<D extends Declaration> =
  D['parameters'] extends Readonly<Record<string, Parameter>>
    ? { readonly [Name in keyof D['parameters']]: z.output<D['parameters'][Name]['schema']> }
    : unknown

type PageQuery<D extends Declaration> = D['paged'] extends true
  ? { readonly limit: number | undefined; readonly cursor: string | undefined }
  : unknown

type QueryOf<D extends Declaration> = PageQuery<D> &
  (D['query'] extends Readonly<Record<string, z.ZodType>>
    ? { readonly [Name in keyof D['query']]: z.output<D['query'][Name]> | undefined }
    : unknown)

type BodyOf<D extends Declaration> = D['body'] extends z.ZodType ? z.output<D['body']> : undefined

type CallerOf<W extends Who> = W extends SignedInWho ? Caller : W extends 'cite' ? Caller | null : null

/** What a handler receives: everything is parsed, and the caller is allowed. */
export interface RequestOf<D extends Declaration> {
  readonly path: string
  readonly params: ParametersOf<D>
  readonly query: QueryOf<D>
  readonly body: BodyOf<D>
  readonly caller: CallerOf<D['who']>
  /** When the gateway received the request. */
  readonly language: Language
  /** The moment the gateway took the request. */
  readonly now: string
  readonly requestId: string
  /** The id of the survey that is made, where one is; its trace begins under it. */
  readonly drawn: D['trace'] extends { readonly about: 'new-survey' } ? SurveyId : null
  readonly header: (name: string) => string | undefined
}

type AnswerValue<Answer> = Answer extends z.ZodType
  ? { readonly json: z.output<Answer> }
  : Answer extends Content
    ? { readonly body: string | Uint8Array<ArrayBuffer> }
    : unknown

/** The answer of any operation. */
export interface Answered {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly body?: string | Uint8Array<ArrayBuffer>
}

type InAnotherFormat<D extends Declaration> = D['alsoAnswers'] extends readonly string[]
  ? {
      readonly status: 200
      readonly headers: { readonly 'content-type': D['alsoAnswers'][number] }
    } & AnswerValue<Content>
  : never

type AnswerOf<D extends Declaration> = Answered &
  (
    | { [S in keyof D['answers']]: { readonly status: S } & AnswerValue<D['answers'][S]> }[keyof D['answers']]
    | InAnotherFormat<D>
  )

export interface Handled<Dependencies> {
  readonly bind: (dependencies: Dependencies) => (received: Received) => Promise<Answered>
}
/** The declaration can be read without any store; `bind` supplies what the handler works on. */
type Operation<Dependencies = never, D extends Declaration = Declaration> = D & Handled<Dependencies>

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never

/** The parts of a declaration whose types depend on its other fields. */
interface Fitting<D extends Declaration> {
  readonly parameters?: Readonly<Record<NamesIn<D['path']>, Parameter>>
  readonly reads?: (text: string, contentType: string, bytes: Uint8Array) => BodyOf<D>
}
type WithParameters<D extends Declaration> = [NamesIn<D['path']>] extends [never]
  ? unknown
  : { readonly parameters: Readonly<Record<NamesIn<D['path']>, Parameter>> }

/**
 * Whether it says of its trace what it has to: whatever somebody who signed in changes by it, and nothing where nobody
 * signs in, for of participants there is none.
 */
type TellsOfItsTrace<D extends Declaration> = D['who'] extends SignedInWho | 'cite'
  ? D['method'] extends 'GET'
    ? true
    : D['trace'] extends Trace
      ? true
      : false
  : D['trace'] extends Trace
    ? false
    : true

interface Handling<D extends Declaration> {
  readonly handledBy: <Dependencies>(
    handle: (dependencies: Dependencies) => (request: RequestOf<D>) => AnswerOf<D> | Promise<AnswerOf<D>>,
  ) => Operation<Dependencies, D>
}

/** What an operation without its `trace`, or a participant's with one, cannot be handled by. */
interface SaysNothingOfItsTrace {
  readonly trace: 'changes something, or is a participant’s: see TellsOfItsTrace'
}

/** Used as `operation({ ...declaration }).handledBy(dependencies => async request => answer)`. */
export const operation = <const D extends Declaration>(
  declaration: D & Fitting<D> & WithParameters<D>,
): TellsOfItsTrace<D> extends true ? Handling<D> : SaysNothingOfItsTrace => {
  const handling: Handling<D> = {
    handledBy: handle => ({
      ...declaration,
      bind: dependencies => {
        const handler = handle(dependencies)
        return async received => {
          const request = await readRequest<D>(declaration, received)
          const { tracing } = received
          // The type of `drawn` follows the declaration, which the compiler cannot see here.
          if (tracing)
            return tracing(declaration, received, request.body, async drawn =>
              handler({ ...request, drawn } as RequestOf<D>),
            )
          if (declaration.trace && !('none' in declaration.trace))
            throw new Error('there is nothing to leave a trace in')
          return handler(request)
        }
      },
    }),
  }
  return handling as TellsOfItsTrace<D> extends true ? Handling<D> : SaysNothingOfItsTrace
}

const signedInRefusals: readonly RefusalCode[] = ['not_signed_in', 'address_not_verified', 'not_allowed']
/** Refusals that any call can meet. */
const anyRefusals: readonly RefusalCode[] = ['method_not_allowed', 'try_again', 'internal']

/** Every refusal that a call can meet, without repeats. */
export const refusalsOf = (declaration: Declaration): RefusalCode[] => {
  const { who, parameters = {}, query, body, paged, refuses } = declaration
  return [
    ...new Set([
      ...(who === 'participant' || who === 'anybody' ? [] : signedInRefusals),
      ...Object.values(parameters).map(({ unknown }) => unknown),
      ...(query || body || paged ? (['invalid_body'] as const) : []),
      ...(body ? (['body_too_large'] as const) : []),
      ...(paged ? (['bad_cursor'] as const) : []),
      ...refuses,
      ...anyRefusals,
    ]),
  ]
}
