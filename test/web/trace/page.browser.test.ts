import { randomBytes } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { surveyId } from '../../../functions/domain/ids.ts'
import { acts, restOfIt } from '../../../functions/domain/trace/trace.ts'
import { documentCalls } from '../../../functions/aws/document-calls.ts'
import { recordsOf } from '../../../functions/records/records.ts'
import { traceOf } from '../../../functions/records/trace.ts'
import { testTables } from '../../dynamodb.ts'
import { realApi } from '../desk/real-api.ts'
import { opening, ownDesk, robin, signIn, visit } from '../desk/site.ts'
import { problemsOf } from '../problems.ts'
import { director } from '../trends/sample.ts'
import { itemsOf, putSurvey, surveyRow } from '../../survey.ts'
import { plus } from '../../../functions/domain/time/instants.ts'
import { ownBrowser, ownDatabase } from '../../own.ts'

const desk = ownDesk()
const browser = ownBrowser()
const planted = ownDatabase()
const survey = surveyId(randomBytes(16))
const by = 'a.very.long.address.of.somebody.who.leads@reliability.engineering.example.com'
const many = 201

beforeAll(async () => {
  const trace = traceOf(recordsOf(documentCalls(planted.client), testTables))
  const at = (minute: number) => new Date(Date.parse('2026-11-24T08:00:00.000Z') + minute * 60_000).toISOString()
  for (let minute = 0; minute < many; minute += 1)
    await trace.intend(restOfIt, { at: at(minute), act: 'role-used', by, roles: ['keeper'], about: {} })
  for (const [index, act] of acts.entries()) {
    const intention = await trace.intend(survey, {
      at: at(many + index),
      act,
      by,
      roles: ['facilitator', 'keeper'],
      about: { quarter: '2026-Q4' },
    })
    if (act !== 'survey-cancelled') await trace.settle(survey, intention, 'done', { added: 2, invited: 7 }, at(many))
  }
})
beforeEach(() => {
  desk.caller = director
  desk.real = realApi(planted.client)
})

const open = opening(browser, desk, 'trace')

test('leadership reads who did what, what became of it and what never came to an end, and as much as there is', async () => {
  const { page, complaints, close } = await open()
  const rows = page.locator('.rows .row')
  await rows.first().waitFor()
  const cancelled = rows.filter({ hasText: 'cancelled a survey' })
  expect(await cancelled.textContent()).toContain('nobody knows what became of it')
  const invited = rows.filter({ hasText: 'invited people to a survey' })
  const text = await invited.textContent()
  for (const part of [by, survey, '2 added', '7 invited in all', 'as facilitator and keeper', 'Done'])
    expect(text).toContain(part)
  await page.getByRole('button', { name: 'Show earlier ones' }).click()
  // Reading it is in it as well, of two functions at once in a line or two.
  await expect.poll(() => rows.count()).toBeGreaterThan(many + acts.length)
  expect(await page.getByRole('button', { name: 'Show earlier ones' }).count()).toBe(0)
  expect(complaints).toEqual([])
  await close()
})

describe.each([
  [1280, false],
  [1280, true],
  [390, false],
  [390, true],
])('at %i pixels, dark %s', (width, dark) => {
  test('is accessible and fits', async () => {
    const { page, close } = await open({ width, dark })
    await page.locator('.rows .row').first().waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await close()
  })
})

const pulse = surveyRow({
  surveyId: `srv_${'p'.repeat(16)}`,
  kind: 'pulse',
  status: 'open',
  instrument: 'pulse-2',
  reviewId: null,
  reviewVersion: null,
  quarter: '2026-Q4',
  title: 'Q4 2026',
  meetingAt: null,
  startedAt: null,
  invited: 9,
})
const aboutToEnd = async (): Promise<void> => {
  const cancelling = { at: new Date().toISOString(), until: plus(new Date().toISOString(), 3_600_000) }
  await putSurvey(planted.client, { ...pulse, closesAt: plus(cancelling.until, 3_600_000), cancelling })
}

test('leadership stops from here that a pulse ends unread, and sees the line of it', async () => {
  await aboutToEnd()
  const { page, complaints, close } = await open({ width: 390 })
  await page.getByText('The pulse of Q4 2026 is about to be cancelled').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Stop that, keep the pulse' }).click()
  await page.getByText('The pulse of Q4 2026 goes on.').waitFor()
  await page.getByText('stopped the cancelling of a pulse').first().waitFor()
  expect(await page.getByText('is about to be cancelled').count()).toBe(0)
  const row = (await itemsOf(planted.client, 'surveys')).find(({ sk }) => sk === pulse.surveyId)
  expect(row).toMatchObject({ status: 'open', cancelling: null })
  expect(complaints).toEqual([])
  await close()
})

test('a keeper does so in the desk, and asks for its end again', async () => {
  await aboutToEnd()
  desk.caller = { ...robin, groups: ['keeper'] }
  const { page, complaints, close } = await visit(browser, desk, { hash: '#/pulse' })
  await signIn(page)
  await page.getByText('Ends unread').waitFor()
  expect(await page.getByRole('button', { name: 'Cancel this pulse' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Stop that, keep the pulse' }).click()
  await page.getByText('The pulse of Q4 2026 goes on.').waitFor()
  await page.getByRole('button', { name: 'Cancel this pulse' }).click()
  await page.getByText('It stays open for another 24 hours').waitFor()
  await page.getByRole('button', { name: 'Cancel and destroy' }).click()
  await page.getByText('The pulse of Q4 2026 ends in 24 hours, unless somebody stops that.').waitFor()
  await page.getByText('Ends unread').waitFor()
  expect(complaints).toEqual([])
  await close()
})

test('a facilitator has no door to it, and is told that it is not theirs', async () => {
  desk.caller = robin
  const { page, close } = await open()
  await page.getByText('Your account does not read the trace yet').waitFor()
  expect(await page.locator('.rows .row').count()).toBe(0)
  await close()
})
