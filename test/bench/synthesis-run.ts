/**
 * In its own process: the synthesis of a file's content. Prints the CPU seconds it took and the peak memory. Loading
 * the runtime, which every Lambda does before its first event, is not counted.
 */
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { namedPersonSchema, statementSchema } from '../../functions/domain/synthesis/schema.ts'
import { synthesize } from '../../functions/domain/synthesis/synthesis.ts'

const { people, statements } = z
  .object({ people: z.array(namedPersonSchema), statements: z.array(statementSchema) })
  .parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')))
const before = process.cpuUsage()
synthesize(statements, people)
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ seconds: (user + system) / 1e6, megabytes: process.resourceUsage().maxRSS / 1024 }))
