/** Bundles each Lambda of the manifest into one file. The same bundles are deployed and run by the local world. */
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build as bundle, type Plugin } from 'esbuild'
import { type LambdaName, lambdaNames, manifest } from '../functions/manifest.ts'
import { bundledPackages, licencesOf } from './licences.ts'

const root = path.join(import.meta.dirname, '..')

const bundleFolder = path.join(root, 'dist', 'functions')

interface BundleSettings {
  /** Default: every function of the manifest. */
  readonly only?: readonly LambdaName[]
  /** Default: `dist/functions`. */
  readonly outDir?: string
  /** A test's own, before ours. */
  readonly plugins?: readonly Plugin[]
}

/** Replaces only the SDK's own import of node:zlib; any other importer gets the real one. */
const lazyChecksum: Plugin = {
  name: 'lazy-checksum',
  setup: build => {
    build.onResolve({ filter: /^node:zlib$/ }, ({ importer }) =>
      importer.includes(`${path.sep}@smithy${path.sep}core${path.sep}`)
        ? { path: path.join(root, 'functions', 'aws', 'checksum.ts') }
        : null,
    )
  },
}

/**
 * Throws if manifest entries have no source file, naming all of them. Returns the folder with `<name>/index.js` (CJS).
 */
export const bundleFunctions = async (settings: BundleSettings = {}): Promise<string> => {
  const outDir = settings.outDir ?? bundleFolder
  const names = settings.only ?? lambdaNames
  const missing = names.filter(name => !existsSync(path.join(root, manifest[name].entry)))
  if (missing.length > 0) {
    throw new Error(`bundle: no such file: ${missing.map(name => manifest[name].entry).join(', ')}`)
  }
  const { metafile } = await bundle({
    absWorkingDir: root,
    entryPoints: names.map(name => ({ in: manifest[name].entry, out: path.join(name, 'index') })),
    outdir: outDir,
    bundle: true,
    platform: 'node',
    target: 'node24',
    // In Lambda a CommonJS bundle starts about a fifth faster than an ES module.
    format: 'cjs',
    mainFields: ['module', 'main'],
    // For the SDK's `import('node:http')` Node builds an ES module wrapper and loads all of undici; require does not.
    supported: { 'dynamic-import': false },
    // Credentials come only from Lambda's environment.
    alias: { '@aws-sdk/credential-provider-node': path.join(root, 'functions', 'aws', 'credentials.ts') },
    plugins: [...(settings.plugins ?? []), lazyChecksum],
    minify: true,
    sourcemap: false,
    // The licences are written to a file beside the bundle.
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  await Promise.all(
    names.map(async name => {
      await mkdir(path.join(outDir, name), { recursive: true })
      await writeFile(path.join(outDir, name, 'package.json'), '{"type":"commonjs"}\n')
      const output = path
        .relative(root, path.join(outDir, name, 'index.js'))
        .split(path.sep)
        .join('/')
      const licences = await licencesOf(root, bundledPackages(metafile, output))
      await writeFile(path.join(outDir, name, 'THIRD-PARTY-LICENSES.txt'), licences)
    }),
  )
  return outDir
}

if (import.meta.main) await bundleFunctions()
