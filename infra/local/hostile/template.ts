/** The roles of the stack as `npx cdk synth` writes them, under the names that this machine has for their resources. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { App } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import * as z from 'zod'
import { type LambdaName, manifest } from '../../../functions/manifest.ts'
import { addMurmur } from '../../service.ts'
import { readSettings } from '../../settings.ts'

export const region = 'eu-central-1'
const account = '000000000000'
export const arnOf = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
})
export type Template = z.infer<typeof templateSchema>

/** Needs no bundle: the functions' code is one line of text. */
export const synthesized = (context: Readonly<Record<string, unknown>>, change?: (app: App) => void): Template => {
  const outdir = mkdtempSync(path.join(tmpdir(), 'murmur-synth-'))
  try {
    // CDK's own check of the template takes half a minute of processor time. What is deployed still has it (`infra/app.ts`).
    const app = new App({ outdir, builtinCloudFormationValidation: false })
    const stack = addMurmur(app, readSettings(context), () => Code.fromInline('exports.handler = async () => {}'))
    change?.(app)
    const { directory } = app.synth()
    const text = readFileSync(path.join(directory, `${stack.stackName}.template.json`), 'utf8')
    return templateSchema.parse(JSON.parse(text))
  } finally {
    rmSync(outdir, { recursive: true, force: true })
  }
}

const texts = z.union([z.string().transform(text => [text]), z.array(z.string())])
const statementSchema = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: texts,
  Resource: texts,
  Condition: z.record(z.string(), z.record(z.string(), texts)).default({}),
})
export type Statement = z.infer<typeof statementSchema>

const pseudo: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::AccountId': account,
}

const referenceSchema = z.strictObject({ Ref: z.string() })
const attributeSchema = z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
const joinSchema = z.strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) })
const policySchema = z.object({
  Roles: z.array(referenceSchema),
  PolicyDocument: z.object({ Statement: z.array(z.unknown()) }),
})
const roleSchema = z.object({ Description: z.string(), Role: attributeSchema })

/** `configurationSet`: how the local world calls it; the stack leaves the name to CloudFormation. */
export const statementsIn = (
  { Resources }: Template,
  configurationSet: string,
): Readonly<Record<LambdaName, readonly Statement[]>> => {
  const typeOf = (id: string): string => Resources[id]?.Type ?? ''
  /** CDK adds eight digits to the name that a construct has; the local world has the name alone. */
  const named = (id: string): string => (typeOf(id) === 'AWS::SES::ConfigurationSet' ? configurationSet : id)
  const withoutDigits = (id: string): string => id.replace(/(Table)?[0-9A-F]{8}$/, '')
  const arn = (id: string): string => {
    if (typeOf(id) === 'AWS::DynamoDB::Table') return arnOf('dynamodb', `table/${withoutDigits(id)}`)
    if (typeOf(id) === 'AWS::Lambda::Function') return arnOf('lambda', `function:${withoutDigits(id)}`)
    return arnOf('elsewhere', id)
  }
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain)
    if (typeof value !== 'object' || value === null) return value
    const reference = referenceSchema.safeParse(value)
    if (reference.success) return pseudo[reference.data.Ref] ?? named(reference.data.Ref)
    const attribute = attributeSchema.safeParse(value)
    if (attribute.success) return arn(attribute.data['Fn::GetAtt'][0])
    const join = joinSchema.safeParse(value)
    if (join.success) return join.data['Fn::Join'][1].map(plain).map(String).join(join.data['Fn::Join'][0])
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
  }

  const all = Object.values(Resources)
  const policies = all.flatMap(({ Type, Properties }) =>
    Type === 'AWS::IAM::Policy' ? [policySchema.parse(Properties)] : [],
  )
  const roleOf = (name: LambdaName): string => {
    const { purpose } = manifest[name]
    const found = all.find(
      ({ Type, Properties }) => Type === 'AWS::Lambda::Function' && Properties['Description'] === purpose,
    )
    return roleSchema.parse(found?.Properties).Role['Fn::GetAtt'][0]
  }
  const entries = (Object.keys(manifest) as LambdaName[]).map((name): [LambdaName, Statement[]] => {
    const role = roleOf(name)
    const own = policies.filter(({ Roles }) => Roles.some(({ Ref }) => Ref === role))
    const statements = own.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    return [name, statements.map(statement => statementSchema.parse(plain(statement)))]
  })
  return Object.fromEntries(entries) as Record<LambdaName, Statement[]>
}
