/** Words for two who change the same. */
export const overtakenWords = {
  title: 'Somebody else changed this first',
  theirs: 'They changed:',
  nothing: 'They changed nothing that is shown here.',
  changed: (name: string, before: string, after: string) => `${name}: ${before || '–'} → ${after || '–'}`,
  stays: 'What you typed still stands here. Press once more to put it over theirs.',
} as const
