/** What the documents say about the tree: the paths they name, and the sections that comments cite. */
import path from 'node:path'

/** The folders that paths begin with; anything else may be the end of a path. */
export const topFolders = ['functions', 'infra', 'web', 'test', 'docs', '.ci']

const fileEnding = /[\w-]\.(tsx?|json|md|css|html)$/
const plainPath = /^[\w.-]+(\/[\w.-]+)*\/?$/

/**
 * Code spans that are paths in the tree, in full or from a folder within it: `functions/tables.ts`, `domain/ids.ts`.
 */
const isPath = (word: string): boolean => {
  if (!plainPath.test(word)) return false
  const [top = '', ...below] = word.split('/')
  return (topFolders.includes(top) && below.length > 0) || fileEnding.test(word)
}

const code = /```[\s\S]*?```|`([^`\n]+)`/g
const link = /\]\(([^)\s]+)\)/g

/** Fenced pictures are generated, and a source or a file that a page says to add is not there yet. */
const wordsOfCode = (text: string): string[] =>
  [...text.replaceAll(/A new file `[^`]+`/g, '').matchAll(code)].flatMap(([whole]) =>
    /^```(mermaid|tsx?\n)/.test(whole) ? [] : whole.replaceAll('`', ' ').split(/[\s,;()'"]+/),
  )

const localLinks = (file: string, text: string): string[] =>
  [...text.matchAll(link)].flatMap(([, to = '']) => {
    const [target = ''] = to.split('#')
    return target === '' || /^[a-z]+:/.test(target) ? [] : [path.posix.join(path.posix.dirname(file), target)]
  })

/** Paths that a page names but the tree does not have. `names`: all files and folders of the tree, with `/`. */
export const missingPaths = (file: string, text: string, names: readonly string[]): string[] => {
  const known = new Set(names)
  const exists = (name: string): boolean => known.has(name) || names.some(other => other.endsWith(`/${name}`))
  const named = wordsOfCode(text)
    .filter(isPath)
    .map(word => word.replace(/\/$/, ''))
  const linked = localLinks(file, text).filter(name => !known.has(name))
  return [...new Set([...named.filter(name => !exists(name)), ...linked])].map(name => `${file}: ${name}`)
}

/** Comments that cite a section of docs/architecture.md that has no heading. */
export const missingSections = (file: string, text: string, page: string): string[] =>
  [...text.matchAll(/docs\/architecture\.md section (\d+)/g)].flatMap(([cited, number]) =>
    page.includes(`\n## ${number}. `) ? [] : [`${file}: ${cited}`],
  )
