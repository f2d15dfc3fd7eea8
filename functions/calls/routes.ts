/**
 * The gateway's routes, made of the operations. A person's calls pass by the prefix, so that an address or a method that no
 * operation has is answered by the function, in its own words; every other call has a route of its own.
 */
import type { Declaration, Method, Who } from '../http/operation.ts'
import type { LambdaName } from '../manifest.ts'
import { operations } from './operations.ts'

/**
 * Who may call: `signed-in` needs a person's token, `metrics` a machine's, `cite` either, `participant` needs none (its
 * proof is in the body), `anybody` likewise.
 */
export type Access = 'signed-in' | Exclude<Who, 'facilitator' | 'leadership'>

export interface Route {
  readonly method: Method | 'ANY'
  /** API Gateway HTTP API syntax: `{x}` one segment, `{proxy+}` the rest. */
  readonly path: string
  readonly access: Access
}

/** `/api/people` of whatever lies below it. */
const prefixOf = (path: string): string => path.split('/').slice(0, 3).join('/')

const signedIn = (prefix: string): Route[] =>
  [prefix, `${prefix}/{proxy+}`].map(path => ({ method: 'ANY', path, access: 'signed-in' }))

export const routesOf = (declarations: readonly Declaration[]): Route[] => {
  const prefixes = new Set<string>()
  const routes = new Map<string, Route>()
  for (const { method, path, who } of declarations) {
    if (who === 'facilitator' || who === 'leadership') prefixes.add(prefixOf(path))
    else {
      const route: Route = { method: who === 'anybody' ? 'ANY' : method, path, access: who }
      routes.set(`${route.method} ${path}`, route)
    }
  }
  return [...[...prefixes].flatMap(signedIn), ...routes.values()]
}

/** A function that is not named answers no call. */
export const routes: Readonly<Partial<Record<LambdaName, readonly Route[]>>> = Object.fromEntries(
  Object.entries(operations).map(([name, declarations]) => [name, routesOf(declarations)]),
)
