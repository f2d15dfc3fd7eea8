/** The pseudo-language in what is bundled: the functions of a world, and its site. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Plugin } from 'esbuild'
import { buildSite } from '../../web/build.ts'
import { pseudoLanguage } from './spoken.ts'

const spokenFile = path.join(import.meta.dirname, '../../functions/domain/language/spoken.ts')
const inPseudo = new RegExp(`([/-])${pseudoLanguage}(-[a-z-]+)?\\.ts$`)
const name = (file: string) => JSON.stringify(path.join(import.meta.dirname, file))

const pseudoWords: Plugin = {
  name: 'pseudo',
  setup: bundler => {
    bundler.onResolve({ filter: /\/spoken\.ts$/ }, ({ path: file, resolveDir, namespace }) =>
      namespace === 'file' && path.join(resolveDir, file) === spokenFile
        ? { path: spokenFile, namespace: 'with-pseudo' }
        : undefined,
    )
    bundler.onLoad({ filter: /./, namespace: 'with-pseudo' }, () => ({
      contents: `import * as real from ${JSON.stringify(spokenFile)}
        import { withPseudo } from ${name('spoken.ts')}
        export const { spoken, inEvery } = withPseudo(real)`,
      resolveDir: import.meta.dirname,
      loader: 'js',
    }))
    // There are no such files: each is made of the English one, whose own imports stay in English.
    bundler.onLoad({ filter: inPseudo }, async ({ path: file }) => {
      const english = file.replace(inPseudo, '$1en$2.ts')
      const names = Object.keys((await import(english)) as object)
      return {
        contents: `import * as english from ${JSON.stringify(`${english}?english`)}
          import { pseudo } from ${name('pseudo.ts')}
          ${names.map(each => `export const ${each} = pseudo(english.${each})`).join('\n')}`,
        resolveDir: path.dirname(file),
        loader: 'js',
      }
    })
    bundler.onResolve({ filter: /\?english$/ }, ({ path: file }) => ({ path: file.replace('?english', '') }))
  },
}

/** In the place of `builtSite`. */
export const builtInPseudo = async (): Promise<string> => {
  const outDir = await mkdtemp(path.join(tmpdir(), 'murmur-pseudo-'))
  await buildSite({ outDir, plugins: [pseudoWords] })
  return outDir
}
