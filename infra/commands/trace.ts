/**
 * `npm run trace`: for whoever operates the installation, each chain of the trace with its length, its head and what is
 * wrong with it. `npm run trace -- CHAIN` prints the lines of one: a survey’s id, or `rest`. Only reads. TRACE_TABLE
 * overrides the deployed table, for example with that of the local world. Exits with 1 if anything is wrong.
 */
import { SSMClient } from '@aws-sdk/client-ssm'
import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb'
import { documentClient } from '../../functions/aws/clients.ts'
import { beginningOf } from '../../functions/domain/trace/chain.ts'
import { type Chain, chainSchema, type Line, lineSchema } from '../../functions/domain/trace/trace.ts'
import { command } from '../command.ts'
import { requireDeployment } from '../doctor/installation.ts'
import { chainProblems } from '../verify/trace.ts'

interface Found {
  readonly lines: Line[]
  /** Items that are no line. */
  unreadable: number
}

const chainsIn = async (documents: DynamoDBDocumentClient, table: string): Promise<Map<Chain, Found>> => {
  const chains = new Map<Chain, Found>()
  for await (const page of paginateScan({ client: documents }, { TableName: table, ConsistentRead: true })) {
    for (const item of page.Items ?? []) {
      // What is in no chain are marks, of which there is nothing to tell.
      const chain = chainSchema.safeParse(item['chain']).data
      if (chain === undefined) continue
      const found = chains.get(chain) ?? { lines: [], unreadable: 0 }
      const line = lineSchema.safeParse(item)
      if (line.success) found.lines.push(line.data)
      else found.unreadable += 1
      chains.set(chain, found)
    }
  }
  for (const { lines } of chains.values()) lines.sort((one, other) => one.number - other.number)
  return chains
}

/** A line of text for each chain, or for each line of `wanted`; and how many things are wrong. */
export const traceReport = async (documents: DynamoDBDocumentClient, table: string, wanted?: string) => {
  const texts: string[] = []
  let wrong = 0
  const chains = await chainsIn(documents, table)
  for (const [chain, { lines, unreadable }] of [...chains].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    if (wanted !== undefined && chain !== wanted) continue
    const found = [
      ...chainProblems(chain, lines),
      ...(unreadable === 0 ? [] : [`${unreadable} items in its trace are no lines`]),
    ]
    wrong += found.length
    const { number, hash } = lines.at(-1) ?? beginningOf(chain)
    if (wanted !== undefined) texts.push(...lines.map(line => JSON.stringify(line)))
    texts.push(...found.map(problem => `FAIL  ${chain}: ${problem}`))
    texts.push(`${found.length === 0 ? 'ok    ' : ''}${chain}: ${number} lines, head ${hash}`)
  }
  return { texts, wrong }
}

const tableName = async (): Promise<string> => {
  const named = process.env['TRACE_TABLE']
  if (named) return named
  return (await requireDeployment(new SSMClient({}))).tables.trace
}

if (import.meta.main) {
  await command(import.meta.filename, async ([wanted]) => {
    const { texts, wrong } = await traceReport(documentClient(), await tableName(), wanted)
    console.log(texts.join('\n'))
    process.exitCode = wrong > 0 ? 1 : 0
  })
}
