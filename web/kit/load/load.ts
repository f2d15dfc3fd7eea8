/** Reading from the API for a page: loading, there, or a problem with a way to try again. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { signedIn } from '../session/session.ts'

export interface Load<T> {
  /** Undefined until it was read once; kept while it is read again. */
  readonly value: T | undefined
  readonly error: unknown
  readonly again: () => void
}

/** Reads anew when `key` changes; an answer that was overtaken by a later question is dropped. */
export const useLoad = <T>(key: string, read: () => Promise<T>): Load<T> => {
  const [state, setState] = useState<{ key: string; value: T | undefined; error: unknown }>({
    key,
    value: undefined,
    error: undefined,
  })
  const asked = useRef(0)
  const again = useCallback(() => {
    asked.current += 1
    const mine = asked.current
    const settle = (value: T | undefined, error: unknown): void => {
      if (asked.current !== mine) return
      setState(before => ({ key, value: value ?? (before.key === key ? before.value : undefined), error }))
    }
    const ask = async (): Promise<void> => {
      try {
        settle(await read(), undefined)
      } catch (error) {
        settle(undefined, error)
      }
    }
    void ask()
  }, [key])
  useEffect(() => {
    again()
    return () => {
      asked.current += 1
    }
  }, [again])
  return state.key === key ? { ...state, again } : { value: undefined, error: undefined, again }
}

/** Reads again each minute, and when the tab is looked at after a while; not while nobody is signed in. */
export const useMinuteByMinute = (again: () => void, wanted: boolean): void => {
  useEffect(() => {
    if (!wanted) return undefined
    const look = (): void => {
      if (document.visibilityState === 'visible' && signedIn().state === 'signed-in') again()
    }
    const timer = setInterval(look, 60_000)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [again, wanted])
}

export interface Task {
  readonly busy: boolean
  readonly error: unknown
  /** A second press while the first is under way does nothing. */
  readonly run: (work: () => Promise<void>) => void
  readonly reset: () => void
}

export const useTask = (): Task => {
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: undefined })
  const running = useRef(false)
  const run = useCallback((work: () => Promise<void>) => {
    if (running.current) return
    running.current = true
    setState({ busy: true, error: undefined })
    work()
      .then(
        () => setState({ busy: false, error: undefined }),
        (error: unknown) => setState({ busy: false, error }),
      )
      .finally(() => {
        running.current = false
      })
  }, [])
  const reset = useCallback(() => setState({ busy: false, error: undefined }), [])
  return { ...state, run, reset }
}
