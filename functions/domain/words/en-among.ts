/** English: whom one is counted among. */
import type { Together } from '../ballot/cohort-list.ts'

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
  /** Of the batches before those that are told. */
  earlier: (count: number, by: string): string => `${people(count)} earlier, by ${by}.`,
  before: (day: string): string => `What changed since the last pulse, which began on ${day}`,
  noBefore: 'No earlier pulse is known that this list could be compared with.',
  unchanged: 'Everybody whom people here were counted with in that pulse is counted here now.',
  together: ({ label, total, here, elsewhere, gone }: Omit<Together, 'hands' | 'earlier'>): string => {
    const who = label === null ? `${people(total)}, all those who were asked` : `“${label}”, ${people(total)}`
    const others = [
      ...(elsewhere > 0 ? [`${elsewhere} elsewhere`] : []),
      ...(gone > 0 ? [`${gone} ${gone === 1 ? 'is' : 'are'} not asked any more`] : []),
    ]
    return `${who}: ${[`${here} ${here === 1 ? 'is' : 'are'} counted here now`, ...others].join(', ')}.`
  },
  moved: (count: number, by: string, day: string): string =>
    `${people(count)} ${count === 1 ? 'was' : 'were'} put elsewhere by ${by}, on ${day}.`,
  fresh: (count: number): string => `${people(count)} here ${count === 1 ? 'was' : 'were'} not asked in that pulse.`,
  removed: 'Who took somebody off stands in the trace, which leadership reads.',
  notRecorded: 'Who put them on the list was not recorded.',
  notRecordedOf: (count: number): string => `Of ${people(count)} it was not recorded.`,
  instead: 'in the place of somebody who was asked before',
  joined: 'in the place of another address, said to be of the same person',
  withdrawn: 'no longer invited; may have answered before',
  partly: 'A part of the list is missing or could not be opened, so somebody may be missing here.',
  why: 'Look through it: if several of these were one person, what is left would be yours. If somebody here surprises you, ask before you answer.',
} as const
