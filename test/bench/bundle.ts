/** Bundles the floor's handler with the compiler and format of infra/bundle.ts, but none of its size reductions. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'

const root = path.join(import.meta.dirname, '..', '..')

export const bundleOf = async (entry: string): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'murmur-bench-'))
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'package.json'), '{"type":"commonjs"}\n')
  const outfile = path.join(folder, 'index.js')
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
  return outfile
}
