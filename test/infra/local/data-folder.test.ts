import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openDataFolder } from '../../../infra/local/data-folder.ts'
import { temporaryFolder } from './handlers.ts'

test('a folder is only first once; a partial one begins again', async () => {
  const chosen = temporaryFolder()
  expect(openDataFolder(chosen).isFirst).toBe(true)
  expect(openDataFolder(chosen).isFirst).toBe(false)

  const cutOff = openDataFolder(chosen).filling(() => Promise.reject(new Error('cut off')))
  await expect(cutOff).rejects.toThrow('cut off')
  expect(openDataFolder(chosen).isFirst).toBe(true)
})

test.each([
  ['an earlier', null],
  ['an earlier', '0\n'],
  ['a later', '1000\n'],
])('a folder that %s version has filled is left as it is, with a word on what to do', (whose, version) => {
  const chosen = temporaryFolder()
  writeFileSync(path.join(chosen, 'clock.json'), '{}')
  if (version !== null) writeFileSync(path.join(chosen, 'data-version'), version)
  const before = readdirSync(chosen)
  expect(() => openDataFolder(chosen)).toThrow(`data of ${whose} version`)
  expect(() => openDataFolder(chosen)).toThrow('Delete the folder to begin anew, or choose another by --data')
  expect(readdirSync(chosen)).toEqual(before)
})

test('builds alone are not data: a folder with nothing else is first', () => {
  const chosen = temporaryFolder()
  openDataFolder(path.join(chosen, 'build', 'site'))
  expect(openDataFolder(chosen).isFirst).toBe(true)
})

test('a temporary folder is deleted with its world', () => {
  const folder = openDataFolder()
  folder.discard()
  expect(existsSync(folder.path)).toBe(false)
})
