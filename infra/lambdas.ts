/** The functions of the manifest, each with its own role, log group and environment. */
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  ApplicationLogLevel,
  Architecture,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { environmentNames } from '../functions/environment.ts'
import { type Lambda, type LambdaName, lambdaNames, manifest, type Trigger } from '../functions/manifest.ts'
import { allowed, denied, type GrantTargets } from './grants.ts'
import { reserved, type Reserving } from './reserved.ts'
import type { Tables } from './tables.ts'

export interface MurmurFunction {
  readonly row: Lambda
  readonly function: LambdaFunction
  readonly role: Role
  readonly logGroup: LogGroup
  readonly deadLetters: Queue | null
}

export type Functions = Readonly<Record<LambdaName, MurmurFunction>>

interface LambdaSettings extends Reserving {
  readonly tables: Tables
  /** The folder or text of the function's code. */
  readonly code: (name: LambdaName) => Code
  /** All variables but the table names, KEY_PREFIX and HARVEST_FUNCTION, which are known here. */
  readonly environment: Readonly<Record<string, string>>
  readonly keyPrefix: string
}

/** The next minute's run makes up for one that failed. A retry would only find its lease taken. */
const attempts: Readonly<Record<Trigger['kind'], { retryAttempts?: number; maxEventAge?: Duration }>> = {
  http: {},
  'every-minute': { retryAttempts: 0, maxEventAge: Duration.seconds(60) },
  invoked: { retryAttempts: 2, maxEventAge: Duration.hours(1) },
  'mail-events': { retryAttempts: 2, maxEventAge: Duration.hours(1) },
}

/** Routes of participants keep a week, because even an anonymous line has a time. */
const retention = (row: Lambda): RetentionDays =>
  row.platformLogs === 'WARN' ? RetentionDays.ONE_WEEK : RetentionDays.ONE_MONTH

const addFunction = (scope: Construct, name: LambdaName, settings: LambdaSettings, targets: GrantTargets) => {
  const row: Lambda = manifest[name]
  const logGroup = new LogGroup(scope, `${name}Log`, {
    retention: retention(row),
    removalPolicy: RemovalPolicy.DESTROY,
  })
  const role = new Role(scope, `${name}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
  role.addToPolicy(
    new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    }),
  )
  for (const statement of [...allowed(row, targets), ...denied(row, targets)]) role.addToPolicy(statement)
  const deadLetters = row.deadLetters
    ? new Queue(scope, `${name}DeadLetters`, {
        encryption: QueueEncryption.SQS_MANAGED,
        enforceSSL: true,
        retentionPeriod: Duration.days(14),
      })
    : null
  const lambda = new LambdaFunction(scope, name, {
    description: row.purpose,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: settings.code(name),
    handler: 'index.handler',
    role,
    logGroup,
    timeout: Duration.seconds(row.timeoutSeconds),
    memorySize: row.memoryMegabytes,
    tracing: Tracing.DISABLED,
    // Only this format allows the platform's own start and report lines to be left out.
    loggingFormat: LoggingFormat.JSON,
    systemLogLevelV2: row.platformLogs === 'WARN' ? SystemLogLevel.WARN : SystemLogLevel.INFO,
    applicationLogLevelV2: ApplicationLogLevel.INFO,
    ...attempts[row.trigger.kind],
    ...(deadLetters ? { deadLetterQueue: deadLetters } : {}),
    ...reserved(name, settings),
  })
  return { row, function: lambda, role, logGroup, deadLetters }
}

export const parameterArn = (scope: Construct, name: string): string =>
  Stack.of(scope).formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.replace(/^\//, '') })

const tableVariables = (tables: Tables) => ({
  peopleTable: tables.people.tableName,
  slotsTable: tables.slots.tableName,
  surveysTable: tables.surveys.tableName,
  ballotsTable: tables.ballots.tableName,
  learningTable: tables.learning.tableName,
  liveTable: tables.live.tableName,
  traceTable: tables.trace.tableName,
})

export const addFunctions = (scope: Construct, settings: LambdaSettings): Functions => {
  const targets: GrantTargets = {
    tableArn: table => settings.tables[table].tableArn,
    parameterArn: name => parameterArn(scope, name),
    keyPrefix: settings.keyPrefix,
  }
  const entries = lambdaNames.map((name): [LambdaName, MurmurFunction] => [
    name,
    addFunction(scope, name, settings, targets),
  ])
  const functions = Object.fromEntries(entries) as Record<LambdaName, MurmurFunction>
  const values: Readonly<Record<string, string>> = {
    ...settings.environment,
    keyPrefix: settings.keyPrefix,
    ...tableVariables(settings.tables),
    harvestFunction: functions.harvest.function.functionName,
  }
  for (const [name, { row, function: lambda, role }] of entries) {
    for (const key of row.environment) {
      const value = values[key]
      if (value === undefined) throw new Error(`${name}: no value for ${environmentNames[key]}`)
      lambda.addEnvironment(environmentNames[key], value)
    }
    if (row.may.includes('start-harvest')) {
      role.addToPolicy(
        new PolicyStatement({
          effect: Effect.ALLOW,
          actions: ['lambda:InvokeFunction'],
          resources: [functions.harvest.function.functionArn],
        }),
      )
    }
  }
  return functions
}
