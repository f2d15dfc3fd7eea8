/** What a participant's page knows about the live channel before its first request; nothing here needs a schema. */

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

/** `abcd-efgh-ijkl`, as people are shown it. */
export const spacedKey = (key: string): string => key.replaceAll(/(.{4})(?=.)/g, '$1-')
