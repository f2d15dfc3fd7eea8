/** Compares package.json with the imports and with docs/dependencies.md. */
import type { Source } from './sources.ts'

export interface Listed {
  readonly dependencies: readonly string[]
  readonly devDependencies: readonly string[]
}

/** Run as commands or by other tools, never imported. */
const tools = [
  '@biomejs/biome',
  '@types/node',
  'aws-cdk',
  'node',
  'oxlint',
  // The compiler that oxlint uses for types.
  'oxlint-tsgolint',
  'typescript',
]

const packageOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')

const importedBy = (sources: readonly Source[]): Set<string> =>
  new Set(sources.flatMap(({ imports }) => imports.map(({ from }) => packageOf(from))))

const sentence = (names: readonly string[], what: string): string[] => names.map(name => `${name} ${what}`)

export const idleDependencies = ({ dependencies, devDependencies }: Listed, sources: readonly Source[]): string[] => {
  const all = importedBy(sources)
  const shipped = importedBy(sources.filter(({ file }) => !file.startsWith('test/')))
  const isUsed = (name: string): boolean => {
    const typed = name.replace(/^@types\//, '')
    return all.has(name) || tools.includes(name) || (typed !== name && all.has(typed))
  }
  return [
    ...sentence(
      dependencies.filter(name => !all.has(name)),
      'is imported by nobody',
    ),
    ...sentence(
      dependencies.filter(name => all.has(name) && !shipped.has(name)),
      'is imported by tests alone',
    ),
    ...sentence(
      devDependencies.filter(name => !isUsed(name)),
      'is used by nobody',
    ),
  ]
}

/** The first cell of each row. After a scoped name, further names may omit the scope. */
const namedIn = (text: string): string[] =>
  text.split('\n').flatMap(line => {
    const names = Array.from(/^\|([^|]*)\|/.exec(line)?.[1]?.matchAll(/`([^`]+)`/g) ?? [], ([, name = '']) => name)
    const scope = /^@[^/]+\//.exec(names[0] ?? '')?.[0] ?? ''
    return names.map((name, at) => (at > 0 && !name.includes('/') && scope === '@aws-sdk/' ? `${scope}${name}` : name))
  })

export const undocumented = ({ dependencies, devDependencies }: Listed, text: string): string[] => {
  const listed = [...dependencies, ...devDependencies]
  const named = namedIn(text)
  return [
    ...sentence(
      listed.filter(name => !named.includes(name) && !name.startsWith('@types/')),
      'has no line in docs/dependencies.md',
    ),
    ...sentence(
      named.filter(name => !listed.includes(name) && name !== '@types/*'),
      'has a line and is not in package.json',
    ),
  ]
}
