/** Asks again and again what is new, while the page is visible, somebody is signed in, and there is anything to ask. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { onSignedIn, signedIn } from '../../kit/session/session.ts'

/** As quickly as a room follows; less often while nothing has begun. */
export const lookMilliseconds = { begun: 2000, before: 5000 } as const

export const useSignedIn = (): boolean => {
  const [is, setIs] = useState(signedIn().state === 'signed-in')
  useEffect(() => onSignedIn(({ state }) => setIs(state === 'signed-in')), [])
  return is
}

/** Whether somebody is signed in. */
export const useLooking = (look: () => Promise<void>, wanted: boolean, milliseconds: number): boolean => {
  const is = useSignedIn()
  const latest = useRef(look)
  latest.current = look
  useEffect(() => {
    if (!wanted || !is) return undefined
    let over = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const again = async (): Promise<void> => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') await latest.current()
      clearTimeout(timer)
      if (!over) timer = setTimeout(now, milliseconds)
    }
    const now = (): void => void again()
    now()
    addEventListener('online', now)
    document.addEventListener('visibilitychange', now)
    return () => {
      over = true
      clearTimeout(timer)
      removeEventListener('online', now)
      document.removeEventListener('visibilitychange', now)
    }
  }, [wanted, is, milliseconds])
  return is
}
