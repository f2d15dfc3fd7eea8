/** A list that is read page after page, as far as somebody wants to see. */
import type { RefObject } from 'preact'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PagedList } from '../api/pages.ts'
import { focusFromHere } from './focus.ts'

interface Read<Item> {
  readonly key: string
  readonly items: readonly Item[] | undefined
  readonly next: string | null
  readonly error: unknown
  readonly busy: boolean
}

export interface List<Item> {
  /** Undefined until its first page was read; kept while it is read again. */
  readonly items: readonly Item[] | undefined
  /** The API has more of it than were read. */
  readonly more: boolean
  readonly busy: boolean
  readonly error: unknown
  /** From the beginning: something was changed, or a page was refused. */
  readonly again: () => void
}

const nothing = <Item>(key: string): Read<Item> => ({
  key,
  items: undefined,
  next: null,
  error: undefined,
  busy: false,
})

/** Reads `list` until there are `wanted` items or it ends, and from its beginning when `key` changes. */
export const useList = <Item extends { readonly id: string }>(
  key: string,
  list: PagedList<Item>,
  wanted: number,
): List<Item> => {
  const [turn, setTurn] = useState(0)
  const [state, setState] = useState<Read<Item>>(nothing(key))
  /** How far this turn has come; an answer that was overtaken by a later question is dropped. */
  const come = useRef<{ turn: string; items: readonly Item[]; next: string | null } | null>(null)
  useEffect(() => {
    const mine = `${turn} ${key}`
    let isLive = true
    const read = async (): Promise<void> => {
      if (come.current?.turn !== mine) come.current = null
      while (come.current === null || (come.current.next !== null && come.current.items.length < wanted)) {
        const before = come.current
        setState(last => ({ ...(last.key === key ? last : nothing<Item>(key)), busy: true, error: undefined }))
        const page = await list(before?.next ?? null)
        if (!isLive) return
        const byId = new Map([...(before?.items ?? []), ...page.items].map(item => [item.id, item]))
        const now = { turn: mine, items: [...byId.values()], next: page.next }
        come.current = now
        const isDone = now.next === null || now.items.length >= wanted
        // Read again, a list does not shrink to its first page on the way.
        setState(last =>
          !isDone && last.items !== undefined && last.items.length > now.items.length
            ? { ...last, busy: true }
            : { key, items: now.items, next: now.next, error: undefined, busy: !isDone },
        )
      }
    }
    read().catch((error: unknown) => {
      if (isLive) setState(last => ({ ...(last.key === key ? last : nothing<Item>(key)), busy: false, error }))
    })
    return () => {
      isLive = false
    }
  }, [key, turn, wanted])
  const again = useCallback(() => setTurn(last => last + 1), [])
  const { items, next, error, busy } = state.key === key ? state : nothing<Item>(key)
  return { items, more: next !== null, busy, error, again }
}

/** Where somebody asked for more rows, the first new one comes into focus: the button may be gone by then. */
export const useNewRows = <Rows extends HTMLElement>(
  count: number,
): { rows: RefObject<Rows | null>; expect: () => void } => {
  const rows = useRef<Rows>(null)
  const from = useRef<{ count: number; focus: ReturnType<typeof focusFromHere> } | null>(null)
  useLayoutEffect(() => {
    if (from.current === null || count <= from.current.count) return
    from.current.focus(rows.current?.children[from.current.count]?.querySelector<HTMLElement>('a'))
    from.current = null
  }, [count])
  return {
    rows,
    expect: () => {
      from.current = { count, focus: focusFromHere() }
    },
  }
}
