/**
 * `npm run cost`: what Murmur costs by AWS's list prices, with the settings that are there: a month in which nobody uses it, a
 * review, and a pulse for 300, 3,000 and 30,000 people. Needs neither network nor credentials. The prices, with their date,
 * stand in `infra/prices.ts`; how much of what is used is an estimate.
 */
import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { Code } from 'aws-cdk-lib/aws-lambda'
import * as z from 'zod'
import { command } from '../command.ts'
import { installationNames, type InstallationNames } from '../installation-names.ts'
import { pricesOf } from '../prices.ts'
import { addMurmur } from '../service.ts'
import { readSettings, type Settings } from '../settings.ts'
import { settingsIn } from '../settings-file.ts'
import { costs, type Standing } from './costs.ts'

const alarmSchema = z.object({
  Properties: z.object({ Metrics: z.array(z.object({ MetricStat: z.unknown().optional() })).optional() }),
})

/** An alarm of an expression is charged for each metric in it, any other for its own. */
const metricsOf = (metrics: z.infer<typeof alarmSchema>['Properties']['Metrics']): unknown[] =>
  metrics === undefined ? [null] : metrics.filter(({ MetricStat }) => MetricStat !== undefined)

/** Counted in the stack itself, so that nothing that stands there is forgotten. */
export const standingIn = (settings: Settings, names: InstallationNames): Standing => {
  const app = new App({ builtinCloudFormationValidation: false })
  const stack = addMurmur(app, settings, () => Code.fromInline('exports.handler = async () => {}'), names)
  const template = Template.fromStack(stack)
  const countOf = (type: string, properties: Record<string, unknown> = {}): number =>
    Object.keys(template.findResources(type, Object.keys(properties).length > 0 ? { Properties: properties } : {}))
      .length
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(alarm => alarmSchema.parse(alarm))
  return {
    alarms: alarms.length,
    alarmMetrics: alarms.flatMap(({ Properties: { Metrics } }) => metricsOf(Metrics)).length,
    dashboards: countOf('AWS::CloudWatch::Dashboard'),
    kmsKeys: countOf('AWS::KMS::Key'),
    machineClients: countOf('AWS::Cognito::UserPoolClient', { GenerateSecret: true }),
  }
}

const dollars = (amount: number): string => `$${amount < 1 ? amount.toFixed(3) : amount.toFixed(2)}`

export const costTable = (standing: Standing): string => {
  const { idle, review, pulse } = costs(standing)
  const { alarms, alarmMetrics, dashboards, kmsKeys, machineClients } = standing
  const rows = [
    [
      `a month in which nobody uses it (${alarms} alarms on ${alarmMetrics} metrics, ${dashboards} dashboards, ${kmsKeys} KMS keys, ${machineClients} machine clients)`,
      idle,
    ],
    ['a review, 12 people asked', review],
    ...[300, 3_000, 30_000].map(
      people => [`a pulse, ${people.toLocaleString('en')} people asked`, pulse(people)] as const,
    ),
  ] as const
  const told = rows.map(([what, amount]) => `${dollars(amount).padStart(8)}  ${what}`)
  return [...told, `List prices of ${pricesOf} for Frankfurt, before tax and before what AWS gives for nothing.`].join(
    '\n',
  )
}

if (import.meta.main) {
  await command(import.meta.filename, async () => {
    const names = installationNames()
    console.log(costTable(standingIn(readSettings(settingsIn(names)), names)))
  })
}
