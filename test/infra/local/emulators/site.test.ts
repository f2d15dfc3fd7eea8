import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, get, type IncomingMessage, type Server } from 'node:http'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../../../infra/headers.ts'
import { createSite } from '../../../../infra/local/emulators/site.ts'
import { temporaryFolder } from '../handlers.ts'

const folder = temporaryFolder()
const page = `<!doctype html><title>Desk</title>${'<p>words</p>'.repeat(200)}`
let server: Server
let port: number

beforeAll(async () => {
  mkdirSync(path.join(folder, 'site', 'desk'), { recursive: true })
  writeFileSync(path.join(folder, 'site', 'desk', 'index.html'), page)
  writeFileSync(path.join(folder, 'site', 'desk', 'small.js'), 'let a')
  mkdirSync(path.join(folder, 'site', 'assets'))
  writeFileSync(path.join(folder, 'site', 'assets', 'a-HASH.js'), 'let b')
  writeFileSync(path.join(folder, 'secret.txt'), 'secret')
  const site = createSite(path.join(folder, 'site'))
  server = createServer((request, response) => site(request, response))
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  port = typeof address === 'object' ? (address?.port ?? 0) : 0
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** The path is sent as written, and the body returned as received. */
const ask = async (target: string, headers: Record<string, string> = {}, method = 'GET') => {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: target, headers, method }, resolve).on('error', reject)
  })
  const body = Buffer.concat(await response.toArray())
  return { status: response.statusCode, headers: response.headers, body }
}

test('a folder answers with its index, and redirects there without its slash, keeping the query', async () => {
  const { status, headers, body } = await ask('/desk/')
  expect([status, headers['content-type'], body.toString()]).toEqual([200, 'text/html; charset=utf-8', page])
  expect((await ask('/desk?code=1')).headers.location).toBe('/desk/?code=1')
})

test('a page is sent compressed if the browser accepts that, a small file unchanged', async () => {
  const brotli = await ask('/desk/', { 'accept-encoding': 'gzip, deflate, br' })
  expect(brotli.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(brotli.body).toString()).toBe(page)
  const gzip = await ask('/desk/', { 'accept-encoding': 'gzip, br;q=0' })
  expect(gzip.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(gzip.body).toString()).toBe(page)
  const small = await ask('/desk/small.js', { 'accept-encoding': 'br' })
  expect(small.headers['content-encoding']).toBeUndefined()
  expect(small.body.toString()).toBe('let a')
})

test('every answer, found or not, has the strict headers', async () => {
  for (const target of ['/desk/', '/desk', '/nothing']) {
    expect((await ask(target)).headers).toMatchObject({
      'content-security-policy': contentSecurityPolicy(),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'permissions-policy': expect.stringContaining('camera=()'),
    })
  }
})

test('files with a hash in their name are cached for ever, pages are revalidated', async () => {
  expect((await ask('/assets/a-HASH.js')).headers['cache-control']).toContain('immutable')
  expect((await ask('/desk/')).headers['cache-control']).toBe('no-cache')
})

test('nothing outside its folder is served', async () => {
  for (const target of ['/../secret.txt', '/%2e%2e/secret.txt', '/desk/..%2f..%2fsecret.txt', '/%2e%2e%2fsecret.txt']) {
    const { status, body } = await ask(target)
    expect([status, body.includes('secret')]).toEqual([404, false])
  }
})

test('an unchanged page is not sent again, HEAD sends none, other methods are refused', async () => {
  const { etag = '' } = (await ask('/desk/')).headers
  expect((await ask('/desk/', { 'if-none-match': etag })).status).toBe(304)
  expect((await ask('/desk/', {}, 'HEAD')).body).toHaveLength(0)
  expect((await ask('/desk/', {}, 'POST')).status).toBe(405)
})
