/** What somebody typed stays in this tab: over a change of page, a reload and a new sign-in, until it is sent or dropped. */
import { useCallback, useState } from 'preact/hooks'
import type * as z from 'zod'

const storageKey = (key: string): string => `murmur.draft.${key}`

const unsaved = new Set<string>()
let leaving = false

/** Leaving for the sign-in page loses nothing: no question is asked. */
export const leaveOnPurpose = (): void => {
  leaving = true
}

/** Closing the tab with something typed and not sent asks first. */
export const guardUnsaved = (): void =>
  addEventListener('beforeunload', event => {
    if (unsaved.size > 0 && !leaving) event.preventDefault()
  })

/** Null where nothing is kept, or nothing that fits any more. */
export const keptDraft = <Schema extends z.ZodType>(schema: Schema, key: string): z.infer<Schema> | null => {
  const stored = sessionStorage.getItem(storageKey(key))
  if (stored === null) return null
  const parsed = schema.safeParse(JSON.parse(stored))
  if (!parsed.success) return null
  unsaved.add(key)
  return parsed.data
}

/** Whether something was typed under this name and not sent. */
export const hasDraft = (key: string): boolean => sessionStorage.getItem(storageKey(key)) !== null

export const keepDraft = (key: string, value: unknown): void => {
  sessionStorage.setItem(storageKey(key), JSON.stringify(value))
  unsaved.add(key)
}

export const dropDraft = (key: string): void => {
  sessionStorage.removeItem(storageKey(key))
  unsaved.delete(key)
}

export interface Draft<T> {
  readonly value: T
  readonly change: (patch: Partial<T>) => void
  /** Back to what it was at first; the tab may be closed again. */
  readonly clear: () => void
  /** It is stored now as it stands here; the tab may be closed again. */
  readonly sent: () => void
  readonly touched: boolean
}

export const useDraft = <T extends object>(key: string, schema: z.ZodType<T>, initial: () => T): Draft<T> => {
  const [state, setState] = useState(() => {
    const kept = keptDraft(schema, key)
    return { value: kept ?? initial(), touched: kept !== null }
  })
  const change = useCallback(
    (patch: Partial<T>) =>
      setState(before => {
        const value = { ...before.value, ...patch }
        keepDraft(key, value)
        return { value, touched: true }
      }),
    [key],
  )
  const clear = useCallback(() => {
    dropDraft(key)
    setState({ value: initial(), touched: false })
  }, [key])
  const sent = useCallback(() => {
    dropDraft(key)
    setState(({ value }) => ({ value, touched: false }))
  }, [key])
  return { ...state, change, clear, sent }
}
