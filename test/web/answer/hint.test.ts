import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

test('the hint, and what spares it to those who are hurt, costs a phone under 24 kB, loaded once something is written', async () => {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, '../../../functions/domain/synthesis/lens.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  })
  const code = outputFiles[0]?.contents ?? new Uint8Array()
  expect(code.length).toBeGreaterThan(1_000)
  // Roughly the compression level of a CDN.
  expect(brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length).toBeLessThan(24_000)
})
