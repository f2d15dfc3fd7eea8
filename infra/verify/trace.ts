/** A survey’s trace, checked with nothing but the public API: whether its lines are a chain, and have a head that was mailed. */
import { surveyIdSchema } from '../../functions/domain/ids.ts'
import { beginningOf, lineAfter } from '../../functions/domain/trace/chain.ts'
import { type Chain, isIntention, type Line } from '../../functions/domain/trace/trace.ts'
import { surveyTraceSchema } from '../../functions/domain/trace/view.ts'

/**
 * What is wrong with lines that are said to be a chain, a sentence each. `known` is a head that was told earlier, in a mail
 * for example: it has to be that of one of the lines, or of the chain before its first.
 */
export const chainProblems = (chain: Chain, lines: readonly Line[], known?: string): string[] => {
  const problems: string[] = []
  let head = beginningOf(chain)
  const heads = new Set([head.hash])
  for (const line of lines) {
    if (line.number !== head.number + 1)
      problems.push(`line ${line.number} of its trace follows on line ${head.number}`)
    if (lineAfter(head, line).hash !== line.hash)
      problems.push(`line ${line.number} of its trace is not the one that was written there`)
    head = { number: line.number, hash: line.hash }
    heads.add(line.hash)
  }
  const intended = new Set(lines.filter(isIntention).map(({ number }) => number))
  const settled = lines.flatMap(line => (isIntention(line) ? [] : [line.settles]))
  for (const number of settled)
    if (!intended.has(number)) problems.push(`nobody intended what line ${number} of its trace is said to have been`)
  if (new Set(settled).size !== settled.length) problems.push('something in its trace is settled twice')
  if (known !== undefined && !heads.has(known)) problems.push(`its trace has no line with the head ${known}`)
  return problems
}

export interface TraceCheck {
  readonly lines: number
  readonly head: string
  /** Acts of which nobody knows what became. */
  readonly unsettled: number
  readonly problems: readonly string[]
}

const readPage = async (url: string, survey: string, page: number) => {
  const answer = await fetch(new URL(`/api/trace/${survey}?page=${page}`, url))
  if (!answer.ok) throw new Error(`the trace could not be read (${answer.status})`)
  return surveyTraceSchema.parse(await answer.json())
}

/** `mailed` is the head in somebody’s mail. */
export const checkTrace = async (url: string, survey: string, mailed?: string): Promise<TraceCheck> => {
  const { head, pages = 1, ...first } = await readPage(url, survey, 1)
  const lines = [...first.lines]
  for (let page = 2; page <= pages; page += 1) lines.push(...(await readPage(url, survey, page)).lines)
  // More may have come between two pages.
  const whole = lines.slice(0, head.number)
  const last = whole.at(-1)?.hash ?? beginningOf(surveyIdSchema.parse(survey)).hash
  const settled = new Set(whole.flatMap(line => (isIntention(line) ? [] : [line.settles])))
  return {
    lines: whole.length,
    head: head.hash,
    unsettled: whole.filter(line => isIntention(line) && !settled.has(line.number)).length,
    problems: [
      ...chainProblems(surveyIdSchema.parse(survey), whole, mailed),
      ...(whole.length === head.number && last === head.hash ? [] : ['its trace ends elsewhere than it says']),
    ],
  }
}
