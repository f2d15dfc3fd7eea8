/* oxlint-disable no-new -- a construct adds itself to its scope */
/** The HTTP API: the operations' routes and no others. No access log: a log of requests is a log of who and when. */
import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { Construct } from 'constructs'
import { type Access, routes } from '../functions/calls/routes.ts'
import type { LambdaName } from '../functions/manifest.ts'
import type { Functions } from './lambdas.ts'
import type { SignIn } from './signin.ts'

export const metricsScope = 'murmur/metrics'

/** Made before the functions, which carry the site's address, which carries this API's. */
export const addApi = (scope: Construct): HttpApi => {
  const api = new HttpApi(scope, 'Api', { apiName: 'murmur', createDefaultStage: false })
  new HttpStage(scope, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    // A flood from outside stops here; a pulse of some thousand people stays far below.
    throttle: { rateLimit: 200, burstLimit: 400 },
  })
  return api
}

export const addRoutes = (scope: Construct, api: HttpApi, functions: Functions, signIn: SignIn): void => {
  const people = new HttpJwtAuthorizer('People', signIn.issuer, { jwtAudience: [signIn.clientId] })
  const metrics = new HttpJwtAuthorizer('Metrics', signIn.issuer, { jwtAudience: [signIn.metricsAudience] })
  // No scope is asked for here: a person's token has none, and the handler looks at a machine's.
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
