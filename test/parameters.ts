/** SSM for tests: parameters in memory behind the real commands, with the errors the real service gives. */
import {
  DeleteParameterCommand,
  GetParameterCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm'

export interface TestParameters {
  readonly client: SSMClient
  readonly values: Map<string, string>
}

const meta = { $metadata: {}, message: '' }

const answer = (values: Map<string, string>, command: unknown): unknown => {
  if (command instanceof GetParameterCommand) {
    const value = values.get(command.input.Name ?? '')
    if (value === undefined) throw new ParameterNotFound(meta)
    return { Parameter: { Name: command.input.Name, Value: value } }
  }
  if (command instanceof PutParameterCommand) {
    if (values.has(command.input.Name ?? '')) throw new ParameterAlreadyExists(meta)
    values.set(command.input.Name ?? '', command.input.Value ?? '')
    return {}
  }
  if (command instanceof DeleteParameterCommand) {
    if (!values.delete(command.input.Name ?? '')) throw new ParameterNotFound(meta)
    return {}
  }
  throw new Error('a call the keys do not need')
}

/** `before` is called ahead of each call and may throw, to cut a run off. */
export const testParameters = (values = new Map<string, string>(), before: () => void = () => {}): TestParameters => {
  const send = async (command: unknown): Promise<unknown> => {
    before()
    return answer(values, command)
  }
  const client = new Proxy(new SSMClient({ region: 'eu-central-1' }), {
    get: (target, name) => (name === 'send' ? send : Reflect.get(target, name, target)),
  })
  return { client, values }
}
