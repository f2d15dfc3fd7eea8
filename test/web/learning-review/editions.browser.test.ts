import { beforeAll, beforeEach, expect, test } from 'vitest'
import { incidentBody, learning } from '../../learning/setup.ts'
import { ownBrowser, ownDatabase } from '../../own.ts'
import { realApi } from '../desk/real-api.ts'
import { ownDesk, signIn, visit, type Visit } from '../desk/site.ts'
import { problemsOf } from '../problems.ts'
import { director } from '../trends/sample.ts'

const desk = ownDesk()
const browser = ownBrowser()
const database = ownDatabase()
const at = '2026-10-05T09:00:00.000Z'

const post = async (path: string, body?: object): Promise<void> => {
  const answer = await learning(database.client).call(`POST ${path}`, { at, ...(body ? { body } : {}) })
  expect(answer.status).toBeLessThan(300)
}
const record = (startedAt: string): Promise<void> =>
  post('/api/incidents', { ...incidentBody, startedAt, detectedAt: null, resolvedAt: null })

/** Q2 has two editions and a late incident, of Q1 the only one was taken back. */
beforeAll(async () => {
  await record('2026-05-01T10:00:00Z')
  for (const quarter of ['2026-Q1', '2026-Q2']) await post(`/api/learning-reviews/${quarter}/publish`)
  await record('2026-05-02T10:00:00Z')
  await post('/api/learning-reviews/2026-Q2/editions', { reason: '<b>Imported</b> late' })
  await record('2026-05-03T10:00:00Z')
  await post('/api/learning-reviews/2026-Q1/editions/1/take-back', { reason: 'The notes named somebody.' })
})
beforeEach(() => {
  desk.caller = director
  desk.real = realApi(database.client)
})

const open = async (folder: string, hash = '', width = 1280): Promise<Visit> => {
  const there = await visit(browser, desk, { folder, hash, width })
  await signIn(there.page)
  return there
}

test.each([1280, 390])(
  'leadership reads at %i pixels which edition stands, why, and what is known since',
  async width => {
    const { page, complaints, close } = await open('learning-review', '', width)
    await page.getByText('“<b>Imported</b> late”').waitFor()
    await page.getByText('1 recorded since: 2 to 3 incidents').waitFor()
    const short = page.getByRole('region', { name: 'In short' })
    expect(await short.innerText()).toContain('2\nincidents')
    await page.getByRole('navigation', { name: 'Editions' }).getByRole('link', { name: 'Edition 1' }).click()
    await page.getByText('stands in its place').waitFor()
    expect(await short.innerText()).toContain('1\nincidents')
    expect(await problemsOf(page)).toEqual([])
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Markdown' }).click(),
    ])
    expect(file.suggestedFilename()).toBe('learning-review-2026-Q2-edition-1.md')
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Patterns' }).click()
    expect(new URL(page.url()).hash).toBe('#2026-Q2/edition-1/patterns')
    expect(await short.innerText()).toContain('1\nincidents')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(complaints).toEqual([])
    await close()
  },
)

test('what was taken back says so with its reason, and can still be read as such', async () => {
  const { page, close } = await open('learning-review', '#2026-Q1')
  await page.getByText('The learning review of Q1 2026 was taken back').waitFor()
  await page.getByText('“The notes named somebody.”').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('link', { name: 'Read it as it was published' }).click()
  await page.getByText('Taken back on', { exact: false }).last().waitFor()
  await page.getByRole('heading', { level: 2, name: /^Inventory/ }).waitFor()
  await close()
})

test('the trends say what was published of a quarter where they show another figure', async () => {
  const { page, close } = await open('trends')
  await page.getByText('Edition 2 of Q2 2026').waitFor()
  expect(await page.getByText('Edition 2 of Q2 2026').innerText()).toContain('2 to 3 incidents')
  expect(await page.getByText('of Q1 2026, published').count()).toBe(0)
  await close()
})
