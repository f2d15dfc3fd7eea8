import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import * as z from 'zod'
import { startWorld, type World, type WorldSettings } from '../../../infra/local/world.ts'
import { temporaryFolder, writeHandlers } from './handlers.ts'

const functions = writeHandlers({
  clock: "exports.handler = async event => { console.log('at ' + event.time) }",
  mailer: 'exports.handler = async () => {}',
})
let worlds: World[] = []
let children: ChildProcess[] = []

const start = async (settings: WorldSettings = {}): Promise<World> => {
  const world = await startWorld({ functions, empty: true, schedule: false, ...settings })
  worlds.push(world)
  return world
}
afterEach(async () => {
  for (const world of worlds) await world.stop()
  for (const child of children) child.kill('SIGKILL')
  worlds = []
  children = []
})

const getJson = async (url: string, init?: RequestInit): Promise<unknown> => (await fetch(url, init)).json()
const post = (url: string, body: unknown) => fetch(url, { method: 'POST', body: JSON.stringify(body) })

const dumpSchema = z.object({
  tables: z.record(z.string(), z.array(z.unknown())),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
  logs: z.array(z.string()),
})
const dump = async (url: string) => dumpSchema.parse(await getJson(`${url}/local/dump`))

test('a dump contains the seven tables, the parameters and every line the functions logged', async () => {
  const { url } = await start()
  await post(`${url}/local/clock`, {})
  const { tables, parameters, logs } = await dump(url)
  expect(Object.keys(tables)).toEqual(['people', 'slots', 'surveys', 'ballots', 'learning', 'live', 'trace'])
  expect(parameters).toEqual([])
  expect(logs).toEqual([expect.stringMatching(/^clock at \d{4}-.*:\d\dZ$/)])
})

test('a request takes its time from the local clock, which refuses to go back', async () => {
  const { url } = await start()
  const to = '2099-01-01T00:00:00Z'
  expect(await (await post(`${url}/local/clock`, { now: to })).json()).toEqual({
    now: '2099-01-01T00:00:00.000Z',
    ran: ['clock', 'mailer', 'learning'],
  })
  const event = z
    .object({ requestContext: z.object({ timeEpoch: z.number() }) })
    .parse(await getJson(`${url}/api/receipts/srv`))
  expect(event.requestContext.timeEpoch).toBeGreaterThanOrEqual(Date.parse(to))
  const back = await post(`${url}/local/clock`, { now: '2098-12-31T23:59:59Z' })
  expect([back.status, await back.json()]).toEqual([409, expect.objectContaining({ code: 'clock_backwards' })])
  expect((await post(`${url}/local/clock`, { now: 'tomorrow' })).status).toBe(400)
})

test('a named token opens a route for signed-in users, and none opens it without', async () => {
  const { url } = await start()
  const { token } = z.object({ token: z.string() }).parse(await getJson(`${url}/local/token?persona=facilitator`))
  expect((await fetch(`${url}/api/people`)).status).toBe(401)
  const event = await getJson(`${url}/api/people`, { headers: { authorization: `Bearer ${token}` } })
  expect(event).toMatchObject({
    requestContext: { authorizer: { jwt: { claims: { email: 'facilitator@example.com' } } } },
  })
  expect((await fetch(`${url}/local/token?persona=nobody`)).status).toBe(400)
  for (const machine of ['metrics', 'cite']) {
    const own = z.object({ token: z.string() }).parse(await getJson(`${url}/local/token?persona=${machine}`)).token
    const headers = { authorization: `Bearer ${own}` }
    expect((await fetch(`${url}/api/people`, { headers })).status, `${machine} is nobody`).toBe(401)
    const metrics = await fetch(`${url}/api/metrics`, { headers })
    expect(metrics.status).toBe(machine === 'metrics' ? 200 : 401)
  }
})

test('the page learns from /config.json where to sign in, on the same origin', async () => {
  const { url } = await start()
  const { issuer, ...rest } = z.looseObject({ issuer: z.string() }).parse(await getJson(`${url}/config.json`))
  expect([issuer, rest]).toEqual([`${url}/oidc`, { clientId: 'murmur-desk', scope: 'openid email profile' }])
  expect(await getJson(`${issuer}/.well-known/openid-configuration`)).toMatchObject({ issuer })
})

test('the inbox is JSON for programs and a page for people; the pages under /local run no script', async () => {
  const { url } = await start()
  expect(await getJson(`${url}/local/inbox`)).toEqual([])
  for (const address of ['/local/inbox', '/local/']) {
    const page = await fetch(url + address, { headers: { accept: 'text/html,*/*;q=0.8' } })
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await page.text()).not.toContain('<script')
  }
})

test('a page of another origin may not move the clock', async () => {
  const { url } = await start()
  const response = await fetch(`${url}/local/clock`, { method: 'POST', headers: { origin: 'http://evil.example' } })
  expect(response.status).toBe(403)
})

test('SES is configured by JSON, and refuses unknown settings', async () => {
  const { url } = await start()
  expect(await (await post(`${url}/local/ses`, { sandbox: true, bounce: ['A@example.com'] })).json()).toMatchObject({
    sandbox: true,
    bounce: ['a@example.com'],
  })
  expect((await post(`${url}/local/ses`, { speed: 1 })).status).toBe(400)
})

test('two worlds running side by side share nothing', async () => {
  const [one, two] = [await start(), await start()]
  expect(one.url).not.toBe(two.url)
  await post(`${one.url}/local/clock`, { now: '2099-01-01T00:00:00Z' })
  expect(await (await post(`${two.url}/local/clock`, { now: '2098-01-01T00:00:00Z' })).json()).toMatchObject({
    now: '2098-01-01T00:00:00.000Z',
  })
})

test('a port that is taken is refused by number', async () => {
  const { url } = await start()
  const port = Number(new URL(url).port)
  await expect(start({ port })).rejects.toThrow(`port ${port} is taken`)
})

test('stored data, the clock and the sign-in key survive a killed process', async () => {
  const data = temporaryFolder()
  const module = path.join(import.meta.dirname, '../../../infra/local/world.ts')
  const settings = JSON.stringify({ data, functions, empty: true, schedule: false })
  const script = `import(${JSON.stringify(module)}).then(async ({ startWorld }) => console.log((await startWorld(${settings})).url))`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [first] = z.tuple([z.string()]).parse(await once(createInterface(child.stdout), 'line'))
  const port = Number(new URL(first).port)
  await post(`${first}/local/clock`, { now: '2099-01-01T00:00:00Z' })
  const { token } = z.object({ token: z.string() }).parse(await getJson(`${first}/local/token?persona=outsider`))
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended

  const { url } = await start({ data, port })
  expect(url).toBe(first)
  expect((await post(`${url}/local/clock`, { now: '2098-12-31T00:00:00Z' })).status).toBe(409)
  expect((await fetch(`${url}/api/people`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200)
  expect((await dump(url)).logs).toContain('clock at 2099-01-01T00:00:00Z')
})
