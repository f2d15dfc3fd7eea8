/** What a page shows of another language than the one it is in, and what of it is cut off. */
import type { Page } from 'playwright-core'

/** Visible texts, names and hints of a page as it stands. */
export const textsOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts = [document.title]
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      if (/^(SCRIPT|STYLE|NOSCRIPT)$/.test(element.tagName) || !element.checkVisibility()) continue
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext', 'aria-roledescription']) {
        texts.push(element.getAttribute(name) ?? '')
      }
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? '')
    }
    return texts
  })

/** `known`: what people typed, names, addresses, hashes. Figures are no words. */
export const foreignIn = (texts: readonly string[], known: readonly (string | RegExp)[]): string[] => {
  const left = (text: string): string => known.reduce<string>((rest, each) => rest.replaceAll(each, ''), text)
  return [...new Set(texts.map(text => text.trim()))].filter(text => /[A-Za-z]/.test(left(text)))
}

export const foreignOn = async (page: Page, known: readonly (string | RegExp)[]): Promise<string[]> =>
  foreignIn(await textsOn(page), known)

/** Whatever is wider than the window, or than the box that hides the rest of it. */
export const cutOffOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const scrolls = (element: Element | null): boolean =>
      element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
    /** For a reader of the screen alone. */
    const isHidden = (element: Element | null): boolean =>
      element !== null &&
      (element.getBoundingClientRect().width <= 1 ||
        element.matches('.skip, .hidden, .visually-hidden') ||
        isHidden(element.parentElement))
    return [...document.body.querySelectorAll<HTMLElement>('*')]
      .filter(element => element.checkVisibility() && !isHidden(element))
      .filter(element => {
        const hides = /hidden|clip/.test(getComputedStyle(element).overflowX)
        const cuts = hides && element.scrollWidth > element.clientWidth + 1
        return cuts || (element.getBoundingClientRect().right > width + 1 && !scrolls(element))
      })
      .map(element => `${element.tagName.toLowerCase()}.${element.className} ${element.textContent?.slice(0, 60)}`)
  })
