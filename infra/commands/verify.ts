/**
 * `npm run verify -- site URL`: builds the site from this clone and compares it with the one that stands at the address,
 * file by file; names each file that differs, is missing or is not known here. Check out the release that the site says
 * it runs. It proves what this machine was served at this moment: not that somebody else is served the same, nor what
 * the functions behind the site do.
 *
 * `npm run verify -- record URL SURVEY`: whether the published record of a survey adds up and has the root that it says,
 * with nothing but the public API. `--root ROOT` compares the root with the one in a mail, `--receipt SERIAL,DIGEST` looks
 * for a ballot of one's own. The trace of those who hold a role is checked too: its lines are a chain, and `--head HEAD`, as it
 * stands beside the root in the mail, is the head of one of them. It proves that what was listed is what everybody with that root was shown, and that a
 * receipt is in it: not that nobody was invited twice.
 *
 * `npm run verify -- trace URL SURVEY`: that trace alone, also of a survey that was cancelled or ended unread, which has no
 * record.
 *
 * Exits with 1 if anything differs.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildSite } from '../../web/build.ts'
import { parseArgs } from 'node:util'
import { surveyIdSchema } from '../../functions/domain/ids.ts'
import { command } from '../command.ts'
import { checkRecord, type RecordCheck } from '../verify/record.ts'
import { type Comparison, compareSite } from '../verify/site.ts'
import { checkTrace, type TraceCheck } from '../verify/trace.ts'

export const asText = (url: string, { files, differences, settings }: Comparison): string =>
  [
    ...differences.map(({ name, what }) => `FAIL  ${name} ${what}`),
    differences.length === 0
      ? `ok    ${url} serves the ${files} files that this clone builds, and no other is named`
      : `${differences.length} of what ${url} serves is not what this clone builds`,
    ...(settings ? [`its settings (config.json, in no build): ${settings}`] : []),
  ].join('\n')

const verifySite = async (url: string): Promise<void> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'murmur-verify-'))
  try {
    await buildSite({ outDir: folder })
    const comparison = await compareSite(url, folder)
    console.log(asText(url, comparison))
    process.exitCode = comparison.differences.length > 0 ? 1 : 0
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const linksAsText = ({ issued, cast, tried, contested }: RecordCheck['counts']): string => {
  const unused = Math.max(0, issued - cast)
  return [
    `; ${unused} ${unused === 1 ? 'pass' : 'passes'} not used`,
    ...(tried === undefined || contested === undefined
      ? []
      : [`; ${tried} ${tried === 1 ? 'link' : 'links'} tried again, ${contested} contested`]),
  ].join('')
}

const linesAsText = ({ lines, unsettled, head }: TraceCheck): string =>
  `${lines} lines, ${unsettled} acts of which nobody knows what became, head ${head}`

export const recordAsText = (survey: string, { counts, root, trace, problems }: RecordCheck): string =>
  [
    ...problems.map(problem => `FAIL  ${problem}`),
    `${problems.length === 0 ? 'ok    ' : ''}${survey}: ${counts.counted} counted of ${counts.issued} who had a pass and ${counts.invited} invited${linksAsText(counts)}`,
    ...(root === null ? [] : [`its root: ${root}`]),
    `its trace: ${linesAsText(trace)}`,
  ].join('\n')

export const traceAsText = (survey: string, trace: TraceCheck): string =>
  [
    ...trace.problems.map(problem => `FAIL  ${problem}`),
    `${trace.problems.length === 0 ? 'ok    ' : ''}${survey}: ${linesAsText(trace)}`,
  ].join('\n')

const verifyTrace = async (url: string, survey: string, head: string | undefined): Promise<void> => {
  const check = await checkTrace(url, survey, head)
  console.log(traceAsText(survey, check))
  process.exitCode = check.problems.length > 0 ? 1 : 0
}

const verifyRecord = async (
  url: string,
  survey: string,
  {
    root,
    receipt,
    head,
  }: { readonly root?: string | undefined; readonly receipt?: string | undefined; readonly head?: string | undefined },
): Promise<void> => {
  const [serial = '', digest = ''] = receipt?.split(',') ?? []
  if (receipt !== undefined && !/^[0-9a-f]{64},[\w-]{43}$/.test(receipt))
    throw new Error('--receipt wants the two lines of a receipt, with a comma between them')
  const check = await checkRecord(url, survey, {
    ...(receipt === undefined ? {} : { receipt: { serial, digest } }),
    ...(root === undefined ? {} : { mailed: root }),
    ...(head === undefined ? {} : { head }),
  })
  console.log(recordAsText(survey, check))
  process.exitCode = check.problems.length > 0 ? 1 : 0
}

if (import.meta.main) {
  await command(import.meta.filename, async () => {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { root: { type: 'string' }, receipt: { type: 'string' }, head: { type: 'string' } },
    })
    const [what, url = '', survey = ''] = positionals
    const isUrl = URL.canParse(url)
    if (what === 'site' && isUrl) await verifySite(url)
    else if (what === 'record' && isUrl && surveyIdSchema.safeParse(survey).success)
      await verifyRecord(url, survey, values)
    else if (what === 'trace' && isUrl && surveyIdSchema.safeParse(survey).success)
      await verifyTrace(url, survey, values.head)
    else
      throw new Error(
        'say what to verify: -- site https://murmur.corp.example, or -- record (or -- trace) https://murmur.corp.example srv_...',
      )
  })
}
