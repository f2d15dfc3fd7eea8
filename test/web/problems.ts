/**
 * What is wrong with a page for whoever cannot use it as others do: what axe sees, and what axe does not look at. Every
 * test of a screen asks for it, so that it is asked in every state that a test brings a page into.
 */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Actions more than ten presses of Tab behind the heading they stand under, or the named group they stand in. */
const farFromHeading = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const seen = (element: Element): boolean => {
      if (element.closest('[inert],[hidden]')) return false
      return element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
    }
    const nameOf = (element: Element): string =>
      (element.getAttribute('aria-label') ?? element.textContent ?? element.getAttribute('name') ?? '')
        .trim()
        .slice(0, 60)
    const wanted =
      'h1,h2,h3,h4,h5,h6,[role=heading],caption,legend,[role=group][aria-label],[role=alert],a[href],button,input,select,textarea,summary,[tabindex="0"]'
    let heading = ''
    let tabs = 0
    let last: string | null = null
    const far: string[] = []
    for (const element of document.querySelectorAll<HTMLElement>(wanted)) {
      if (!seen(element)) continue
      if (element.matches('h1,h2,h3,h4,h5,h6,[role=heading],caption,legend,[role=group][aria-label],[role=alert]')) {
        heading = nameOf(element)
        tabs = 0
        // A heading that is itself a summary or a link is counted by the element around it.
        continue
      }
      if (element.tabIndex < 0 || element.matches(':disabled,input[type=hidden]')) continue
      // Tab goes to a group of radio buttons once. The boxes of one question are its one answer, and count once too.
      const group = element.matches('input[type=radio],input[type=checkbox]') ? element.getAttribute('name') : null
      const counted = group !== null && group === last
      last = group
      if (counted) continue
      if (element.matches('summary') && element.querySelector('h1,h2,h3,h4,h5,h6')) continue
      tabs += 1
      if (tabs > 10) far.push(`${tabs} tabs behind “${heading}”: ${nameOf(element)}`)
    }
    return far
  })

/** Where the page is wider than its window: what reaches past the right edge. */
export const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    const wide = [...document.querySelectorAll('body *')].filter(element => {
      const { right } = element.getBoundingClientRect()
      return right > width + 0.5 && element.checkVisibility()
    })
    return wide
      .slice(0, 3)
      .map(
        element =>
          `wider than the window: ${element.tagName.toLowerCase()} ${(element.textContent ?? '').trim().slice(0, 40)}`,
      )
  })

/** What can be pressed and is lower or narrower than 24 pixels, unless it stands in a sentence. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href],button,input,select,textarea,summary')]
      .filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]'))
      .filter(element => {
        const target = element.matches('input[type=checkbox],input[type=radio]')
          ? (element.closest('label') ?? element)
          : element
        const { width, height } = target.getBoundingClientRect()
        if (width === 0 || height === 0 || (width >= 24 && height >= 24)) return false
        // Inside a sentence its line sets the height.
        const around = element.parentElement
        const alone = (around?.textContent ?? '').trim() === (element.textContent ?? '').trim()
        return alone || element.tagName !== 'A'
      })
      .map(element => {
        const { width, height } = element.getBoundingClientRect()
        return `small target: ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)} ${Math.round(width)}x${Math.round(height)}`
      }),
  )

/** A name that is put together from pieces keeps the blank between them: read out it halts in the wrong place. */
const haltingNames = async (page: Page): Promise<string[]> => {
  const told = await page.locator('body').ariaSnapshot()
  return [...told.matchAll(/- '?(?:button|link|textbox|combobox|checkbox|radio) ("(?:[^"\\]|\\.)*")/g)]
    .map(([, name = '']) => name)
    .filter(name => / [:,;.?!](?: |"$)/.test(name))
    .map(name => `a blank before a mark: ${name}`)
}

/** In the page itself and nothing but what is wrong: three times as fast, and no page of ours has a frame. */
const seenByAxe = async (page: Page): Promise<string[]> => {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

export const problemsOf = async (page: Page): Promise<string[]> => [
  ...(await seenByAxe(page)),
  ...(await tooWide(page)),
  ...(await tooSmall(page)),
  ...(await farFromHeading(page)),
  ...(await haltingNames(page)),
]

/** With forced colours: what is current and looks like what is not, since colour alone told it. */
export const unmarkedIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const look = (element: Element): string => {
      const {
        borderInlineStartWidth,
        borderBlockEndWidth,
        outlineStyle,
        fontWeight,
        textDecorationLine,
        backgroundColor,
      } = getComputedStyle(element)
      return [
        borderInlineStartWidth,
        borderBlockEndWidth,
        outlineStyle,
        fontWeight,
        textDecorationLine,
        backgroundColor,
      ].join()
    }
    return [...document.querySelectorAll('[aria-current]:not([aria-current=false]),[role=tab][aria-selected=true]')]
      .filter(element => element.checkVisibility())
      .filter(element => {
        const others = [...(element.closest('nav,ol,ul,[role=tablist]')?.querySelectorAll(element.tagName) ?? [])]
        const usual = others.find(
          other =>
            other !== element && !other.hasAttribute('aria-current') && other.getAttribute('aria-selected') !== 'true',
        )
        return usual !== undefined && look(usual) === look(element)
      })
      .map(element => `current, and looks like the others: ${(element.textContent ?? '').trim().slice(0, 40)}`)
  })

/** With reduced motion: what still moves. */
export const motionIn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter(element => {
        const { animationName, animationDuration, transitionDuration } = getComputedStyle(element)
        const lasts = (times: string): boolean => times.split(',').some(time => Number.parseFloat(time) > 0.02)
        return lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration))
      })
      .slice(0, 5)
      .map(element => `moves: ${element.tagName.toLowerCase()}.${element.className}`),
  )
