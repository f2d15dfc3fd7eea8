import { beforeAll, describe, expect, test, vi } from 'vitest'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Page } from 'playwright-core'
import { idIn, incidentBody, plantHarvest } from '../../learning/setup.ts'
import { itemsOf } from '../../survey.ts'
import { realApi } from './real-api.ts'
import { ownDesk, robin, signIn, visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { ownBrowser, ownDatabase } from '../../own.ts'

// A browser on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const database = ownDatabase()
const desk = ownDesk()
const browser = ownBrowser()
beforeAll(async () => {
  desk.real = realApi(database.client)
})

const call = async (method: string, path: string, body?: object): Promise<unknown> => {
  const request = new Request(`${desk.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const answer = await desk.real?.(request, robin)
  return answer?.json()
}
const at = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()

const plan = async (title: string, startedAt = at(-1)) => {
  const incident = { ...incidentBody, title, startedAt, detectedAt: null, resolvedAt: null }
  const incidentId = idIn(await call('POST', '/api/incidents', incident))
  const meeting = { incidentId, meetingAt: at(1), zone: 'Europe/Berlin', durationMinutes: 60 }
  return { incidentId, reviewId: idIn(await call('POST', '/api/reviews', meeting)) }
}

const open = async (hash: string, width = 1280) => {
  const visited = await visit(browser, desk, { hash, width })
  await signIn(visited.page)
  return visited
}
const typed = async (page: Page, label: string, value: string, nth = 0) => page.getByLabel(label).nth(nth).fill(value)

describe('after the meeting', () => {
  test('a condition is taken from what people wrote, met before, taken back, rated, and stands in the plot', async () => {
    const first = await plan('Queue overflow in autumn')
    await call('POST', `/api/reviews/${first.reviewId}/counterfactuals`, {
      text: 'Had the length of the queue been limited',
    })
    const { reviewId } = await plan('Queue overflow again')
    await plantHarvest(database.client, reviewId, {
      statements: [
        'If the queue had a limit, the workers would have survived the night.',
        'The alert went to a mailbox nobody reads',
        'Nobody knew who owns the queue',
        'The runbook names a team that no longer exists',
      ],
    })
    const { page, complaints, close } = await open(`#/reviews/${reviewId}/record`)
    await page.getByText('From what people wrote').waitFor()
    await page.getByRole('button', { name: /^Met before: “Had the length/ }).click()
    await page.getByText('Counted up: now in 2 reviews.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Taken back.').waitFor()
    await typed(page, 'Or in your own words', 'A page to the on-call when the queue is old')
    await page.getByRole('button', { name: 'Add condition' }).click()
    await page.getByRole('button', { name: /^Rate “A page to the on-call/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Generalisability').selectOption('5')
    await dialog.getByLabel('Cost').selectOption('2')
    await dialog.getByLabel('Can it be changed?').selectOption('yes')
    const named = (await itemsOf(database.client, 'learning')).find(
      item => item['text'] === 'A page to the on-call when the queue is old',
    )
    await call('PATCH', `/api/counterfactuals/${String(named?.['id'])}`, { intervention: 'monitoring', cost: 4 })
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Cost: Not rated → 4').waitFor()
    // What was chosen here stands; what was not is theirs.
    expect(await dialog.getByLabel('Cost').inputValue()).toBe('2')
    expect(await dialog.getByLabel('Intervention').inputValue()).toBe('monitoring')
    expect(await problemsOf(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    const point = page.getByRole('button', { name: /generalisability 5, cost 2, a leverage point/ })
    await point.waitFor()
    await point.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /a leverage point/, pressed: true }).waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })

  test('the record saves itself, survives a reload, and takes in what somebody else writes', async () => {
    const { reviewId } = await plan('Certificate expired')
    const { page, close } = await open(`#/reviews/${reviewId}/record`)
    await typed(page, 'What we understand now', 'The certificate had no owner')
    await page.getByRole('button', { name: 'Write a decision' }).click()
    await typed(page, 'Decision 1', 'Renew by hand')
    await page.getByText('Saved', { exact: true }).waitFor()
    await vi.waitFor(
      async () =>
        expect(await call('GET', `/api/reviews/${reviewId}/record`)).toMatchObject({
          understanding: 'The certificate had no owner',
          decisions: [{ text: 'Renew by hand' }],
        }),
      { timeout: 20_000 },
    )
    await page.reload()
    await page.getByLabel('Decision 1').waitFor()
    expect(await page.getByLabel('What we understand now').inputValue()).toBe('The certificate had no owner')
    const { version } = Object(await call('GET', `/api/reviews/${reviewId}/record`))
    const theirs = { understanding: 'A colleague’s words', factors: [{ text: 'No owner', confirmed: true }] }
    await call('PUT', `/api/reviews/${reviewId}/record`, { version, ...theirs })
    await typed(page, 'What we understand now', 'Mine')
    await page.getByRole('alert').getByText('what each of you wrote stands there now').waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(await page.getByLabel('What we understand now').inputValue()).toBe('A colleague’s words\n\nMine')
    await typed(page, 'What we understand now', 'A colleague’s words, and mine')
    await expect
      .poll(() => call('GET', `/api/reviews/${reviewId}/record`))
      .toMatchObject({ understanding: 'A colleague’s words, and mine', factors: theirs.factors, decisions: [] })
    await page.getByText('No owner').first().waitFor()
    await close()
  })

  test('what is typed last is saved when the page is left at once, and what a reload interrupted after it', async () => {
    const { reviewId } = await plan('Cache emptied twice')
    const { page, close } = await open(`#/reviews/${reviewId}/record`)
    const box = page.getByLabel('What we understand now')
    await box.fill('The cache was emptied by hand.')
    await page.goto(`${desk.url}/desk/#/reviews/${reviewId}`)
    const stored = () => call('GET', `/api/reviews/${reviewId}/record`)
    await expect.poll(stored).toMatchObject({ understanding: 'The cache was emptied by hand.' })
    await page.goto(`${desk.url}/desk/#/reviews/${reviewId}/record`)
    await box.fill('The cache was emptied by hand, twice.')
    await page.reload()
    await expect.poll(stored).toMatchObject({ understanding: 'The cache was emptied by hand, twice.' })
    await page.getByText('Saved', { exact: true }).waitFor()
    const { version } = Object(await stored())
    const theirs = 'The cache was emptied by hand, twice.\n\nNobody was told.'
    await call('PUT', `/api/reviews/${reviewId}/record`, { version, understanding: theirs })
    await box.fill('The old cache was emptied by hand, twice.')
    await page.reload()
    await expect.poll(stored).toMatchObject({ understanding: theirs.replace('The', 'The old') })
    await close()
  })

  test('a lesson is written, cited and found; an action agreed; the record mailed to all invited', async () => {
    const { reviewId } = await plan('Disk full')
    const survey = await plantHarvest(database.client, reviewId)
    const roster = { run: `run_${'a'.repeat(16)}`, chunks: 1 }
    const row = (await itemsOf(database.client, 'surveys')).find(item => item['sk'] === survey.surveyId)
    await database.client.send(new PutCommand({ TableName: 'surveys', Item: { ...row, roster } }))
    const people = ['ann', 'bob', 'cas'].map((name, index) => ({
      invitationId: `inv_${String(index).padStart(16, '0')}`,
      email: `${name}@example.com`,
      name,
      seniority: null,
      zone: 'UTC',
      language: 'en',
      cohort: 'all',
      unsubscribeId: `unsubscribe-${name}`,
    }))
    await call('PUT', '/api/people', [{ email: 'ann@example.com', name: 'Ann Example' }])
    const chunk = { pk: `invitation#${survey.surveyId}`, sk: `${roster.run}#0000`, people }
    await database.client.send(new PutCommand({ TableName: 'people', Item: chunk }))

    const { page, complaints, close } = await open(`#/reviews/${reviewId}/record`)
    await typed(page, 'What we understand now', 'The disk filled with logs nobody rotates')
    await page.getByText('Saved', { exact: true }).waitFor()
    await page.getByLabel('Lesson').fill('Logs that nobody rotates fill a disk')
    await page.getByRole('button', { name: 'Add lesson' }).click()
    await page.getByRole('link', { name: 'Logs that nobody rotates' }).waitFor()
    await page.getByRole('button', { name: 'New action' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What is to change?').fill('Remind the team to rotate logs')
    await dialog.getByText('What could tell whoever does it').waitFor()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Name the team or role').waitFor()
    await dialog.getByLabel('Owner', { exact: true }).fill('Ann Example')
    await dialog.getByText('Ann Example is one person. Which team').waitFor()
    await dialog.getByLabel('Due').fill(at(30).slice(0, 10))
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByRole('button', { name: 'Save it all the same' }).waitFor()
    expect(await call('GET', `/api/reviews/${reviewId}/actions`)).toEqual([])
    await dialog.getByLabel('What is to change?').fill('Rotate logs by size')
    await dialog.getByLabel('Owner', { exact: true }).fill('Platform')
    await dialog.getByLabel('Due').fill(at(30).slice(0, 10))
    expect(await problemsOf(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('link', { name: 'Rotate logs by size' }).waitFor()
    await page.getByRole('button', { name: 'Preview the mail' }).click()
    await dialog.getByText('Rotate logs by size: Platform').waitFor()
    expect(await problemsOf(page)).toEqual([])
    await call('POST', `/api/reviews/${reviewId}/lessons`, { text: 'Somebody else adds one meanwhile' })
    await dialog.getByRole('button', { name: 'Mail it to' }).click()
    await dialog.getByText('The record has changed since you opened this.').waitFor()
    await dialog.getByText('Somebody else adds one meanwhile').waitFor()
    await dialog.getByRole('button', { name: 'Mail it to' }).click()
    await page.getByText('On its way to 3 people').waitFor()
    expect(
      (await itemsOf(database.client, 'people')).filter(item => String(item['sk']).startsWith('record#')),
    ).toHaveLength(3)

    await page.getByRole('link', { name: 'Logs that nobody rotates' }).click()
    await page.getByRole('button', { name: 'Copy address' }).click()
    await page.getByText('Address copied.').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/desk\/#\/lessons\/les_[a-z0-9]{16}$/)
    await typed(page, 'Address', 'https://git.example.com/adr/7')
    await typed(page, 'Title', 'Logs are rotated by size')
    await page.getByRole('button', { name: 'Add citation' }).click()
    await page.getByRole('link', { name: 'Logs are rotated by size' }).waitFor()
    expect(await problemsOf(page)).toEqual([])

    await page.getByText('Edit', { exact: true }).click()
    await page.getByLabel('Lesson', { exact: true }).fill('Logs that nobody rotates fill the disk')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'fill the disk' }).waitFor()
    const [, id = ''] = /#\/lessons\/(\w+)$/.exec(page.url()) ?? []
    await page.getByText('Edit', { exact: true }).click()
    await call('PATCH', `/api/lessons/${id}`, { text: 'Logs that nobody rotates fill disks', version: 2 })
    await page.getByLabel('Lesson', { exact: true }).fill('Mine')
    await page.getByRole('button', { name: 'Save' }).click()
    const theirs = page.getByRole('alert')
    await theirs
      .getByText('Lesson: Logs that nobody rotates fill the disk → Logs that nobody rotates fill disks')
      .waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(await page.getByLabel('Lesson', { exact: true }).inputValue()).toBe('Mine')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Mine' }).waitFor()
    await call('PATCH', `/api/lessons/${id}`, { text: 'Logs that nobody rotates fill disks', version: 4 })

    await page.getByRole('link', { name: 'Lessons' }).first().click()
    await page.getByLabel('Search lessons and records').fill('rotat disk')
    await page.getByText('2 results').waitFor()
    expect(await page.locator('mark').allTextContents()).toEqual(expect.arrayContaining(['rotates', 'disk']))
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('A')
    expect(await problemsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })
})

describe('the list of actions', () => {
  test('tells age and line, filters, puts aside with a reason, and says when somebody else was first', async () => {
    const due = { dueOn: at(20).slice(0, 10), category: 'architecture' }
    const body = { text: 'Shed load at the edge', owner: 'Edge', failureMode: 'Überlast am Rand', ...due }
    await call('POST', '/api/incidents', {
      title: 'Too much at once',
      severity: 'P2',
      startedAt: at(-121),
      failureModes: ['Überlast am Rand'],
    })
    const id = idIn(await call('POST', '/api/actions', body))
    await call('POST', '/api/actions', { ...body, text: 'Page on queue age', owner: 'Queues' })
    const item = (await itemsOf(database.client, 'learning')).find(({ pk }) => pk === `action#${id}`)
    const openedAt = at(-120)
    await database.client.send(
      new PutCommand({ TableName: 'learning', Item: { ...item, openedAt, progressAt: openedAt } }),
    )
    const { page, complaints, close } = await open('#/actions')
    await page.getByText('A sign of prioritisation, not of engineering.').waitFor()
    await page.getByText('120 days · 120 days without progress').waitFor()
    await page.getByLabel('Owner').selectOption('Queues')
    await page.getByRole('heading', { name: '1 action', exact: true }).waitFor()
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'GitHub issues (JSON)' }).click()
    expect((await downloading).suggestedFilename()).toBe('actions-github.json')
    await page.getByLabel('Owner').selectOption('Edge')
    expect(await problemsOf(page)).toEqual([])

    await page.getByRole('link', { name: 'Shed load at the edge' }).click()
    await page.getByRole('definition').filter({ hasText: 'Überlast am Rand' }).waitFor()
    await page.getByLabel('Status').selectOption('deprioritised')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByText('Say why.').waitFor()
    await typed(page, 'Why is it put aside?', 'The edge moves to another provider')
    await call('PATCH', `/api/actions/${id}`, { note: 'Begun elsewhere' })
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByRole('alert').getByText('Note: – → Begun elsewhere').waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(await page.getByLabel('Status').inputValue()).toBe('deprioritised')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByText('The edge moves to another provider').waitFor()
    expect(complaints).toEqual([])
    await close()
  })

  test('is edited over somebody else’s change with a second press, what was typed kept and theirs shown', async () => {
    const due = { dueOn: at(20).slice(0, 10), category: 'architecture' }
    const id = idIn(await call('POST', '/api/actions', { text: 'Limit the queue', owner: 'Edge', ...due }))
    const { page, complaints, close } = await open(`#/actions/${id}`)
    await page.getByText('Edit', { exact: true }).click()
    await typed(page, 'What is to change?', 'Limit every queue')
    await call('PATCH', `/api/actions/${id}`, { owner: 'Queues' })
    const save = page.getByRole('button', { name: 'Save', exact: true }).last()
    await save.click()
    await page.getByRole('alert').getByText('Owner: Edge → Queues').waitFor()
    expect(await page.getByLabel('What is to change?').inputValue()).toBe('Limit every queue')
    expect(await page.getByLabel('Owner', { exact: true }).inputValue()).toBe('Queues')
    expect(await problemsOf(page)).toEqual([])
    await save.click()
    await page.getByRole('heading', { level: 1, name: 'Limit every queue' }).waitFor()
    expect(await call('GET', `/api/actions/${id}`)).toMatchObject({ text: 'Limit every queue', owner: 'Queues' })
    expect(complaints).toEqual([])
    await close()
  })

  test('fits a phone', async () => {
    for (const hash of ['#/actions', '#/portfolio', '#/lessons']) {
      const { page, close } = await open(hash, 390)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect([hash, wide]).toEqual([hash, 390])
      expect(await problemsOf(page)).toEqual([])
      await close()
    }
  })
})
