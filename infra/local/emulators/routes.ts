/** Which route a request takes, by the priorities of an API Gateway HTTP API. */
import type { LambdaName } from '../../../functions/manifest.ts'
import { type Route, routes } from '../../../functions/calls/routes.ts'

export interface RouteTarget {
  readonly name: LambdaName
  readonly route: Route
}

export interface Match extends RouteTarget {
  readonly pathParameters: Readonly<Record<string, string>>
}

export const allRoutes: readonly RouteTarget[] = (Object.keys(routes) as LambdaName[]).flatMap(name =>
  (routes[name] ?? []).map(route => ({ name, route })),
)

const segmentsOf = (path: string): string[] => path.slice(1).split('/')

const parametersOf = (pattern: string, path: string): Record<string, string> | null => {
  const wanted = segmentsOf(pattern)
  const given = segmentsOf(path)
  const parameters: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    const name = /^\{(\w+)(\+?)\}$/.exec(segment)
    if (name?.[1] && name[2]) {
      const rest = given.slice(index).join('/')
      if (!rest) return null
      parameters[name[1]] = rest
      return parameters
    }
    const value = given[index]
    if (!value) return null
    if (name?.[1]) parameters[name[1]] = value
    else if (segment !== value) return null
  }
  return wanted.length === given.length ? parameters : null
}

/** Segment by segment, a literal before `{x}` before `{proxy+}`; of equal paths the named method before ANY. */
const rank = ({ route }: RouteTarget): string =>
  segmentsOf(route.path)
    .map(segment => (segment.endsWith('+}') ? '2' : segment.startsWith('{') ? '1' : '0'))
    .concat(route.method === 'ANY' ? '1' : '0')
    .join('')

/** `path` is decoded. Null where no route takes it. */
export const matchRoute = (routes: readonly RouteTarget[], method: string, path: string): Match | null => {
  const matches = routes.flatMap(target => {
    if (target.route.method !== 'ANY' && target.route.method !== method) return []
    const pathParameters = parametersOf(target.route.path, path)
    return pathParameters ? [{ ...target, pathParameters }] : []
  })
  return matches.sort((left, right) => (rank(left) < rank(right) ? -1 : 1))[0] ?? null
}
