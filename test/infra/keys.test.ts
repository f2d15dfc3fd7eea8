import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import type { Template } from '../../infra/local/hostile/template.ts'
import { functionOf, ofType, plain, synthesize } from './synthesized.ts'

const listed = z.union([z.string(), z.array(z.unknown())]).transform(value => [value].flat())
const keySchema = z.object({
  EnableKeyRotation: z.literal(true),
  KeyPolicy: z.object({
    Statement: z.array(
      z.object({
        Effect: z.string(),
        Action: listed,
        Principal: z.object({ AWS: z.unknown().transform(value => [value].flat().map(plain)) }),
        Condition: z.unknown().optional(),
      }),
    ),
  }),
})

let template: Template
beforeAll(() => {
  template = synthesize({ hardened: 'true' }, { checked: true })
})

const holdersOf = (description: string, action: string): string[] => {
  const [key] = ofType(template, 'AWS::KMS::Key').filter(
    ([, { Properties }]) => Properties['Description'] === description,
  )
  return keySchema
    .parse(key?.[1].Properties)
    .KeyPolicy.Statement.filter(({ Action }) => Action.includes(action))
    .flatMap(({ Principal }) => Principal.AWS)
}

const role = (name: Parameters<typeof functionOf>[1]): string => plain(functionOf(template, name)[1]['Role'])

test.each([
  ['link', 'mailer'],
  ['sign', 'passes'],
  ['seal', 'harvest'],
] as const)('hardened: %s keys are decrypted for %s alone and encrypted for clock alone', (keyClass, reader) => {
  const description = `Murmur: ${keyClass} keys`
  expect(holdersOf(description, 'kms:Decrypt')).toEqual([role(reader)])
  expect(holdersOf(description, 'kms:Encrypt')).toEqual([role('clock')])
})

test('hardened: no key policy allows everything, not even to the account’s root', () => {
  for (const [, { Properties }] of ofType(template, 'AWS::KMS::Key')) {
    const actions = keySchema.parse(Properties).KeyPolicy.Statement.flatMap(({ Action }) => Action)
    expect(actions.filter(action => /\*|GenerateDataKey|ReEncrypt|CreateGrant/.test(String(action)))).toEqual([])
  }
})

test('without the option no KMS key is made, because each costs money', () => {
  expect(ofType(synthesize(), 'AWS::KMS::Key')).toEqual([])
})
