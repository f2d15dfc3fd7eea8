/* oxlint-disable no-new -- a construct adds itself to its scope */
/** Every minute: clock and mailer. The event's own `time` is the `now` they work with. */
import { Duration } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { Construct } from 'constructs'
import type { Functions } from './lambdas.ts'

export const addSchedules = (scope: Construct, functions: Functions): void => {
  for (const [name, { row, function: lambda }] of Object.entries(functions)) {
    if (row.trigger.kind !== 'every-minute') continue
    new Rule(scope, `${name}EveryMinute`, {
      description: row.purpose,
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(lambda, { retryAttempts: 0, maxEventAge: Duration.seconds(60) })],
    })
  }
}
