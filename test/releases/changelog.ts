/** What a release says has changed: the subjects of its conventional commits, by what they mean to whoever updates. */

export interface Change {
  readonly id: string
  readonly kind: string
  readonly scope: string
  readonly isBreaking: boolean
  readonly text: string
}

const conventional = /^(?<kind>[a-z]+)(?:\((?<scope>[^)]+)\))?(?<breaking>!)?: (?<text>.+)$/

/** From the lines of `git log --format='%h %s'`; whatever is no conventional commit is left out. */
export const changesIn = (log: string): Change[] =>
  log.split('\n').flatMap(line => {
    const [id = '', ...words] = line.split(' ')
    const { kind, scope = '', breaking, text } = conventional.exec(words.join(' '))?.groups ?? {}
    return kind && text ? [{ id, kind, scope, isBreaking: breaking !== undefined, text }] : []
  })

/** In this order. Tests, documents and builds change nothing for whoever updates. */
const headings: readonly (readonly [title: string, holds: (change: Change) => boolean])[] = [
  ['Before you update', ({ isBreaking }) => isBreaking],
  ['New', ({ kind, isBreaking }) => kind === 'feat' && !isBreaking],
  ['Mended', ({ kind, isBreaking }) => kind === 'fix' && !isBreaking],
  ['Faster', ({ kind, isBreaking }) => kind === 'perf' && !isBreaking],
]

const line = ({ id, scope, text }: Change): string => `- ${scope === '' ? '' : `${scope}: `}${text} (${id})`

/** `day`: 2026-12-01. */
export const entryOf = (version: string, day: string, changes: readonly Change[]): string => {
  const parts = headings.flatMap(([title, holds]) => {
    const own = changes.filter(holds).toSorted((one, other) => (one.scope < other.scope ? -1 : 1))
    return own.length > 0 ? [`### ${title}\n\n${own.map(line).join('\n')}\n`] : []
  })
  return [`## ${version}, ${day}\n`, ...(parts.length > 0 ? parts : ['Nothing that anybody would notice.\n'])].join(
    '\n',
  )
}

const head = '# What has changed\n'

/** The latest release stands first. Refuses one that has an entry. */
export const withEntry = (changelog: string, version: string, entry: string): string => {
  if (changelog.includes(`\n## ${version},`)) throw new Error(`${version} stands in CHANGELOG.md already`)
  const before = changelog.startsWith(head) ? changelog.slice(head.length) : `\n${changelog}`
  return `${head}\n${entry}${before}`.replace(/\n+$/, '\n')
}
