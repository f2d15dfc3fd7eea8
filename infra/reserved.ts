/** Concurrency that is a function's own, whoever else is called how often. */
import { participantFunctions } from '../functions/calls/routes.ts'
import type { LambdaName } from '../functions/manifest.ts'
import type { Settings } from './settings.ts'

export type Reserving = Pick<Settings, 'reserveMailer' | 'participantConcurrency'>

export const reserved = (
  name: LambdaName,
  { reserveMailer, participantConcurrency }: Reserving,
): { readonly reservedConcurrentExecutions?: number } => {
  if (name === 'mailer' && reserveMailer) return { reservedConcurrentExecutions: 1 }
  const isAsked = participantConcurrency > 0 && participantFunctions.includes(name)
  return isAsked ? { reservedConcurrentExecutions: participantConcurrency } : {}
}
