/** SSM for tests: parameters in memory behind the real commands, with the real service's errors. */
import {
  DeleteParameterCommand,
  DescribeParametersCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm'

import type { ServiceCall } from '../functions/aws/json-service.ts'

export interface TestParameters {
  /** For functions that read keys. */
  readonly call: ServiceCall
  readonly client: SSMClient
  readonly values: Map<string, string>
}

const meta = { $metadata: {}, message: '' }

const answer = (values: Map<string, string>, command: unknown): unknown => {
  if (command instanceof PutParameterCommand) {
    if (values.has(command.input.Name ?? '')) throw new ParameterAlreadyExists(meta)
    values.set(command.input.Name ?? '', command.input.Value ?? '')
    return {}
  }
  if (command instanceof DeleteParameterCommand) {
    if (!values.delete(command.input.Name ?? '')) throw new ParameterNotFound(meta)
    return {}
  }
  if (command instanceof DescribeParametersCommand) {
    const names = (command.input.ParameterFilters ?? []).flatMap(({ Values = [] }) => Values)
    if (names.length > 50) throw new Error('DescribeParameters names fifty at most')
    // A few at a time, as the service may.
    const from = Number(command.input.NextToken ?? 0)
    const found = names.filter(name => values.has(name))
    const Parameters = found.slice(from, from + 2).map(Name => ({ Name }))
    return { Parameters, ...(from + 2 < found.length ? { NextToken: String(from + 2) } : {}) }
  }
  throw new Error('a call the keys do not need')
}

/** `before` runs ahead of each call and may throw, to cut a run off. */
export const testParameters = (values = new Map<string, string>(), before: () => void = () => {}): TestParameters => {
  const send = async (command: unknown): Promise<unknown> => {
    before()
    return answer(values, command)
  }
  const client = new Proxy(new SSMClient({ region: 'eu-central-1' }), {
    get: (target, name) => (name === 'send' ? send : Reflect.get(target, name, target)),
  })
  const call: ServiceCall = async (operation, input) => {
    before()
    if (operation === 'GetParameters' && 'Names' in input && Array.isArray(input.Names)) {
      const names: string[] = input.Names.map(String)
      if (names.length > 10) throw new Error('GetParameters names ten at most')
      return {
        Parameters: names.flatMap(Name => {
          const Value = values.get(Name)
          return Value === undefined ? [] : [{ Name, Value }]
        }),
        InvalidParameters: names.filter(name => !values.has(name)),
      }
    }
    const value = values.get('Name' in input ? String(input.Name) : '')
    if (operation !== 'GetParameter') throw new Error(`${operation} reads no key`)
    if (value === undefined) throw new ParameterNotFound(meta)
    return { Parameter: { Value: value } }
  }
  return { client, call, values }
}
