/**
 * The gateway's routes, derived from the operations. Calls by signed-in people are routed by prefix, so that the
 * function itself answers for a path or method that no operation has; every other call has its own route.
 */
import type { Declaration, Method, SignedInWho, Who } from '../http/operation.ts'
import { rolesFor } from '../http/access.ts'
import type { LambdaName } from '../manifest.ts'
import { operations } from './operations.ts'

/**
 * Who may call: `signed-in` needs a person's token, `metrics` a machine's, `cite` either one. `participant` needs none
 * because its proof is in the body, and `anybody` needs none at all.
 */
export type Access = 'signed-in' | Exclude<Who, SignedInWho>

export interface Route {
  readonly method: Method | 'ANY'
  /** API Gateway's syntax for HTTP APIs: `{x}` is one segment, `{proxy+}` the rest. */
  readonly path: string
  readonly access: Access
}

/** `/api/people` for everything below it. */
const prefixOf = (path: string): string => path.split('/').slice(0, 3).join('/')

const isSignedIn = (who: Who): who is SignedInWho => who in rolesFor

const signedIn = (prefix: string): Route[] =>
  [prefix, `${prefix}/{proxy+}`].map(path => ({ method: 'ANY', path, access: 'signed-in' }))

export const routesOf = (declarations: readonly Declaration[]): Route[] => {
  const prefixes = new Set<string>()
  const routes = new Map<string, Route>()
  for (const { method, path, who } of declarations) {
    if (isSignedIn(who)) prefixes.add(prefixOf(path))
    else {
      const route: Route = { method: who === 'anybody' ? 'ANY' : method, path, access: who }
      routes.set(`${route.method} ${path}`, route)
    }
  }
  return [...[...prefixes].flatMap(signedIn), ...routes.values()]
}

/** Whether anybody at all may send it, with nothing that the gateway could check. */
export const isPublic = ({ access }: Route): boolean => access === 'participant' || access === 'anybody'

/** Functions that are not listed answer no calls. */
export const routes: Readonly<Partial<Record<LambdaName, readonly Route[]>>> = Object.fromEntries(
  Object.entries(operations).map(([name, declarations]) => [name, routesOf(declarations)]),
)

/** Those that people without an account call in order to answer. */
export const participantFunctions = (Object.keys(routes) as LambdaName[]).filter(name =>
  routes[name]?.some(({ access }) => access === 'participant'),
)
