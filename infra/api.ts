/* oxlint-disable no-new -- a construct adds itself to its scope */
/** The HTTP API, with the operations' routes only. No access log: it would record who made a request and when. */
import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { Construct } from 'constructs'
import { type Access, routes } from '../functions/calls/routes.ts'
import type { LambdaName } from '../functions/manifest.ts'
import type { Functions } from './lambdas.ts'
import type { SignIn } from './signin.ts'

const metricsScope = 'murmur/metrics'

/** Created before the functions: they need the site's address, and the site needs this API's. */
export const addApi = (scope: Construct): HttpApi => {
  const api = new HttpApi(scope, 'Api', { apiName: 'murmur', createDefaultStage: false })
  new HttpStage(scope, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    // Stops a flood from outside. A pulse of a thousand people stays far below it.
    throttle: { rateLimit: 200, burstLimit: 400 },
  })
  return api
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
  for (const [name, { row, function: lambda }] of Object.entries(functions)) {
    if (row.trigger.kind !== 'http') continue
    const integration = new HttpLambdaIntegration(`${name}Integration`, lambda, { scopePermissionToRoute: false })
    for (const route of routes[name as LambdaName] ?? []) {
      api.addRoutes({ path: route.path, methods: [HttpMethod[route.method]], integration, ...guards[route.access] })
    }
  }
}
