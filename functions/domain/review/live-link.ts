/** What a participant's page knows of the live channel before it has asked anything: nothing here needs a schema. */

export const remarkCharacters = 500
export const batchSeconds = 15

/**
 * The meeting's key as it stands behind the # of its link, or as it was typed from a wall; null where it is none. It has
 * no 0 and no 1: whoever types one saw an o or an l.
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
