import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { asText } from '../../infra/commands/verify.ts'
import { createSite } from '../../infra/local/emulators/site.ts'
import { compareSite } from '../../infra/verify/site.ts'
import { builtSite } from '../built.ts'
import { during } from '../own.ts'

interface Live {
  readonly folder: string
  readonly url: string
  readonly stop: () => Promise<void>
}

/** What somebody serves who may change any file. */
const live = during<Live>(
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'murmur-live-'))
    await cp(await builtSite(), folder, { recursive: true })
    const server = createServer(createSite(folder))
    server.listen(0, 'localhost')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const stop = async (): Promise<void> => {
      server.closeAllConnections()
      server.close()
      await rm(folder, { recursive: true, force: true })
    }
    return { folder, url: `http://localhost:${port}`, stop }
  },
  ({ stop }) => stop(),
)

const differing = async (): Promise<string[]> =>
  (await compareSite(live.url, await builtSite())).differences.map(({ name }) => name)

test('a site as it was built has no difference, and says how many files were compared', async () => {
  await writeFile(path.join(live.folder, 'config.json'), '{"issuer":"https://login.example.com"}')
  const comparison = await compareSite(live.url, await builtSite())
  expect(comparison.differences).toEqual([])
  expect(comparison.files).toBeGreaterThan(100)
  expect(asText(live.url, comparison)).toContain('login.example.com')
})

test('each file that was changed, taken away or added to the manifest is named', async () => {
  const page = path.join(live.folder, 'answer', 'pre-meeting-1', 'index.html')
  const robots = path.join(live.folder, 'robots.txt')
  const manifest = path.join(live.folder, 'hashes.txt')
  const before = await Promise.all([page, robots, manifest].map(file => readFile(file)))
  await writeFile(page, `${String(before[0])}<p>One more question.`)
  await rm(robots)
  await writeFile(manifest, `${String(before[2])}${'0'.repeat(64)}  assets/added.js\n`)
  expect((await differing()).toSorted()).toEqual([
    'answer/pre-meeting-1/index.html',
    'assets/added.js',
    'hashes.txt',
    'robots.txt',
  ])
  await Promise.all([page, robots, manifest].map((file, at) => writeFile(file, before[at] ?? '')))
  expect(await differing()).toEqual([])
})

test('pages that may run more than they were built to are told by their header', async () => {
  const pass = async ({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await fetch(new URL(url, live.url))
    response.writeHead(answer.status, { 'content-security-policy': "script-src 'self' 'unsafe-inline'" })
    response.end(Buffer.from(await answer.arrayBuffer()))
  }
  const loose = createServer((request, response) => void pass(request, response))
  loose.listen(0, 'localhost')
  await once(loose, 'listening')
  const address = loose.address()
  const url = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`
  const { differences } = await compareSite(url, await builtSite())
  loose.closeAllConnections()
  loose.close()
  expect(differences.map(({ name }) => name)).toEqual(['content-security-policy'])
})
