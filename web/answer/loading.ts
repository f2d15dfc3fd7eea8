/** What is fetched when it is first wanted: the words after and around a ballot, their style, and what looks at words. */
import { type Part, retrying } from './retrying.ts'

/** Put in by the build. */
declare const laterPart: Part
declare const laterStyle: Part
declare const wordingPart: Part

export const loadWording = retrying<typeof import('./wording.ts')>(wordingPart)

let styled: Promise<unknown> | null = null

/** Over when it is there, or does not come: what it would move is shown only then. Where it did not, it is asked for again. */
export const loadStyle = (): Promise<unknown> => {
  styled ??= new Promise(resolve => {
    const [address, integrity] = laterStyle
    const style = document.createElement('link')
    style.rel = 'stylesheet'
    style.integrity = integrity
    style.href = address
    style.addEventListener('load', resolve)
    style.addEventListener('error', () => {
      style.remove()
      styled = null
      resolve(null)
    })
    document.head.append(style)
  })
  return styled
}

const fetchLater = retrying<typeof import('./later.ts')>(laterPart)

export const loadLater = (): Promise<typeof import('./later.ts')> => {
  void loadStyle()
  return fetchLater()
}
