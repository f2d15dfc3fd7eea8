/** DynamoDB's wire format for values, for the sinks. */
export type Attributes = Readonly<Record<string, unknown>>

const marshalled = (value: unknown): unknown => {
  if (value === null || value === undefined) return { NULL: true }
  if (typeof value === 'string') return { S: value }
  if (typeof value === 'number') return { N: String(value) }
  if (typeof value === 'boolean') return { BOOL: value }
  if (value instanceof Uint8Array) return { B: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return { L: value.map(marshalled) }
  return { M: attributes(value) }
}

export const attributes = (item: object): Attributes =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, marshalled(value)]))
