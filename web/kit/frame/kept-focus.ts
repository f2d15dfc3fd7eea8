/**
 * Focus never falls to the page. A control that is switched off, or that goes with its row, takes the focus with it, and
 * whoever uses a keyboard or a screen reader begins again at the top. It comes back to the control once that can be used
 * again, or to what stands nearest to where it was. A button that works is `aria-disabled` for as long, which keeps the
 * focus; it takes no second press.
 */

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]'

/** Where something stood: its ancestors, innermost first, each with the place of the child that led to it. */
type Place = readonly (readonly [around: Element, index: number])[]

const placeOf = (element: Element): Place => {
  const place: [Element, number][] = []
  for (let child = element; child.parentElement; child = child.parentElement)
    place.push([child.parentElement, [...child.parentElement.children].indexOf(child)])
  return place
}

const usable = (element: HTMLElement): boolean =>
  !element.matches(':disabled, input[type="hidden"]') &&
  element.checkVisibility({ visibilityProperty: true }) &&
  !element.closest('[inert]')

const within = (element: Element | undefined): HTMLElement[] =>
  element
    ? [element, ...element.querySelectorAll(focusable)].filter(
        (one): one is HTMLElement => one instanceof HTMLElement && one.matches(focusable) && usable(one),
      )
    : []

const nearest = (place: Place): HTMLElement | undefined => {
  for (const [around, index] of place) {
    if (!around.isConnected || around === document.body) continue
    // What has taken its place, else what stood before it.
    const [after, before] = [around.children[index], around.children[index - 1]]
    const found = within(after)[0] ?? within(before).at(-1)
    if (found) return found
  }
  return document.querySelector<HTMLElement>('main h1, main') ?? undefined
}

/** Follows the focus for as long as the document is open. Returns what ends it. */
export const keepFocus = (): (() => void) => {
  let last: { readonly element: HTMLElement; readonly place: Place } | null = null

  const follow = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement && target !== document.body) last = { element: target, place: placeOf(target) }
  }
  // A press beside everything means to leave what had the focus.
  const leave = ({ target }: PointerEvent): void => {
    if (target instanceof Element && !target.closest(focusable)) last = null
  }

  const ignore = (event: MouseEvent): void => {
    if (!(event.target instanceof Element) || !event.target.closest('[aria-disabled="true"]')) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  let asked = false
  const look = (): void => {
    asked = false
    if (!last || (document.activeElement !== document.body && document.activeElement !== null)) return
    const { element, place } = last
    // Switched off for as long as it works: it will be looked at again when that changes.
    if (element.isConnected && element.matches(':disabled')) return
    const back = element.isConnected && usable(element) ? element : nearest(place)
    if (!back) return
    if (back.matches('h1:not([tabindex])')) back.tabIndex = -1
    back.focus()
  }
  // After the page has drawn, so that what moves the focus on purpose comes first.
  const changed = new MutationObserver(() => {
    if (asked) return
    asked = true
    requestAnimationFrame(() => requestAnimationFrame(look))
  })

  document.addEventListener('focusin', follow)
  document.addEventListener('pointerdown', leave)
  document.addEventListener('click', ignore, true)
  changed.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden', 'open'],
  })
  return () => {
    changed.disconnect()
    document.removeEventListener('focusin', follow)
    document.removeEventListener('pointerdown', leave)
    document.removeEventListener('click', ignore, true)
  }
}
