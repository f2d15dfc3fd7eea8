import { expect, test } from 'vitest'
import { isLater, requireNoDowngrade, versionSchema } from '../../infra/version.ts'

test('of two versions the later one is told by its numbers', () => {
  expect(isLater('0.10.0', '0.9.9')).toBe(true)
  expect(isLater('0.9.9', '0.10.0')).toBe(false)
  expect(isLater('1.0.0', '1.0.0')).toBe(false)
  expect(versionSchema.safeParse('1.0').success).toBe(false)
})

test('a downgrade is refused, with the version to check out', () => {
  expect(() => requireNoDowngrade('0.3.0', '0.2.9')).toThrow(/^0\.3\.0 is deployed and this is 0\.2\.9.*v0\.3\.0/)
  for (const deployed of [undefined, '0.2.9', '0.1.0'])
    expect(() => requireNoDowngrade(deployed, '0.2.9')).not.toThrow()
})
