/** Every operation, by the function that answers it. Reaches no store: handlers get their dependencies later. */
import { ballotsOperations } from '../ballots/api.ts'
import type { Declaration } from '../http/operation.ts'
import { learningOperations } from '../learning/operations.ts'
import type { LambdaName } from '../manifest.ts'
import { organiseOperations } from '../organise/operations.ts'
import { passesOperations } from '../passes/api.ts'

export const operations = {
  organise: organiseOperations,
  passes: passesOperations,
  ballots: ballotsOperations,
  learning: learningOperations,
} as const satisfies Partial<Record<LambdaName, readonly Declaration[]>>

export const everyOperation: readonly Declaration[] = Object.values(operations).flat()
