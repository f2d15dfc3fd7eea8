/** Where a participant's link comes from: the address bar, this tab before a reload, or what this browser keeps. */
import { type Link, linkFragment, parseFragment, parseResults } from '../../functions/domain/ballot/link.ts'
import { type Keep, ownerOf, placeOf, recall, remember } from './keep.ts'

const tabKey = 'murmur/tab'

const noStorage: Keep = {
  getItem: () => null,
  setItem: () => {
    throw new DOMException('no storage', 'SecurityError')
  },
  removeItem: () => {},
}

/** A browser may refuse even to hand its storage out. */
export const storageOf = (name: 'localStorage' | 'sessionStorage'): Keep => {
  try {
    return globalThis[name]
  } catch {
    return noStorage
  }
}

const quietly = (work: () => void): void => {
  try {
    work()
  } catch {
    // Reading goes on without storage; the page has said that it is missing.
  }
}

/**
 * Keeps the link, and takes it out of the address bar, before anything else can see it there. Where this browser keeps
 * nothing (`raw` is its own storage) it stays there, alone, or a reload would lose it.
 */
export const enter = (link: Link, storage: Keep, tab: Keep, raw: Keep): void => {
  const place = placeOf(link)
  quietly(() => tab.setItem(tabKey, place))
  quietly(() => remember(storage, place, 'link', link))
  const isKept = recall(raw, place, 'link') !== null
  history.replaceState(history.state, '', isKept ? location.pathname : `#${linkFragment(link)}`)
}

export const leave = (tab: Keep): void => quietly(() => tab.removeItem(tabKey))

/** What the address bar leads to. `unread`: something else stands there, which `ask.ts` makes sense of, or nobody can. */
export type Opened = { readonly link: Link } | { readonly results: string } | { readonly unread: string } | null

export const opened = (): Opened => {
  const { hash } = location
  // A name is a place on the page.
  if (/^#?[a-z-]*$/.test(hash)) return null
  const link = parseFragment(hash)
  const results = link ? null : parseResults(hash)
  return link ? { link } : results ? { results } : { unread: hash }
}

export interface KeptLink {
  readonly link: Link
  readonly title: string | null
  readonly closesAt: string | null
}

/** Links of this instrument that this browser keeps. */
export const keptLinks = (storage: Keep, instrument: string): KeptLink[] => {
  const places = new Set<string>()
  quietly(() => {
    for (const key of Object.keys(storage)) {
      const owner = ownerOf(key)
      if (owner?.name === 'link') places.add(owner.place)
    }
  })
  return [...places].flatMap(place => {
    const link = recall(storage, place, 'link')
    const form = recall(storage, place, 'form')
    if (!link || (form && form.instrument !== instrument)) return []
    return [{ link, title: form?.title ?? null, closesAt: form?.closesAt ?? null }]
  })
}

/**
 * This tab's link before a reload, if it is one of this page's; else the only one kept that is still open. Null: somebody
 * has to choose or paste.
 */
export const resumable = (tab: Keep, kept: readonly KeptLink[], now: number): Link | null => {
  let place: string | null = null
  quietly(() => {
    place = tab.getItem(tabKey)
  })
  const ofTab = kept.find(({ link }) => placeOf(link) === place)
  if (ofTab) return ofTab.link
  const open = kept.filter(({ closesAt }) => closesAt && Date.parse(closesAt) > now)
  return open.length === 1 ? (open[0]?.link ?? null) : null
}
