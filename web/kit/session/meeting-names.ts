/** Where running meetings are kept in this browser; apart from what reads them, since signing out needs no more. */

export const meetingPrefix = 'murmur.meeting.'

export const meetingKeys = (): string[] => Object.keys(localStorage).filter(key => key.startsWith(meetingPrefix))

/** Signing out takes the names along. */
export const dropAllMeetings = (): void => {
  for (const key of meetingKeys()) localStorage.removeItem(key)
}
