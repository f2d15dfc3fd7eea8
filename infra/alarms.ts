/**
 * What somebody must be told about: a function or a request that fails, silence, work that was given up, mail that does not
 * go out, a survey that is ill. What each means, and what to do, stands in docs/runbook.md under its name.
 */
import { Duration, Stack } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { mailOverdue, requestFailed, surveyIll, surveyUnknown } from '../functions/aws/log.ts'
import type { Functions } from './lambdas.ts'
import type { Tables } from './tables.ts'

/** The mailer stops claiming mails at 50 s, so a run this long has left mail behind. */
const backlogMilliseconds = 45_000
const backlogMinutes = 60
/** Single ones are tried again by whoever asked: a page, or the next minute. */
const failedAnswers = 5
const throttledCalls = 25
/** A participant on a phone has long looked away. */
const slowMilliseconds = 3_000
/** Where SES puts an account under review. */
const bounceRate = 0.05
const complaintRate = 0.001

/** The codes in the mailer's own log line when SES accepts no more mail. */
export const holdingCodes = ['ses_sandbox', 'daily_quota_spent'] as const
/** The one of SES that refuses everything from us: paused, or an identity that is not verified. */
export const refusingCode = 'ses_sender-refused'
/** The one of a mail that was handed over twice and never confirmed. */
export const unsureCode = 'mail_unsure'
/** The clock's, of a key that outlived its survey. */
export const remainingCode = 'keys_remain'

export interface Watched {
  readonly functions: Functions
  readonly api: HttpApi
  readonly tables: Tables
}

interface Rings {
  readonly from: number
  readonly periods?: number
  /** Where it is too little that rings, silence does as well. */
  readonly below?: true
}

const five = { period: Duration.minutes(5) } as const

/** So many in all. Without data there were none: functions that nobody calls tell nothing. */
const sumOf = (metrics: readonly IMetric[]): IMetric => {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]))
  const expression = Object.keys(usingMetrics)
    .map(name => `FILL(${name}, 0)`)
    .join(' + ')
  return new MathExpression({ ...five, expression, usingMetrics })
}

export const addAlarms = (scope: Construct, watched: Watched, alarmsTo: string | undefined): Alarm[] => {
  const { functions, api, tables } = watched
  const topic = new Topic(scope, 'Alarms', { enforceSSL: true })
  topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'))
  if (alarmsTo !== undefined) topic.addSubscription(new EmailSubscription(alarmsTo))

  const alarms: Alarm[] = []
  const alarm = (id: string, says: string, metric: IMetric, { from, periods = 1, below }: Rings): void => {
    const made = new Alarm(scope, id, {
      alarmDescription: `${says} (docs/runbook.md, ${id})`,
      metric,
      threshold: from,
      evaluationPeriods: periods,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    })
    made.addAlarmAction(new SnsAction(topic))
    alarms.push(made)
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
    }).metric({ ...five, statistic: 'Sum' })

  for (const [name, { row, function: lambda, deadLetters }] of Object.entries(functions)) {
    alarm(`${name}Errors`, `${name} fails`, lambda.metricErrors({ ...five, statistic: 'Sum' }), { from: 1 })
    if (deadLetters) {
      const waiting = deadLetters.metricApproximateNumberOfMessagesVisible({ ...five, statistic: 'Maximum' })
      alarm(`${name}GivenUp`, `${name}: work in its dead-letter queue`, waiting, { from: 1 })
    }
    if (row.trigger.kind === 'every-minute') {
      const runs = lambda.metricInvocations({ ...five, statistic: 'Sum' })
      alarm(`${name}Silent`, `${name} has not run for ten minutes`, runs, { from: 1, periods: 2, below: true })
    }
  }
  const every = Object.values(functions)
  const refused = sumOf(every.map(({ function: lambda }) => lambda.metricThrottles({ ...five, statistic: 'Sum' })))
  alarm('FunctionsThrottled', 'functions had no room to run', refused, { from: failedAnswers })
  const throttledIn = (metricName: string): IMetric =>
    sumOf(
      Object.values(tables).map(
        ({ tableName }) =>
          new Metric({
            ...five,
            namespace: 'AWS/DynamoDB',
            metricName,
            dimensionsMap: { TableName: tableName },
            statistic: 'Sum',
          }),
      ),
    )
  for (const kind of ['Read', 'Write'] as const) {
    const throttled = throttledIn(`${kind}ThrottleEvents`)
    alarm(`${kind}sThrottled`, `tables refuse to be ${kind === 'Read' ? 'read' : 'written'} so fast`, throttled, {
      from: throttledCalls,
    })
  }

  // An exception is answered, so Lambda counts no error. All of them are one metric: the log line names the error.
  const [failed] = Object.entries(functions)
    .filter(([, { row }]) => row.trigger.kind === 'http')
    .map(([name, { logGroup }]) => counted(`${name}RequestFailed`, logGroup, 'RequestFailed', requestFailed))
  if (failed) alarm('RequestsFail', 'a request was answered with 500', failed, { from: 1 })
  // Whatever the reason: also where no function was reached, or all that it could say was to try again.
  const broken = api.metricServerError({ ...five, statistic: 'Sum' })
  alarm('ApiFails', 'requests are answered with 5xx', broken, { from: failedAnswers })
  const latency = api.metricLatency({ ...five, statistic: 'p95' })
  alarm('ApiSlow', 'one request in twenty takes long', latency, { from: slowMilliseconds, periods: 3 })

  // Taken from the mailer's run time, so that no log line about a mail is needed.
  const busy = functions.mailer.function.metricDuration({ period: Duration.minutes(1), statistic: 'Maximum' })
  alarm('MailBacklog', 'the mailer has had more mail than time for an hour', busy, {
    from: backlogMilliseconds,
    periods: backlogMinutes,
  })
  // The mailer then ends at once and logs why, naming nobody.
  const { mailer, clock } = functions
  const held = counted('MailHeld', mailer.logGroup, 'MailHeld', ...holdingCodes)
  alarm('MailHeldBack', 'mail waits: SES is in its sandbox, or its daily quota is spent', held, { from: 1 })
  const paused = counted('MailRefused', mailer.logGroup, 'MailRefused', refusingCode)
  alarm('SendingPaused', 'SES refuses all mail: sending is paused, or the identity is not verified', paused, {
    from: 1,
  })
  const unsure = counted('MailUnsure', mailer.logGroup, 'MailUnsure', unsureCode)
  alarm('MailUnconfirmed', 'a mail was handed to SES twice without an answer, and is set aside', unsure, { from: 1 })
  const overdue = counted('MailWaiting', clock.logGroup, 'MailWaiting', mailOverdue)
  alarm('MailOverdue', 'mail waits that was due an hour ago', overdue, { from: 1 })
  const reputation = (metricName: string): IMetric =>
    new Metric({ namespace: 'AWS/SES', metricName, period: Duration.hours(1), statistic: 'Maximum' })
  alarm('MailBounces', 'so much mail comes back that SES may stop the account', reputation('Reputation.BounceRate'), {
    from: bounceRate,
  })
  alarm('MailReported', 'so much mail is called spam that SES may stop it', reputation('Reputation.ComplaintRate'), {
    from: complaintRate,
  })

  const ill = counted('SurveyIll', clock.logGroup, 'SurveyIll', surveyIll)
  alarm('SurveysIll', 'a survey is ill: its facilitator sees why', ill, { from: 1 })
  const unknown = counted('SurveyUnknown', clock.logGroup, 'SurveyUnknown', surveyUnknown)
  alarm('SurveysUnknown', 'nobody can see whether a survey is ill', unknown, { from: 1 })
  const remaining = counted('KeysRemain', clock.logGroup, 'KeysRemain', remainingCode)
  alarm('KeysOutliveSurvey', 'a key was not destroyed when its time was over', remaining, { from: 1 })
  // Long before the promised time at which the key goes and everybody is told that nothing was read.
  const late = counted('HarvestLate', clock.logGroup, 'HarvestLate', 'HarvestLate')
  alarm('HarvestLateForADay', 'a survey that closed a day ago is not filed yet', late, { from: 1 })
  return alarms
}
