/**
 * `npm run release -- VERSION`: makes a release of what is committed. Writes the version, an entry of CHANGELOG.md from
 * the commits since the last one, what every later release is tried on (test/releases/VERSION) and the hashes of all
 * that is deployed, then commits and tags it. `--dry-run` prints the entry, and writes nothing.
 * `npm run release -- --pin` does the part under test/releases alone, for the version of package.json.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { bundleFunctions } from '../../infra/bundle.ts'
import { command } from '../../infra/command.ts'
import { isLater, ownVersion, versionSchema } from '../../infra/version.ts'
import { buildSite } from '../../web/build.ts'
import { filesIn, hashOf } from '../../web/integrity.ts'
import { changesIn, entryOf, withEntry } from './changelog.ts'
import { pin } from './pin.ts'
import { requireUnpinned } from './pinned.ts'

const root = path.join(import.meta.dirname, '..', '..')
const changelogFile = path.join(root, 'CHANGELOG.md')

const git = (...words: string[]): string => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim()

const lastTag = (): string | null => git('tag', '--list', 'v*', '--sort=-version:refname').split('\n')[0] || null

/** The last tag; before there is one, what was pinned last. */
const lastRelease = (): string | null =>
  lastTag() ?? (git('log', '-1', '--format=%H', '--diff-filter=A', '--', 'test/releases/*/template.json') || null)

const logSinceLast = (): string => {
  const since = lastRelease()
  return git('log', '--no-merges', '--format=%h %s', ...(since === null ? [] : [`${since}..HEAD`]))
}

/** As `sha256sum --check` reads it in a folder with the site and the bundles. */
const hashesOfBuild = async (): Promise<string> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'murmur-release-'))
  try {
    await buildSite({ outDir: path.join(folder, 'site') })
    await bundleFunctions({ outDir: path.join(folder, 'functions') })
    const files = await filesIn(folder)
    return files.map(file => `${hashOf(readFileSync(path.join(folder, file)))}  ${file}\n`).join('')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const requireReleasable = (version: string): void => {
  const own = ownVersion()
  if (isLater(own, version)) throw new Error(`${version} is earlier than ${own}, which is here`)
  if (git('tag', '--list', `v${version}`) !== '') throw new Error(`v${version} is a tag already`)
  requireUnpinned(version)
}

const release = async (version: string, isTrial: boolean): Promise<void> => {
  requireReleasable(version)
  const entry = entryOf(version, new Date().toISOString().slice(0, 10), changesIn(logSinceLast()))
  if (isTrial) return console.log(entry)
  if (git('status', '--porcelain') !== '') throw new Error('commit first: a release is what is committed')
  // Of both files that hold it.
  execFileSync('npm', ['version', version, '--no-git-tag-version', '--allow-same-version'], { cwd: root })
  const changelog = existsSync(changelogFile) ? readFileSync(changelogFile, 'utf8') : ''
  writeFileSync(changelogFile, withEntry(changelog, version, entry))
  const folder = await pin(version)
  writeFileSync(path.join(folder, 'hashes.txt'), await hashesOfBuild())
  git('add', 'package.json', 'package-lock.json', changelogFile, folder)
  git('commit', '--quiet', '-m', `chore(release): ${version}`)
  git('tag', '--annotate', `v${version}`, '-m', version)
  console.log(`${version} is committed and tagged: git push --follow-tags`)
}

await command(import.meta.filename, async words => {
  const options = { pin: { type: 'boolean', default: false }, 'dry-run': { type: 'boolean', default: false } } as const
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
  if (values.pin) return console.log(`pinned in ${await pin(ownVersion())}`)
  return release(versionSchema.parse(positionals[0] ?? ''), values['dry-run'])
})
