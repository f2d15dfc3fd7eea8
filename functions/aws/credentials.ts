/**
 * Lambda hands a function its credentials in the environment and renews them by starting it anew. The SDK's whole
 * chain of other providers costs cold starts a quarter of the bundle; infra/bundle.ts puts this in its place.
 */
import { lambdaCredentials } from './env.ts'

/** Same shape as `@aws-sdk/credential-provider-node`. */
export const defaultProvider = () => async () => lambdaCredentials()
