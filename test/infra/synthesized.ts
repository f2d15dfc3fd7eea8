/**
 * The stack's template as plain data, and the contents of its policies in words that can be compared with the manifest.
 */
import { type App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import * as z from 'zod'
import { type LambdaName, manifest } from '../../functions/manifest.ts'
import { synthesized, type Template } from '../../infra/local/hostile/template.ts'

export type Resource = Template['Resources'][string]

/** `checked`: throws if AWS's checklist (cdk-nag) finds something that is not acknowledged. */
export const synthesize = (
  context: Readonly<Record<string, unknown>> = {},
  { checked, change }: { readonly checked?: boolean; readonly change?: (app: App) => void } = {},
): Template =>
  synthesized(context, app => {
    if (checked) Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
    change?.(app)
  })

export const ofType = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.Resources).filter(([, resource]) => resource.Type === type)

export const only = (template: Template, type: string): Record<string, unknown> => {
  const found = ofType(template, type)
  if (found.length !== 1) throw new Error(`${found.length} of ${type}`)
  return found[0]?.[1].Properties ?? {}
}

const attributeSchema = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
const referenceSchema = z.object({ Ref: z.string() })
const joinSchema = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) })

/** A value of the template as text: `Fn::GetAtt` as `<id.Attribute>`, `Ref` as `<id>`, joins joined. */
export const plain = (value: unknown): string => {
  if (typeof value === 'string') return value
  const attribute = attributeSchema.safeParse(value)
  if (attribute.success) return `<${attribute.data['Fn::GetAtt'].join('.')}>`
  const reference = referenceSchema.safeParse(value)
  if (reference.success) return `<${reference.data.Ref}>`
  const join = joinSchema.parse(value)
  return join['Fn::Join'][1].map(plain).join(join['Fn::Join'][0])
}

/** The function's resource, found by its purpose. */
export const functionOf = (template: Template, name: LambdaName): [string, Record<string, unknown>] => {
  const found = ofType(template, 'AWS::Lambda::Function').filter(
    ([, { Properties }]) => Properties['Description'] === manifest[name].purpose,
  )
  const [first] = found
  if (!first || found.length !== 1) throw new Error(`${found.length} functions ${name}`)
  return [first[0], first[1].Properties]
}

export interface Permission {
  readonly effect: string
  readonly action: string
  readonly resource: string
  /** JSON, or '' without a condition. */
  readonly condition: string
}

const listed = z.union([z.string(), z.array(z.string())]).transform(value => (Array.isArray(value) ? value : [value]))
const statementSchema = z.object({
  Effect: z.string(),
  Action: listed,
  Resource: z.unknown().transform(value => (Array.isArray(value) ? value.map(plain) : [plain(value)])),
  Condition: z.record(z.string(), z.record(z.string(), listed)).optional(),
})
const policySchema = z.object({
  Roles: z.array(z.unknown().transform(plain)),
  PolicyDocument: z.object({ Statement: z.array(statementSchema) }),
})

/** `table:<name>[/index/<name>]`, `key:<class>/<rest>`, `function:<id>` and so on, in place of CDK's expressions. */
const readable = (resource: string): string =>
  resource
    .replace(/^<(\w+?)Table[0-9A-F]{8}\.Arn>/, 'table:$1')
    .replace(/^arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter\/murmur/, 'key:')
    .replace(/^arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:/, 'ses:')
    .replace(/^<(\w+?)DeadLetters[0-9A-F]{8}\.Arn>$/, 'deadLetters:$1')
    .replace(/^<(\w+?)Log[0-9A-F]{8}\.Arn>$/, 'log:$1')
    .replace(/^<(\w+?)[0-9A-F]{8}\.Arn>$/, 'function:$1')

/** One line for each effect, action, resource and condition in everything attached to the function's role. */
export const permissionsOf = (template: Template, name: LambdaName): Permission[] => {
  const [, lambda] = functionOf(template, name)
  const role = plain(lambda['Role']).replace('.Arn', '')
  return ofType(template, 'AWS::IAM::Policy')
    .map(([, { Properties }]) => policySchema.parse(Properties))
    .filter(({ Roles }) => Roles.includes(role))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Effect, Action, Resource, Condition }) =>
      Action.flatMap(action =>
        Resource.map(resource => ({
          effect: Effect,
          action,
          resource: readable(resource),
          condition: Condition ? JSON.stringify(Condition) : '',
        })),
      ),
    )
}

export const allowedOf = (template: Template, name: LambdaName): Permission[] =>
  permissionsOf(template, name).filter(({ effect }) => effect === 'Allow')
