/** The indexes of a template's tables, and what one update from one to another would change of them. */
import * as z from 'zod'
import { type StackTemplate, tableType } from '../../infra/upgrade.ts'

const indexesSchema = z.array(z.looseObject({ IndexName: z.string() })).default([])

/** By the logical id of each table, the names of its indexes. */
export const indexNames = ({ Resources }: StackTemplate): Map<string, string[]> =>
  new Map(
    Object.entries(Resources).flatMap(([id, { Type, Properties }]) =>
      Type === tableType
        ? [[id, indexesSchema.parse(Properties['GlobalSecondaryIndexes']).map(({ IndexName }) => IndexName)] as const]
        : [],
    ),
  )

/** Tables of which the update would create and delete more than one index, which CloudFormation refuses. */
export const crowded = (before: StackTemplate, after: StackTemplate): string[] => {
  const now = indexNames(after)
  return [...indexNames(before)].flatMap(([id, names]) => {
    const others = now.get(id) ?? names
    const changes = [...names.filter(name => !others.includes(name)), ...others.filter(name => !names.includes(name))]
    return changes.length > 1 ? [id] : []
  })
}
