import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildSite } from '../../../web/build.ts'
import { scriptBytes } from './script-bytes.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'murmur-bytes-'))
  await buildSite({ outDir: folder })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the trend page has under 35 kB of script, its sign-in included', async () => {
  const bytes = await scriptBytes(folder, 'trends')
  expect(bytes).toBeGreaterThan(10_000)
  expect(bytes).toBeLessThan(35_000)
})
