/** What somebody must be told about: a function or a request that fails, work that was given up, mail that does not go out. */
import { Duration, Stack } from 'aws-cdk-lib'
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { requestFailed } from '../functions/aws/log.ts'
import type { Functions } from './lambdas.ts'

/** The mailer stops claiming mails at 50 s, so a run this long has left mail behind. */
const backlogMilliseconds = 45_000
const backlogMinutes = 60

/** The codes in the mailer's own log line when SES accepts no more mail. */
export const holdingCodes = ['ses_sandbox', 'daily_quota_spent'] as const
/** The one of a mail that was handed over twice and never confirmed. */
export const unsureCode = 'mail_unsure'

export const addAlarms = (scope: Construct, functions: Functions, alarmsTo: string | undefined): void => {
  const topic = new Topic(scope, 'Alarms', { enforceSSL: true })
  topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'))
  if (alarmsTo !== undefined) topic.addSubscription(new EmailSubscription(alarmsTo))

  const alarm = (id: string, alarmDescription: string, metric: IMetric, threshold: number, periods = 1): void => {
    new Alarm(scope, id, {
      alarmDescription,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(topic))
  }

  /** How many lines of a log hold one of these, in five minutes. */
  const counted = (id: string, logGroup: ILogGroup, metricName: string, ...terms: readonly string[]): IMetric =>
    new MetricFilter(scope, id, {
      logGroup,
      filterPattern: FilterPattern.anyTerm(...terms),
      // By stage: what one counts must not ring another's alarm.
      metricNamespace: Stack.of(scope).stackName,
      metricName,
      metricValue: '1',
    }).metric({ period: Duration.minutes(5), statistic: 'Sum' })

  for (const [name, { function: lambda, deadLetters }] of Object.entries(functions)) {
    const errors = lambda.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' })
    alarm(`${name}Errors`, `${name} fails`, errors, 1)
    if (deadLetters) {
      const waiting = deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: 'Maximum',
      })
      alarm(`${name}GivenUp`, `${name}: work in its dead-letter queue`, waiting, 1)
    }
  }
  // An exception is answered, so Lambda counts no error. All of them are one metric: the log line names the error.
  const [failed] = Object.entries(functions)
    .filter(([, { row }]) => row.trigger.kind === 'http')
    .map(([name, { logGroup }]) => counted(`${name}RequestFailed`, logGroup, 'RequestFailed', requestFailed))
  if (failed) alarm('RequestsFail', 'a request was answered with 500', failed, 1)
  // Taken from the mailer's run time, so that no log line about a mail is needed.
  const busy = functions.mailer.function.metricDuration({ period: Duration.minutes(1), statistic: 'Maximum' })
  alarm('MailBacklog', 'the mailer has had more mail than time for an hour', busy, backlogMilliseconds, backlogMinutes)
  // The mailer then ends at once and logs why, naming nobody.
  const { mailer, clock } = functions
  const held = counted('MailHeld', mailer.logGroup, 'MailHeld', ...holdingCodes)
  alarm('MailHeldBack', 'mail waits: SES is in its sandbox, or its daily quota is spent', held, 1)
  const unsure = counted('MailUnsure', mailer.logGroup, 'MailUnsure', unsureCode)
  alarm('MailUnconfirmed', 'a mail was handed to SES twice without an answer, and is set aside', unsure, 1)
  // Long before the promised time at which the key goes and everybody is told that nothing was read.
  const late = counted('HarvestLate', clock.logGroup, 'HarvestLate', 'HarvestLate')
  alarm('HarvestLateForADay', 'a survey that closed a day ago is not filed yet', late, 1)
}
