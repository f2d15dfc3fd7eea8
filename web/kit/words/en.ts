/** Words of what pages share: forms, problems. Another language has the type of this one. */
export const words = {
  loading: 'Loading',
  rows: 'The arrow keys lead from row to row.',
  pageTitle: (page: string) => `${page} · Murmur`,
  form: {
    optional: 'optional',
    required: 'Fill this in.',
    names: (names: readonly string[]): string =>
      `Somebody may be named here: ${names.join(', ')}. Say what the system did, or the role, such as “a deployment went out without a check” or “the team on call”.`,
    tooLong: 'This is too long.',
    yes: 'yes',
    no: 'no',
    nothing: 'nothing',
    changes: 'What you change',
    noTime: 'Give a day and a time.',
    noZone: 'Choose a time zone from the list, such as Europe/Berlin.',
    zone: 'Time zone',
    whichZone: (word: string) => `Which “${word}” is meant?`,
    chooseZone: 'Choose one',
    save: 'Save',
    saved: 'Saved.',
    cancel: 'Cancel',
    /** The name of a button or link that stands there many times. */
    of: (action: string, what: string) => `${action}: ${what}`,
    /** What the buttons below a form are together. */
    proceed: 'Go on',
    close: 'Close',
    back: 'Back',
    discard: 'Discard',
    kept: 'Not sent yet. Kept in this tab.',
  },
  time: {
    forYou: (time: string) => `(${time} for you)`,
    skipped: (time: string, zone: string, taken: string) =>
      `There was no ${time} in ${zone} that night: clocks were set forward. Taken as ${taken}.`,
    twice: (time: string, zone: string) =>
      `${time} came twice in ${zone} that night: clocks were set back. Which one is it?`,
  },
  problem: {
    unreachable: {
      title: 'Murmur could not be reached',
      detail: 'Check your connection, then try again. What you typed is kept.',
    },
    unreadable: {
      title: 'The answer could not be read',
      detail: 'This page may be older than the server. Copy what you have just typed, reload the page and try again.',
    },
    place: (line: number, column: number | string | undefined) =>
      column === undefined ? `Line ${line}` : `Line ${line}, column ${column}`,
    request: (id: string) => `Request id ${id}`,
    again: 'Try again',
    notFound: { title: 'There is nothing here', detail: 'The address is not known. Go back to your reviews.' },
  },
  /** A field that takes several names. */
  names: {
    listHint: 'Press Enter or a comma after each.',
    remove: (name: string) => `Remove ${name}`,
    suggestions: (name: string) => `Suggestions for ${name}`,
  },
} as const
