/** The published record of a survey, checked with nothing but the public API: what a participant or a works council has. */
import * as z from 'zod'
import { checkTrace, type TraceCheck } from './trace.ts'
import { recordRoot, sortedRecord } from '../../functions/protocol/record.ts'

/** Open to more fields: a newer version may publish more. */
const pageSchema = z.object({
  serials: z.array(z.string()),
  digests: z.array(z.string()).optional(),
  root: z.string().optional(),
  pages: z.int().optional(),
  invited: z.int(),
  issued: z.int(),
  cast: z.int(),
  counted: z.int(),
  tried: z.int().optional(),
  contested: z.int().optional(),
})

export interface Receipt {
  readonly serial: string
  readonly digest: string
}

export interface RecordCheck {
  readonly counts: Pick<z.infer<typeof pageSchema>, 'invited' | 'issued' | 'cast' | 'counted' | 'tried' | 'contested'>
  /** As published: whoever was invited has the same in a mail. Null where an older version published none. */
  readonly root: string | null
  readonly trace: TraceCheck
  /** What is wrong with it or its trace, a sentence each. */
  readonly problems: readonly string[]
}

const readPage = async (url: string, survey: string, page: number): Promise<z.infer<typeof pageSchema>> => {
  const answer = await fetch(new URL(`/api/receipts/${survey}?page=${page}`, url))
  if (answer.ok) return pageSchema.parse(await answer.json())
  const { code } = z
    .object({ code: z.string().catch('') })
    .catch({ code: '' })
    .parse(await answer.json().catch(() => ({})))
  const why: Readonly<Record<string, string>> = {
    not_harvested: 'nothing is published yet: try again a few minutes after the close',
    survey_cancelled: 'the survey was cancelled, and its ballots were destroyed',
    unknown_survey: 'there is no such survey',
  }
  throw new Error(why[code] ?? `the record could not be read (${answer.status})`)
}

const wholeRecord = async (url: string, survey: string) => {
  const first = await readPage(url, survey, 1)
  const others: z.infer<typeof pageSchema>[] = []
  for (let page = 2; page <= (first.pages ?? 1); page += 1) others.push(await readPage(url, survey, page))
  const pages = [first, ...others]
  return {
    ...first,
    serials: pages.flatMap(({ serials }) => serials),
    digests: first.digests === undefined ? undefined : pages.flatMap(({ digests = [] }) => digests),
    agree: others.every(({ root, counted, cast, issued, invited, tried, contested }) =>
      Object.entries({ root, counted, cast, issued, invited, tried, contested }).every(
        ([name, value]) => Reflect.get(first, name) === value,
      ),
    ),
  }
}

const countProblems = (record: RecordCheck['counts'], listed: number): string[] => {
  const { invited, issued, cast, counted, tried = 0, contested = 0 } = record
  const adds = counted <= cast && counted <= issued && issued <= invited
  return [
    ...(adds
      ? []
      : [`the numbers do not add up: ${counted} counted, ${cast} cast, ${issued} passes, ${invited} invited`]),
    ...(contested <= tried && tried <= issued
      ? []
      : [`the numbers do not add up: ${contested} links contested, ${tried} tried again, ${issued} passes`]),
    // Where the numbers do not add up no receipt is published, and no result either.
    ...(listed === counted || (listed === 0 && !adds)
      ? []
      : [`${counted} are said to be counted, and ${listed} listed`]),
  ]
}

const ownProblem = (entries: readonly Receipt[], { serial, digest }: Receipt): string[] => {
  const found = entries.find(entry => entry.serial === serial)
  if (!found) return [`the receipt ${serial} is not in the record`]
  return found.digest === digest ? [] : [`the receipt ${serial} stands beside other answers: ${found.digest}`]
}

/**
 * Whether the record is sorted, without a double, adds up and has the root that it says, and holds `receipt` if one is
 * given; and whether the trace of those who hold a role is a chain. `mailed` is the root in somebody's mail, `head` the head
 * of the trace beside it. Throws where there is no record.
 */
export const checkRecord = async (
  url: string,
  survey: string,
  { receipt, mailed, head }: { readonly receipt?: Receipt; readonly mailed?: string; readonly head?: string } = {},
): Promise<RecordCheck> => {
  const { serials, digests, root, agree, ...record } = await wholeRecord(url, survey)
  const trace = await checkTrace(url, survey, head)
  const { invited, issued, cast, counted, tried, contested } = record
  const counts = { invited, issued, cast, counted, tried, contested }
  const entries = serials.map((serial, at) => ({ serial, digest: digests?.[at] ?? '' }))
  const sorted = sortedRecord(entries).every(({ serial }, at) => serial === serials[at])
  const isWhole = root !== undefined && digests?.length === serials.length
  return {
    counts,
    root: root ?? null,
    trace,
    problems: [
      ...(agree ? [] : ['its pages are of two records']),
      ...(sorted && new Set(serials).size === serials.length
        ? []
        : ['its receipts are not sorted, or one stands twice']),
      ...countProblems(counts, serials.length),
      ...(isWhole ? [] : ['it has no digests and no root: an older version published it']),
      ...(!isWhole || recordRoot(survey, counts, entries) === root ? [] : ['its root is not that of what it lists']),
      ...(mailed === undefined || mailed === root ? [] : [`the mail names another root: ${mailed}`]),
      ...(receipt ? ownProblem(entries, receipt) : []),
      ...trace.problems,
    ],
  }
}
