/**
 * `npm run vectors -- FILE...`: checks files of golden cases, of statistics or of suppression; by default all of ours.
 * Prints the ids that fail, one on each line, and exits with 1 if there are any. The reasons of hidden cells are
 * informative and not compared.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import * as statistics from '../../functions/domain/statistics/statistics.ts'
import { command } from '../../infra/command.ts'
import { suppressionRules } from './rules.ts'

const caseSchema = z.object({
  id: z.string(),
  fn: z.string().optional(),
  kind: z.string().optional(),
  input: z.unknown(),
  expected: z.unknown(),
})
export const vectorFileSchema = z.object({ tolerance: z.number().default(1e-9), cases: z.array(caseSchema) })
export type VectorCase = z.infer<typeof caseSchema>

type Calculation = (input: never) => unknown
const statistic = new Map<string, Calculation>(Object.entries(statistics))
const rule = new Map<string, Calculation>(Object.entries(suppressionRules))

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Numbers by tolerance, absolute near zero and relative above one; everything else exactly. */
export const agrees = (actual: unknown, expected: unknown, tolerance: number): boolean => {
  if (typeof expected === 'number' && typeof actual === 'number') {
    return Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected))
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return false
    return expected.every((value, index) => agrees(actual[index], value, tolerance))
  }
  if (isRecord(expected)) {
    if (!isRecord(actual)) return false
    const names = Object.keys(expected)
    return (
      isDeepStrictEqual(Object.keys(actual).toSorted(), names.toSorted()) &&
      names.every(name => agrees(actual[name], expected[name], tolerance))
    )
  }
  return Object.is(actual, expected)
}

/** The same without the reason that each `hidden` gives beside its names. */
const withoutReasons = (value: unknown): unknown => {
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) =>
      name === 'hidden' && isRecord(inner)
        ? [name, Object.fromEntries(Object.keys(inner).map(cell => [cell, true]))]
        : [name, withoutReasons(inner)],
    ),
  )
}

/** The result of the case's function. Throws (RangeError) for a name without a function. */
export const resultOf = ({ fn, kind, input }: VectorCase): unknown => {
  const calculation = fn === undefined ? rule.get(kind ?? '') : statistic.get(fn)
  if (!calculation) throw new RangeError(`there is no ${fn ?? kind ?? 'name of a function'}`)
  return calculation(input as never)
}

/** Why a case fails, or null. */
export const failure = (vector: VectorCase, tolerance: number): string | null => {
  try {
    const actual = resultOf(vector)
    const holds = agrees(withoutReasons(actual), withoutReasons(vector.expected), tolerance)
    return holds ? null : `gives ${JSON.stringify(actual)}`
  } catch (error) {
    return error instanceof Error ? error.message : 'threw'
  }
}

export const readVectors = (file: string) => vectorFileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))

export const ownFiles = ['statistics', 'counts', 'suppression', 'limits'].map(name =>
  path.join(import.meta.dirname, `${name}.json`),
)

if (import.meta.main) {
  await command(import.meta.filename, named => {
    const files = named.length > 0 ? named : ownFiles
    let failed = 0
    for (const file of files) {
      const { cases, tolerance } = readVectors(file)
      const failing = cases.flatMap(vector => {
        const why = failure(vector, tolerance)
        return why === null ? [] : [{ id: vector.id, why }]
      })
      for (const { id, why } of failing) {
        console.log(id)
        console.error(`${id}: ${why}`)
      }
      console.error(`${file}: ${cases.length - failing.length} of ${cases.length} hold`)
      failed += failing.length
    }
    process.exitCode = failed > 0 ? 1 : 0
  })
}
