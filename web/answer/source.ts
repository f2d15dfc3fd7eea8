/** Where a participant's link comes from: the address bar, this tab before a reload, or what this browser keeps. */
import { type Link, parseFragment } from '../../functions/domain/ballot/link.ts'
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
    // Reading goes on without storage; Submit says that it is missing.
  }
}

export const enter = (link: Link, storage: Keep, tab: Keep): Link => {
  quietly(() => tab.setItem(tabKey, placeOf(link)))
  quietly(() => remember(storage, placeOf(link), 'link', link))
  return link
}

export const leave = (tab: Keep): void => quietly(() => tab.removeItem(tabKey))

/** Takes a whole link out of the address bar, before anything else can see it there. */
export const takeFragment = (): Link | null => {
  const link = parseFragment(location.hash)
  if (link) history.replaceState(null, '', location.pathname)
  return link
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

/** This tab's link before a reload; else the only one kept that is still open. Null: somebody has to choose or paste. */
export const resumable = (storage: Keep, tab: Keep, kept: readonly KeptLink[], now: number): Link | null => {
  let place: string | null = null
  quietly(() => {
    place = tab.getItem(tabKey)
  })
  const ofTab = place ? recall(storage, place, 'link') : null
  if (ofTab) return ofTab
  const open = kept.filter(({ closesAt }) => closesAt && Date.parse(closesAt) > now)
  return open.length === 1 ? (open[0]?.link ?? null) : null
}

/** The link in what was pasted: the whole address, or its end. */
export const pastedLink = (text: string): { link: Link; path: string | null } | null => {
  const link = parseFragment(text.slice(text.indexOf('#') + 1).trim())
  if (!link) return null
  const path = /^https?:\/\/[^/]+(\/answer\/[a-z0-9-]+\/(?:[a-z-]+\/)?)#/.exec(text.trim())?.[1]
  return { link, path: path ?? null }
}
