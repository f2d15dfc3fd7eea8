/** SSM Parameter Store on this machine: five calls of its JSON 1.1 protocol over one file. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import * as z from 'zod'

const storedSchema = z.record(
  z.string(),
  z.object({ value: z.string(), type: z.string(), version: z.int(), modifiedAt: z.number() }),
)
type Stored = z.infer<typeof storedSchema>

const putSchema = z.object({
  Name: z.string().min(1),
  Value: z.string().min(1),
  Type: z.enum(['String', 'SecureString', 'StringList']).default('String'),
  Overwrite: z.boolean().default(false),
})
const nameSchema = z.object({ Name: z.string().min(1) })
const namesSchema = z.object({ Names: z.array(z.string().min(1)).min(1).max(10) })

const describeSchema = z.object({
  ParameterFilters: z
    .array(
      z.object({
        Key: z.literal('Name'),
        Option: z.enum(['BeginsWith', 'Equals']),
        Values: z.array(z.string()).min(1).max(50),
      }),
    )
    .default([]),
  MaxResults: z.int().min(1).max(50).default(10),
  NextToken: z.string().optional(),
})
/** AWS may answer with fewer than were asked for, and goes on where it is asked to. */
const describedAtMost = 10

/** The Standard tier's limit, which is the one that costs nothing. */
const standardTierBytes = 4096

export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

export interface Parameters {
  readonly list: () => { name: string; value: string }[]
  /** `operation` is the part of X-Amz-Target behind the dot. */
  readonly answer: (operation: string, input: unknown) => Answer
}

const refused = (type: string, message: string): Answer => ({ status: 400, body: { __type: type, message } })

/** Every change is on disk, whole, before it is answered. */
export const openParameters = (file: string): Parameters => {
  let stored: Stored = existsSync(file) ? storedSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
  const save = (next: Stored): void => {
    writeFileSync(`${file}.new`, JSON.stringify(next), { mode: 0o600 })
    renameSync(`${file}.new`, file)
    stored = next
  }

  const put = (input: z.infer<typeof putSchema>): Answer => {
    const before = stored[input.Name]
    if (before && !input.Overwrite) {
      return refused('ParameterAlreadyExists', 'The parameter already exists. To overwrite it, set Overwrite to true.')
    }
    if (Buffer.byteLength(input.Value) > standardTierBytes) {
      return refused('ValidationException', 'Standard tier parameters support a maximum parameter value of 4096 bytes.')
    }
    const version = (before?.version ?? 0) + 1
    const parameter = { value: input.Value, type: input.Type, version, modifiedAt: Date.now() / 1000 }
    save({ ...stored, [input.Name]: parameter })
    return { status: 200, body: { Version: version, Tier: 'Standard' } }
  }
  const described = (name: string) => {
    const found = stored[name]
    return (
      found && {
        Name: name,
        Value: found.value,
        Type: found.type,
        Version: found.version,
        LastModifiedDate: found.modifiedAt,
        ARN: `arn:aws:ssm:eu-central-1:000000000000:parameter${name}`,
        DataType: 'text',
      }
    )
  }
  const get = (name: string): Answer => {
    const Parameter = described(name)
    return Parameter ? { status: 200, body: { Parameter } } : refused('ParameterNotFound', '')
  }
  const getMany = (names: readonly string[]): Answer => ({
    status: 200,
    body: {
      Parameters: names.flatMap(name => described(name) ?? []),
      InvalidParameters: names.filter(name => !stored[name]),
    },
  })
  /** Names and types; never a value. The token is the last name of the page before. */
  const describe = ({ ParameterFilters, MaxResults, NextToken }: z.infer<typeof describeSchema>): Answer => {
    const wanted = Object.keys(stored)
      .filter(name =>
        ParameterFilters.every(({ Option, Values }) =>
          Option === 'Equals' ? Values.includes(name) : Values.some(beginning => name.startsWith(beginning)),
        ),
      )
      .toSorted()
      .filter(name => NextToken === undefined || name > NextToken)
    const page = wanted.slice(0, Math.min(MaxResults, describedAtMost))
    const Parameters = page.map(Name => ({ Name, Type: stored[Name]?.type, Tier: 'Standard', DataType: 'text' }))
    return { status: 200, body: { Parameters, ...(wanted.length > page.length ? { NextToken: page.at(-1) } : {}) } }
  }
  const remove = (name: string): Answer => {
    if (!stored[name]) return refused('ParameterNotFound', '')
    const { [name]: _gone, ...rest } = stored
    save(rest)
    return { status: 200, body: {} }
  }

  return {
    list: () => Object.entries(stored).map(([name, { value }]) => ({ name, value })),
    answer: (operation, input) => {
      if (operation === 'GetParameters') {
        const names = namesSchema.safeParse(input)
        return names.success ? getMany(names.data.Names) : refused('ValidationException', names.error.message)
      }
      if (operation === 'DescribeParameters') {
        const asked = describeSchema.safeParse(input)
        return asked.success ? describe(asked.data) : refused('ValidationException', asked.error.message)
      }
      const parsed = (operation === 'PutParameter' ? putSchema : nameSchema).safeParse(input)
      if (!parsed.success) return refused('ValidationException', parsed.error.message)
      if (operation === 'PutParameter') return put(putSchema.parse(input))
      if (operation === 'GetParameter') return get(parsed.data.Name)
      if (operation === 'DeleteParameter') return remove(parsed.data.Name)
      return refused('UnknownOperationException', `${operation} is not part of the local world.`)
    },
  }
}
