/** Guards for what a page reads from the network or its storage, in a few hundred bytes instead of a schema library. */

export type Guard<Value> = (value: unknown) => value is Value
export type Guarded<Of> = Of extends Guard<infer Value> ? Value : never

export const text: Guard<string> = value => typeof value === 'string'
export const number: Guard<number> = value => typeof value === 'number'

export const nullable =
  <Value>(guard: Guard<Value>): Guard<Value | null> =>
  (value): value is Value | null =>
    value === null || guard(value)

export const optional =
  <Value>(guard: Guard<Value>): Guard<Value | undefined> =>
  (value): value is Value | undefined =>
    value === undefined || guard(value)

export const oneOf =
  <const Value>(values: readonly Value[]): Guard<Value> =>
  (value): value is Value =>
    values.some(known => known === value)

export const either =
  <One, Other>(one: Guard<One>, other: Guard<Other>): Guard<One | Other> =>
  (value): value is One | Other =>
    one(value) || other(value)

export const list =
  <Value>(guard: Guard<Value>): Guard<Value[]> =>
  (value): value is Value[] =>
    Array.isArray(value) && value.every(guard)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const record =
  <Value>(guard: Guard<Value>): Guard<Record<string, Value>> =>
  (value): value is Record<string, Value> =>
    isRecord(value) && Object.values(value).every(guard)

/** Fields beyond those named are let pass: a newer server may send more. */
export const object =
  <Fields extends Record<string, Guard<unknown>>>(
    fields: Fields,
  ): Guard<{ [Name in keyof Fields]: Guarded<Fields[Name]> }> =>
  (value): value is { [Name in keyof Fields]: Guarded<Fields[Name]> } =>
    isRecord(value) && Object.entries(fields).every(([name, guard]) => guard(value[name]))

/** Null for what is no JSON, or JSON of another shape. */
export const parsed = <Value>(guard: Guard<Value>, json: string | null): Value | null => {
  try {
    const value: unknown = JSON.parse(json ?? '')
    return guard(value) ? value : null
  } catch {
    return null
  }
}

/** Which quarters the organisation has; nothing where they are those of UTC. */
export const isCalendar = /* @__PURE__ */ optional(/* @__PURE__ */ object({ zone: text, yearStartsIn: number }))
