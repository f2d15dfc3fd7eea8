/** English: whom one is counted among. */
const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`)

export const among = {
  reading: 'One moment…',
  failed: 'The list could not be fetched. Look at your connection, and try again.',
  again: 'Try again',
  total: (count: number): string =>
    `${people(count)} ${count === 1 ? 'is' : 'are'} counted together, and you are one of them.`,
  tooMany: 'A list this long is not shown.',
  /** Of a batch, some by name. */
  batch: (count: number, first: string): string => `${people(count)} (${first} and others)`,
  added: (who: string, count: number, by: string, day: string): string =>
    `${who} ${count === 1 ? 'was' : 'were'} added by ${by}, on ${day}.`,
  /** Nobody came before or after them. */
  all: (by: string, day: string): string => `All were put on the list by ${by}, on ${day}.`,
  history: 'Who was added when, and by whom',
  leftHistory: 'Who is not counted here any more',
  moved: (count: number, by: string, day: string): string =>
    `${people(count)} ${count === 1 ? 'was' : 'were'} moved to another group by ${by}, on ${day}.`,
  notRecorded: 'Who put them on the list was not recorded.',
  notRecordedOf: (count: number): string => `Of ${people(count)} it was not recorded.`,
  instead: 'in the place of somebody who was asked before',
  withdrawn: 'no longer invited; may have answered before',
  partly: 'A part of the list is missing or could not be opened, so somebody may be missing here.',
  why: 'Look through it: if several of these were one person, what is left would be yours. If somebody here surprises you, ask before you answer.',
} as const
