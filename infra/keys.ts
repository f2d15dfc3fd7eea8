/* oxlint-disable no-new -- a construct adds itself to its scope */
/**
 * The option `hardened`: a KMS key for each class of keys, with which one role only may decrypt and only `clock` may
 * encrypt. The account's root administers the KMS keys, but cannot decrypt unless it changes their policy.
 */
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib'
import {
  AccountRootPrincipal,
  ArnPrincipal,
  type Conditions,
  PolicyDocument,
  PolicyStatement,
} from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import { type KeyClass, type KeyGrant } from '../functions/manifest.ts'
import { keyClasses } from './grants.ts'
import type { Functions, MurmurFunction } from './lambdas.ts'

/** The variable `keyAlias` where no KMS key is our own. */
export const awsManagedAlias = 'alias/aws/ssm'

const administration = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListAliases',
  'kms:ListGrants',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
]

export const addKeys = (scope: Construct, functions: Functions, ownAlias: string): void => {
  const throughParameters: Conditions = {
    StringEquals: { 'kms:ViaService': `ssm.${Aws.REGION}.${Aws.URL_SUFFIX}`, 'kms:CallerAccount': Aws.ACCOUNT_ID },
  }
  const holders = (keyClass: KeyClass, grant: KeyGrant): MurmurFunction[] =>
    Object.values(functions).filter(held => held.row.keys[keyClass]?.includes(grant) === true)
  const use = (action: string, roles: readonly MurmurFunction[]): PolicyStatement =>
    new PolicyStatement({
      actions: [action],
      principals: roles.map(({ role }) => new ArnPrincipal(role.roleArn)),
      resources: ['*'],
      conditions: throughParameters,
    })
  for (const keyClass of keyClasses) {
    new Key(scope, `${keyClass}Key`, {
      description: `Murmur: ${keyClass} keys`,
      alias: ownAlias.replace('{class}', keyClass),
      enableKeyRotation: true,
      rotationPeriod: Duration.days(2560),
      removalPolicy: RemovalPolicy.RETAIN,
      policy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            actions: administration,
            principals: [new AccountRootPrincipal()],
            resources: ['*'],
          }),
          use('kms:Encrypt', holders(keyClass, 'make')),
          use('kms:Decrypt', holders(keyClass, 'read')),
        ],
      }),
    })
  }
}
