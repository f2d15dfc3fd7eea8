/** What a participant's page knows about the live channel before its first request; nothing here needs a schema. */
import { everyUndo, readings } from '../handed-on.ts'

export const remarkCharacters = 500
export const batchSeconds = 15

/**
 * The meeting's key, as it appears after the # of its link or as somebody typed it; null if it is not a key. A key
 * contains no 0 and no 1, so somebody who types one has misread an o or an l.
 */
export const liveKeyOf = (text: string): string | null => {
  const key = text
    .slice(text.lastIndexOf('#') + 1)
    .toLowerCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('0', 'o')
    .replaceAll('1', 'l')
  return /^[a-z2-7]{12}$/.test(key) ? key : null
}

/**
 * The key in whatever was opened or pasted: typed by hand, behind the # of an address bar, or in a link as it was handed
 * on. Null where there is none, or more than one.
 */
export const findLiveKey = (text: string): string | null => {
  // Two signs may stand before two keys.
  const typed = text.split('#').length > 2 ? null : liveKeyOf(text)
  if (typed) return typed
  const found = new Set<string>()
  for (const reading of readings(text, everyUndo)) {
    for (const [, given = ''] of reading.matchAll(
      /(?:^|\/live(?:\/[a-z]{2,3})?\/?)#((?:[a-z2-7]{4}-?){2}[a-z2-7]{4})(?![\w%-])/gi,
    )) {
      const key = liveKeyOf(given)
      if (key) found.add(key)
    }
  }
  const [key, ...others] = found
  return others.length === 0 ? (key ?? null) : null
}

/** `abcd-efgh-ijkl`, as people are shown it. */
export const spacedKey = (key: string): string => key.replaceAll(/(.{4})(?=.)/g, '$1-')
