/**
 * `npm run verify -- site URL`: builds the site from this clone and compares it with the one that stands at the address,
 * file by file; names each file that differs, is missing or is not known here, and exits with 1 if there is any. Check
 * out the release that the site says it runs.
 *
 * It proves what this machine was served at this moment. It does not prove that somebody else is served the same, nor
 * what the functions behind the site do.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildSite } from '../../web/build.ts'
import { command } from '../command.ts'
import { type Comparison, compareSite } from '../verify/site.ts'

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

if (import.meta.main) {
  await command(import.meta.filename, async ([what, url = '']) => {
    if (what !== 'site' || !URL.canParse(url))
      throw new Error('say what to verify: npm run verify -- site https://murmur.corp.example')
    await verifySite(url)
  })
}
