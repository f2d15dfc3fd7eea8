/** Which test files a change can break: those that reach a changed file by imports, by its path, or by what is built. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { readSources, type Source } from './boundaries/sources.ts'

const folders = ['functions', 'infra', 'web', 'test']

/** Every test stands on these. */
const underAll = /^(?:package(?:-lock)?\.json|tsconfig\.json|vitest\.config\.ts|test\/seed\.ts)$/

/** What these read without naming it. */
const readWhole: Readonly<Record<string, RegExp>> = {
  'infra/bundle.ts': /\.lambda\.ts$/,
  'infra/licences.ts': /^package-lock\.json$/,
  'test/boundaries/sources.ts': /./,
  'web/build.ts': /^web\//,
}

const literal = /'([^'\n]*)'|`([^`$\n]*)/g
const inARow = /'[^'\n]*'(?:,\s*'[^'\n]*')+/g
const plainPath = /^(?:\.{1,2}\/|\w)[\w./-]*\/[\w.-]*$/

/** Paths in the text of a file, whole or piece by piece: what it reads, runs or loads by them. */
const pathsIn = ({ file, code }: Source): string[] => {
  const whole = [...code.matchAll(literal)].map(([, quoted, template]) => quoted ?? template ?? '')
  const pieces = [...code.matchAll(inARow)].map(([row]) =>
    row
      .slice(1, -1)
      .split(/',\s*'/)
      .join('/'),
  )
  return [...whole, ...pieces]
    .filter(text => plainPath.test(text))
    .flatMap(text => [path.posix.normalize(text), path.posix.join(path.posix.dirname(file), text)])
    .map(name => name.replace(/\/$/, ''))
    .filter(name => name.includes('/') && !name.startsWith('.'))
}

/** `names`: every file of the tree, and what has been one. */
export const testsOf = (changed: readonly string[], sources: readonly Source[], names: readonly string[]): string[] => {
  const known = new Set(names)
  const reads = new Map(
    sources.map(source => {
      const { file, imports } = source
      const isWritten = /^(?:test|infra)\//.test(file)
      const named = isWritten ? pathsIn(source) : []
      const within = named.filter(name => !known.has(name)).map(name => `${name}/`)
      const whole = readWhole[file]
      const besides = names.filter(name => whole?.test(name) || within.some(folder => name.startsWith(folder)))
      const imported = imports.filter(({ typeOnly }) => !typeOnly).map(({ from }) => from)
      return [file, [...imported, ...named, ...besides].filter(name => known.has(name))] as const
    }),
  )
  const readBy = new Map<string, string[]>()
  for (const [file, read] of reads) for (const name of read) readBy.set(name, [...(readBy.get(name) ?? []), file])
  const reached = new Set(changed)
  for (const file of reached) for (const reader of readBy.get(file) ?? []) reached.add(reader)
  const tests = sources.map(({ file }) => file).filter(file => file.endsWith('.test.ts'))
  return changed.some(file => underAll.test(file)) ? tests : tests.filter(file => reached.has(file))
}

const git = (...words: readonly string[]): string[] =>
  execFileSync('git', words, { encoding: 'utf8' }).split('\n').filter(Boolean)

/** Files that differ from a revision, and those that git does not know yet. */
export const changedSince = (revision: string): string[] => [
  ...git('diff', '--name-only', '--no-renames', revision),
  ...git('ls-files', '--others', '--exclude-standard'),
]

export const testsChangedSince = (revision: string): string[] => {
  const changed = changedSince(revision)
  return testsOf(changed, readSources(folders), [...git('ls-files'), ...changed])
}
