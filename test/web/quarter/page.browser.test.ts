import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answers, history, whole } from '../../domain/trends/pulses.ts'
import { plantPulse } from '../../learning/pulses/pulses.ts'
import { realApi } from '../desk/real-api.ts'
import { opening, ownDesk } from '../desk/site.ts'
import { problemsOf } from '../problems.ts'
import { director } from '../trends/sample.ts'
import { ownBrowser, ownDatabase } from '../../own.ts'

const desk = ownDesk()
const browser = ownBrowser()
const planted = ownDatabase()
const empty = ownDatabase()

beforeAll(async () => {
  const releases = history(
    before => whole('2025-Q3', 300, answers(40, 63, 0, 60, 47), before),
    before => whole('2026-Q2', 300, answers(20, 52, 0, 80, 59), before),
    before => whole('2026-Q3', 300, answers(20, 42, 0, 85, 60), before),
  )
  for (const release of releases) await plantPulse(planted.client, release)
})
beforeEach(() => {
  desk.caller = director
  desk.real = realApi(planted.client)
})

const open = opening(browser, desk, 'quarter')

test('three sentences stand there first, each with what it rests on, and the way to more', async () => {
  const { page, complaints, close } = await open()
  await page.getByRole('heading', { name: /Yes\. 70\s% agree; then it was 51\s%/ }).waitFor()
  await page.getByText('207 of 300 answered').waitFor()
  const safety = page.getByRole('region', { name: 'Is it safer to speak than in Q3 2025?' })
  expect(await safety.textContent()).toMatch(/Up 1\d points since Q3 2025 \(95\s% interval \d+ to \d+\)/)
  await safety.getByText('The figures').click()
  expect(await safety.locator('tbody tr').count()).toBe(3)
  const learning = page.getByRole('region', { name: 'Is the organisation learning?' })
  await learning.getByText('No incident began in its last 90 days.').waitFor()
  expect(await learning.locator('svg').count()).toBe(0)
  await page.getByText('Nothing is recorded of actions yet.').waitFor()
  expect(await page.title()).toBe('The quarter in three sentences, Q3 2026 · Murmur')
  await page.getByRole('link', { name: 'Q3 2025' }).click()
  await page.getByRole('heading', { name: /The first figure\./ }).waitFor()
  await page.getByText('What moved is told of the latest pulse.').waitFor()
  expect(complaints).toEqual([])
  await close()
})

test('names of fiscal years stand whole below a chart, and the doors on a phone apart from each other', async () => {
  const { page, close } = await open({ width: 390 })
  await page.locator('.spark').waitFor()
  await page.evaluate(() => {
    const session: object = JSON.parse(sessionStorage.getItem('murmur.session') ?? '{}')
    sessionStorage.setItem('murmur.session', JSON.stringify({ ...session, calendar: { zone: 'UTC', yearStartsIn: 2 } }))
  })
  await page.reload()
  await page.locator('.spark').waitFor()
  const beyond = await page.evaluate(() => {
    const frame = document.querySelector('.spark')?.getBoundingClientRect()
    const texts = [...document.querySelectorAll('.spark text')]
    return texts.flatMap(text => {
      const { left, right } = text.getBoundingClientRect()
      return frame && left >= frame.left && right <= frame.right ? [] : [text.textContent]
    })
  })
  expect(await page.locator('.spark').textContent()).toContain('Q3 FY2026')
  expect(beyond).toEqual([])
  const apart = await page.evaluate(() => {
    const rights = [...document.querySelectorAll('.doors a.tab')].map(door => {
      const range = document.createRange()
      range.selectNodeContents(door.lastChild ?? door)
      const { left, right } = range.getBoundingClientRect()
      return { left, right }
    })
    return rights.slice(1).map(({ left }, index) => left - (rights[index]?.right ?? 0))
  })
  expect(Math.min(...apart)).toBeGreaterThanOrEqual(2)
  await close()
})

test('where nothing is known yet, it says what will stand here', async () => {
  desk.real = realApi(empty.client)
  const { page, close } = await open()
  await page.getByText('Nothing is known of any quarter yet').waitFor()
  await close()
})

describe.each([
  [1280, false],
  [1280, true],
  [390, false],
  [390, true],
])('at %i pixels, dark %s', (width, dark) => {
  test('is accessible and fits, and the three sentences stand on one screen of a desk', async () => {
    const { page, complaints, close } = await open({ width, dark })
    await page.getByRole('heading', { name: /Yes\./ }).waitFor()
    if (width > 1000) {
      const box = await page.getByRole('region', { name: 'What is asked of you' }).boundingBox()
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(900)
    }
    await page.locator('summary').first().click()
    expect(await problemsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })
})

test('in print it is one page of what is known, without what can be pressed', async () => {
  const { page, close } = await open()
  await page.getByRole('heading', { name: /Yes\./ }).waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false)
  expect(await page.locator('.three').isVisible()).toBe(true)
  const paper = await page.pdf({ format: 'A4' })
  expect(/\/Count (\d+)/.exec(paper.toString('latin1'))?.[1]).toBe('1')
  await close()
})

describe('you said, we did', () => {
  const robin = { email: 'robin@example.com', name: 'Robin Example', groups: ['facilitator'] }

  test('leadership is asked for an answer, gives one, changes it, and takes it back with a reason', async () => {
    const { page, complaints, close } = await open({ width: 390 })
    await page.getByText('Nothing is answered yet.').waitFor()
    await page.getByRole('button', { name: 'Answer something' }).click()
    await page.getByRole('button', { name: 'Let everybody read it' }).click()
    await page.getByText('Fill this in.').first().waitFor()
    await page.getByLabel('What was heard').fill('Nobody tells us what became of our reviews.')
    await page.getByLabel('What was done, or is promised').fill('Each record is mailed.')
    await page.getByLabel(/^Address of an action/).fill('a page')
    await page.getByRole('button', { name: 'Let everybody read it' }).dblclick()
    await page.getByText('This is no address of an action or a lesson.').waitFor()
    await page.getByLabel(/^Address of an action/).fill('')
    await page.getByRole('button', { name: 'Let everybody read it' }).dblclick()
    await page.getByText('Each record is mailed.').waitFor()
    expect(await page.locator('.replies li').count()).toBe(1)
    await page.getByRole('button', { name: /^Change the answer/ }).click()
    await page.getByLabel('What was done, or is promised').fill('Each record is mailed within a day.')
    await page.getByRole('button', { name: 'Let everybody read it' }).click()
    await page.getByText('Each record is mailed within a day.').waitFor()
    await page.getByRole('button', { name: /^Take back the answer/ }).click()
    await page.getByLabel('Why is it taken back?').fill('It takes three days.')
    await page.getByRole('button', { name: 'Take it back' }).click()
    await page.getByText(/Taken back by .* It takes three days\./).waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })

  test('an answer that somebody else changed first goes over theirs with a second press', async () => {
    const { page, complaints, close } = await open()
    await page.getByRole('button', { name: 'Answer something' }).click()
    await page.getByLabel('What was heard').fill('Nobody has time for actions.')
    await page.getByLabel('What was done, or is promised').fill('A day a week.')
    await page.getByRole('button', { name: 'Let everybody read it' }).click()
    await page.getByText('A day a week.').waitFor()
    const other = await open()
    await page.getByRole('button', { name: /^Change the answer.*actions/ }).click()
    await page.getByLabel('What was done, or is promised').fill('Two days a week.')
    await other.page.getByRole('button', { name: /^Change the answer.*actions/ }).click()
    await other.page.getByLabel('What was heard').fill('Nobody has time for their actions.')
    await other.page.getByRole('button', { name: 'Let everybody read it' }).click()
    await other.page.getByText('Nobody has time for their actions.').waitFor()
    await page.getByRole('button', { name: 'Let everybody read it' }).click()
    await page
      .getByRole('alert')
      .getByText('Nobody has time for actions. → Nobody has time for their actions.')
      .waitFor()
    expect(await page.getByLabel('What was done, or is promised').inputValue()).toBe('Two days a week.')
    expect(await problemsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Let everybody read it' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByText('Two days a week.').waitFor()
    await page.getByText('Nobody has time for their actions.').waitFor()
    expect(complaints).toEqual([])
    await close()
    await other.close()
  })

  test('an ask that somebody else wrote first goes over theirs with a second press', async () => {
    desk.caller = robin
    const [{ page, complaints, close }, other] = [await open(), await open()]
    for (const visited of [page, other.page]) {
      await visited.goto(`${desk.url}/desk/#/quarters/2026-Q2`)
      await visited.getByLabel('The one thing you ask for').waitFor()
    }
    await other.page.getByLabel('The one thing you ask for').fill('Give one team six weeks.')
    await other.page.getByRole('button', { name: 'Save', exact: true }).click()
    await other.page.getByText('Written by Robin Example.').waitFor()
    await page.getByLabel('The one thing you ask for').fill('Give two teams a month.')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('alert').getByText('– → Give one team six weeks.').waitFor()
    expect(await page.getByLabel('The one thing you ask for').inputValue()).toBe('Give two teams a month.')
    expect(await problemsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('alert').waitFor({ state: 'detached' })
    await page.reload()
    await expect.poll(() => page.getByLabel('The one thing you ask for').inputValue()).toBe('Give two teams a month.')
    expect(complaints).toEqual([])
    await close()
    await other.close()
  })

  test('who is named in an answer is pointed out as far as that shows without the roster, which is not asked for', async () => {
    const { page, close } = await open()
    const asked: string[] = []
    page.on('request', request => asked.push(new URL(request.url()).pathname))
    await page.getByRole('button', { name: 'Answer something' }).click()
    await page.getByLabel('What was done, or is promised').fill('Ms Osei has time for it, and @sam.')
    await page.getByText(/^Somebody may be named here: Ms Osei, @sam\. /).waitFor()
    expect(asked).not.toContain('/api/people')
    await close()
  })

  test('a facilitator reads the answers, and the sentence that they wrote stands first', async () => {
    desk.caller = robin
    const { page, close } = await open()
    await page.getByRole('heading', { name: 'You said, we did' }).waitFor()
    expect(await page.getByRole('button', { name: 'Answer something' }).count()).toBe(0)
    await page.goto(`${desk.url}/desk/#/quarters/2026-Q3`)
    await page.getByLabel('The one thing you ask for').fill('Give two teams six weeks.')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Written by Robin Example.').waitFor()
    await page.goto(`${desk.url}/quarter/#2026-Q3`)
    await page.getByRole('heading', { name: /Give two teams six weeks\./ }).waitFor()
    await close()
  })

  test('leadership is led to nothing that is not published', async () => {
    const { page, close } = await open()
    await page.getByText('Nothing is recorded of actions yet.').or(page.getByText('Give two teams')).first().waitFor()
    expect(await page.locator('.three a[href^="/learning-review/"]').count()).toBe(0)
    expect(await page.locator('.three a[href^="/desk/"]').count()).toBe(0)
    await close()
  })
})
