/**
 * `node web/build.ts`: the static site in dist/site. Pages of words (answer, privacy, unsubscribe) are rendered here,
 * in every language; every other folder with an index.html and a main.ts or main.tsx is a page of its own.
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { instruments } from '../functions/domain/instrument/registry.ts'
import { type Language, languages } from '../functions/domain/people/person.ts'
import { words } from '../functions/domain/words/languages.ts'
import { openApiDocument } from '../functions/http/openapi.ts'
import { everyOperation } from '../functions/calls/operations.ts'
import { bundledPackages, licencesOf } from '../infra/licences.ts'
import { answerPage } from './answer/page.ts'
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

/** Sources import the English words; a bundle for another language gets that language's file in their place. */
const speaking = (language: Language): Plugin => ({
  name: 'language',
  setup: bundler =>
    bundler.onResolve({ filter: /\/words\/en\.ts$/ }, ({ path: file, resolveDir }) => ({
      path: path.join(resolveDir, path.dirname(file), `${language}.ts`),
    })),
})

const bundle = async (entry: string, { outDir, packages }: Site, options: BuildOptions = {}): Promise<Bundle> => {
  const source = path.join(web, entry)
  const { metafile } = await build({ ...assets(outDir), ...options, entryPoints: [source], metafile: true })
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

/** The first language stands at the page's own address, others in a folder below it. */
const folderOf = (page: string, language: Language): string =>
  language === languages[0] ? page : path.join(page, language)

const buildLanguage = async (site: Site, language: Language): Promise<void> => {
  const plugins = [speaking(language)]
  const [wording, laterStyle, plain, unsubscribe] = await Promise.all([
    bundle('answer/wording.ts', site),
    bundle('answer/later.css', site),
    bundle('kit/plain/plain.css', site),
    bundle('unsubscribe/main.ts', site, { plugins }),
  ])
  const define = (values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]))
  const later = await bundle('answer/later.ts', site, {
    plugins,
    define: define({ wordingScript: wording.script }),
  })
  const main = await bundle('answer/main.ts', site, {
    plugins,
    define: define({ laterScript: later.script, laterStyle: laterStyle.script }),
  })
  const page = { language, words: words[language] }
  const style = await readFile(path.join(web, 'answer', 'inline.css'), 'utf8')
  for (const instrument of instruments) {
    const document = answerPage({ ...page, instrument, style, script: main.script })
    await put(site.outDir, folderOf(`answer/${instrument.id}`, language), document)
  }
  await put(site.outDir, folderOf('privacy', language), privacyPage({ ...page, style: plain.script }))
  const { script } = unsubscribe
  await put(site.outDir, folderOf('unsubscribe', language), unsubscribePage({ ...page, style: plain.script, script }))
}

/** The participant's pages: answer, privacy, unsubscribe. */
export const buildWordPages = async ({
  outDir,
  packages = new Set(),
}: {
  outDir: string
  packages?: Set<string>
}): Promise<void> => {
  for (const language of languages) await buildLanguage({ outDir, packages }, language)
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
  const built = await bundle(`${folder}/${entry}`, site, { splitting: true })
  await put(site.outDir, folder, withAssets(document, entry, built))
}

/** Whoever comes without a link is a facilitator. */
const front = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Murmur</title>
<meta http-equiv="refresh" content="0;url=/desk/"><p><a href="/desk/">Murmur</a>\n`

/** The API's description: made once, here, and kept by caches like every other file. */
const putDescription = async (outDir: string): Promise<void> => {
  await mkdir(path.join(outDir, 'api'), { recursive: true })
  await writeFile(path.join(outDir, 'api', 'openapi.json'), JSON.stringify(openApiDocument(everyOperation)))
}

export const buildSite = async ({ outDir }: { outDir: string }): Promise<void> => {
  await rm(outDir, { recursive: true, force: true })
  await mkdir(outDir, { recursive: true })
  const folders = (await readdir(web, { withFileTypes: true }))
    .filter(entry => entry.isDirectory() && existsSync(path.join(web, entry.name, 'index.html')))
    .map(({ name }) => name)
  const site: Site = { outDir, packages: new Set() }
  await Promise.all([
    buildWordPages(site),
    ...folders.map(folder => buildPage(site, folder)),
    put(outDir, '', front),
    putDescription(outDir),
    writeFile(path.join(outDir, 'robots.txt'), 'User-agent: *\nDisallow: /\n'),
  ])
  const licences = await licencesOf('', [...site.packages].toSorted())
  await writeFile(path.join(outDir, 'third-party-licenses.txt'), licences)
}

if (import.meta.main) {
  const outDir = path.join(web, '..', 'dist', 'site')
  await buildSite({ outDir })
  console.log(`built ${path.relative(process.cwd(), outDir)}`)
}
