/**
 * `node web/build.ts`: the static site in dist/site. Pages of words (answer, privacy, unsubscribe) are rendered here,
 * in every language; every other folder with an index.html and a main.ts or main.tsx is a page of its own.
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { instruments } from '../functions/domain/instrument/registry.ts'
import { type Language, languages, pathOf, usualLanguage } from '../functions/domain/language/language.ts'
import { openApiDocument } from '../functions/http/openapi.ts'
import { everyOperation } from '../functions/calls/operations.ts'
import { inlineStyle } from '../infra/headers.ts'
import { bundledPackages, licencesOf } from '../infra/licences.ts'
import { answerPage } from './answer/page.ts'
import { filesIn, integrityOf, putManifest, withIntegrity } from './integrity.ts'
import { privacyPage } from './privacy/page.ts'
import { unsubscribePage } from './unsubscribe/page.ts'

const web = import.meta.dirname

interface Bundle {
  readonly script: string
  readonly style: string | null
  /** What the script imports at once: fetched beside it, not after it. */
  readonly beside: readonly string[]
}

interface Site {
  readonly outDir: string
  /** Folders of the libraries in what was built so far. */
  readonly packages: Set<string>
  readonly plugins: readonly Plugin[]
}

export interface SiteSettings {
  readonly outDir: string
  /** A test's own. */
  readonly plugins?: readonly Plugin[]
}

/** Addresses under /assets/ carry a hash of what they hold: they may be kept for ever. */
const assets = (outDir: string): BuildOptions => ({
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  outdir: path.join(outDir, 'assets'),
  outbase: web,
  entryNames: '[dir]-[name]-[hash]',
  chunkNames: 'shared-[hash]',
  assetNames: '[name]-[hash]',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.svg': 'file' },
  publicPath: '/assets',
  logLevel: 'warning',
})

/** A file of words: `words/en.ts`, and until each stands in a room of its own `en-pulse.ts` beside it. */
const ofALanguage = new RegExp(`(^|[/-])(?:${languages.join('|')})(-[a-z-]+)?\\.ts$`)

/** A bundle speaks one language: whichever words a source imports, it is given those of that language. */
const speaking = (language: Language): Plugin => ({
  name: 'language',
  setup: bundler =>
    bundler.onResolve({ filter: ofALanguage }, ({ path: file, resolveDir }) => {
      const found = path.join(resolveDir, file)
      return /\/words[/-]/.test(found) ? { path: found.replace(ofALanguage, `$1${language}$2.ts`) } : null
    }),
})

/** A browser that has Temporal by itself, as most have by now, fetches none. */
const ownTemporal: Plugin = {
  name: 'temporal',
  setup: bundler => {
    bundler.onResolve({ filter: /^temporal-polyfill$/ }, ({ namespace }) =>
      namespace === 'temporal' ? null : { path: 'temporal', namespace: 'temporal', sideEffects: false },
    )
    bundler.onLoad({ filter: /.*/, namespace: 'temporal' }, () => ({
      contents: `export const Temporal = globalThis.Temporal ?? (await import('temporal-polyfill')).Temporal`,
      resolveDir: web,
    }))
  },
}

/** Every schema of zod brings along how it would be written as JSON Schema: no page does that. */
const withoutJsonSchema: Plugin = {
  name: 'json-schema',
  setup: bundler =>
    bundler.onLoad(
      { filter: /zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/ },
      async ({ path: file }) => {
        const names = [...(await readFile(file, 'utf8')).matchAll(/^export (?:const|function) (\w+)/gm)]
        const exported = names.map(([, name]) => `export const ${name} = none`)
        return {
          contents: `const none = () => { throw new Error('no JSON Schema in a page') }\n${exported.join('\n')}`,
        }
      },
    ),
}

const bundle = async (
  entry: string,
  { outDir, packages, plugins }: Site,
  language: Language,
  options: BuildOptions = {},
): Promise<Bundle> => {
  const source = path.join(web, entry)
  const { metafile } = await build({
    ...assets(outDir),
    ...options,
    plugins: [speaking(language), ownTemporal, withoutJsonSchema, ...plugins],
    entryPoints: [source],
    metafile: true,
  })
  for (const folder of bundledPackages(metafile)) packages.add(path.resolve(folder))
  const found = Object.entries(metafile.outputs).find(
    ([, { entryPoint }]) => entryPoint && path.resolve(entryPoint) === source,
  )
  if (!found) throw new Error(`${entry} was not built`)
  const [file, { cssBundle, imports }] = found
  const address = (output: string) => `/assets/${path.relative(path.join(outDir, 'assets'), path.resolve(output))}`
  const beside = imports.filter(({ kind }) => kind === 'import-statement').map(({ path: output }) => address(output))
  return { script: address(file), style: cssBundle ? address(cssBundle) : null, beside }
}

const put = async (outDir: string, folder: string, document: string): Promise<void> => {
  await mkdir(path.join(outDir, folder), { recursive: true })
  await writeFile(path.join(outDir, folder, 'index.html'), document)
}

const define = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]))

/** A script or style that a script fetches later, for `web/answer/retrying.ts`: its address and its integrity. */
const part = async ({ outDir }: Site, address: string): Promise<readonly [string, string]> => [
  address,
  integrityOf(await readFile(path.join(outDir, address))),
]

const buildLanguage = async (site: Site, language: Language): Promise<void> => {
  const [wording, reading, among, signIn, laterStyle, plain, unsubscribe] = await Promise.all([
    bundle('answer/wording.ts', site, language),
    bundle('answer/reading.ts', site, language),
    bundle('answer/among.ts', site, language),
    bundle('answer/sign-in.ts', site, language),
    bundle('answer/later.css', site, language),
    bundle('kit/plain/plain.css', site, language),
    bundle('unsubscribe/main.ts', site, language),
  ])
  const later = await bundle('answer/later.ts', site, language, {
    define: define({ signInPart: await part(site, signIn.script) }),
  })
  const main = await bundle('answer/main.ts', site, language, {
    define: define({
      wordingPart: await part(site, wording.script),
      readingPart: await part(site, reading.script),
      amongPart: await part(site, among.script),
      laterPart: await part(site, later.script),
      laterStyle: await part(site, laterStyle.script),
    }),
  })
  for (const instrument of instruments) {
    const document = answerPage({ language, instrument, style: inlineStyle, script: main.script })
    await put(site.outDir, pathOf(`answer/${instrument.id}`, language), document)
  }
  await put(site.outDir, pathOf('privacy', language), privacyPage({ language, style: plain.script }))
  const { script } = unsubscribe
  await put(site.outDir, pathOf('unsubscribe', language), unsubscribePage({ language, style: plain.script, script }))
}

const siteOf = ({ outDir, plugins = [] }: SiteSettings): Site => ({ outDir, plugins, packages: new Set() })

/** The participant's pages: answer, privacy, unsubscribe. */
const buildWordPages = async (site: Site): Promise<void> => {
  for (const language of languages) await buildLanguage(site, language)
}

/** `<script src="./main.tsx">` gets the hashed address; styles that the script imports are linked in the head. */
const withAssets = (document: string, entry: string, { script, style, beside }: Bundle): string => {
  const preloads = beside.map(address => `<link rel="modulepreload" href="${address}">`).join('')
  const tag = `${preloads}<script type="module" src="${script}"></script>`
  const reference = new RegExp(`<script[^>]*src="(?:\\./)?${entry.replace('.', '\\.')}"[^>]*></script>`)
  const scripted = reference.test(document)
    ? document.replace(reference, tag)
    : document.replace('</head>', `${tag}</head>`)
  return style ? scripted.replace('</head>', `<link rel="stylesheet" href="${style}"></head>`) : scripted
}

const buildPage = async (site: Site, folder: string): Promise<void> => {
  const entry = ['main.tsx', 'main.ts'].find(name => existsSync(path.join(web, folder, name)))
  if (!entry) return
  const document = await readFile(path.join(web, folder, 'index.html'), 'utf8')
  const [first, ...others] = await Promise.all(
    languages.map(language => bundle(`${folder}/${entry}`, site, language, { splitting: true })),
  )
  if (!first) return
  // With one language there is nothing to choose, and the page begins at once.
  const built = others.length === 0 ? first : await choosing(site, [first, ...others])
  await put(site.outDir, folder, withAssets(document, entry, built))
}

/** A script that looks which language its reader wants, and goes on with the page in that one. */
const choosing = async (site: Site, built: readonly Bundle[]): Promise<Bundle> => {
  const pages = Object.fromEntries(languages.map((language, at) => [language, built[at]?.script]))
  const { script } = await bundle('kit/words/choose.ts', site, usualLanguage, { define: define({ pages }) })
  return { script, style: built[0]?.style ?? null, beside: [] }
}

/** Whoever comes without a link is a facilitator. */
const front = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Murmur</title>
<meta http-equiv="refresh" content="0;url=/desk/"><p><a href="/desk/">Murmur</a>\n`

/** The API's description: made once, here, and kept by caches like every other file. */
const putDescription = async (outDir: string): Promise<void> => {
  await mkdir(path.join(outDir, 'api'), { recursive: true })
  await writeFile(path.join(outDir, 'api', 'openapi.json'), JSON.stringify(openApiDocument(everyOperation)))
}

export const buildSite = async (settings: SiteSettings): Promise<void> => {
  const { outDir } = settings
  await rm(outDir, { recursive: true, force: true })
  await mkdir(outDir, { recursive: true })
  const folders = (await readdir(web, { withFileTypes: true }))
    .filter(entry => entry.isDirectory() && existsSync(path.join(web, entry.name, 'index.html')))
    .map(({ name }) => name)
  const site = siteOf(settings)
  await Promise.all([
    buildWordPages(site),
    ...folders.map(folder => buildPage(site, folder)),
    put(outDir, '', front),
    putDescription(outDir),
    writeFile(path.join(outDir, 'robots.txt'), 'User-agent: *\nDisallow: /\n'),
  ])
  const licences = await licencesOf('', [...site.packages].toSorted())
  await writeFile(path.join(outDir, 'third-party-licenses.txt'), licences)
  for (const page of (await filesIn(outDir)).filter(file => file.endsWith('.html'))) {
    const document = await readFile(path.join(outDir, page), 'utf8')
    await writeFile(
      path.join(outDir, page),
      await withIntegrity(document, address => readFile(path.join(outDir, address))),
    )
  }
  await putManifest(outDir)
}

if (import.meta.main) {
  const outDir = path.join(web, '..', 'dist', 'site')
  await buildSite({ outDir })
  console.log(`built ${path.relative(process.cwd(), outDir)}`)
}
