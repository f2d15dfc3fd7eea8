/** A module of the tree with one protection switched off, to see that the attack it stops would succeed. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = path.join(import.meta.dirname, '..', '..')

interface Protection {
  /** From the root of the tree. */
  readonly file: string
  readonly text: string
  readonly instead: string
}

/** `entry` with each `text` replaced. Throws where a file has no such text any more. Packages stay outside of it. */
export const switchedOff = async <Module>(entry: string, ...protections: readonly Protection[]): Promise<Module> => {
  // Within the tree, so that packages are found from there.
  const folder = mkdtempSync(path.join(root, 'node_modules', '.switched-off-'))
  try {
    const outfile = path.join(folder, 'entry.mjs')
    await build({
      entryPoints: [path.join(root, entry)],
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      outfile,
      logLevel: 'error',
      plugins: [
        {
          name: 'switch off',
          setup: bundler =>
            bundler.onLoad({ filter: /\/(functions|infra|web)\/.*\.tsx?$/ }, ({ path: loaded }) => {
              const own = protections.filter(({ file }) => path.join(root, file) === loaded)
              if (own.length === 0) return null
              const before = readFileSync(loaded, 'utf8')
              const contents = own.reduce((source, { file, text, instead }) => {
                if (!source.includes(text)) throw new Error(`${file} has no such place any more: ${text}`)
                return source.replace(text, instead)
              }, before)
              return { contents, loader: loaded.endsWith('x') ? 'tsx' : 'ts' }
            }),
        },
      ],
    })
    const module: Module = await import(pathToFileURL(outfile).href)
    return module
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
