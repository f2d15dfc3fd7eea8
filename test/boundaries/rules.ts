/** Who may import whom, and what a file may not say. Each rule gives the sentences that name what breaks it. */
import path from 'node:path'
import type { Import, Source } from './sources.ts'

interface Layer {
  readonly name: string
  readonly files: RegExp
  /** What its files may import when the program runs; a file's own folder is always among it unless `ownFolder` is false. */
  readonly values: readonly RegExp[]
  /** What they may import besides as types, which are gone when it runs. */
  readonly types: readonly RegExp[]
  readonly ownFolder?: false
}

const data = [/^functions\/(manifest|tables)\.ts$/]
const domain = [/^functions\/domain\//]
const pureLibraries = [
  /^zod$/,
  /^wink-porter2-stemmer$/,
  /^simple-statistics$/,
  /^temporal-polyfill$/,
  /^csv-parse\/sync$/,
]
const runtime = [/^node:/]

/** First match holds. */
export const layers: readonly Layer[] = [
  { name: 'plain data', files: /^functions\/(manifest|tables)\.ts$/, values: [], types: data, ownFolder: false },
  {
    name: 'domain',
    files: /^functions\/domain\//,
    values: [...domain, ...pureLibraries, /^functions\/tables\.ts$/],
    types: [],
  },
  {
    name: 'protocol',
    files: /^functions\/protocol\//,
    values: [...domain, /^node:crypto$/, /^@hpke\/core$/],
    types: [],
  },
  { name: 'http', files: /^functions\/http\//, values: [...domain, /^hono(\/|$)/, /^zod$/], types: [] },
  {
    name: 'aws',
    files: /^functions\/aws\//,
    values: [...domain, ...data, /^@(aws-sdk|smithy)\//, /^zod$/, /^node:(timers\/promises|crypto)$/],
    types: [],
  },
  {
    name: 'entry point',
    files: /^functions\/[a-z]+\/[a-z]+\.lambda\.ts$/,
    values: [
      ...domain,
      ...data,
      /^functions\/(aws|http|protocol)\//,
      /^@aws-sdk\//,
      /^hono\/aws-lambda$/,
      /^node:crypto$/,
    ],
    types: [],
  },
  {
    name: 'formats',
    files: /^functions\/learning\/formats\//,
    values: [...domain, /^docx$/, /^ical-generator$/, /^marked$/, /^zod$/],
    types: [],
  },
  {
    name: 'store',
    files: /^functions\/[a-z]+\/([a-z-]+-)?store\.ts$/,
    values: [
      ...domain,
      ...data,
      /^functions\/aws\//,
      /^functions\/protocol\//,
      /^@aws-sdk\//,
      /^zod$/,
      /^node:crypto$/,
    ],
    types: [],
  },
  {
    name: 'routes',
    files: /^functions\/[a-z]+\/api\.ts$/,
    values: [...domain, /^functions\/(http|protocol)\//, /^hono(\/|$)/, /^zod$/, /^node:crypto$/],
    types: [],
  },
  {
    name: 'function',
    files: /^functions\/[a-z]+\//,
    values: [
      ...domain,
      ...data,
      /^functions\/(aws|http|protocol)\//,
      /^zod$/,
      /^hono(\/|$)/,
      /^node:(crypto|util|timers\/promises)$/,
    ],
    types: [/^@aws-sdk\//],
  },
  {
    name: 'embedded world and commands',
    files: /^infra\/(local|commands|doctor)\//,
    // The embedded world builds the site, and its sample people answer with the page's own client.
    values: [
      ...domain,
      ...data,
      /^functions\/(aws|protocol)\//,
      // The sample’s past is written by the stores, and what was published by the harvest’s: no API writes the past.
      /^functions\/(learning\/stores|harvest\/store)\.ts$/,
      /^infra\//,
      /^web\/(build|answer\/(form|participant))\.ts$/,
      /^[^.]*$/,
    ],
    types: [/^functions\//],
  },
  {
    name: 'stack',
    files: /^infra\//,
    values: [
      ...data,
      /^infra\/[a-z]+\.ts$/,
      /^aws-cdk-lib(\/|$)/,
      /^constructs$/,
      /^cdk-nag$/,
      /^esbuild$/,
      /^zod$/,
      ...runtime,
    ],
    types: [],
  },
  {
    name: 'site builder',
    files: /^web\/build\.ts$|^web\/build\//,
    values: [...domain, /^web\//, /^esbuild$/, /^preact(-|\/|$)/, ...runtime],
    types: [/^functions\//],
  },
  {
    name: 'web',
    files: /^web\//,
    values: [
      ...domain,
      /^web\//,
      /^preact(\/|$)/,
      /^d3-(scale|shape)$/,
      /^minisearch$/,
      /^@hpke\/core$/,
      /^oauth4webapi$/,
      /^uqr$/,
      /^zod(\/mini)?$/,
    ],
    types: [/^functions\//],
  },
  { name: 'tests', files: /^test\//, values: [/./], types: [] },
]

const inOwnFolder = (file: string, from: string): boolean => from.startsWith(`${path.posix.dirname(file)}/`)

/** A route module takes its store as an argument: it may know its type, never the module that runs. */
const reachesPastItsArguments = (layer: Layer, file: string, imported: Import): boolean =>
  layer.name === 'routes' &&
  !imported.typeOnly &&
  inOwnFolder(file, imported.from) &&
  /\/([a-z-]+-)?store\.ts$/.test(imported.from)

const allowed = (layer: Layer, file: string, imported: Import): boolean => {
  if (reachesPastItsArguments(layer, file, imported)) return false
  if (layer.ownFolder !== false && inOwnFolder(file, imported.from)) return !imported.from.endsWith('.lambda.ts')
  const patterns = imported.typeOnly ? [...layer.values, ...layer.types] : layer.values
  return patterns.some(pattern => pattern.test(imported.from))
}

export const importViolations = ({ file, imports }: Source): string[] => {
  const layer = layers.find(({ files }) => files.test(file))
  if (!layer) return [`${file}: belongs to no layer`]
  return imports
    .filter(imported => !allowed(layer, file, imported))
    .map(({ from }) => `${file} (${layer.name}) imports ${from}`)
}

/** The one way to make published material is an import of `domain/suppression.ts` that `harvest` alone has. */
export const publishViolations = ({ file, imports }: Source): string[] => {
  if (!file.startsWith('functions/') || /^functions\/(harvest\/|domain\/suppression)/.test(file)) return []
  return imports.flatMap(({ names, from, typeOnly }) => {
    if (typeOnly || !/domain\/suppression/.test(from)) return []
    return names
      .filter(name => /^publish(?!ed)/.test(name) || name.startsWith('*'))
      .map(name => `${file} imports ${name}, which harvest alone may`)
  })
}

/** The words of a language are one file, however many they are: a translator is given one. */
const wordsOfALanguage = /\/words\/[a-z]{2}\.ts$/

export const sizeViolations = ({ file, lines }: Source): string[] => {
  if (wordsOfALanguage.test(file)) return []
  const ceiling = file.endsWith('.lambda.ts') ? 25 : file.startsWith('test/') ? 500 : 300
  return lines > ceiling ? [`${file}: ${lines} lines, at most ${ceiling}`] : []
}

const bannedStem = /^(utils?|helpers?|common|misc|managers?)$/
/** A page's entry may be called index; anywhere else it is a barrel. */
const barrel = /^(functions|infra)\/(.*\/)?index\.tsx?$/

export const nameViolations = (name: string): string[] => {
  const stem = path.posix.basename(name).replace(/(\.test|\.lambda)?\.[a-z]+$/, '')
  return bannedStem.test(stem) || barrel.test(name) ? [`${name}: says nothing of what is in it`] : []
}

interface Word {
  readonly what: string
  readonly pattern: RegExp
  readonly where: RegExp
  readonly except: RegExp
}

const nowhere = /^$/

/** Said of code without its comments. */
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
    // Where AWS's own variables say that a service is, as its SDK reads them.
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
  { what: 'an unfinished place', pattern: /\b(TODO|FIXME|XXX)\b/, where: /./, except: /^test\/boundaries/ },
]

export const wordViolations = ({ file, code }: Source): string[] =>
  words
    .filter(({ where, except, pattern }) => where.test(file) && !except.test(file) && pattern.test(code))
    .map(({ what }) => `${file} has ${what}`)
