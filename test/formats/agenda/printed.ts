/** A document on paper, as its own style asks for it. */
import type { Page } from 'playwright-core'

export const pagesNow = async (page: Page): Promise<number> => {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length
}

export const printedPages = async (page: Page, html: string): Promise<number> => {
  await page.setContent(html)
  return pagesNow(page)
}
