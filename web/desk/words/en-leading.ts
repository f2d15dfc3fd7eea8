/** Who leads a review, who reads in it, and how that came to be. */
export const leadingWords = {
  handOver: 'Hand over…',
  changeReaders: 'Change facilitators…',
  readers: {
    title: 'Who facilitates this review',
    lead: 'Participants read these names before they answer, and these alone read what people write. Name whoever may have to stand in, too: once the invitations are out, nobody can be added.',
    address: 'Another address',
    addressHint: 'Of somebody who signs in as a facilitator.',
    noAddress: 'This is no address. Write it as ada@example.com.',
    none: 'Somebody has to facilitate it.',
    do: 'Keep these',
    done: 'The facilitators were changed.',
  },
  history: {
    title: 'Who leads it',
    facilitators: (who: string): string => `${who}: named in the terms, and reading what people wrote.`,
    successors: (who: string): string => `${who}: leading with what the room’s screen shows.`,
    handed: (by: string, to: string): string => `${by} handed it over to ${to}`,
    taken: (by: string, to: string): string => `Leadership (${by}) asked ${to} to lead it: nobody who led it was left`,
  },
  room: {
    title: 'The plan of the meeting',
    why: (readers: string): string =>
      `Participants were told who reads what they wrote: ${readers}, and nobody else. You lead with what the room’s screen shows of it.`,
    total: (minutes: number): string => `${minutes} minutes`,
    waiting: 'The plan is there 15 minutes after the survey closes.',
  },
} as const
