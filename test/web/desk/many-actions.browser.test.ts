import { beforeAll, describe, expect, test, vi } from 'vitest'
import { words } from '../../../web/desk/words/en.ts'
import { actionBody, idIn } from '../../learning/setup.ts'
import { ownBrowser, ownDatabase } from '../../own.ts'
import { problemsOf } from '../problems.ts'
import { realApi } from './real-api.ts'
import { ownDesk, robin, signIn, visit } from './site.ts'

// A browser on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const database = ownDatabase()
const desk = ownDesk()
const browser = ownBrowser()
beforeAll(() => {
  desk.real = realApi(database.client)
})
const text = words.actions

const call = async (method: string, path: string, body?: object): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' }
  const request = new Request(`${desk.url}${path}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return (await desk.real?.(request, robin))?.json()
}
const dueOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
const agree = async (what: string, more: object = {}) =>
  idIn(await call('POST', '/api/actions', { ...actionBody, dueOn, text: what, ...more }))
const read = async (id: string) => Object(await call('GET', `/api/actions/${id}`))
const open = async (width = 1280) => {
  const seen = await visit(browser, desk, { hash: '#/actions', width })
  await signIn(seen.page)
  return seen
}

describe('several actions', () => {
  test('are changed at once, each by itself; one that changed meanwhile stays, is told and stays chosen', async () => {
    const [one, two, other] = await Promise.all([agree('First of two'), agree('Second of two'), agree('Left alone')])
    const { page, complaints, close } = await open()
    await page.getByLabel(text.bulk.choose('First of two')).check()
    await page.getByLabel(text.bulk.choose('Second of two')).check()
    expect(await problemsOf(page)).toEqual([])
    await call('PATCH', `/api/actions/${two}`, { note: 'Somebody else was faster' })
    const bulk = page.getByRole('region', { name: text.bulk.title(2) })
    await bulk.getByRole('button', { name: text.bulk.change(2) }).click()
    await bulk.getByText(text.bulk.nothing).waitFor()
    await bulk.getByLabel(text.owner).fill('Storage')
    await bulk.getByLabel(text.filter.status).selectOption('in_progress')
    await bulk.getByRole('button', { name: text.bulk.change(2) }).click()
    await page.getByText(text.bulk.done(1, 1)).waitFor()
    expect(await read(one)).toMatchObject({ owner: 'Storage', status: 'in_progress' })
    expect(await read(two)).toMatchObject({ owner: actionBody.owner, status: 'open' })
    expect(await page.getByLabel(text.bulk.choose('Second of two')).isChecked()).toBe(true)
    const again = page.getByRole('region', { name: text.bulk.title(1) })
    await again.getByRole('button', { name: text.bulk.change(1) }).click()
    await page.getByText(text.bulk.done(1, 0)).waitFor()
    expect(await read(two)).toMatchObject({ owner: 'Storage', status: 'in_progress' })
    expect(await read(other)).toMatchObject({ owner: actionBody.owner, version: 1 })
    // The one answer is the refusal that this is about.
    expect(complaints.filter(said => !said.includes('409'))).toEqual([])
    await close()
  })

  test('are as they were once their change is undone, save one that was changed since, which is told', async () => {
    const [one, two] = await Promise.all([agree('Undone of two'), agree('Changed of two')])
    await call('PATCH', `/api/actions/${one}`, { status: 'in_progress', note: 'Begun' })
    const before = await read(one)
    const { page, complaints, close } = await open(390)
    await page.getByLabel(text.bulk.choose('Undone of two')).check()
    await page.getByLabel(text.bulk.choose('Changed of two')).check()
    const bulk = page.getByRole('region', { name: text.bulk.title(2) })
    await bulk.getByLabel(text.owner).fill('Storage')
    await bulk.getByLabel(text.filter.status).selectOption('completed')
    await bulk.getByRole('button', { name: text.bulk.change(2) }).click()
    await page.getByText(text.bulk.done(2, 0)).waitFor()
    expect(await read(one)).toMatchObject({ owner: 'Storage', status: 'completed' })
    await call('PATCH', `/api/actions/${two}`, { note: 'Somebody else was faster' })
    expect(await problemsOf(page)).toEqual([])
    const button = page.getByRole('button', { name: text.bulk.undo.button(2) })
    await button.dblclick()
    await page.getByText(`Changed of two ${text.bulk.undo.told.changedSince}`).waitFor()
    await page.getByText(`Undone of two ${text.bulk.undo.told.undone}`).waitFor()
    expect(await read(one)).toStrictEqual({ ...before, version: before.version + 2 })
    expect(await read(two)).toMatchObject({ owner: 'Storage', status: 'completed' })
    expect(await button.count()).toBe(0)
    expect(complaints.filter(said => !said.includes('409'))).toEqual([])
    await close()
  })

  test('are changed as a tracker’s export says, after a look at it', async () => {
    const id = await agree('Has a ticket', { externalId: 'PAY-77', url: 'https://tracker.example/PAY-77' })
    const { page, complaints, close } = await open(390)
    expect(await page.getByRole('link', { name: 'PAY-77' }).getAttribute('href')).toBe('https://tracker.example/PAY-77')
    await page.getByText(text.tracked.title).click()
    const buffer = Buffer.from('Key,Status\nPAY-77,Done\nPAY-78,Done\nPAY-77,sideways\n')
    await page.getByLabel(text.tracked.file).setInputFiles({ name: 'export.csv', mimeType: 'text/csv', buffer })
    await page.getByText(text.tracked.would(1, 0, 1)).waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect((await read(id)).status).toBe('open')
    await page.getByRole('button', { name: text.tracked.take(1) }).click()
    await page.getByText(text.tracked.done(1)).waitFor()
    expect((await read(id)).status).toBe('completed')
    expect(complaints).toEqual([])
    await close()
  })
})
