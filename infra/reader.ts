/** The right to ask the one model that the settings name, in the regions that the terms name, for `harvest` alone. */
import { ArnFormat, Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import type { NamedReader } from '../functions/domain/ballot/bulletin.ts'
import type { Functions } from './lambdas.ts'
import { isProfile } from './settings.ts'

/** A profile's model is its id without the area. */
const modelOf = ({ model }: NamedReader): string => (isProfile(model) ? model.slice(model.indexOf('.') + 1) : model)

/**
 * A profile that routes to a region which is not listed is refused by IAM, so the terms cannot be exceeded. Whether calls
 * are logged can only be asked on `*`.
 */
export const grantReader = (scope: Construct, functions: Functions, reader: NamedReader): void => {
  const stack = Stack.of(scope)
  const arn = (region: string, account: string, resource: string, resourceName: string): string =>
    stack.formatArn({
      service: 'bedrock',
      region,
      account,
      resource,
      resourceName,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    })
  const models = reader.regions.map(region => arn(region, '', 'foundation-model', modelOf(reader)))
  const profile = isProfile(reader.model) ? [arn(reader.region, stack.account, 'inference-profile', reader.model)] : []
  for (const { row, role } of Object.values(functions)) {
    if (!row.may.includes('ask-reader')) continue
    role.addToPolicy(new PolicyStatement({ actions: ['bedrock:InvokeModel'], resources: [...profile, ...models] }))
    role.addToPolicy(
      new PolicyStatement({ actions: ['bedrock:GetModelInvocationLoggingConfiguration'], resources: ['*'] }),
    )
  }
}
