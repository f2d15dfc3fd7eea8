import { expect, test } from 'vitest'
import type { Route } from '../../../../functions/calls/routes.ts'
import { allRoutes, matchRoute, type RouteTarget } from '../../../../infra/local/emulators/routes.ts'

const targets = (...routes: [Route['method'], string][]): RouteTarget[] =>
  routes.map(([method, path]) => ({ name: 'organise', route: { method, path, access: 'anybody' } }))

const taken = (routes: readonly RouteTarget[], method: string, path: string) => {
  const match = matchRoute(routes, method, path)
  return match && `${match.route.method} ${match.route.path}`
}

test('an exact path precedes a segment, and a segment the rest, in any order of declaration', () => {
  const routes = targets(['ANY', '/a/{proxy+}'], ['GET', '/a/{id}'], ['GET', '/a/b'])
  for (const order of [routes, [...routes].reverse()]) {
    expect(taken(order, 'GET', '/a/b')).toBe('GET /a/b')
    expect(taken(order, 'GET', '/a/c')).toBe('GET /a/{id}')
    expect(taken(order, 'GET', '/a/c/d')).toBe('ANY /a/{proxy+}')
    expect(taken(order, 'POST', '/a/b')).toBe('ANY /a/{proxy+}')
  }
})

test('of two equal paths the one that names the method is used', () => {
  const routes = targets(['ANY', '/a/{id}'], ['PUT', '/a/{id}'])
  expect(taken(routes, 'PUT', '/a/b')).toBe('PUT /a/{id}')
  expect(taken(routes, 'HEAD', '/a/b')).toBe('ANY /a/{id}')
})

test('a route of one method accepts no other, HEAD included', () => {
  const routes = targets(['GET', '/a'])
  expect(taken(routes, 'HEAD', '/a')).toBeNull()
  expect(taken(routes, 'POST', '/a')).toBeNull()
})

test('there are no prefix routes: anything after a path, even a slash, needs its own route', () => {
  const routes = targets(['ANY', '/a'], ['ANY', '/a/{proxy+}'])
  expect(taken(routes, 'GET', '/a/')).toBeNull()
  expect(taken(routes, 'GET', '/ab')).toBeNull()
  expect(taken(routes, 'GET', '/a/b/')).toBe('ANY /a/{proxy+}')
})

test('path parameters hold a segment, or the rest with its slashes', () => {
  const routes = targets(['ANY', '/a/{proxy+}'], ['GET', '/b/{id}/c'])
  expect(matchRoute(routes, 'GET', '/a/x/y.md')?.pathParameters).toEqual({ proxy: 'x/y.md' })
  expect(matchRoute(routes, 'GET', '/b/x/c')?.pathParameters).toEqual({ id: 'x' })
})

test('a survey’s form goes to ballots and every other address of it to organise', () => {
  expect(matchRoute(allRoutes, 'GET', '/api/surveys/srv_1/form')?.name).toBe('ballots')
  expect(matchRoute(allRoutes, 'POST', '/api/surveys/srv_1/form')?.name).toBe('organise')
  expect(matchRoute(allRoutes, 'GET', '/api/surveys/srv_1')?.name).toBe('organise')
  expect(matchRoute(allRoutes, 'GET', '/api/nothing')).toBeNull()
})
