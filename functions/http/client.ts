/** The operations as a client sees them. Types only, so that a changed answer breaks the build of whatever reads it. */
import type * as z from 'zod'
import type { Declaration, ParametersOf } from './operation.ts'

/** A client may send readonly values. */
type Sent<T> = T extends readonly (infer Item)[]
  ? readonly Sent<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: Sent<T[Name]> }
    : T

type WithParameters<D extends Declaration> =
  unknown extends ParametersOf<D> ? unknown : { readonly params: ParametersOf<D> }

type WithQuery<D extends Declaration> =
  D['query'] extends Readonly<Record<string, z.ZodType>>
    ? { readonly query?: { readonly [Name in keyof D['query']]?: z.input<D['query'][Name]> } }
    : unknown

type Text<D extends Declaration> = D['alsoTakes'] extends readonly (infer Type)[]
  ? { readonly text: string; readonly type: Type }
  : never

type WithBody<D extends Declaration> = D['body'] extends z.ZodType
  ? { readonly body: { readonly json: Sent<z.input<D['body']>> } | Text<D> }
  : unknown

type WithKey<D extends Declaration> = D['repeatable'] extends true ? { readonly key?: string } : unknown

interface CallOf<D extends Declaration> {
  readonly request: WithParameters<D> & WithQuery<D> & WithBody<D> & WithKey<D>
  /** The value of a JSON answer. */
  readonly answer: {
    [S in keyof D['answers']]: D['answers'][S] extends z.ZodType ? z.output<D['answers'][S]> : never
  }[keyof D['answers']]
}

/** For example `CallsOf<typeof operations>['GET /api/surveys/{id}']`. */
export type CallsOf<Operations extends readonly Declaration[]> = {
  readonly [D in Operations[number] as `${D['method']} ${D['path']}`]: CallOf<D>
}
