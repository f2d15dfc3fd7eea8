/**
 * Lambda passes a function its credentials in the environment and renews them by starting it anew. The SDK's chain of
 * other providers makes up a quarter of the bundle that a cold start loads, so infra/bundle.ts substitutes this file
 * for it.
 */
import { lambdaCredentials } from './env.ts'

/** The same shape as `@aws-sdk/credential-provider-node`. */
export const defaultProvider = () => async () => lambdaCredentials()
