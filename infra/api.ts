/* oxlint-disable no-new -- a construct adds itself to its scope */
/** The HTTP API, with the operations' routes only. No access log: it would record who made a request and when. */
import { CfnStage, HttpApi, HttpMethod, type HttpRoute, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { Construct } from 'constructs'
import { type Access, isPublic, type Route, routes } from '../functions/calls/routes.ts'
import type { LambdaName } from '../functions/manifest.ts'
import type { Functions } from './lambdas.ts'
import type { SignIn } from './signin.ts'

const metricsScope = 'murmur/metrics'

/** Created before the functions: they need the site's address, and the site needs this API's. */
export const addApi = (scope: Construct): HttpApi =>
  new HttpApi(scope, 'Api', { apiName: 'murmur', createDefaultStage: false })

/**
 * Requests a second for each route, so that a flood on one leaves the others theirs. Invitations go out at SES's rate: a
 * pulse of thousands, and a day with many meetings, stay far below what participants have.
 */
const throttles = {
  participant: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
  anybody: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
} as const

/** Last, because it names routes, which have to be there. */
const addStage = (scope: Construct, httpApi: HttpApi, open: ReadonlyMap<Route, readonly HttpRoute[]>): void => {
  const stage = new HttpStage(scope, 'Stage', {
    httpApi,
    stageName: '$default',
    autoDeploy: true,
    // For what only signed-in people reach, by route as well.
    throttle: { rateLimit: 200, burstLimit: 400 },
  })
  const settings = [...open.keys()].map(({ method, path, access }) => [
    `${method} ${path}`,
    access === 'participant' ? throttles.participant : throttles.anybody,
  ])
  const { defaultChild } = stage.node
  if (defaultChild instanceof CfnStage) defaultChild.addPropertyOverride('RouteSettings', Object.fromEntries(settings))
  for (const routes of open.values()) stage.node.addDependency(...routes)
}

export const addRoutes = (scope: Construct, api: HttpApi, functions: Functions, signIn: SignIn): void => {
  const people = new HttpJwtAuthorizer('People', signIn.issuer, { jwtAudience: [signIn.clientId] })
  const metrics = new HttpJwtAuthorizer('Metrics', signIn.issuer, { jwtAudience: [signIn.metricsAudience] })
  // No scope is required here: a person's token has none, and the handler checks a machine's.
  const cite = new HttpJwtAuthorizer('Cite', signIn.issuer, {
    jwtAudience: [signIn.clientId, ...(signIn.citeAudience === null ? [] : [signIn.citeAudience])],
  })
  const guards: Readonly<Record<Access, { authorizer?: HttpJwtAuthorizer; authorizationScopes?: string[] }>> = {
    'signed-in': { authorizer: people },
    metrics: { authorizer: metrics, authorizationScopes: [metricsScope] },
    cite: { authorizer: cite },
    participant: {},
    anybody: {},
  }
  const open = new Map<Route, readonly HttpRoute[]>()
  for (const [name, { row, function: lambda }] of Object.entries(functions)) {
    if (row.trigger.kind !== 'http') continue
    const integration = new HttpLambdaIntegration(`${name}Integration`, lambda, { scopePermissionToRoute: false })
    for (const route of routes[name as LambdaName] ?? []) {
      const { path, method, access } = route
      const added = api.addRoutes({ path, methods: [HttpMethod[method]], integration, ...guards[access] })
      if (isPublic(route)) open.set(route, added)
    }
  }
  addStage(scope, api, open)
}
