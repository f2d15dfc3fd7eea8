/** `node test/web/desk/screenshots.ts`: every page of the desk as pictures, into evidence/desk (kept out of the repository). */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { sampleReviewId, sampleWorld } from './sample.ts'
import { launch } from '../../chromium.ts'
import { signIn, startDesk, visit } from './site.ts'
import { emptyWorld } from './stub-api.ts'

const out = path.join(import.meta.dirname, '..', '..', '..', 'evidence', 'desk')
await mkdir(out, { recursive: true })
const desk = await startDesk()
const browser = await launch()

const pasted =
  'Ada Sample <ada@example.com>, bo@example.com; "Sample, Zoe" <zoe@example.com>\nyan@nowhere, xi@example.com'

const shoot = async (width: number, dark: boolean): Promise<void> => {
  const name = (page: string): string => path.join(out, `${page}-${width}${dark ? '-dark' : ''}.png`)
  const picture = async (page: Page, title: string): Promise<void> => {
    await page.waitForTimeout(150)
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    // A picture much taller than wide is shown too small to be looked at.
    const slice = width * 1.25 + 400
    for (let from = 0; from < Math.min(height, slice * 4); from += slice) {
      const clip = { x: 0, y: from, width, height: Math.min(slice, height - from) }
      await page.screenshot({ path: name(from > 0 ? `${title}-${from / slice}` : title), fullPage: true, clip })
    }
  }
  desk.world = emptyWorld()
  const { page, close, complaints } = await visit(browser, desk, { width, dark })
  const open = async (hash: string, wait: string): Promise<void> => {
    await page.goto(`${desk.url}/desk/${hash}`)
    await page.getByText(wait).first().waitFor()
  }
  await picture(page, '00-signed-out')
  await signIn(page)
  await page.getByText('Your first review').waitFor()
  await picture(page, '01-empty')
  desk.world = sampleWorld()
  await page.reload()
  await page.getByText('Agenda ready').first().waitFor()
  await picture(page, '02-home')
  await page.goto(`${desk.url}/desk/#/prepare`)
  await page.getByLabel('What happened?').fill('Checkout timed out for 20 minutes')
  await page.getByLabel('Started').fill('2026-11-20T09:10')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Paste addresses').fill(pasted)
  await page.getByText('Could not be read').first().waitFor()
  await page.getByLabel('Or choose from the roster').fill('pla')
  await picture(page, '03-inviting')
  await page.getByRole('button', { name: /^Add \d from/ }).click()
  await page.getByLabel('Paste addresses').fill('')
  await page.getByRole('button', { name: 'Check what is sent' }).click()
  await page.getByRole('button', { name: 'Send invitations' }).waitFor()
  await picture(page, '04-confirm')
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await page.getByText('Invitations go out within').waitFor()
  await picture(page, '05-queued')
  await open(`#/reviews/${sampleReviewId(1)}`, 'took part')
  await picture(page, '06-collecting')
  await page.getByRole('button', { name: 'Change this review' }).click()
  await page.getByRole('button', { name: 'Move meeting' }).click()
  await picture(page, '07-move')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Change this review' }).click()
  await page.getByRole('button', { name: 'Cancel review' }).click()
  await picture(page, '08-cancel')
  await page.keyboard.press('Escape')
  await open(`#/reviews/${sampleReviewId(0)}`, 'What people wrote')
  await picture(page, '09-agenda')
  await open(`#/reviews/${sampleReviewId(0)}/arrange`, 'Arrange what people wrote')
  await page.getByRole('button', { name: 'Order and minutes' }).waitFor()
  await picture(page, '10-arranging')
  await open('#/roster', 'Import a list')
  await page.getByLabel('Or paste rows').fill('email,name,group\nnew@example.com,New Sample,Platform\nbad,Bad,Ops\n')
  await page.getByRole('button', { name: /^Add or update/ }).click()
  await page.getByText('line 3', { exact: false }).first().waitFor()
  await picture(page, '11-roster')
  await open('#/incidents', 'Card payments')
  await picture(page, '12-incidents')
  await open('#/incidents/new', 'Record an incident')
  await picture(page, '13-incident')
  if (complaints.length > 0) console.log(complaints)
  await close()
}

for (const width of [1280, 390]) await shoot(width, false)
await shoot(1280, true)
await browser.close()
await desk.stop()
