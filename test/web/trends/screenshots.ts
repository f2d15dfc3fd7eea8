/** `node test/web/trends/screenshots.ts`: the trend page as pictures and on paper, in evidence/trends (not in the repository). */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { launch } from '../../chromium.ts'
import { signIn, startDesk, visit } from '../desk/site.ts'
import { emptyWorld } from '../desk/stub-api.ts'
import { answerTrends, director, sampleReleases } from './sample.ts'

const out = path.join(import.meta.dirname, '..', '..', '..', 'evidence', 'trends')
await mkdir(out, { recursive: true })
const desk = await startDesk()
const browser = await launch()
desk.caller = director

const shoot = async (width: number, dark: boolean): Promise<void> => {
  const picture = async (page: Page, title: string): Promise<void> => {
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    const slice = width < 600 ? 1_700 : 1_500
    for (let from = 0, part = 0; from < height; from += slice, part += 1) {
      const clip = { x: 0, y: from, width, height: Math.min(slice, height - from) }
      const name = `${title}-${width}${dark ? '-dark' : ''}${part > 0 ? `-${part}` : ''}.png`
      await page.screenshot({ path: path.join(out, name), fullPage: true, clip })
    }
  }
  desk.world = { ...emptyWorld(), trends: answerTrends({ releases: [], learning: false }) }
  const { page, close, complaints } = await visit(browser, desk, { width, dark, folder: 'trends' })
  await picture(page, '0-signed-out')
  await signIn(page)
  await page.getByText('No pulse has been published yet').waitFor()
  await picture(page, '1-empty')
  desk.world = { ...emptyWorld(), trends: answerTrends({ releases: sampleReleases(1) }) }
  await page.reload()
  await page.getByText('Latest pulse').waitFor()
  await picture(page, '2-one-quarter')
  desk.world = { ...emptyWorld(), trends: answerTrends() }
  await page.reload()
  await page.getByText('Latest pulse').waitFor()
  await picture(page, '3-all')
  await page.getByLabel('Group', { exact: true }).selectOption('Identity')
  await page.getByText('Group Identity').waitFor()
  await picture(page, '4-group')
  await page.getByLabel('Group', { exact: true }).selectOption('')
  await page.getByText('Earlier quarters', { exact: true }).click()
  await page.getByRole('button', { name: 'Show table' }).first().click()
  await page.getByText('What this means').first().click()
  await page.locator('[data-mark]').nth(3).focus()
  await picture(page, '5-opened')
  if (width > 600 && !dark) {
    await page.reload()
    await page.getByText('Latest pulse').waitFor()
    await page.pdf({ path: path.join(out, 'printed.pdf'), format: 'A4' })
  }
  if (complaints.length > 0) console.log(complaints)
  await close()
}

const wanted = process.argv[2] ?? 'all'
if (wanted === 'all' || wanted === 'wide') await shoot(1280, false)
if (wanted === 'all' || wanted === 'narrow') await shoot(390, false)
if (wanted === 'all' || wanted === 'dark') await shoot(1280, true)
await browser.close()
await desk.stop()
