/* oxlint-disable no-new -- a construct adds itself to its scope */
/**
 * One page for whoever is on call: every alarm, and behind them runs, errors and durations. Of functions that participants
 * call it shows errors alone: how often they run, or for how long, is when people answer.
 */
import { Duration } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { type Alarm, AlarmStatusWidget, Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import { participantFunctions } from '../functions/calls/routes.ts'
import type { LambdaName } from '../functions/manifest.ts'
import type { Functions } from './lambdas.ts'

const half = 12

export const addDashboard = (scope: Construct, functions: Functions, api: HttpApi, alarms: readonly Alarm[]): void => {
  const names = Object.keys(functions) as LambdaName[]
  const shown = names.filter(name => !participantFunctions.includes(name))
  const five = { period: Duration.minutes(5) }
  const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: half })
  const of = (
    wanted: readonly LambdaName[],
    metric: (of: Functions[LambdaName], label: string) => IMetric,
  ): IMetric[] => wanted.map(name => metric(functions[name], name))
  const letters = names.flatMap(name => {
    const { deadLetters } = functions[name]
    return deadLetters ? [deadLetters.metricApproximateNumberOfMessagesVisible({ ...five, label: name })] : []
  })
  new Dashboard(scope, 'OnCall', {
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms: docs/runbook.md', alarms: [...alarms], width: 2 * half, height: 6 })],
      [
        graph(
          'Errors',
          of(names, ({ function: lambda }, label) => lambda.metricErrors({ ...five, label })),
        ),
        graph('5xx', [api.metricServerError({ ...five, statistic: 'Sum' })]),
      ],
      [
        graph(
          'Runs',
          of(shown, ({ function: lambda }, label) => lambda.metricInvocations({ ...five, label })),
        ),
        graph(
          'Longest run',
          of(shown, ({ function: lambda }, label) => lambda.metricDuration({ ...five, label, statistic: 'Maximum' })),
        ),
      ],
      [graph('Given up', letters)],
    ],
  })
}
