/** Who may import whom, and what a file may not contain. Each rule returns one sentence for each violation. */
import path from 'node:path'
import { everyKind } from '../../functions/records/every.ts'
import { folders } from './folders.ts'
import type { Import, Source } from './sources.ts'

/** The line that applies to a file or folder. */
export const folderOf = (place: string): string | null => {
  for (let at = place; at !== '.'; at = path.posix.dirname(at)) if (folders[at]) return at
  return null
}

const covers = (entry: string, from: string): boolean => {
  if (entry.endsWith('/*')) return from.startsWith(entry.slice(0, -1))
  return /\.tsx?$/.test(entry) ? entry === from : entry === folderOf(from)
}

const isOfTheTree = ({ from }: Import): boolean => /^(functions|infra|web|test)(\/|$)/.test(from)

/** A suffix names a file's part within its folder. Some parts may not import each other. */
interface Part {
  readonly name: string
  readonly files: RegExp
  readonly never: RegExp
  /** Also for type imports. */
  readonly always?: true
}

const parts: readonly Part[] = [
  {
    name: 'plain data',
    files: /^functions\/(environment|manifest|tables)\.ts$/,
    never: /^(?!functions\/environment\.ts$)/,
  },
  {
    name: 'entry point',
    files: /\.lambda\.ts$/,
    never: /^hono$/,
  },
  {
    // Routes receive their stores as arguments: they may import the types, never the modules.
    name: 'routes',
    files: /^functions\/.*\/(api|[a-z-]+\.routes)\.ts$/,
    never: /\/([a-z-]+[.-])?store\.ts$|^functions\/aws\/|^@aws-sdk\//,
  },
  {
    name: 'store',
    files: /^functions\/.*\/([a-z-]+[.-])?store\.ts$/,
    never: /^functions\/http\/|^hono(\/|$)|\.routes\.ts$/,
    always: true,
  },
  {
    name: 'rules of a function',
    files: /^functions\/(?!domain|aws|http|protocol|formats)[a-z]+\/(?!.*(store|lambda)\.ts$)/,
    never: /^@aws-sdk\//,
  },
  { name: 'anything', files: /^(functions|infra|web)\//, never: /\.lambda\.ts$/, always: true },
]

const allowed = (folder: string, imported: Import): boolean => {
  const { reads, types = [], libraries = [] } = folders[folder] ?? { reads: [] }
  if (!isOfTheTree(imported)) return libraries.some(library => library.test(imported.from))
  if (folderOf(imported.from) === folder) return true
  return [...reads, ...(imported.typeOnly ? [...types, ...typesOf(folder)] : [])].some(entry =>
    covers(entry, imported.from),
  )
}

/** Types of the other side of a call, or of something that is started as its own process. */
const typesOf = (folder: string): readonly string[] => (/^(web|infra\/)/.test(folder) ? ['functions/*'] : [])

export const importViolations = ({ file, imports }: Source): string[] => {
  const folder = folderOf(file)
  if (folder === null) return [`${file}: belongs to no folder that has a line`]
  return imports
    .filter(imported => !allowed(folder, imported))
    .map(({ from }) => `${file} imports ${from}`)
    .concat(
      parts
        .filter(({ files }) => files.test(file))
        .flatMap(({ name, never, always }) =>
          imports
            .filter(({ from, typeOnly }) => never.test(from) && (always || !typeOnly))
            .map(({ from }) => `${file} (${name}) imports ${from}`),
        ),
    )
}

const readBy = (entry: string): string[] =>
  entry.endsWith('/*')
    ? Object.keys(folders).filter(folder => `${folder}/`.startsWith(entry.slice(0, -1)))
    : [folderOf(entry) ?? entry]

/** Folders that import each other, directly or indirectly: each cycle as its path. */
export const circles = (): string[] => {
  const found: string[] = []
  const done = new Set<string>()
  const follow = (folder: string, way: readonly string[]): void => {
    if (way.includes(folder)) found.push([...way.slice(way.indexOf(folder)), folder].join(' -> '))
    if (way.includes(folder) || done.has(folder)) return
    for (const entry of folders[folder]?.reads ?? []) {
      for (const next of readBy(entry)) if (next !== folder) follow(next, [...way, folder])
    }
    done.add(folder)
  }
  for (const folder of Object.keys(folders)) if (folder !== 'test') follow(folder, [])
  return found
}

/** Lines that allow more than is used: a folder that no longer exists, or one that nothing there imports. */
export const idleLines = (sources: readonly Source[]): string[] =>
  Object.entries(folders).flatMap(([folder, { reads }]) => {
    const inside = sources.filter(({ file }) => folderOf(file) === folder)
    if (inside.length === 0) return [`${folder}: has no file of its own`]
    const from = inside.flatMap(({ imports }) => imports.map(imported => imported.from))
    return reads
      .filter(entry => !entry.endsWith('/*') && !from.some(file => covers(entry, file)))
      .map(entry => `${folder}: reads no ${entry}`)
  })

/** Published material is created only through `domain/suppression.ts`, which only `harvest` may import. */
export const publishViolations = ({ file, imports }: Source): string[] => {
  if (!file.startsWith('functions/') || /^functions\/(harvest\/|domain\/suppression)/.test(file)) return []
  return imports.flatMap(({ names, from, typeOnly }) => {
    if (typeOnly || !/domain\/suppression/.test(from)) return []
    return names
      .filter(name => /^publish(?!ed)/.test(name) || name.startsWith('*'))
      .map(name => `${file} imports ${name}, which harvest alone may`)
  })
}

/** The words of a language are one file, however many there are, so that a translator gets a single file. */
const wordsOfALanguage = /\/words\/[a-z]{2}\.ts$/

export const sizeViolations = ({ file, lines }: Source): string[] => {
  if (wordsOfALanguage.test(file)) return []
  const ceiling = file.endsWith('.lambda.ts') ? 25 : file.startsWith('test/') ? 500 : 300
  return lines > ceiling ? [`${file}: ${lines} lines, at most ${ceiling}`] : []
}

const literal = /(['"`])((?:\\.|(?!\1)[^\\])*)\1/g
/** Where questions and their wordings are defined, and where the sample's people answer them. */
const mayName = /^functions\/domain\/instrument\/|\/words\/|^infra\/local\/sample\//
/** "Problems", the errors of an imported row, is also the id of one of Edmondson's items. */
const importsProblems = /^(functions\/domain|web\/desk)\/import\//

/** Rules use an item's purpose: a rule that uses its id would not work for another instrument. */
export const idViolations = ({ file, code }: Source, ids: ReadonlySet<string>): string[] => {
  if (!/^(functions|web|infra)\//.test(file) || mayName.test(file)) return []
  return [...code.matchAll(literal)]
    .map(([, , text = '']) => text.replace(/^#/, ''))
    .filter(text => ids.has(text) && !(text === 'problems' && importsProblems.test(file)))
    .map(text => `${file} names ${text}, an id of an instrument`)
}

const bannedStem = /^(utils?|helpers?|common|misc|managers?)$/
/** A page's entry may be called index; anywhere else that is a barrel. */
const barrel = /^(functions|infra)\/(.*\/)?index\.tsx?$/

export const nameViolations = (name: string): string[] => {
  const stem = path.posix.basename(name).replace(/(\.test|\.lambda)?\.[a-z]+$/, '')
  return bannedStem.test(stem) || barrel.test(name) ? [`${name}: says nothing of what is in it`] : []
}

/** The beginnings of stored keys, up to the first `#`: `invitation`, `review`. */
const keyBeginnings = [
  ...new Set(
    Object.values(everyKind)
      .flat()
      .flatMap(({ partition, sort }) => [partition, sort])
      .flatMap(text => /^([\w-]+)#/.exec(text)?.[1] ?? []),
  ),
]

interface Word {
  readonly what: string
  readonly pattern: RegExp
  readonly where: RegExp
  readonly except: RegExp
}

const nowhere = /^$/

/** Records, the clients below them, and the grants, which a test compares with them. */
const recordKeepers = /^functions\/(records|aws)\/|^functions\/manifest\.ts$/

/** Applied to code without its comments. */
const words: readonly Word[] = [
  {
    what: 'console',
    pattern: /\bconsole\s*[.[]/,
    where: /^(functions|web)\//,
    except: /^functions\/aws\/log\.ts$|^web\/build\.ts$|^web\/build\//,
  },
  {
    what: 'process.env',
    pattern: /\bprocess\s*\??\.\s*env\b|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/,
    where: /^(functions|web)\//,
    except: /^functions\/aws\/env\.ts$/,
  },
  {
    what: 'a branch for this machine',
    pattern: /\b(NODE_ENV|IS_LOCAL|IS_OFFLINE|AWS_SAM_LOCAL|AWS_ENDPOINT_URL\w*|localhost)\b|127\.0\.0\.1/,
    where: /^functions\//,
    // AWS's own variables for a service's address, as its SDK reads them.
    except: /^functions\/aws\/env\.ts$/,
  },
  {
    what: "import { z } from 'zod', which costs 65 kB",
    pattern: /import\s*\{[^}]*\bz\b[^}]*\}\s*from\s*'zod'/,
    where: /./,
    except: /^test\/boundaries/,
  },
  {
    what: 'a clock, chance or the world',
    pattern:
      /\bDate\.now\b|\bnew Date\(\s*\)|\bTemporal\.Now\b|\bMath\.random\b|\bcrypto\s*\.|\bfetch\s*\(|\bset(Timeout|Interval)\b|\bperformance\s*\.|\bprocess\s*\.|\bglobalThis\b|\bawait import\b/,
    where: /^functions\/domain\//,
    except: nowhere,
  },
  {
    what: 'a command or an error of the SDK',
    pattern:
      /\b(Get|Put|Update|Delete|Query|Scan|BatchWrite|BatchGet|TransactWrite)(Item)?Command\b|\bConditionalCheckFailed/,
    where: /^functions\//,
    except: recordKeepers,
  },
  {
    what: 'a key spelled by hand',
    pattern: new RegExp(`\\b[ps]k: *[\`'"]|[\`'"](${keyBeginnings.join('|')})#`),
    where: /^functions\//,
    except: recordKeepers,
  },
  {
    what: 'what tells of a caller’s network or device',
    pattern:
      /\b(sourceIp|userAgent)\b|(['"`])(user-agent|referer|(x-)?forwarded(-[\w-]+)?|[\w-]+-(client|connecting)-ip)\2/i,
    where: /^functions\//,
    except: nowhere,
  },
  { what: 'an unfinished place', pattern: /\b(TODO|FIXME|XXX)\b/, where: /./, except: /^test\/boundaries/ },
]

export const wordViolations = ({ file, code }: Source): string[] =>
  words
    .filter(({ where, except, pattern }) => where.test(file) && !except.test(file) && pattern.test(code))
    .map(({ what }) => `${file} has ${what}`)
