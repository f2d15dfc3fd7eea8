/** A trace for tests of what stands around handlers: a list of lines, in the order in which they were left. */
import { randomBytes } from 'node:crypto'
import { surveyId } from '../../functions/domain/ids.ts'
import { beginningOf, lineAfter } from '../../functions/domain/trace/chain.ts'
import { type Chain, intentionSchema, type Line, type NewLine } from '../../functions/domain/trace/trace.ts'
import type { TraceKeeper } from '../../functions/http/trace.ts'

export const keptInMemory = () => {
  const chains = new Map<Chain, Line[]>()
  const marks = new Set<string>()
  const append = (chain: Chain, line: NewLine): Line => {
    const lines = chains.get(chain) ?? []
    const next = lineAfter(lines.at(-1) ?? beginningOf(chain), line)
    chains.set(chain, [...lines, next])
    return next
  }
  const id = (): string => randomBytes(9).toString('base64url')
  const keeper: TraceKeeper = {
    surveyOf: async () => null,
    isSurvey: async () => false,
    isFiled: async () => false,
    drawSurvey: async () => surveyId(randomBytes(16)),
    intend: async (chain, { roles, ...line }) =>
      intentionSchema.parse(append(chain, { ...line, roles: [...roles], id: id() })),
    settle: async (chain, { number }, outcome, counts, at) => {
      append(chain, { at, id: id(), settles: number, outcome, counts })
    },
    hasMark: async what => marks.has(what),
    putMark: async what => void marks.add(what),
  }
  return { keeper, linesOf: (chain: Chain): Line[] => chains.get(chain) ?? [] }
}
