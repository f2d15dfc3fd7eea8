/**
 * What time it is, as the API has it: on a device whose clock is wrong, and in a local world whose clock was moved, page
 * and server speak of the same day. A sign-in runs out by the device's own clock.
 */

const key = 'murmur.clock'
/** `Date` has whole seconds, and an answer takes a moment: less than this is no difference. */
const leastMilliseconds = 60_000

let ahead = 0

/** `date`: the header of an answer that has just come. */
export const hearTime = (date: string | null): void => {
  const found = Date.parse(date ?? '') - Date.now()
  if (Math.abs(found - ahead) > leastMilliseconds) {
    ahead = found
    sessionStorage.setItem(key, String(found))
  }
}

/** As it was heard before the page was loaded anew: its first words are of the right day. */
export const recallTime = (): void => {
  ahead = Number(sessionStorage.getItem(key)) || 0
}

/** Milliseconds since 1970. */
export const timeNow = (): number => Date.now() + ahead

export const instantNow = (): string => new Date(timeNow()).toISOString()
