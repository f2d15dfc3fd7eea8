import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { instruments } from '../../functions/domain/instrument/registry.ts'
import { buildSite } from '../../web/build.ts'
import { hashOf, integrityOf, manifestName } from '../../web/integrity.ts'
import { builtSite } from '../built.ts'

let folder = ''
beforeAll(async () => {
  folder = await builtSite()
})

const files = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))

test('every instrument has its page, and there are the pages for participants and for facilitators', async () => {
  const pages = (await files()).filter(file => file.endsWith('index.html'))
  const wanted = ['index.html', 'privacy/index.html', 'unsubscribe/index.html', 'desk/index.html']
  expect(pages).toEqual(expect.arrayContaining([...wanted, ...instruments.map(({ id }) => `answer/${id}/index.html`)]))
})

test('every link of a page has a target, and every file cached for ever has a hash in its name', async () => {
  const all = await files()
  for (const file of all.filter(name => name.endsWith('.html'))) {
    const document = await readFile(path.join(folder, file), 'utf8')
    for (const [, address] of document.matchAll(/(?:src|href)="?(\/assets\/[^\s">]+)/g)) {
      expect(all).toContain(address?.slice(1))
    }
  }
  for (const name of all.filter(file => file.startsWith('assets/'))) expect(name).toMatch(/-[A-Z0-9]{8}\.(js|css|svg)$/)
})

test('no page contains an inline script or a third party’s address', async () => {
  for (const file of (await files()).filter(name => name.endsWith('.html'))) {
    const document = await readFile(path.join(folder, file), 'utf8')
    expect([file, document]).not.toEqual([
      file,
      expect.stringMatching(/<script(?![^>]*src=)|(?:src|href)="?(?:https?:)?\/\//),
    ])
  }
})

test('no script needs anything that only Node has', async () => {
  const scripts = (await files()).filter(name => name.endsWith('.js'))
  for (const file of scripts) {
    const script = await readFile(path.join(folder, file), 'utf8')
    expect([file, script.match(/\b(?:Buffer\.(?:from|alloc|isBuffer)|process\.env|require\("node:)/)?.[0]]).toEqual([
      file,
      undefined,
    ])
  }
})

test('every script, preload and style of a page has the integrity of the file it names', async () => {
  let checked = 0
  for (const file of (await files()).filter(name => name.endsWith('.html'))) {
    const document = await readFile(path.join(folder, file), 'utf8')
    for (const [tag, address] of document.matchAll(/<(?:script|link)[^>]*(?:src|href)="?(\/assets\/[^\s">]+)[^>]*>/g)) {
      const body = await readFile(path.join(folder, address ?? ''))
      expect([file, tag]).toEqual([file, expect.stringContaining(`integrity="${integrityOf(body)}"`)])
      checked += 1
    }
  }
  expect(checked).toBeGreaterThan(20)
})

test('the manifest names every other file of the site with its SHA-256', async () => {
  const lines = (await readFile(path.join(folder, manifestName), 'utf8')).trimEnd().split('\n')
  expect(lines.map(line => line.slice(66))).toEqual((await files()).filter(file => file !== manifestName).toSorted())
  for (const line of lines) expect(line.slice(0, 64)).toBe(hashOf(await readFile(path.join(folder, line.slice(66)))))
})

// On a phone in a meeting room, on whatever network the room has.
test('the page of the live channel takes less than 10 kB, compressed as the site serves it', async () => {
  const document = await readFile(path.join(folder, 'live', 'index.html'))
  const linked = [...document.toString('utf8').matchAll(/(?:src|href)="?\/(assets\/[^\s">]+)/g)].map(
    ([, file]) => file ?? '',
  )
  expect(linked.length).toBe(2)
  const parts = [document, ...(await Promise.all(linked.map(file => readFile(path.join(folder, file)))))]
  const bytes = parts.map(part => brotliCompressSync(part, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length)
  expect(bytes.reduce((total, one) => total + one, 0)).toBeLessThan(10_000)
})

test('built again from the same sources it is identical, file by file', async () => {
  const other = await mkdtemp(path.join(tmpdir(), 'murmur-build-'))
  await buildSite({ outDir: other })
  for (const file of await files()) {
    expect([file, await readFile(path.join(other, file))]).toEqual([file, await readFile(path.join(folder, file))])
  }
  await rm(other, { recursive: true, force: true })
})
