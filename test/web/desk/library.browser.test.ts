import { beforeAll, describe, expect, test, vi } from 'vitest'
import { words } from '../../../web/desk/words/en.ts'
import { ownBrowser, ownDatabase } from '../../own.ts'
import { letterInputSchema } from '../../../functions/domain/review/record.ts'
import { markMailed } from '../../learning/mailed.ts'
import { idIn, incidentBody } from '../../learning/setup.ts'
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

const call = async (method: string, path: string, body?: object): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' }
  const request = new Request(`${desk.url}${path}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return (await desk.real?.(request, robin))?.json()
}

const publish = async (title: string, taught: string) => {
  const incidentId = idIn(await call('POST', '/api/incidents', { ...incidentBody, title }))
  const meeting = {
    incidentId,
    meetingAt: new Date(Date.now() + 86_400_000).toISOString(),
    zone: 'Europe/Berlin',
    durationMinutes: 60,
  }
  const reviewId = idIn(await call('POST', '/api/reviews', meeting))
  const lesson = idIn(await call('POST', `/api/reviews/${reviewId}/lessons`, { text: taught }))
  const decisions = [
    { text: 'Renew by hand', tradeOffs: 'Quick', confirmed: true },
    { text: 'Never agreed', tradeOffs: '', confirmed: false },
  ]
  const path = `/api/reviews/${reviewId}/record`
  await call('PUT', path, { version: 0, understanding: 'It had no owner.', decisions })
  const { letter } = letterInputSchema.parse(await call('GET', `${path}/letter`))
  await call('POST', `${path}/letter`, { letter })
  await markMailed(database.client, reviewId, letter, new Date().toISOString())
  return { reviewId, lesson }
}

const openAs = async (groups: string[], hash: string, width = 1280) => {
  desk.caller = { email: 'alex@example.com', name: 'Alex Example', groups }
  const seen = await visit(browser, desk, { hash, width })
  await signIn(seen.page)
  return seen
}

describe('whoever signs in, in no group at all', () => {
  test('follows the address of a lesson, cites it, finds it by search, and is offered nothing that they may not do', async () => {
    const { lesson } = await publish('Certificate expired', 'What nobody owns expires')
    const { page, complaints, close } = await openAs([], `#/lessons/${lesson}`, 390)
    await page.getByRole('heading', { level: 1, name: 'What nobody owns expires' }).waitFor()
    expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual(['Lessons'])
    expect(await page.getByText(words.lessons.edit, { exact: true }).count()).toBe(0)
    expect(await page.getByRole('link', { name: words.actions.incident, exact: true }).count()).toBe(0)
    await page.getByLabel(words.lessons.url).fill('https://docs.example/adr/12')
    await page.getByLabel(words.lessons.citationTitle).fill('Owners of certificates')
    await page.getByRole('button', { name: words.lessons.add }).click()
    await page.getByRole('link', { name: 'Owners of certificates' }).waitFor()
    expect(await page.getByRole('button', { name: words.lessons.withdraw }).count()).toBe(0)
    expect(await problemsOf(page)).toEqual([])
    await page.goto(`${desk.url}/desk/#/lessons`)
    await page.getByLabel(words.lessons.search).fill('nobody owns')
    await page.getByRole('link', { name: /What nobody owns/ }).waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })

  test('reads a record as it was mailed, and nothing that nobody agreed on', async () => {
    const { reviewId } = await publish('Queue overflow', 'Queues have limits')
    const { page, complaints, close } = await openAs([], '#/')
    await page.getByRole('heading', { level: 1, name: words.lessons.title }).waitFor()
    await page
      .getByRole('link', { name: /It had no owner/ })
      .first()
      .click()
    // The list that it leaves says the same words.
    await page.getByText(words.lessons.mailed('')).waitFor()
    await page.getByText('Renew by hand').waitFor()
    expect(await page.getByText('Never agreed').count()).toBe(0)
    await page.goto(`${desk.url}/desk/#/lessons/records/${reviewId}`)
    await page.getByRole('link', { name: 'Queues have limits' }).click()
    await page.getByRole('heading', { level: 1, name: 'Queues have limits' }).waitFor()
    expect(complaints).toEqual([])
    await close()
  })

  test('is told so on every other page, without a call that is refused', async () => {
    const { page, complaints, close } = await openAs([], '#/incidents')
    await page.getByText(words.roles.notYours([])).waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Lessons' }).click()
    await page.getByRole('heading', { level: 1, name: words.lessons.title }).waitFor()
    expect(complaints).toEqual([])
    await close()
  })
})

test('leadership reads a lesson, and a facilitator withdraws its citation', async () => {
  const { lesson } = await publish('Disk full', 'Disks fill up')
  await call('POST', `/api/lessons/${lesson}/citations`, { url: 'https://docs.example/1', kind: 'adr', title: 'Sizes' })
  const leader = await openAs(['leadership'], `#/lessons/${lesson}`)
  await leader.page.getByRole('link', { name: 'Sizes' }).waitFor()
  expect(await leader.page.getByRole('button', { name: words.lessons.withdraw }).count()).toBe(0)
  await leader.close()
  const { page, complaints, close } = await openAs(['facilitator'], `#/lessons/${lesson}`)
  await page.getByRole('button', { name: words.lessons.withdrawOne('Sizes') }).click()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: words.lessons.withdraw, exact: true }).click()
  await page.getByText(words.lessons.withdrawn).waitFor()
  await page.getByText(words.lessons.notCited).waitFor()
  expect(complaints).toEqual([])
  await close()
})
