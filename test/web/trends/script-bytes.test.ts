import { expect, test } from 'vitest'
import { builtSite } from '../../built.ts'
import { scriptBytes } from './script-bytes.ts'

test('the trend page has under 35 kB of script, its sign-in included', async () => {
  const bytes = await scriptBytes(await builtSite(), 'trends')
  expect(bytes).toBeGreaterThan(10_000)
  expect(bytes).toBeLessThan(35_000)
})
