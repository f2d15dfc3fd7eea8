/** Handing a review over, for whoever leads it and for leadership. */
export const handoverWords = {
  title: 'Hand this review over',
  lead: 'Whoever you name leads the meeting, its record and its actions. You can still lead it yourself.',
  leadLeadership: (who: string): string =>
    `${who} led it, and none of them is on the roster any more. Whoever you name leads the meeting, its record and its actions.`,
  sees: 'They see',
  seesWhat: [
    'the plan of the meeting: the title, question and minutes of each item, and two quotes with it at most, as on the room’s screen',
    'the meeting and its notes, the record, the actions and the conditions',
  ],
  seesNot: 'They do not see',
  seesNotWhat: (readers: string): readonly string[] => [
    `what else people wrote, the full agenda and its downloads, and what needs care. Participants were told who reads that: ${readers}, and nobody else`,
  ],
  whom: 'To whom',
  whomHint: 'A name or an address from the roster, or any address that signs in as a facilitator.',
  whomHintLeadership: 'An address from the roster that signs in as a facilitator.',
  name: 'Their name, as those invited read it',
  nobody: 'Say to whom: choose a name, or write an address.',
  leadsAlready: (name: string): string => `${name} leads it already.`,
  told: 'Everybody invited gets a mail that says who leads it now, and what that person cannot read.',
  keep: 'Keep it',
  do: 'Hand over',
  done: (name: string): string => `${name} leads this review now.`,
  alone: {
    title: 'Reviews that nobody leads any more',
    lead: 'Nobody who led them is on the roster. Name somebody, so that their meetings are held and their actions followed.',
    led: (who: string): string => `Led by ${who}`,
    more: (others: number): string => (others === 1 ? 'One other' : `The ${others} others`),
    name: 'Name somebody',
    nameFor: (title: string): string => `Name somebody for “${title}”`,
  },
} as const
