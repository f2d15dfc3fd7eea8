/** English: what leadership answered, as everybody reads it who was asked. */

const dayOf = (at: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(at))

export const youSaid = {
  product: 'Murmur',
  title: 'You said, we did',
  lead: 'What leadership answered to what a pulse or a learning review has published. No sign-in is needed, and nobody learns who reads it.',
  loading: 'One moment…',
  failed: 'This could not be fetched. Check your connection and look again.',
  again: 'Look again',
  none: 'Leadership has answered nothing yet.',
  heardIn: { pulse: 'Heard in the pulse', 'learning-review': 'Heard in the learning review' },
  states: { done: 'Done.', promised: 'Promised.' },
  by: (name: string, at: string): string => `${name === '' ? 'Leadership' : `${name}, leadership`}, ${dayOf(at)}.`,
  lesson: 'The lesson behind it (sign in)',
} as const
