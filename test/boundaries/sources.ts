/** The tree's sources as text, with the imports of each. Read once; nothing is executed. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface Import {
  /** A path from the root for a file of the tree, otherwise the package name as written. */
  readonly from: string
  readonly names: readonly string[]
  /** A type import, absent at run time. */
  readonly typeOnly: boolean
}

export interface Source {
  /** The path from the root, with `/`. */
  readonly file: string
  readonly lines: number
  /** Without comments. */
  readonly code: string
  readonly imports: readonly Import[]
}

const root = path.join(import.meta.dirname, '..', '..')

const literalOrComment = /(['"`])(?:\\.|(?!\1)[^\\])*\1|\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*/g

const withoutComments = (text: string): string =>
  text.replace(literalOrComment, match => (match.startsWith('/') ? match.replace(/[^\n]/g, '') : match))

const statement =
  /^(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s*'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm

const namesOf = (clause: string): { names: string[]; typeOnly: boolean } => {
  const braces = /\{([\s\S]*)\}/.exec(clause)?.[1]
  const listed = (braces ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean)
  const outside = clause
    .replace(/\{[\s\S]*\}/, '')
    .replace(',', '')
    .trim()
  return {
    names: [...listed.map(name => name.replace(/^type\s+/, '').replace(/\s+as\s.*$/, '')), outside].filter(Boolean),
    typeOnly: outside === '' && listed.length > 0 && listed.every(name => name.startsWith('type ')),
  }
}

export const importsOf = (file: string, code: string): Import[] =>
  [...code.matchAll(statement)].map(([, typeWord, clause = '', named, bare, dynamic]) => {
    const specifier = named ?? bare ?? dynamic ?? ''
    const from = specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier
    const { names, typeOnly } = namesOf(clause)
    return { from, names, typeOnly: typeWord !== undefined || typeOnly }
  })

/** A source that need not exist, for testing a rule against what it forbids. */
export const source = (file: string, text: string): Source => {
  const code = withoutComments(text)
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  return { file, lines, code, imports: importsOf(file, code) }
}

export const readSources = (folders: readonly string[]): Source[] =>
  folders.flatMap(folder =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map(entry => {
        const full = path.join(entry.parentPath, entry.name)
        return source(path.relative(root, full).split(path.sep).join('/'), readFileSync(full, 'utf8'))
      }),
  )

/** Null if there is no such file. */
export const readText = (file: string): string | null => {
  try {
    return readFileSync(path.join(root, file), 'utf8')
  } catch {
    return null
  }
}

/** Every folder and file name below the given folders. */
export const readNames = (folders: readonly string[]): string[] =>
  folders.flatMap(folder =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      name => `${folder}/${name.split(path.sep).join('/')}`,
    ),
  )
