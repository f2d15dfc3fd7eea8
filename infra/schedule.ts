/* oxlint-disable no-new -- a construct adds itself to its scope */
/** Clock and mailer run every minute, others less often. They use the event's `time` as their `now`. */
import { Duration } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { Construct } from 'constructs'
import type { Trigger } from '../functions/manifest.ts'
import type { Functions } from './lambdas.ts'

/** Null for a function without a schedule. */
const minutesBetween = (trigger: Trigger): number | null => {
  if (trigger.kind === 'every-minute') return 1
  return trigger.kind === 'http' ? (trigger.alsoEveryMinutes ?? null) : null
}

export const addSchedules = (scope: Construct, functions: Functions): void => {
  for (const [name, { row, function: lambda }] of Object.entries(functions)) {
    const minutes = minutesBetween(row.trigger)
    if (minutes === null) continue
    new Rule(scope, minutes === 1 ? `${name}EveryMinute` : `${name}Every${minutes}Minutes`, {
      description: row.purpose,
      schedule: Schedule.rate(Duration.minutes(minutes)),
      targets: [new LambdaFunction(lambda, { retryAttempts: 0, maxEventAge: Duration.seconds(60) })],
    })
  }
}
